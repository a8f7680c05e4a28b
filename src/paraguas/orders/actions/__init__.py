"""What can be done to baskets and orders, one verb a file."""
