"""Pure decisions of fulfilment: who serves what, when it is ready, which step may follow."""
