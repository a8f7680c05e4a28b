"""Money after check-out: charged, given back, invoiced, reconciled, owed between entities."""
