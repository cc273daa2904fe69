"""What is written for others to read: documents made from the state, without a window."""
