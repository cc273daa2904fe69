"""Closed sprints as tests give them: how many items each one finished, and in what time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from roadmap.events import Event
from roadmap.events.sprints import SprintClosed, SprintCommitted
from roadmap.records.sprints import ItemDays, Outcome
from roadmap.values import derived_id
from tests.analysis.simulation.given import BEGIN

_LENGTH = timedelta(days=14)


def finished(sprint: int, count: int) -> tuple[str, ...]:
    """Return the ids of what a closed sprint finished."""
    return tuple(derived_id("done", str(sprint), str(number)) for number in range(count))


def closed(counts: Sequence[int], days: float = 2.0) -> list[Event]:
    """Return the events of sprints that finished as many items, of `days` person-days each.

    They end where the simulator's tests begin, so that their last sprint is the one before.
    """
    events: list[Event] = []
    begin = BEGIN - len(counts) * _LENGTH
    for place, count in enumerate(counts):
        key = derived_id("sprint", str(place))
        start = begin + place * _LENGTH
        committed = SprintCommitted(
            sprint=key,
            number=place + 1,
            start=start,
            end=start + _LENGTH,
            capacity=(),
            reserve=(),
            items=(),
        )
        done = tuple(ItemDays(item, days) for item in finished(place + 1, count))
        outcome = Outcome(done=done, done_days=days * count, present_days=10.0)
        events += [committed, SprintClosed(sprint=key, outcome=outcome)]
    return events
