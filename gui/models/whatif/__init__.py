"""What the What-if page shows, apart from how."""
