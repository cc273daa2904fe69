"""What the Sort page shows, apart from how."""
