"""How much effort an item takes, and how far off estimates are."""
