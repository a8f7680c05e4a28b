"""Pure decisions of invoices."""
