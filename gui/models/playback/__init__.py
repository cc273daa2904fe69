"""What the playback bar shows."""
