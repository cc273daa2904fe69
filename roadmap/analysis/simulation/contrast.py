"""What changes with a scenario, as numbers beside each other: dates, percentiles, shares, cost.

Read from a comparison, for the document of `scenario compare`, the advice and the window alike. A
difference is the scenario minus the base; its standard error is that of paired trials.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.scenario_cost import Cost, cost_of
from roadmap.analysis.simulation.compare import Apart, Comparison, Dates
from roadmap.analysis.simulation.model import NOTHING_ASSUMED, Model, SimItem
from roadmap.analysis.simulation.results import Ints, forced_share, percentile
from roadmap.records.assumptions import Assumptions
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of a comparison; the first of several is the base."""

    name: str
    state: State
    model: Model
    assumed: Assumptions = NOTHING_ASSUMED


@dataclass(frozen=True, slots=True)
class Chances:
    """The probability of a date in the base and here; `difference` with its standard error."""

    date: date
    base: float
    here: float
    difference: float
    error: float

    @property
    def is_clear(self) -> bool:
        """Whether the difference is a percent or more, and twice what chance alone makes it."""
        return abs(self.difference) >= max(0.01, 2 * self.error)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """How one item or goal fares: sprints as offsets, None beyond the horizon."""

    id: str
    p50: tuple[int | None, int | None]
    p85: tuple[int | None, int | None]
    apart: Apart
    chances: Chances | None = None

    @property
    def p50_moved(self) -> int | None:
        """By how many sprints P50 moves; None where it is not in sight on both sides."""
        return _moved(self.p50)

    @property
    def p85_moved(self) -> int | None:
        """By how many sprints P85 moves; None where it is not in sight on both sides."""
        return _moved(self.p85)


@dataclass(frozen=True, slots=True)
class Change:
    """The mean of a band's difference in each sprint, with its standard error."""

    sprints: tuple[float, ...]
    errors: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """One scenario against the base. `items` are those in both, in the scenario's plan order.

    `forced_share` is must-do work over all work done, in the base and here.
    """

    name: str
    items: dict[str, ItemChange]
    goals: dict[str, ItemChange]
    only_here: tuple[str, ...]
    only_in_base: tuple[str, ...]
    forced_share: tuple[float, float]
    bands: dict[str, Change]
    cost: Cost


def contrasts(compared: Sequence[Compared], found: Comparison, as_of: date) -> tuple[Contrast, ...]:
    """Return each of `compared` but the first against it."""
    return tuple(_contrast(compared, found, as_of, k) for k in range(1, len(compared)))


def _contrast(compared: Sequence[Compared], found: Comparison, as_of: date, k: int) -> Contrast:
    base, other, pair = compared[0], compared[k], found.pairs[k - 1]
    old = {item.id: place for place, item in enumerate(base.model.items)}
    new = {item.id: place for place, item in enumerate(other.model.items)}
    items = {}
    for key in pair.items:
        apart = pair.item(key)
        if apart is not None:
            counts = (found.parts[0].finished[old[key]], found.parts[k].finished[new[key]])
            item = other.model.items[new[key]]
            items[key] = _change(key, counts, apart, _chances(item, apart))
    goals = {}
    for name in pair.goals:
        apart = pair.goal(name)
        if apart is not None:
            both = (found.parts[0].goals[name], found.parts[k].goals[name])
            goals[name] = _change(name, both, apart, None)
    return Contrast(
        other.name,
        items,
        goals,
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        (forced_share(base.model, found.parts[0]), forced_share(other.model, found.parts[k])),
        {name: _band(found, name, k) for name in pair.bands},
        cost_of(base.state, other.state, as_of, base.model.sprints, (base.assumed, other.assumed)),
    )


def _change(
    key: str, counts: tuple[Ints, Ints], apart: Apart, chances: Chances | None
) -> ItemChange:
    middle, late = ((percentile(a, s), percentile(b, s)) for a, b in [counts] for s in (0.5, 0.85))
    return ItemChange(key, middle, late, apart, chances)


def _chances(item: SimItem, apart: Apart) -> Chances | None:
    if item.due_date is None or apart.dates is None:
        return None
    table, n = apart.dates, apart.trials
    gained, lost = table.other_only, table.base_only
    difference = (gained - lost) / n
    spread = max(0.0, (gained + lost) / n - difference**2)
    return Chances(
        item.due_date,
        _kept(table, lost, n),
        _kept(table, gained, n),
        difference,
        math.sqrt(spread / n),
    )


def _kept(table: Dates, alone: int, trials: int) -> float:
    return (table.both + alone) / trials


def _moved(both: tuple[int | None, int | None]) -> int | None:
    before, after = both
    return None if before is None or after is None else after - before


def _band(found: Comparison, name: str, k: int) -> Change:
    apart = found.pairs[k - 1].bands[name]
    errors = apart.sd / math.sqrt(apart.count)
    return Change(tuple(float(e) for e in apart.mean), tuple(float(e) for e in errors))
