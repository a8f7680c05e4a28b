"""Pure decisions about money: tendering, balance, spreading, reconciliation."""
