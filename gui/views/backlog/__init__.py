"""The Backlog page."""
