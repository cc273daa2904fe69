"""What others expect of the platform: capabilities, goals, asks, and what users say."""
