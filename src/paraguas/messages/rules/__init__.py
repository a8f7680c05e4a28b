"""Pure decisions of messages."""
