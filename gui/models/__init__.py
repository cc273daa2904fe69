"""Item models: they read the state and never write it."""
