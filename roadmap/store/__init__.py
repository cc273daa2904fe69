"""Where a roadmap's history is kept: the bytes of a record, the document, the log in memory.

Start with `opening.py`. Nothing outside this package knows SQLite or the event-sourcing library.
"""
