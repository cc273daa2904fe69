"""The only interpreter of events: `evolve(state, event) -> state`, and its reduce, `fold`.

It is total and never judges: an event about an absent thing changes nothing, so that yesterday's
history always loads. What may happen is `decide`'s question; what follows from the state is a
function in `analysis/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, assert_never

import msgspec
from msgspec.structs import replace

from roadmap.events import Event
from roadmap.events.base import Adds, Edits, Logs, Removes
from roadmap.events.forecasts import ForecastKept
from roadmap.events.imports import SourceImported
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemRestored,
    ItemShed,
    ItemSplit,
    ItemStarted,
)
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import HolidayAdded, HolidayRemoved, RoadmapCreated, RoadmapEdited
from roadmap.events.sprints import (
    PlanKept,
    SprintClosed,
    SprintCommitted,
    SprintItemPulled,
    SprintItemPushed,
    SprintReopened,
)
from roadmap.records.absences import Absence
from roadmap.records.bookmarks import Bookmark
from roadmap.records.expectations import Ask, Capability, Goal, Review
from roadmap.records.forecasts import KeptForecast
from roadmap.records.levels import Checkup, Measure
from roadmap.records.people import Constraint, Freeze, Person
from roadmap.records.phases import PhaseAnswers, PhaseOverride
from roadmap.records.risks import AcceptedRisk
from roadmap.records.scenarios import SharedScenario
from roadmap.records.sprints import KeptPlan, Sprint
from roadmap.records.streams import Stream
from roadmap.records.users import OutcomeMeasure, Signal
from roadmap.state import (
    EMPTY,
    Component,
    Consumer,
    Holiday,
    Interruption,
    Item,
    Principle,
    Record,
    Roadmap,
    Source,
    State,
    Table,
    Team,
)
from roadmap.tables import logged
from roadmap.values import Status

# Raised by one whenever the same events fold to another state: saved checkpoints then go.
FOLD_VERSION = 1

# What the tables hold whose records are added, edited and removed in the common way.
RECORDS: dict[str, type[Record]] = {
    "items": Item,
    "interruptions": Interruption,
    "principles": Principle,
    "teams": Team,
    "components": Component,
    "consumers": Consumer,
    "people": Person,
    "freezes": Freeze,
    "constraints": Constraint,
    "absences": Absence,
    "streams": Stream,
    "measures": Measure,
    "checkups": Checkup,
    "scenarios": SharedScenario,
    "risks": AcceptedRisk,
    "capabilities": Capability,
    "goals": Goal,
    "asks": Ask,
    "reviews": Review,
    "signals": Signal,
    "outcomes": OutcomeMeasure,
    "bookmarks": Bookmark,
    "overrides": PhaseOverride,
    "answers": PhaseAnswers,
}
_REQUIRED = {
    table: {field.name for field in msgspec.structs.fields(record) if field.required} - {"id"}
    for table, record in RECORDS.items()
}

R = TypeVar("R", bound=Record)


def fold(events: Iterable[Event], state: State = EMPTY) -> State:
    """Return the state after `events`, beginning with `state`."""
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: State, event: Event) -> State:
    """Return the state after `event`. Pure and total; about 3 microseconds."""
    match event:
        case ItemEdited() | ItemReclassified() | ItemEstimated():
            return _with_item(state, event.item, event.fields)
        case ItemMoved():
            return _with_item(state, event.item, {"rank": event.rank})
        case ItemAdded():
            item = Item(event.item, **event.fields)
            return replace(state, items=state.items.put(event.item, item))
        case ItemStarted():
            begun = {"status": Status.IN_PROGRESS, "started_on": event.started_on}
            return _with_item(state, event.item, begun)
        case ItemFinished():
            done: dict[str, Any] = {"status": Status.DONE, "done_on": event.done_on}
            if event.actual_days is not None:
                done["actual_days"] = event.actual_days
            return _with_item(state, event.item, done)
        case ItemShed():
            shed = {"status": Status.SHED, "shed_on": event.shed_on}
            return _with_item(state, event.item, shed)
        case ItemRestored():
            back = {"status": Status.OPEN, "shed_on": None, "done_on": None}
            return _with_item(state, event.item, back)
        case ItemSplit():
            return _split(state, event)
        case ReasonGiven():
            return state  # the reason belongs to the history, not to the state
        case RoadmapCreated():
            return replace(state, roadmap=Roadmap(**event.fields))
        case RoadmapEdited():
            if state.roadmap is None:
                return state
            return replace(state, roadmap=replace(state.roadmap, **event.fields))
        case SourceImported():
            known = state.sources.get(event.source) or Source(event.source, "", "")
            sources = state.sources.put(event.source, replace(known, **event.fields))
            return replace(state, sources=sources)
        case HolidayAdded():
            holiday = Holiday(event.holiday, event.day, event.name)
            return replace(state, holidays=state.holidays.put(event.holiday, holiday))
        case HolidayRemoved():
            return replace(state, holidays=state.holidays.drop(event.holiday))
        case ForecastKept():
            table = state.forecasts
            kept = KeptForecast(event.forecast, event.kept_on, event.facts, len(table) + 1)
            return replace(state, forecasts=table.put(event.forecast, kept))
        case Adds() | Edits() | Removes() | Logs():
            return _evolve_record(state, event)
        case _:
            return _evolve_sprint(state, event)


def _with_item(state: State, key: str, fields: Any) -> State:
    item = state.items.get(key)
    if item is None:
        return state
    return replace(state, items=state.items.put(key, replace(item, **fields)))


def _split(state: State, event: ItemSplit) -> State:
    state = _with_item(state, event.item, event.fields)
    items = state.items
    for piece in event.pieces:
        items = items.put(piece.item, Item(piece.item, **piece.fields))
    return replace(state, items=items)


def _evolve_record(state: State, event: Adds | Edits | Removes | Logs) -> State:
    """Add, edit or remove a record of any table; one that lacks what it must have is not added."""
    name, key = event.table, event.key
    table: Table[Record] = getattr(state, name)
    match event:
        case Adds():
            if not event.fields.keys() >= _REQUIRED[name]:
                return state
            table = table.put(key, RECORDS[name](key, **event.fields))
        case Edits():
            table = _edited(table, key, event.fields)
        case Removes():
            table = table.drop(key)
        case Logs():
            known: Any = getattr(table.get(key), event.column, ())
            table = _edited(table, key, {event.column: logged(known, event.entries)})
    changed: dict[str, Any] = {name: table}
    return replace(state, **changed)


_SprintEvent = (
    SprintCommitted | SprintItemPulled | SprintItemPushed | SprintClosed | SprintReopened | PlanKept
)


def _evolve_sprint(state: State, event: _SprintEvent) -> State:
    table = state.sprints
    match event:
        case SprintCommitted():
            sprint = Sprint(
                event.sprint,
                event.number,
                event.start,
                event.end,
                event.capacity,
                event.reserve,
                event.items,
                tuple(each.item for each in event.items),
            )
            return replace(state, sprints=table.put(event.sprint, sprint))
        case SprintItemPulled():
            known = table.get(event.sprint)
            items = () if known is None else (*_without(known.items, event.item), event.item)
            table = _edited(table, event.sprint, {"items": items})
        case SprintItemPushed():
            known = table.get(event.sprint)
            items = () if known is None else _without(known.items, event.item)
            table = _edited(table, event.sprint, {"items": items})
        case SprintClosed():
            table = _edited(table, event.sprint, {"outcome": event.outcome, "note": event.note})
        case SprintReopened():
            table = _edited(table, event.sprint, {"outcome": None})
        case PlanKept():
            plan = KeptPlan(event.plan, event.mode, event.placements)
            return replace(state, plans=Table.of([(event.plan, plan)]))  # the last one counts
        case _:
            assert_never(event)
    return replace(state, sprints=table)


def _without(items: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(item for item in items if item != gone)


def _edited(table: Table[R], key: str, fields: Any) -> Table[R]:
    record = table.get(key)
    return table if record is None else table.put(key, replace(record, **fields))
