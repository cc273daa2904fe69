"""What it costs to know the phase along a long history, and after one more decision."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap.analysis.phases.history import PhaseHistory
from roadmap.events import Decision, Event, Record
from roadmap.events.items import ItemAdded, ItemEdited
from roadmap.evolve import fold
from roadmap.timeline import Timeline
from roadmap.values import derived_id
from tests.analysis.phases import FIRST, LENGTH, Told, Went
from tests.benchmarks.ratio import Ratio, hold, measure
from tests.given import MAYA

ITEMS, SPRINTS, EDITS = 5_000, 75, 1_250


@pytest.fixture(scope="module")
def told() -> Told:
    """75 sprints, about 100,000 events on 5,000 items: three years of a large team."""
    found = Told()
    keys = [derived_id("big", str(number)) for number in range(ITEMS)]
    found.events("import", FIRST, [ItemAdded(item=key, fields={"title": key}) for key in keys])
    for sprint in range(SPRINTS):
        _edits(found, keys, sprint)
        found.sprint(Went(fire=3, tweak=5, bet=2, backlog=sprint % 4))
    return found


def _edits(found: Told, keys: list[str], sprint: int) -> None:
    day: date = FIRST + sprint * LENGTH + timedelta(days=1)
    at = found._now(day).at
    first = len(found.records)
    new = []
    for number in range(EDITS):
        event: Event = ItemEdited(item=keys[(sprint * 7 + number) % ITEMS], fields={"notes": "x"})
        decision = Decision(id=derived_id("edit", str(sprint), str(number)), by=MAYA, at=at)
        new.append(Record(first + number + 1, at, decision, 1, 1, event))
    found.records.extend(new)
    found.timeline.append(new)


def test_the_phases_of_100000_events(told: Told) -> None:
    """Every sprint looks at all items once: the backlog and the choices that are committed."""
    events = [record.event for record in told.records]
    timeline = Timeline(lambda after, until: told.records[after:until], len(told.records))
    timeline.begin()

    def phases() -> None:
        PhaseHistory().read(timeline)

    def bound() -> None:
        fold(events)

    def attempt() -> Ratio:
        return measure(phases, bound, rounds=3)

    hold("the phases of 100,000 events, against folding them", 6.0, attempt)


def test_the_phase_after_one_more_decision(told: Told) -> None:
    """What was read before is not read again: a step of the ladder at most."""
    events = [record.event for record in told.records[-1_024:]]
    history = PhaseHistory()
    history.read(told.timeline)
    before = fold(record.event for record in told.records[:-1_024])

    def once_more() -> None:
        told.sprint(Went(fire=3, tweak=5, bet=2))
        history.read(told.timeline)

    def bound() -> None:
        for _ in range(10):
            fold(events, before)

    def attempt() -> Ratio:
        return measure(once_more, bound, rounds=3)

    hold("the phase after one more sprint, against folding 10,240 events", 1.0, attempt)
