"""What could this roadmap give up, for a capacity and a date, and what does each way cost?

Feeds the shed advisor from a state. Effort is the mean that the planner reckons with; what nobody
estimated counts as M and is said. An item counts the value somebody gave it. What nobody valued
counts through its goal; outside of goals it counts the default value, and, once goals carry values,
only where room is left over. Left out is what cannot start by the date, and discovered options.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.expectations.goals import goal_of
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.planning.problem import planned_effort
from roadmap.analysis.shedding.shedding import (
    ALTERNATIVES,
    Alternative,
    GoalWorth,
    Piece,
    Progress,
    Shedding,
    shed,
)
from roadmap.analysis.words import counted, listed, say_day, say_days
from roadmap.errors import Refused
from roadmap.records.planning import Planning
from roadmap.state import Item, State
from roadmap.values import Forcing, OptionStage, Status, derived_id


@dataclass(frozen=True, slots=True)
class ShedKey:
    """What is asked of the advisor besides the state."""

    capacity: float
    until: date | None = None
    allow_forced: bool = False
    wanted: Filter = EVERYTHING
    alternatives: int = ALTERNATIVES


@dataclass(frozen=True, slots=True)
class ShedAdvice:
    """The answers, and what they rest on: ids of unestimated, unvalued and left out items."""

    found: Shedding
    goals: tuple[GoalWorth, ...]
    unestimated: tuple[str, ...]
    unvalued: tuple[str, ...]
    left_out: tuple[str, ...]


def goals_of(state: State) -> tuple[GoalWorth, ...]:
    """Return the goals that can still be reached, by name, with their open items.

    A goal of which an item was shed is given up already. What items call a goal without one on
    record has no value of its own: only its items carry some.
    """
    named: dict[str, list[Item]] = {}
    for item in state.items.ordered():
        goal = goal_of(item, state)
        if goal is not None:
            named.setdefault(goal, []).append(item)
    for each in state.goals.ordered():
        own = named.setdefault(each.id, [])
        known = {item.id for item in own}
        own += [state.items[key] for key in each.items if key in state.items and key not in known]
    found = []
    for key, items in named.items():
        record = state.goals.get(key)
        given_up = any(item.status is Status.SHED for item in items)
        keys = tuple(item.id for item in items if item.is_open)
        if not keys or given_up or (record is not None and not record.is_open):
            continue
        if record is None:
            found.append(GoalWorth(derived_id("goal", key), key, 0.0, keys))
        else:
            found.append(GoalWorth(record.id, record.name, record.value or 0.0, keys))
    return tuple(sorted(found, key=lambda goal: (goal.name, goal.id)))


def pieces_of(
    state: State, goals: tuple[GoalWorth, ...], key: ShedKey
) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """Return what can be kept or shed, in rank order, and the items that start too late."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    sieve = Sieve(key.wanted, state.items)
    worth = any(goal.value > 0 for goal in goals)
    of_goals = {item for goal in goals if goal.value > 0 for item in goal.items}
    pieces, late = [], []
    for item in sorted(state.items.ordered(), key=lambda each: each.order):
        if not item.is_open or item.option_stage is OptionStage.DISCOVERED or not sieve(item):
            continue
        if key.until is not None and _first_day(state, item) > key.until:
            late.append(item.id)
            continue
        default = 0.0 if item.id in of_goals else planning.default_value
        pieces.append(
            Piece(
                item.id,
                planned_effort(item, state, planning),
                item.value or (0.0 if worth else default),
                item.prerequisites,
                item.forcing is Forcing.FORCED and not key.allow_forced,
                default if worth and item.value is None else 0.0,
            )
        )
    return tuple(pieces), tuple(late)


def _first_day(state: State, item: Item) -> date:
    """Return the day before which the item cannot start."""
    days = [item.not_before, *(wait.until for wait in item.waits)]
    days += [each.until for each in state.constraints.ordered() if item.id in each.items]
    return max((day for day in days if day is not None), default=date.min)


def shed_advice(state: State, key: ShedKey, progress: Progress | None = None) -> ShedAdvice:
    """Return what to keep of the open work. Raises Refused where there is nothing to ask about.

    Also raises Refused for a capacity that is none, Cancelled where `progress` says so.
    """
    goals = goals_of(state)
    pieces, late = pieces_of(state, goals, key)
    if not pieces:
        raise Refused("There is no open work to give up: the backlog is empty.")
    found = shed(pieces, goals, key.capacity, alternatives=key.alternatives, progress=progress)
    items = [state.items[piece.item] for piece in pieces]
    return ShedAdvice(
        found,
        goals,
        tuple(item.id for item in items if effort_days(item, state.roadmap).is_default),
        tuple(item.id for item in items if item.value is None),
        late,
    )


def _compute(state: State, key: ShedKey, _earlier: Earlier[State, ShedAdvice] | None) -> ShedAdvice:
    return shed_advice(state, key)


known_shed_advice = Memo(_compute)


# -- in words -------------------------------------------------------------------------------------


def gives_up(state: State, advice: ShedAdvice, answer: Alternative) -> str:
    """Return what is lost with an answer: items, goals, and the teams that were to be served."""
    if not answer.shed:
        return "Gives up nothing: all of it fits."
    items = [state.items[key] for key in answer.shed]
    titles = listed([repr(item.title) for item in items], 4)
    said = [f"Gives up {counted(len(items), 'item')}, {say_days(answer.shed_days)}: {titles}."]
    names = [repr(goal.name) for goal in advice.goals if goal.id in answer.goals_lost]
    if names:
        said.append(f"Not reached then: {'goal' if len(names) == 1 else 'goals'} {listed(names)}.")
    served = {key for item in items for key in item.consumers}
    teams = [each.name for each in state.consumers.ordered() if each.id in served]
    if teams:
        said.append(f"{listed(sorted(teams))} would not be served.")
    levers = sum(item.leverage is not None for item in items)
    if levers:
        said.append(f"{counted(levers, 'item')} of these would lower later work.")
    return " ".join(said)


def remarks(advice: ShedAdvice, key: ShedKey) -> tuple[str, ...]:
    """Return what has to be known beside the answers."""
    found, said = advice.found, []
    if found.missing > 0:
        said.append(
            f"What must be done takes {say_days(found.must_days)} of {say_days(found.capacity)}: "
            f"{say_days(found.missing)} are missing even where all choices are given up. Give up "
            "must-do work too (--allow-forced), move its dates, or find more capacity."
        )
    elif found.alternatives and not found.alternatives[0].shed:
        said.append("Everything fits: nothing has to be given up.")
    if found.gap:
        said.append(f"Not proved to be the best: up to {found.gap:.1%} more value might stay.")
    if advice.unestimated:
        number = counted(len(advice.unestimated), "item")
        said.append(f"Not estimated, reckoned as size M: {number}.")
    if advice.unvalued:
        how = "by their goals, else where room is left" if _worth(advice) else "the default value"
        said.append(f"Without a value, counted {how}: {counted(len(advice.unvalued), 'item')}.")
    if advice.left_out and key.until is not None:
        number = counted(len(advice.left_out), "item")
        said.append(f"Cannot start by {say_day(key.until)} and left out: {number}.")
    return tuple(said)


def _worth(advice: ShedAdvice) -> bool:
    return any(goal.value > 0 for goal in advice.goals)
