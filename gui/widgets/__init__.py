"""Which controls is every page built from? No domain in here: texts and values in, signals out."""
