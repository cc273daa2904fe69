"""Which decisions changed some tables of the state? Found without reading all the others.

Tables that were not touched are the same object at both ends of a stretch (but at a saved
checkpoint, where reading on finds nothing), so that whole stretches are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from roadmap.timeline import Timeline

_SCANNED = 64  # decisions: below that, reading them all is cheaper than halving again


def changing(timeline: Timeline, low: int, high: int, *tables: str) -> Iterator[int]:
    """Yield the decisions in (low, high] that changed a table of `tables`, in order."""
    read = attrgetter(*tables, "roadmap")  # two names at least: always a tuple
    before, after = read(timeline.state_after(low)), read(timeline.state_after(high))
    if low >= high or _same(before[:-1], after[:-1]):
        return
    if high - low > _SCANNED:
        middle = (low + high) // 2
        yield from changing(timeline, low, middle, *tables)
        yield from changing(timeline, middle, high, *tables)
        return
    seen = before
    for index in range(low + 1, high + 1):
        now = read(timeline.state_after(index))
        if not _same(seen[:-1], now[:-1]):
            yield index
        seen = now


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(a is b for a, b in zip(one, other, strict=True))
