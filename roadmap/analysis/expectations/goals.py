"""Is each goal being reached: by the trend of what was read, and by when its work is done (A5)?

The probability by the trend is that of one more value, read on the goal's day, being good enough.
That of the work, from the simulator, is for the caller to lay beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.levels.levels import (
    LEAST_MEASUREMENTS,
    LEAST_SPAN,
    LevelStatus,
    standing,
    standings,
)
from roadmap.analysis.levels.line import Line
from roadmap.analysis.words import counted
from roadmap.records.expectations import Goal, Observation
from roadmap.state import Item, State


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """One goal on a day.

    `progress` is the share of the way from the baseline to the target, None where either is not
    said; `by_trend` the probability of meeting the target by the trend, None with `no_trend` why.
    `keeps_level` says whether what it has to keep is kept, None where it keeps nothing or that is
    not measured.
    """

    goal: Goal
    latest: Observation | None
    progress: float | None
    is_met: bool | None
    by_trend: float | None
    no_trend: str
    keeps_level: bool | None
    items: tuple[str, ...]
    warnings: tuple[str, ...]


def goal_standings(state: State, today: date) -> tuple[GoalStanding, ...]:
    """Return every goal, the open ones first, by their day and name."""
    named = sorted(
        state.goals.ordered(),
        key=lambda each: (not each.is_open, each.by or date.max, each.name.casefold(), each.id),
    )
    return tuple(goal_standing(each, state, today) for each in named)


def goal_of(item: Item, state: State) -> str | None:
    """Return the id of the goal that `item` names by its id or name; its own words for no goal."""
    if item.goal is None or item.goal in state.goals:
        return item.goal
    name = item.goal.casefold()
    named = (each.id for each in state.goals.ordered() if each.name.casefold() == name)
    return next(named, item.goal)


def items_of(goal: Goal, state: State) -> tuple[Item, ...]:
    """Return the items that `goal` names and those that name it by its id or name, by id."""
    named = set(goal.items)
    return tuple(
        item
        for item in state.items.ordered()
        if item.id in named or goal_of(item, state) == goal.id
    )


def goal_standing(goal: Goal, state: State, today: date) -> GoalStanding:
    """Return how one goal stands on `today`."""
    known = [each for each in goal.readings if each.day <= today and each.value is not None]
    latest = known[-1] if known else None
    value = None if latest is None else latest.value
    is_met = None
    if goal.target is not None and value is not None:
        is_met = goal.comparator.accepts(value, goal.target)
    by_trend, no_trend = _by_trend(goal, known)
    return GoalStanding(
        goal,
        latest,
        _progress(goal, value),
        is_met,
        by_trend,
        no_trend,
        _keeps(goal, state, today),
        tuple(item.id for item in items_of(goal, state)),
        tuple(_warnings(goal, state)),
    )


def _progress(goal: Goal, value: float | None) -> float | None:
    if value is None or goal.baseline is None or goal.target is None:
        return None
    return (value - goal.baseline) / (goal.target - goal.baseline)


def _by_trend(goal: Goal, known: Sequence[Observation]) -> tuple[float | None, str]:
    if not goal.is_open:
        return None, "closed"
    if goal.target is None or goal.by is None:
        return None, "no target and day to reach"
    points = [(each.day, each.value) for each in known if each.value is not None]
    if not points:
        return None, "not measured yet"
    span = points[-1][0] - points[0][0]
    if len(points) < LEAST_MEASUREMENTS or span < LEAST_SPAN:
        many, days = counted(len(points), "measurement"), counted(span.days, "day")
        return None, f"too little: {many} over {days}"
    last = points[-1][0]
    line = Line.through([((day - last).days, value) for day, value in points])
    above = line.chance_above(goal.target, (goal.by - last).days)
    return (above if goal.comparator.more_is_better else 1 - above), ""


def _keeps(goal: Goal, state: State, today: date) -> bool | None:
    measure = state.measures.get(goal.keeps)
    if measure is not None:
        breached = standing(measure, today).breached
        return None if breached is None else not breached
    for row in standings(state, today):
        if row.principle.id == goal.keeps:
            known = {LevelStatus.KEPT: True, LevelStatus.BREACHED: False}
            return known.get(row.status)
    return None


def _warnings(goal: Goal, state: State) -> list[str]:
    found = []
    if goal.is_counted and goal.keeps is None:
        found.append("Name the level that it must keep meanwhile.")
    if goal.is_open and not items_of(goal, state):
        found.append("No item works towards it.")
    if goal.is_open and (goal.target is None or goal.by is None):
        found.append("Say what is to be reached, and by when.")
    return found
