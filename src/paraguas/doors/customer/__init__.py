"""The customer's page: behind a signed link, without signing in, one order and its decisions."""
