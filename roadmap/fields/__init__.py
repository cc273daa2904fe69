"""Which fields of each record can be set, within which bounds, as events and commands name them.

A setting names only the fields it sets: an absent key changes nothing, None empties the field.
The names are those of the records in `state.py` and `records/`; a test holds the two together.
"""
