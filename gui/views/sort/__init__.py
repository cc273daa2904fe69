"""The Sort page."""
