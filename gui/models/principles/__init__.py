"""What the Principles page shows, apart from how."""
