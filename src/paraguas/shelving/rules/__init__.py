"""Pure decisions of shelving."""
