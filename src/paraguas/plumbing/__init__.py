"""Plumbing: storage, the lane of writes, facts, chores, settings, clock and log; no commerce."""
