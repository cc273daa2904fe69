"""What is asked beside the pages: new roadmaps, imports, preferences, keys."""
