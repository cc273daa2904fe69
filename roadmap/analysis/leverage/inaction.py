"""What does it cost not to do an item (L3)? The same futures once with it and once without.

What waits for it cannot be done without it and is left out too. Differences are taken trial by
trial on common random numbers. Sentences name nothing that is not a number of the two runs.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.levels.levels import LevelStatus, standing, standings
from roadmap.analysis.leverage.unblocked import dependants
from roadmap.analysis.simulation.compare import Comparison, compare
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.results import Part, done_by, forced_share
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import listed, say_day, say_days
from roadmap.errors import NotFound, Refused
from roadmap.events.items import ItemShed
from roadmap.evolve import fold
from roadmap.state import State

_DIFFERENT = 0.01  # of futures; less is not named
_NAMED = 3


@dataclass(frozen=True, slots=True)
class DateAtRisk:
    """A date, and in what share of futures it is kept with the item and without."""

    item: str
    date: date
    given: float
    without: float


@dataclass(frozen=True, slots=True)
class Inaction:
    """The cost of not doing an item over `sprints` sprints; person-days are means of all trials.

    `arriving` is the must-do work that arrives, `backlog` what of it waits at the end, `share` the
    must-do part of all work, each with the item and without it. `blocked` waits for it.
    """

    item: str
    blocked: tuple[str, ...]
    sprints: int
    trials: int
    arriving: tuple[float, float]
    backlog: tuple[float, float]
    share: tuple[float, float]
    dates: tuple[DateAtRisk, ...]
    protects: tuple[str, ...]


def inaction(
    state: State,
    item: str,
    as_of: date,
    horizon: int,
    asked: Run,
    executor: Executor | None = None,
    picture: Callable[[Comparison], bool] | None = None,
) -> Inaction:
    """Return what it costs not to do `item`, an id.

    Raises NotFound, Refused where it is done or shed, Cancelled where `picture` says so.
    """
    known = state.items.get(item)
    if known is None:
        raise NotFound(f"There is no item {item!r}.", command="`roadmap items FILE` lists them.")
    if not known.is_open:
        raise Refused(f"Item {known.title!r} is not open: there is nothing left to go without.")
    blocked = tuple(key for key in dependants(state.items, item) if state.items[key].is_open)
    gone = fold((ItemShed(item=key, shed_on=as_of) for key in (item, *blocked)), state)
    models = [model_of(each, as_of, horizon) for each in (state, gone)]
    found = compare(models, asked, executor, picture)
    (base, bare), (first, second) = models, found.parts
    return Inaction(
        item,
        blocked,
        horizon,
        found.trials,
        (_arriving(first), _arriving(second)),
        (_waiting(first), _waiting(second)),
        (forced_share(base, first), forced_share(bare, second)),
        _dates(base, first, bare, second),
        known.protects,
    )


def _arriving(part: Part) -> float:
    return float(part.arrived[:, 4].sum()) / part.trials


def _waiting(part: Part) -> float:
    return float(part.bands["backlog"].mean[-1])


def _dates(base: Model, first: Part, bare: Model, second: Part) -> tuple[DateAtRisk, ...]:
    places = {item.id: place for place, item in enumerate(bare.items)}
    found = []
    for place, item in enumerate(base.items):
        given = done_by(first.finished[place], item.due)
        if item.due_date is None or given is None:
            continue
        at = places.get(item.id)
        bare_chance = None if at is None else done_by(second.finished[at], item.due)
        without = 0.0 if bare_chance is None else bare_chance.probability
        if abs(given.probability - without) >= _DIFFERENT:
            found.append(DateAtRisk(item.id, item.due_date, given.probability, without))
    return tuple(sorted(found, key=lambda each: (each.without - each.given, each.item)))


def say_inaction(state: State, found: Inaction, today: date) -> str:
    """Return what going without the item costs, with the numbers."""
    said = [_load(state, found)]
    lost = [
        f"{_title(state, each.item)} by {say_day(each.date, today)} in "
        f"{each.without:.0%} instead of {each.given:.0%} of futures"
        for each in found.dates
        if each.without < each.given
    ]
    if lost:
        said.append(f"Dates kept: {listed(lost, _NAMED)}.")
    gained = [_title(state, each.item) for each in found.dates if each.without > each.given]
    if gained:
        said.append(f"Likelier on time without it: {listed(gained, _NAMED)}.")
    if found.blocked:
        waiting = [_title(state, key) for key in found.blocked]
        said.append(f"Not done then either, as it waits for it: {listed(waiting, _NAMED)}.")
    levels = protected_levels(state, found, today)
    if levels:
        named = [name if kept else f"{name} (below its minimum now)" for name, kept in levels]
        said.append(f"Not protected then: {listed(named, _NAMED)}.")
    return " ".join(said)


def protected_levels(state: State, found: Inaction, today: date) -> tuple[tuple[str, bool], ...]:
    """Return what the item protects, by name, and whether it is at its minimum or better today.

    What has no level or is not measured counts as kept: nothing says that it is not.
    """
    breached = {
        row.principle.id for row in standings(state, today) if row.status is LevelStatus.BREACHED
    }
    levels = []
    for key in found.protects:
        measure, principle = state.measures.get(key), state.principles.get(key)
        if measure is not None:
            levels.append((measure.name, not standing(measure, today).breached))
        elif principle is not None:
            levels.append((principle.name, key not in breached))
    return tuple(levels)


def _load(state: State, found: Inaction) -> str:
    more = found.arriving[1] - found.arriving[0]
    load = f"{say_days(more)} more" if more > 0 else "no more"
    return (
        f"Without {_title(state, found.item)} {load} must-do work arrives in {found.sprints} "
        f"sprints; its share of all work is {found.share[1]:.0%} instead of {found.share[0]:.0%}."
    )


def _title(state: State, key: str) -> str:
    return f"'{state.items[key].title}'"
