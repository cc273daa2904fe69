"""What takes an event back: `inverse(before, event)`, the events that lead from after it to before.

Events set absolute values of named fields, so the inverse is the same kind with the earlier values;
added and removed are pairs. Which of them may be applied later is `undo`'s question.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import msgspec

from roadmap.errors import NotUndoable
from roadmap.events import KINDS, Event
from roadmap.events.base import Adds, Edits, Logs, Removes
from roadmap.events.expectations import ReviewSignedOff
from roadmap.events.forecasts import ForecastKept
from roadmap.events.items import (
    ItemEdited,
    ItemFinished,
    ItemMoved,
    ItemRemoved,
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
from roadmap.fields.items import ItemFields
from roadmap.state import Record, State, Table

# table -> the event that adds a record there, and the one that removes it
_ADDS = {cls.table: cls for cls in KINDS.values() if issubclass(cls, Adds)}
_REMOVES = {cls.table: cls for cls in KINDS.values() if issubclass(cls, Removes)}
_STATUS_FIELDS = ("status", "started_on", "done_on", "shed_on", "actual_days")


# What stays on the record, each with what to do instead.
_STAYS: dict[type[Event], str] = {
    RoadmapCreated: "The beginning of a roadmap cannot be undone: make a new file.",
    ReasonGiven: "A reason stays on the record: give another one to correct it.",
    SprintClosed: (
        "The facts of a closed sprint do not change: reopen the last one to correct them."
    ),
    SprintReopened: "That a sprint was reopened stays on the record: close it again.",
    SprintCommitted: "A commitment stands as it was made: pull in or push out instead.",
    ReviewSignedOff: "A sign-off stays on the record: prepare the next review.",
    PlanKept: "A kept plan stays on the record: keep another one.",
    ForecastKept: "A kept forecast stays on the record, to be scored: keep another one.",
}


def why_it_stays(event: Event) -> str | None:
    """Return why `event` can never be undone and what to do instead; None where it can."""
    return _STAYS.get(type(event))


def inverse(before: State, event: Event) -> tuple[Event, ...]:
    """Return the events that undo `event`, which happened to `before`; none if it did nothing.

    Raises NotUndoable for what is no setting of fields.
    """
    stays = why_it_stays(event)
    if stays is not None:
        raise NotUndoable(stays)
    match event:
        case SprintItemPulled() | SprintItemPushed():
            return _put_back(before, event)
        case RoadmapEdited():
            if before.roadmap is None:
                return ()
            return (RoadmapEdited(fields=cast(Any, earlier(before.roadmap, event.fields))),)
        case ItemMoved():
            moved = before.items.get(event.item)
            return () if moved is None else (ItemMoved(item=event.item, rank=moved.rank),)
        case ItemStarted() | ItemFinished() | ItemShed() | ItemRestored():
            item = before.items.get(event.item)
            if item is None:
                return ()
            fields = cast(ItemFields, earlier(item, _STATUS_FIELDS))
            return (ItemEdited(item=event.item, fields=fields),)
        case ItemSplit():
            return _unsplit(before, event)
        case HolidayAdded():
            return (HolidayRemoved(holiday=event.holiday),)
        case HolidayRemoved():
            holiday = before.holidays.get(event.holiday)
            if holiday is None:
                return ()
            return (HolidayAdded(holiday=holiday.id, day=holiday.day, name=holiday.name),)
        case Adds() | Edits() | Removes():
            return _invert_record(before, event)
        case Logs():
            return _unlog(before, event)
        case _:
            raise NotUndoable(_STAYS[type(event)])


def _put_back(before: State, event: SprintItemPulled | SprintItemPushed) -> tuple[Event, ...]:
    sprint = before.sprints.get(event.sprint)
    if sprint is None or (event.item in sprint.items) is isinstance(event, SprintItemPulled):
        return ()
    if isinstance(event, SprintItemPulled):
        return (SprintItemPushed(sprint=event.sprint, item=event.item),)
    days = sum(each.days for each in sprint.committed if each.item == event.item)
    return (SprintItemPulled(sprint=event.sprint, item=event.item, days=days),)


def _invert_record(before: State, event: Adds | Edits | Removes) -> tuple[Event, ...]:
    table: Table[Record] = getattr(before, event.table)
    record = table.get(event.key)
    named = {event.key_name(): event.key}
    if isinstance(event, Edits):
        if record is None:
            return ()
        again: Any = type(event)(**named, fields=earlier(record, event.fields))
        return (again,)
    if record is not None:
        return (_ADDS[event.table](**named, fields=cast(Any, whole(record))),)
    return (_REMOVES[event.table](**named),) if isinstance(event, Adds) else ()


def _unlog(before: State, event: Logs) -> tuple[Event, ...]:
    record = getattr(before, event.table).get(event.key)
    if record is None:
        return ()
    known = {entry.day: entry for entry in getattr(record, event.column)}
    entries = tuple(known.get(each.day) or _nothing_on(each) for each in event.entries)
    again: Any = type(event)(**{event.key_name(): event.key}, entries=entries)
    return (again,)


def _nothing_on(entry: Any) -> Any:
    return type(entry)(entry.day, None)


def _unsplit(before: State, event: ItemSplit) -> tuple[Event, ...]:
    gone = [ItemRemoved(item=piece.item) for piece in reversed(event.pieces)]
    item = before.items.get(event.item)
    if item is None or not event.fields:
        return tuple(gone)
    fields = cast(ItemFields, earlier(item, event.fields))
    return (*gone, ItemEdited(item=event.item, fields=fields))


def earlier(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """Return the values that `record` has in the fields `names`."""
    return {name: getattr(record, name) for name in names}


def whole(record: Record) -> dict[str, Any]:
    """Return every field of `record` that differs from its default, but the id."""
    fields = {}
    for field in msgspec.structs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name != "id" and (field.required or value != field.default):
            fields[field.name] = value
    return fields
