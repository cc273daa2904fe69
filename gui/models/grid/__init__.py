"""What the Grid page shows, apart from how."""
