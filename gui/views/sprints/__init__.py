"""The Sprints page."""
