"""Can a decision be taken back at all, whatever has changed since?

What taking it back would change and keep is undo.py's question, and needs its history.
"""

from __future__ import annotations

from collections.abc import Iterable

from roadmap.events import Event
from roadmap.inverse import why_it_stays


def is_undoable(events: Iterable[Event]) -> bool:
    """Return whether no event of a decision stays on the record, as a closed sprint does."""
    return all(why_it_stays(event) is None for event in events)
