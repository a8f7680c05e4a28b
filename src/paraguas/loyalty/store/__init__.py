"""The SQL of loyalty: accounts with their events, orders that earn or burn, programmes, audits."""
