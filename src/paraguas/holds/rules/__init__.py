"""Pure decisions about holds, one subject a file."""
