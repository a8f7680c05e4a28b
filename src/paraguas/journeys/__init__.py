"""Journeys: stories that cross rooms, by subject; `afterwards` says what follows which fact."""
