"""Pure decisions about changes, one subject a file."""
