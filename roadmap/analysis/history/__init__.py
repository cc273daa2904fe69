"""What the history says: an item's life, marks on the time axis, promises and slips."""
