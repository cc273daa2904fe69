"""The window: its frame, panes and pages, and what it does by key and menu."""
