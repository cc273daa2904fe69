"""What the Interruptions page shows, apart from how."""
