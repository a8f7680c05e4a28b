"""Identity in bulk: everybody compared by Splink, in a database of its own."""
