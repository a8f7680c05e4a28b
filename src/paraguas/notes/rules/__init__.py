"""Pure decisions about notes, one subject a file."""
