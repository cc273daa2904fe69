"""What the inspector shows of an item, field by field."""
