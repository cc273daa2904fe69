"""Which decisions changed some tables of the state? Found without reading all the others.

Between two checkpoints, a table that nobody touched is the same object at both ends. Only stretches
where one differs are folded, once each and in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from roadmap.evolve import fold
from roadmap.ladder import STEP
from roadmap.state import State
from roadmap.timeline import Timeline, Told


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision with the states around it."""

    told: Told
    before: State
    after: State


def changing(timeline: Timeline, low: int, high: int, *tables: str) -> Iterator[Changed]:
    """Yield the decisions in (low, high] that changed a table of `tables`, in order."""
    readers = [attrgetter(table) for table in tables]

    def differ(one: State, other: State) -> bool:
        return any(read(one) is not read(other) for read in readers)

    for first, last in _stretches(timeline, low, high, differ):
        before = timeline.state_after(first - 1)
        for told in timeline.history(first, last + 1):
            after = fold(told.events, before)
            if differ(before, after):
                yield Changed(told, before, after)
            before = after


def _stretches(
    timeline: Timeline, low: int, high: int, differ: Callable[[State, State], bool]
) -> Iterator[tuple[int, int]]:
    """Yield (first, last) decision of the stretches in (low, high] in which a table differs."""
    found: tuple[int, int] | None = None
    at = timeline.end(low) // STEP * STEP
    stop = timeline.end(high)
    while at < stop:
        end = min(at + STEP, timeline.position)
        if differ(timeline.state_at(at), timeline.state_at(end)):
            first = max(low + 1, timeline.index_at(at + 1))
            last = min(high, timeline.index_at(end))
            if found is not None and first > found[1] + 1:
                yield found
                found = None
            found = (first if found is None else found[0], last)
        at += STEP
    if found is not None:
        yield found
