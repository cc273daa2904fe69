"""The desktop app: which pixels show the roadmap, and which gesture is which command.

Nothing in ``roadmap`` imports this package; it is found through entry points.
"""
