"""What the Backlog page shows, apart from how."""
