"""What lowers later work, what it costs not to do it, and when a hire is the last resort."""
