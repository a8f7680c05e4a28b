"""Pure decisions about orders, one subject a file."""
