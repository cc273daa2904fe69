"""What the Sprints page shows, apart from how."""
