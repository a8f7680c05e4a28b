"""Migrations: one numbered line of steps for both databases, shipped with the program.

A step is a file in `versions/`.  Expand first, contract in a later release; there is no way back
but another step.
"""
