"""The roadmap engine: a history of decisions, folded by one pure function into what is shown.

Start with `roadmap/README.md`, then `evolve.py`. Nothing here imports Qt.
"""
