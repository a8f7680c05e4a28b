"""Pure decisions of compensation: what a slip is worth, and how rules are written."""
