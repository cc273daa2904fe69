"""How closed sprints went, and what committing and closing one puts on the record."""
