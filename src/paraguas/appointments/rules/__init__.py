"""The decisions of appointments."""
