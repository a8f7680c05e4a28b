"""The HTTP API: one resource a file; status codes live here and nowhere below."""
