"""What if? Scenarios: branches of the same history, private until shared, adopted as one decision.

Pure but for `shelf.py`, which keeps the private ones on disk.
"""
