"""The import dialog and its steps."""
