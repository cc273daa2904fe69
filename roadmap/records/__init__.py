"""The records of the state, each area of the domain in a module of its own; items in `state`."""
