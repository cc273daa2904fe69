"""What the People page shows, apart from how."""
