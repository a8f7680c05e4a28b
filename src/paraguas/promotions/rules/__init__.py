"""Pure decisions about promotions, one subject a file."""
