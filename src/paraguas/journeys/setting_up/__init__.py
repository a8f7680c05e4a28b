"""Setting up: what an installation begins with, a country by its file, what colleagues confirm."""
