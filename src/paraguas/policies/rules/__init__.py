"""Pure decisions of policies."""
