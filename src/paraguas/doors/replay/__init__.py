"""Replays: the trade of others, entered as if it had come through our own doors."""
