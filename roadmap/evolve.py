"""The only interpreter of events: `evolve(state, event) -> state`, and its reduce, `fold`.

It is total and never judges: an event about an absent thing changes nothing, so that yesterday's
history always loads. What may happen is `decide`'s question; what follows from the state is a
function in `analysis/`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, assert_never

from msgspec.structs import replace

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
from roadmap.people import Constraint, Freeze, Person
from roadmap.sprints import KeptPlan, Sprint
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
from roadmap.streams import Stream
from roadmap.values import Status

# Raised by one whenever the same events fold to another state: saved checkpoints then go.
FOLD_VERSION = 1

R = TypeVar("R", bound=Record)


def fold(events: Iterable[Event], state: State = EMPTY) -> State:
    """Return the state after `events`, beginning with `state`."""
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: State, event: Event) -> State:
    """Return the state after `event`. Pure and total; about 3 microseconds."""
    match event:
        case ItemEdited() | ItemReclassified() | ItemEstimated() | ProgressLogged():
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
        case ItemRemoved():
            return replace(state, items=state.items.drop(event.item))
        case ReasonGiven():
            return state  # the reason belongs to the history, not to the state
        case InterruptionLogged() | InterruptionEdited() | InterruptionRemoved():
            return _evolve_interruption(state, event)
        case _:
            return _evolve_setting(state, event)


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


_InterruptionEvent = InterruptionLogged | InterruptionEdited | InterruptionRemoved


def _evolve_interruption(state: State, event: _InterruptionEvent) -> State:
    table = state.interruptions
    match event:
        case InterruptionLogged():
            if not {"title", "driver", "started_at"} <= event.fields.keys():
                return state
            table = table.put(event.interruption, Interruption(event.interruption, **event.fields))
        case InterruptionEdited():
            table = _edited(table, event.interruption, event.fields)
        case InterruptionRemoved():
            table = table.drop(event.interruption)
    return replace(state, interruptions=table)


_PeopleEvent = (
    PersonAdded
    | PersonEdited
    | PersonRemoved
    | FreezeAdded
    | FreezeEdited
    | FreezeRemoved
    | ConstraintAdded
    | ConstraintEdited
    | ConstraintRemoved
    | SprintCommitted
    | SprintItemPulled
    | SprintItemPushed
    | SprintClosed
    | SprintReopened
    | PlanKept
    | StreamAdded
    | StreamEdited
    | StreamRemoved
)
_SettingEvent = (
    SourceImported
    | SourceRemoved
    | RoadmapCreated
    | RoadmapEdited
    | PrincipleAdded
    | PrincipleEdited
    | PrincipleRemoved
    | TeamAdded
    | TeamEdited
    | TeamRemoved
    | ComponentAdded
    | ComponentEdited
    | ComponentRemoved
    | ConsumerAdded
    | ConsumerEdited
    | ConsumerRemoved
    | HolidayAdded
    | HolidayRemoved
    | _PeopleEvent
)


def _evolve_setting(state: State, event: _SettingEvent) -> State:
    match event:
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
        case SourceRemoved():
            return replace(state, sources=state.sources.drop(event.source))
        case PrincipleAdded():
            principle = Principle(event.principle, **event.fields)
            return replace(state, principles=state.principles.put(event.principle, principle))
        case PrincipleEdited():
            principles = _edited(state.principles, event.principle, event.fields)
            return replace(state, principles=principles)
        case PrincipleRemoved():
            return replace(state, principles=state.principles.drop(event.principle))
        case TeamAdded():
            return replace(
                state, teams=state.teams.put(event.team, Team(event.team, **event.fields))
            )
        case TeamEdited():
            return replace(state, teams=_edited(state.teams, event.team, event.fields))
        case TeamRemoved():
            return replace(state, teams=state.teams.drop(event.team))
        case ComponentAdded():
            component = Component(event.component, **event.fields)
            return replace(state, components=state.components.put(event.component, component))
        case ComponentEdited():
            components = _edited(state.components, event.component, event.fields)
            return replace(state, components=components)
        case ComponentRemoved():
            return replace(state, components=state.components.drop(event.component))
        case ConsumerAdded():
            consumer = Consumer(event.consumer, **event.fields)
            return replace(state, consumers=state.consumers.put(event.consumer, consumer))
        case ConsumerEdited():
            consumers = _edited(state.consumers, event.consumer, event.fields)
            return replace(state, consumers=consumers)
        case ConsumerRemoved():
            return replace(state, consumers=state.consumers.drop(event.consumer))
        case HolidayAdded():
            holiday = Holiday(event.holiday, event.day, event.name)
            return replace(state, holidays=state.holidays.put(event.holiday, holiday))
        case HolidayRemoved():
            return replace(state, holidays=state.holidays.drop(event.holiday))
        case _:
            return _evolve_people(state, event)


def _evolve_people(state: State, event: _PeopleEvent) -> State:
    match event:
        case PersonAdded():
            person = Person(event.person, **event.fields)
            return replace(state, people=state.people.put(event.person, person))
        case PersonEdited():
            return replace(state, people=_edited(state.people, event.person, event.fields))
        case PersonRemoved():
            return replace(state, people=state.people.drop(event.person))
        case FreezeAdded():
            if "days" not in event.fields:
                return state
            freeze = Freeze(event.freeze, **event.fields)
            return replace(state, freezes=state.freezes.put(event.freeze, freeze))
        case FreezeEdited():
            return replace(state, freezes=_edited(state.freezes, event.freeze, event.fields))
        case FreezeRemoved():
            return replace(state, freezes=state.freezes.drop(event.freeze))
        case ConstraintAdded():
            if not {"kind", "text"} <= event.fields.keys():
                return state
            constraint = Constraint(event.constraint, **event.fields)
            constraints = state.constraints.put(event.constraint, constraint)
            return replace(state, constraints=constraints)
        case ConstraintEdited():
            constraints = _edited(state.constraints, event.constraint, event.fields)
            return replace(state, constraints=constraints)
        case ConstraintRemoved():
            return replace(state, constraints=state.constraints.drop(event.constraint))
        case StreamAdded() | StreamEdited() | StreamRemoved():
            return _evolve_stream(state, event)
        case _:
            return _evolve_sprint(state, event)


def _evolve_stream(state: State, event: StreamAdded | StreamEdited | StreamRemoved) -> State:
    table = state.streams
    match event:
        case StreamAdded():
            table = table.put(event.stream, Stream(event.stream, **event.fields))
        case StreamEdited():
            table = _edited(table, event.stream, event.fields)
        case StreamRemoved():
            table = table.drop(event.stream)
    return replace(state, streams=table)


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
