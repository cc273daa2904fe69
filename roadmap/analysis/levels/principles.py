"""What is done for each principle: effort against breaches, what protects it, and what that did.

Effort on an item that protects several principles is shared evenly among them; an item that
protects a measure works for the measure's principle (B4, B6).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from roadmap.analysis.estimates.effort import interruption_days, spent_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.levels.breaches import Shift
from roadmap.analysis.levels.levels import LevelStatus, PrincipleStanding, Standing
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.analysis.words import say_level
from roadmap.calendars import Sprint, day_in
from roadmap.records.levels import Measure
from roadmap.state import Item, State
from roadmap.values import Kind, Status

SPRINTS = 6  # effort and breaches are set against each other over so many sprints
EFFECT_WINDOW = timedelta(weeks=8)  # before and after an item was done
_LEAST_EACH = 3  # measurements on either side, else "too little"
_CLEAR = 2.0  # standard errors between two means, else "no clear change"


@dataclass(frozen=True, slots=True)
class PrincipleEffort:
    """Effort for one principle in the last sprints, in person-days, and its share of all of it.

    `by_sprint` are the days of each of `sprints`; `under_way` are items in progress. `neglected`:
    it is breached or without a level, and for three sprints nobody worked on it.
    """

    principle: str
    by_sprint: tuple[float, ...]
    share: float | None
    breaches: int
    under_way: tuple[str, ...]
    neglected: bool

    @property
    def days(self) -> float:
        """The effort of all the sprints."""
        return math.fsum(self.by_sprint)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a finished item did to a measure that it protects: means of the weeks on either side.

    `better` is None where `note` says why nothing can be told: too few measurements, or a
    difference that their scatter explains.
    """

    item: str
    measure: str
    done_on: date
    before: float | None
    after: float | None
    count_before: int
    count_after: int
    better: bool | None
    note: str = ""


def principles_of(state: State, item: Item) -> tuple[str, ...]:
    """Return the ids of the principles that `item` works for, each once."""
    found: dict[str, None] = {}
    for key in item.protects:
        measure = state.measures.get(key)
        principle = key if measure is None else measure.principle
        if principle in state.principles:
            found[str(principle)] = None
    return tuple(found)


def protecting(state: State, principle: str) -> tuple[Item, ...]:
    """Return the items that protect a principle or a measure of it: open first, in rank order."""
    items = [item for item in state.items.ordered() if principle in principles_of(state, item)]
    return tuple(sorted(items, key=lambda item: (not item.is_open, item.order)))


def last_sprints(state: State, today: date, count: int = SPRINTS) -> tuple[Sprint, ...]:
    """Return the last `count` sprints up to the one that holds `today`."""
    return tuple(sprints_to(state, today)[-count:])


def effort_per_principle(
    state: State,
    rows: Sequence[PrincipleStanding],
    shifts: Iterable[Shift],
    today: date,
    wanted: Filter = EVERYTHING,
) -> tuple[PrincipleEffort, ...]:
    """Return effort against breaches for each principle of `rows` over the last sprints."""
    sprints = last_sprints(state, today)
    most_idle = state.thresholds.idle_sprints
    done = _done(state, sprints, wanted)
    total = math.fsum((*done.total, *_interruptions(state, sprints, wanted)))
    under_way = _under_way(state, wanted)
    first = sprints[0].start if sprints else today
    breached = [each.principle for each in shifts if each.breached and first <= each.day <= today]
    found = []
    for row in rows:
        key = row.principle.id
        by_sprint = tuple(done.by_principle.get((key, at), 0.0) for at in range(len(sprints)))
        in_need = row.status in (LevelStatus.BREACHED, LevelStatus.NO_LEVEL)
        # The sprint under way may still bring some: whole ones before it are judged.
        idle = by_sprint[-(most_idle + 1) :]
        idle_long = len(idle) > most_idle and not any(idle)
        active = tuple(under_way.get(key, ()))
        found.append(
            PrincipleEffort(
                key,
                by_sprint,
                math.fsum(by_sprint) / total if total > 0 else None,
                breached.count(key),
                active,
                in_need and idle_long and not active,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Done:
    by_principle: dict[tuple[str, int], float]
    total: list[float]


def _done(state: State, sprints: Sequence[Sprint], wanted: Filter) -> _Done:
    """Return the effort of finished items by (principle, place of the sprint), and all of it."""
    sieve = Sieve(wanted, state.items)
    by_principle: dict[tuple[str, int], float] = {}
    total: list[float] = []
    finished = [item for item in state.items.unordered() if item.status is Status.DONE]
    for item in sorted(finished, key=lambda item: item.id):
        at = None if item.done_on is None else _place(sprints, item.done_on)
        if at is None or not sieve(item):
            continue
        days = spent_days(item, state.roadmap).days
        total.append(days)
        named = principles_of(state, item)
        for key in named:
            by_principle[key, at] = by_principle.get((key, at), 0.0) + days / len(named)
    return _Done(by_principle, total)


def _interruptions(state: State, sprints: Sequence[Sprint], wanted: Filter) -> list[float]:
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    return [
        interruption_days(each, state.roadmap).days
        for each in state.interruptions.ordered()
        if each.item is None
        and wanted.team in (None, each.team)
        and _place(sprints, day_in(zone, each.started_at)) is not None
    ]


def _place(sprints: Sequence[Sprint], day: date) -> int | None:
    return next((at for at, sprint in enumerate(sprints) if day in sprint), None)


def _under_way(state: State, wanted: Filter) -> dict[str, list[str]]:
    sieve = Sieve(wanted, state.items)
    found: dict[str, list[str]] = {}
    begun = [item for item in state.items.unordered() if item.status is Status.IN_PROGRESS]
    for item in sorted(begun, key=lambda item: item.id):
        if sieve(item):
            for key in principles_of(state, item):
                found.setdefault(key, []).append(item.id)
    return found


# -- what came of it ------------------------------------------------------------------------------


def effects(state: State, today: date) -> tuple[Effect, ...]:
    """Return what finished items did to the measures that they protect, latest first."""
    found = []
    known = {each.id: _known(each) for each in state.measures.ordered()}
    for item in state.items.unordered():  # sorted below by what is unique
        if item.status is not Status.DONE or item.done_on is None or item.done_on > today:
            continue
        measures = (state.measures.get(key) for key in item.protects)
        found += [
            _effect(item.id, each, known[each.id], item.done_on, today) for each in measures if each
        ]
    return tuple(sorted(found, key=lambda each: (each.done_on, each.item), reverse=True))


def _known(measure: Measure) -> list[tuple[date, float]]:
    return [(each.day, each.value) for each in measure.measurements if each.value is not None]


def _effect(
    item: str, measure: Measure, known: Sequence[tuple[date, float]], done_on: date, today: date
) -> Effect:
    before = [value for day, value in known if done_on - EFFECT_WINDOW <= day < done_on]
    until = min(today, done_on + EFFECT_WINDOW)
    after = [value for day, value in known if done_on < day <= until]
    was = math.fsum(before) / len(before) if before else None
    now = math.fsum(after) / len(after) if after else None
    better, note = None, "too little"
    if was is not None and now is not None and min(len(before), len(after)) >= _LEAST_EACH:
        error = math.sqrt(_variance(before, was) + _variance(after, now))
        if abs(now - was) > _CLEAR * error:
            better, note = (now > was) is measure.comparator.more_is_better, ""
        else:
            note = "no clear change"
    return Effect(item, measure.id, done_on, was, now, len(before), len(after), better, note)


def _variance(values: Sequence[float], mean: float) -> float:
    """Return the variance of the mean of `values`, two or more of them."""
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1) / len(values)


# -- from a breach to an item ---------------------------------------------------------------------


def remedy(standing: Standing, state: State) -> dict[str, Any]:
    """Return the fields of the item that would restore a level: a card in one action (B4).

    Of a level that is not breached, it is the item that would keep it.
    """
    measure = standing.measure
    level = "" if measure.level is None else f" {say_level(measure)}"
    title = f"Restore {measure.name}{' to' if level else ''}{level}"
    if standing.breached is False:
        title = f"Keep {measure.name}{level}"
    fields: dict[str, Any] = {
        "title": title[:500],
        "kind": Kind.FOUNDATION,
        "protects": (measure.id,),
    }
    component = state.components.get(measure.component)
    if component is not None:
        fields["component"] = component.id
        if component.team is not None:
            fields["team"] = component.team
    if standing.effect:
        fields["problem"] = standing.effect
    return fields
