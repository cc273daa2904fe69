"""Which items there are: in order, in quadrants, filtered, found and sorted."""
