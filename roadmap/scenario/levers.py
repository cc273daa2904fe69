"""Which commands is a lever of the What-if page? Hire, defer, shed, invest and the others.

Each returns ordinary commands, so that a scenario can be written as lines for `roadmap apply` too
and adopting it is deciding them. Where a value of the state is replaced, the command says what was
seen there. What is only assumed (attrition, a factor on arrivals) stands in `roadmap.assumptions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from roadmap.commands import Command
from roadmap.commands.items import (
    AddItem,
    EditItem,
    EstimateItem,
    MoveItem,
    NewPiece,
    RemoveItem,
    RestoreItem,
    ShedItem,
    SplitItem,
)
from roadmap.commands.people import AddPerson, EditPerson, MoveComponent, MovePerson
from roadmap.commands.roadmap import EditRoadmap
from roadmap.commands.streams import EditStream
from roadmap.errors import NotFound, Refused
from roadmap.fields.items import EstimateFields, ItemFields
from roadmap.fields.people import PersonFields
from roadmap.fields.streams import StreamFields
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.records.staff import Ramp, ReserveKind, SkillShare, Span
from roadmap.records.streams import Stream
from roadmap.state import Item, State
from roadmap.values import Purchase

CONTRACTOR_DELAY = timedelta(weeks=2)  # from the decision to the start, where nobody says
_MOST_AT_ONCE = 50

# -- people ---------------------------------------------------------------------------------------


def hire(
    state: State,
    today: date,
    *,
    role: str = "engineer",
    team: str | None = None,
    skill: str | None = None,
    number: int = 1,
    start: date | None = None,
    ramp: Ramp | None = None,
    availability: float = 1.0,
) -> tuple[Command, ...]:
    """Hire `number` people, decided today; by default they start after the roadmap's hiring delay.

    Until the start, interviews take the setting's person-days a hire from the team.
    """
    delay = timedelta(weeks=_planning(state).hire_delay_weeks)
    begin = start or today + delay
    fields: PersonFields = {"start": begin, "availability": availability}
    if begin > today:
        fields["hiring_since"] = today
    return _newcomers(state, fields, role, team, skill, number, ramp)


def contractor(
    state: State,
    today: date,
    *,
    role: str = "contractor",
    team: str | None = None,
    skill: str | None = None,
    number: int = 1,
    start: date | None = None,
    end: date | None = None,
    ramp: Ramp | None = None,
    availability: float = 1.0,
) -> tuple[Command, ...]:
    """Take on `number` contractors until `end`; by default they start in two weeks."""
    fields: PersonFields = {
        "start": start or today + CONTRACTOR_DELAY,
        "contractor": True,
        "availability": availability,
    }
    if end is not None:
        fields["end"] = end
    return _newcomers(state, fields, role, team, skill, number, ramp)


def _newcomers(
    state: State,
    fields: PersonFields,
    role: str,
    team: str | None,
    skill: str | None,
    number: int,
    ramp: Ramp | None,
) -> tuple[Command, ...]:
    if not 1 <= number <= _MOST_AT_ONCE:
        raise Refused(f"Take on 1 to {_MOST_AT_ONCE} people at once.")
    fields = {**fields, "role": role}
    if team is not None:
        fields["team"] = team
    if skill is not None:
        fields["skills"] = (SkillShare(skill, 1.0),)
    if ramp is not None:
        fields["ramp"] = ramp
    taken = {person.name.casefold() for person in state.people.ordered()}
    counts = range(1, number + len(taken) + 2)
    free = [f"New {role}" if count == 1 else f"New {role} {count}" for count in counts]
    names = [name for name in free if name.casefold() not in taken][:number]
    return tuple(AddPerson(fields={**fields, "name": name}) for name in names)


def leave(
    state: State, person: str, first: date, last: date, note: str = ""
) -> tuple[Command, ...]:
    """Have somebody away from `first` to `last`, both included."""
    who = _person(state, person)
    away = (*who.time_off, Span(first, last, note))
    return (EditPerson(person=who.id, fields={"time_off": away}, was={"time_off": who.time_off}),)


def depart(state: State, person: str, last_day: date) -> tuple[Command, ...]:
    """Have somebody leave for good after `last_day`."""
    who = _person(state, person)
    return (EditPerson(person=who.id, fields={"end": last_day}, was={"end": who.end}),)


def move_person(person: str, team: str | None, on: date) -> tuple[Command, ...]:
    """Move somebody to another team from day `on`."""
    return (MovePerson(person=person, team=team, on=on),)


def move_component(state: State, component: str, team: str | None) -> tuple[Command, ...]:
    """Move a component with its open items and its streams to another team.

    Its streams are those on record whose logged interruptions were all about it.
    """
    wanted = component.casefold()
    known = next(
        (c for c in state.components.ordered() if component == c.id or wanted == c.name.casefold()),
        None,
    )
    if known is None:
        names = ", ".join(each.name for each in state.components.ordered()[:8]) or "none so far"
        raise NotFound(f"There is no component {component!r} (known: {names}).")
    streams = (
        EditStream(stream=each.id, fields={"team": team}, was={"team": each.team})
        for each in state.streams.ordered()
        if _is_about(state, each, known.id)
    )
    return (MoveComponent(component=known.id, team=team), *streams)


def _is_about(state: State, stream: Stream, component: str) -> bool:
    """Whether interruptions of the stream were logged, and all of them about the component."""
    names = {stream.id.casefold(), stream.name.casefold()}
    logged = [
        each.component
        for each in state.interruptions.ordered()
        if each.stream is not None and each.stream.casefold() in names
    ]
    return bool(logged) and set(logged) == {component}


# -- items ----------------------------------------------------------------------------------------


def shed(items: Sequence[str]) -> tuple[Command, ...]:
    """Give items up; they can be restored."""
    return tuple(ShedItem(item=item) for item in items)


def drop(items: Sequence[str]) -> tuple[Command, ...]:
    """Take items off the roadmap."""
    return tuple(RemoveItem(item=item) for item in items)


def defer(state: State, item: str, until: date) -> tuple[Command, ...]:
    """Start an item in no sprint before the one that holds day `until`."""
    known = _item(state, item)
    seen: ItemFields = {"not_before": known.not_before}
    return (EditItem(item=known.id, fields={"not_before": until}, was=seen),)


def split(item: str, pieces: Sequence[ItemFields]) -> tuple[Command, ...]:
    """Cut an item into pieces, each with a title and how it is verified."""
    return (SplitItem(item=item, pieces=tuple(NewPiece(fields=piece) for piece in pieces)),)


def reprioritise(
    item: str, *, before: str | None = None, after: str | None = None
) -> tuple[Command, ...]:
    """Move an item before or after another, or to the end."""
    return (MoveItem(item=item, before=before, after=after),)


def re_estimate(state: State, item: str, fields: EstimateFields) -> tuple[Command, ...]:
    """Estimate an item anew; of work in progress the estimate is what is left of it."""
    known = _item(state, item)
    if known.remaining_days is not None and fields.keys() & {"estimate", "size"}:
        estimate = fields.get("estimate")
        left = None if estimate is None else estimate.likely
        fields = {"remaining_days": left, **fields}
    names = EstimateFields.__annotations__
    seen: Any = {name: getattr(known, name) for name in fields if name in names}
    return (EstimateItem(item=known.id, fields=fields, was=seen),)


def invest(state: State, item: str) -> tuple[Command, ...]:
    """Do an item that saves later work first, restoring it where it was shed."""
    known = _item(state, item)
    ahead: list[Command] = [] if known.is_open else [RestoreItem(item=known.id)]
    first = _first_open(state, known.id)
    if first is None:
        return (*ahead, MoveItem(item=known.id))
    return (*ahead, MoveItem(item=known.id, before=first))


def invest_in_new(state: State, fields: ItemFields) -> tuple[Command, ...]:
    """Add an item that saves later work, before all others."""
    return (AddItem(fields=fields, before=_first_open(state, "")),)


def buy(state: State, item: str, purchase: Purchase) -> tuple[Command, ...]:
    """Have an item wait for something that is bought."""
    known = _item(state, item)
    seen: ItemFields = {"purchase": known.purchase}
    return (EditItem(item=known.id, fields={"purchase": purchase}, was=seen),)


# -- streams and settings -------------------------------------------------------------------------


def change_stream(state: State, stream: str, fields: StreamFields) -> tuple[Command, ...]:
    """Change what is known about a stream of forced work, named by its id or name."""
    wanted = stream.casefold()
    for known in state.streams.ordered():
        if stream == known.id or wanted == known.name.casefold():
            seen: Any = {name: getattr(known, name) for name in fields}
            return (EditStream(stream=known.id, fields=fields, was=seen),)
    names = ", ".join(each.name for each in state.streams.ordered()[:8]) or "none so far"
    raise NotFound(f"There is no stream {stream!r} (known: {names}). Add it first: add_stream.")


def reserve_percentile(state: State, share: float) -> tuple[Command, ...]:
    """Keep enough of each sprint for the forced work of this share of futures."""
    return _settings(state, reserve=ReserveKind.PERCENTILE, reserve_percentile=share)


def reserve_days(state: State, days: float) -> tuple[Command, ...]:
    """Keep so many person-days of each sprint for forced work."""
    return _settings(state, reserve=ReserveKind.DAYS, reserve_days=days)


def no_reserve(state: State) -> tuple[Command, ...]:
    """Keep nothing for forced work."""
    return _settings(state, reserve=ReserveKind.OFF)


def dig_out_share(state: State, share: float) -> tuple[Command, ...]:
    """Protect this share of capacity for getting out of the fire."""
    return _settings(state, dig_out_share=share)


def _settings(state: State, **changes: Any) -> tuple[Command, ...]:
    planning = _planning(state)
    wanted = replace(planning, **changes)
    return (EditRoadmap(fields={"planning": wanted}, was={"planning": planning}),)


# -- looking things up ----------------------------------------------------------------------------


def _planning(state: State) -> Planning:
    return state.roadmap.planning if state.roadmap else Planning()


def _first_open(state: State, but: str) -> str | None:
    ranked = (each for each in state.items.ordered() if each.is_open and each.rank is not None)
    first = min((each for each in ranked if each.id != but), key=lambda i: i.order, default=None)
    return None if first is None else first.id


def _item(state: State, ref: str) -> Item:
    found = state.items.get(ref)
    if found is None:
        keyed = (i for i in state.items.ordered() if any(r.key == ref for r in i.external))
        found = next(keyed, None)
    if found is None:
        raise NotFound(
            f"There is no item {ref!r}.",
            command="`roadmap items FILE` lists the ids and the tracker's keys.",
        )
    return found


def _person(state: State, ref: str) -> Person:
    wanted = ref.casefold()
    for person in state.people.ordered():
        if ref == person.id or wanted == person.name.casefold():
            return person
    known = ", ".join(person.name for person in state.people.ordered()[:8]) or "nobody so far"
    raise NotFound(f"There is no person {ref!r} (known: {known}).")
