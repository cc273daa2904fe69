"""How far forecasts can be trusted: what was forecast then, and what came of it."""
