"""Pure decisions between entities: prices, their reading, statements."""
