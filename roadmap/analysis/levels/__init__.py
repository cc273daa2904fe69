"""Is the platform kept well: minimum acceptable levels, breaches and check-ups."""
