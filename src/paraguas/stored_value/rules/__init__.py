"""What stored value decides."""
