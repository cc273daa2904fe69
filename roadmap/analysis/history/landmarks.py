"""From which moments of a history is the order of ten thousand items found quickly?

Beside every checkpoint the ids of the open items are kept in order, so that a jump orders what
changed since the nearest one and nothing else. They are made in slices, each from the one before;
with very many items fewer are kept, so that they never take more than a part of the checkpoints.
"""

from __future__ import annotations

from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.items.layout import layout
from roadmap.timeline import Timeline

_LEAST = 8  # checkpoints; a shorter history is ordered from what was shown before
_MOST_IDS = 10_000_000  # 8 bytes each


class Landmarks:
    """The landmarks of one history."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._done = 0
        self._next = 1

    def advance(self, count: int = 1) -> bool:
        """Keep up to `count` more landmarks; return whether none is left to keep."""
        rungs = self._timeline.rungs
        if len(rungs) < _LEAST:
            return True
        items = len(self._timeline.state.items)
        stride = max(1, -(-len(rungs) * items // _MOST_IDS))
        for _ in range(count):
            if self._next >= len(rungs):
                break
            state = rungs[self._next]
            layout.keep(state.items, sizes_of(state.roadmap))
            self._next += stride
        return self._next >= len(rungs)
