"""Beside the policy book: its rows for engines of others, and books made to be measured."""
