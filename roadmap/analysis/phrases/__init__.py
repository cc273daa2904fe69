"""What decisions and events say to a person."""
