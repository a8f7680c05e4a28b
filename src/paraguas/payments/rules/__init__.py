"""Pure decisions about money: tendering, balance, spreading, gift card codes, reconciliation."""
