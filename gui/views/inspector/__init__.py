"""The inspector at the right: what is selected, its fields and its story."""
