"""Views: read-only joins over rooms, for lists, timelines and reports."""
