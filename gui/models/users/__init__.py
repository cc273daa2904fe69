"""What the Users page shows, apart from how."""
