"""Journeys: stories that cross rooms, and the one table of what follows which fact."""
