"""What to give up so that most value stays, and what was given up."""
