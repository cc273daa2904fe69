"""How much forced work will arrive unplanned."""
