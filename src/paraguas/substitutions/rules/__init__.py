"""Pure decisions about substitutes."""
