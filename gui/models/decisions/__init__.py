"""What the Decisions page shows, apart from how."""
