"""Which ways out are there before a hire: shed, defer, invest in leverage, and all three at once?

Each is the state as it would be after the best of its kind: what the shed advisor gives up of the
choices, choices put off until the last mandatory date in danger, the best-paying leverage done
first. Nothing is decided here; the What-if page has the same levers as commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import fsum

from roadmap.analysis.leverage.hiring import usual_place
from roadmap.analysis.leverage.leverage import LeverageKey, leverage
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.shedding.advice import ShedKey, known_shed_advice
from roadmap.analysis.words import counted, say_day, say_days
from roadmap.events import Event
from roadmap.events.items import ItemEdited, ItemMoved, ItemShed
from roadmap.events.people import PersonAdded
from roadmap.evolve import fold
from roadmap.fields.people import PersonFields
from roadmap.ranks import rank_between
from roadmap.records.planning import Planning
from roadmap.records.staff import SkillShare
from roadmap.state import Item, State
from roadmap.values import Forcing, OptionStage, derived_id


class WayKind(StrEnum):
    """What is done about it."""

    AS_IS = "as_is"
    SHED = "shed"
    DEFER = "defer"
    LEVERAGE = "leverage"
    TOGETHER = "together"
    HIRE = "hire"
    BEST_AND_HIRE = "best_and_hire"


@dataclass(frozen=True, slots=True)
class Way:
    """A way out: what it is in words, and the state after it. `items` are those it is about."""

    kind: WayKind
    text: str
    items: tuple[str, ...]
    state: State


def ways_out(state: State, as_of: date, horizon: int, until: date) -> tuple[Way, ...]:
    """Return what could be done without a hire, each only where there is something to do.

    `until` is the last day that matters: the last mandatory date in danger, else the horizon's end.
    """
    shed = _shed(state, as_of, horizon, until)
    first = _leverage(state, as_of)
    keep = () if first is None else (first[0],)
    defer = deferrable(state, until, keep)
    ways = []
    if shed:
        days = say_days(fsum(_days(state, as_of, horizon, shed)))
        ways.append(_way(state, WayKind.SHED, f"shed {_items(state, shed)}, {days}", shed, as_of))
    if defer:
        text = f"defer {_items(state, defer)} until after {say_day(until, as_of)}"
        ways.append(_way(state, WayKind.DEFER, text, defer, until))
    if first is not None:
        key, events = first
        text = f"do '{state.items[key].title}' first"
        ways.append(Way(WayKind.LEVERAGE, text, (key,), fold(events, state)))
    if len(ways) > 1:
        ways.append(_together(state, ways, [key for key in shed if key not in keep], until, as_of))
    return tuple(ways)


def _items(state: State, keys: Sequence[str]) -> str:
    return f"'{state.items[keys[0]].title}'" if len(keys) == 1 else counted(len(keys), "item")


def _way(state: State, kind: WayKind, text: str, keys: Sequence[str], day: date) -> Way:
    events = [_event(kind, key, day) for key in keys]
    return Way(kind, text, tuple(keys), fold(events, state))


def _event(kind: WayKind, key: str, day: date) -> Event:
    if kind is WayKind.SHED:
        return ItemShed(item=key, shed_on=day)
    return ItemEdited(item=key, fields={"not_before": day + timedelta(days=1)})


def _together(
    state: State, ways: Sequence[Way], shed: Sequence[str], until: date, as_of: date
) -> Way:
    """Return all ways at once: what is shed needs no deferring."""
    base = next((way.state for way in ways if way.kind is WayKind.LEVERAGE), state)
    late = next((way.items for way in ways if way.kind is WayKind.DEFER), ())
    late = tuple(key for key in late if key not in shed)
    events = [_event(WayKind.SHED, key, as_of) for key in shed]
    events += [_event(WayKind.DEFER, key, until) for key in late]
    text = "; ".join(way.text for way in ways)
    return Way(WayKind.TOGETHER, text, (*shed, *late), fold(events, base))


# -- shed and defer -------------------------------------------------------------------------------


def _shed(state: State, as_of: date, horizon: int, until: date) -> tuple[str, ...]:
    """Return the choices to give up so that the rest fits into the room until then."""
    problem = plan(state, PlanKey(as_of, horizon)).problem
    room = fsum(
        fsum(row)
        for row, sprint in zip(problem.room, problem.sprints, strict=True)
        if sprint.start <= until
    )
    if room <= 0 or not problem.jobs:
        return ()
    found = known_shed_advice(state, ShedKey(room, alternatives=1)).found.alternatives
    return found[0].shed if found else ()


def _days(state: State, as_of: date, horizon: int, keys: Sequence[str]) -> list[float]:
    jobs = plan(state, PlanKey(as_of, horizon)).problem.jobs
    return [job.days for job in jobs if job.item in set(keys)]


def deferrable(state: State, until: date, keep: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the open choices that no must-do work, nothing promised and no lever needs before."""
    needed = set(keep)
    for item in state.items.ordered():
        if item.is_open and (item.forcing is Forcing.FORCED or item.promised_by is not None):
            needed.add(item.id)
    todo = list(needed)
    while todo:
        for key in state.items[todo.pop()].prerequisites:
            if key in state.items and key not in needed:
                needed.add(key)
                todo.append(key)
    return tuple(
        item.id
        for item in sorted(state.items.ordered(), key=lambda each: each.order)
        if item.is_open
        and item.id not in needed
        and item.option_stage is not OptionStage.DISCOVERED
        and (item.not_before is None or item.not_before <= until)
    )


# -- leverage and hire ----------------------------------------------------------------------------


def _leverage(state: State, as_of: date) -> tuple[str, tuple[Event, ...]] | None:
    """Return the item that pays back soonest, and what does it first; None without one."""
    paying = [each for each in leverage(state, LeverageKey(as_of)).paybacks if each.sprints]
    if not paying:
        return None
    key = min(paying, key=lambda each: (each.sprints or 0.0, each.item)).item
    item = state.items[key]
    ranks = [each.rank for each in state.items.ordered() if each.is_open and each.rank is not None]
    events: list[Event] = [ItemMoved(item=key, rank=rank_between(None, min(ranks, default=None)))]
    if item.option_stage is OptionStage.DISCOVERED:
        events.append(ItemEdited(item=key, fields={"option_stage": None}))
    if item.forcing is not Forcing.FORCED or item.mandatory_by is None:
        # Rank alone leaves it behind everything that has a date.
        events.append(ItemEdited(item=key, fields={"promised_by": as_of}))
    return key, tuple(events)


def with_hire(state: State, as_of: date, item: Item | None) -> tuple[State, date]:
    """Return the state with one engineer hired today for the team and skill of `item`.

    With the roadmap's delay, interviews and ramp; also returns the day of the start.
    """
    planning = state.roadmap.planning if state.roadmap else Planning()
    start = as_of + timedelta(weeks=planning.hire_delay_weeks)
    fields: PersonFields = {"name": "New engineer", "start": start, "hiring_since": as_of}
    fields["team"], skill = usual_place(state, as_of, item)
    if skill is not None:
        fields["skills"] = (SkillShare(skill, 1.0),)
    key = derived_id("hire", as_of.isoformat())
    return fold([PersonAdded(person=key, fields=fields)], state), start
