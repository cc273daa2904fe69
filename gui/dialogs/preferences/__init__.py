"""The preferences dialog and its tabs."""
