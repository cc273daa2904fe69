"""What the Timeline page shows, apart from how."""
