"""Histories of closed sprints, given as how much effort went into what, for tests of phases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from roadmap.commands import parse_command
from roadmap.commands.roadmap import CreateRoadmap
from roadmap.decide import Now, decide
from roadmap.events import Decision, Event, Record
from roadmap.events.items import ItemAdded, ItemEdited
from roadmap.events.sprints import SprintClosed, SprintCommitted, SprintReopened
from roadmap.evolve import fold
from roadmap.records.sprints import ItemDays, Outcome
from roadmap.state import EMPTY, State
from roadmap.timeline import Timeline
from roadmap.values import Driver, Estimate, Forcing, Horizon, Status, derived_id
from tests.given import MAYA, command

FIRST = date(2025, 6, 2)
LENGTH = timedelta(days=14)
_PLACES: dict[str, dict[str, Any]] = {
    "fire": {"forcing": Forcing.FORCED, "horizon": Horizon.SHORT_TERM, "driver": Driver.INCIDENT},
    "must": {
        "forcing": Forcing.FORCED,
        "horizon": Horizon.LONG_TERM,
        "driver": Driver.END_OF_LIFE,
        "mandatory_by": date(2027, 1, 1),
    },
    "tweak": {"forcing": Forcing.DISCRETIONARY, "horizon": Horizon.SHORT_TERM},
    "bet": {"forcing": Forcing.DISCRETIONARY, "horizon": Horizon.LONG_TERM},
}


@dataclass(frozen=True)
class Went:
    """How a sprint went, in person-days by place; `backlog` is what waits of fires at its end."""

    fire: float = 0.0
    must: float = 0.0
    tweak: float = 0.0
    bet: float = 0.0
    interruptions: float = 0.0
    backlog: float = 0.0
    validated: bool = False


class Told:
    """A history as it is being told, one decision after the other."""

    def __init__(self, **settings: Any) -> None:
        self.records: list[Record] = []
        self.timeline = Timeline(lambda after, until: self.records[after:until])
        self.closed = 0
        principles = tuple(derived_id("principle", str(place)) for place in range(5))
        fields: Any = {"name": "Harbour", "sprint_start": FIRST, **settings}
        created = CreateRoadmap(fields=fields, principles=principles)
        self.events("begin", FIRST, decide(EMPTY, [created], self._now(FIRST)))

    @property
    def state(self) -> State:
        """The state at the end."""
        return self.timeline.state

    @staticmethod
    def _now(day: date) -> Now:
        return Now(datetime.combine(day, time(12), UTC), day)

    def events(self, name: str, day: date, events: Sequence[Event]) -> str:
        """Tell one decision; return its id."""
        key, at = derived_id("told", name, str(len(self.records))), self._now(day).at
        decision = Decision(id=key, by=MAYA, at=at)
        first = len(self.records)
        new = [
            Record(first + n, at, decision, n, len(events), event)
            for n, event in enumerate(events, start=1)
        ]
        self.records.extend(new)
        self.timeline.append(new)
        return key

    def do(self, day: date, do: str, /, **fields: Any) -> str:
        """Decide one command on a day; return the decision's id."""
        return self.events(do, day, decide(self.state, [command(do, **fields)], self._now(day)))

    def sprint(self, went: Went) -> str:
        """Tell a sprint from its commitment to its closing; return the closing decision's id."""
        number = self.closed + 1
        start = FIRST + self.closed * LENGTH
        key = derived_id("sprint", str(number))
        done = {
            derived_id("item", place, str(number)): (place, getattr(went, place))
            for place in _PLACES
            if getattr(went, place)
        }
        added = [self._item(item, place, went, start) for item, (place, _) in done.items()]
        waits: Any = {**_PLACES["fire"], "title": "Waits", "estimate": Estimate(went.backlog)}
        waiting = ItemAdded(item=derived_id("waiting", str(number)), fields=waits)
        gone = [
            ItemEdited(item=item.id, fields={"status": Status.SHED, "shed_on": start})
            for item in self.state.items.ordered()
            if item.title == "Waits"
        ]
        committed = SprintCommitted(
            sprint=key, number=number, start=start, end=start + LENGTH, capacity=(), reserve=(),
            items=(),
        )  # fmt: skip
        outcome = Outcome(
            done=tuple(ItemDays(item, days) for item, (_, days) in done.items()),
            done_days=sum(days for _, days in done.values()),
            forced_days=went.fire + went.must + went.interruptions,
            interruption_days=went.interruptions,
        )
        closing: list[Event] = [*added, *gone, committed]
        if went.backlog:
            closing.append(waiting)
        self.closed += 1
        closing.append(SprintClosed(sprint=key, outcome=outcome))
        return self.events(f"close {number}", start + LENGTH, closing)

    @staticmethod
    def _item(key: str, place: str, went: Went, start: date) -> ItemAdded:
        days = getattr(went, place)
        fields = {
            **_PLACES[place],
            "title": place,
            "status": Status.DONE,
            "done_on": start + timedelta(days=3),
            "actual_days": days,
        }
        if place == "bet" and went.validated:
            fields |= {"option_stage": "done", "problem": "slow", "approach": "cache"}
        return ItemAdded.model_validate({"item": key, "fields": fields}, strict=False)

    def reopen(self) -> str:
        """Open the last closed sprint again."""
        key = derived_id("sprint", str(self.closed))
        day = FIRST + self.closed * LENGTH
        return self.events("reopen", day, [SprintReopened(sprint=key)])

    def click(self, day: date, given: Mapping[str, Any]) -> str:
        """Decide what a step of a playbook gives."""
        return self.events(
            "click", day, decide(self.state, [parse_command(dict(given))], self._now(day))
        )

    def level(self, day: date, principle: str, values: Sequence[tuple[date, float]]) -> str:
        """Give a principle a measure with level 99 and values; return the logging decision's id."""
        name = f"Measure of {principle}"
        self.do(day, "add_measure", name=name, principle=principle, level=99.0)
        rows = [{"measure": name, "day": str(on), "value": value} for on, value in values]
        return self.do(day, "log_measurements", measurements=rows)


def after_sprints(*went: Went, **settings: Any) -> Told:
    """Return a history of sprints that went as given."""
    told = Told(**settings)
    for each in went:
        told.sprint(each)
    return told


def folded(told: Told) -> State:
    """Return the state folded from the very beginning."""
    return fold(record.event for record in told.records)
