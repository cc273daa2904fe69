"""What takes an event back: `inverse(before, event)`, the events that lead from after it to before.

Events set absolute values of named fields, so the inverse is the same kind with the earlier values;
added and removed are pairs. Which of them may be applied later is `undo`'s question.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

import msgspec

from roadmap.errors import NotUndoable
from roadmap.events import (
    ComponentAdded,
    ComponentEdited,
    ComponentRemoved,
    ConsumerAdded,
    ConsumerEdited,
    ConsumerRemoved,
    Event,
    HolidayAdded,
    HolidayRemoved,
    InterruptionEdited,
    InterruptionLogged,
    InterruptionRemoved,
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemRemoved,
    ItemRestored,
    ItemShed,
    ItemSplit,
    ItemStarted,
    PrincipleAdded,
    PrincipleEdited,
    PrincipleRemoved,
    ReasonGiven,
    RoadmapCreated,
    RoadmapEdited,
    SourceImported,
    SourceRemoved,
    TeamAdded,
    TeamEdited,
    TeamRemoved,
)
from roadmap.events_people import (
    ConstraintAdded,
    ConstraintEdited,
    ConstraintRemoved,
    FreezeAdded,
    FreezeEdited,
    FreezeRemoved,
    PersonAdded,
    PersonEdited,
    PersonRemoved,
)
from roadmap.events_sprints import (
    PlanKept,
    ProgressLogged,
    SprintClosed,
    SprintCommitted,
    SprintItemPulled,
    SprintItemPushed,
    SprintReopened,
)
from roadmap.events_streams import StreamAdded, StreamEdited, StreamRemoved
from roadmap.fields import ItemFields
from roadmap.state import Record, State, Table

# kind of event -> the word for its id, its table, and the kinds that add and remove a record there
_TABLES: dict[type, tuple[str, str, type, type]] = {
    **dict.fromkeys(
        (ItemAdded, ItemEdited, ItemReclassified, ItemEstimated, ItemRemoved),
        ("item", "items", ItemAdded, ItemRemoved),
    ),
    **dict.fromkeys(
        (InterruptionLogged, InterruptionEdited, InterruptionRemoved),
        ("interruption", "interruptions", InterruptionLogged, InterruptionRemoved),
    ),
    ProgressLogged: ("item", "items", ItemAdded, ItemRemoved),
    **dict.fromkeys(
        (PersonAdded, PersonEdited, PersonRemoved),
        ("person", "people", PersonAdded, PersonRemoved),
    ),
    **dict.fromkeys(
        (FreezeAdded, FreezeEdited, FreezeRemoved),
        ("freeze", "freezes", FreezeAdded, FreezeRemoved),
    ),
    **dict.fromkeys(
        (ConstraintAdded, ConstraintEdited, ConstraintRemoved),
        ("constraint", "constraints", ConstraintAdded, ConstraintRemoved),
    ),
    **dict.fromkeys(
        (StreamAdded, StreamEdited, StreamRemoved),
        ("stream", "streams", StreamAdded, StreamRemoved),
    ),
    **dict.fromkeys(
        (SourceImported, SourceRemoved),
        ("source", "sources", SourceImported, SourceRemoved),
    ),
    **dict.fromkeys(
        (PrincipleAdded, PrincipleEdited, PrincipleRemoved),
        ("principle", "principles", PrincipleAdded, PrincipleRemoved),
    ),
    **dict.fromkeys(
        (TeamAdded, TeamEdited, TeamRemoved), ("team", "teams", TeamAdded, TeamRemoved)
    ),
    **dict.fromkeys(
        (ComponentAdded, ComponentEdited, ComponentRemoved),
        ("component", "components", ComponentAdded, ComponentRemoved),
    ),
    **dict.fromkeys(
        (ConsumerAdded, ConsumerEdited, ConsumerRemoved),
        ("consumer", "consumers", ConsumerAdded, ConsumerRemoved),
    ),
}
_STATUS_FIELDS = ("status", "started_on", "done_on", "shed_on", "actual_days")


# What stays on the record, each with what to do instead.
_STAYS: dict[type[Event], str] = {
    RoadmapCreated: "The beginning of a roadmap cannot be undone: make a new file.",
    ReasonGiven: "A reason stays on the record: give another one to correct it.",
    **dict.fromkeys(
        (SprintClosed, SprintReopened),
        "The facts of a closed sprint do not change: reopen the last one to correct them.",
    ),
    SprintCommitted: "A commitment stands as it was made: pull in or push out instead.",
    PlanKept: "A kept plan stays on the record: keep another one.",
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
        case _:
            return _invert_record(before, event)


def _put_back(before: State, event: SprintItemPulled | SprintItemPushed) -> tuple[Event, ...]:
    sprint = before.sprints.get(event.sprint)
    if sprint is None or (event.item in sprint.items) is isinstance(event, SprintItemPulled):
        return ()
    if isinstance(event, SprintItemPulled):
        return (SprintItemPushed(sprint=event.sprint, item=event.item),)
    days = sum(each.days for each in sprint.committed if each.item == event.item)
    return (SprintItemPulled(sprint=event.sprint, item=event.item, days=days),)


def _invert_record(before: State, event: Any) -> tuple[Event, ...]:
    word, table_name, adds, removes = _TABLES[type(event)]
    table: Table[Record] = getattr(before, table_name)
    key: str = getattr(event, word)
    record = table.get(key)
    if record is None:
        if type(event) is adds:
            return (removes(**{word: key}),)
        return ()
    if type(event) in (adds, removes):
        return (adds(**{word: key, "fields": whole(record)}),)
    return (type(event)(**{word: key, "fields": earlier(record, event.fields)}),)


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
