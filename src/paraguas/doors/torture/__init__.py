"""Torture: what must never happen is provoked on purpose, on this machine, in a world of its own.

Each part says how often it tried and how often it failed, and the books are audited afterwards.
Sizes and time are bounded; every process is ended by its id; sockets stay on this machine.
"""
