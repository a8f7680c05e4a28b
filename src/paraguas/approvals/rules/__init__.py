"""Pure decisions about approvals."""
