"""What the Overview page shows, apart from how."""
