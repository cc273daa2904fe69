"""How does planned work divide: foundation beside innovation, and what digs out of firefighting?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import fsum

from roadmap.analysis.planning.plan import Plan
from roadmap.records.planning import Planning
from roadmap.state import Item, State
from roadmap.values import Forcing, Kind, Lifecycle

Passes = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Balance:
    """Shares of planned effort, 0..1, None where there is none.

    `foundation` is the share of foundation in what is not forced and has a kind; `dig_out` the
    share of all planned effort that lowers later work (leverage, or operating better).
    """

    foundation: float | None
    low: float
    high: float
    dig_out: float | None
    dig_out_target: float


def balance_of(state: State, plan: Plan, passes: Passes | None = None) -> Balance:
    """Return how planned effort divides; `passes` says which items count, None counts all."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    found = [(state.items[each.item], each.days) for each in plan.planned]
    if passes is not None:
        found = [(item, days) for item, days in found if passes(item)]
    return Balance(
        foundation_share(found),
        planning.foundation_low,
        planning.foundation_high,
        _share(fsum(days for item, days in found if digs_out(item)), fsum(d for _, d in found)),
        planning.dig_out_share,
    )


def foundation_by_sprint(
    state: State, plan: Plan, passes: Passes | None = None
) -> list[float | None]:
    """Return the share of foundation in each sprint of the plan; None where nothing says so.

    What spans sprints counts in each with the person-days it takes there.
    """
    rows: list[list[tuple[Item, float]]] = [[] for _ in plan.problem.sprints]
    for each in plan.placements:
        item = state.items[plan.problem.jobs[each.job].item]
        if passes is None or passes(item):
            for sprint, _pool, days in each.used:
                rows[sprint].append((item, days))
    return [foundation_share(row) for row in rows]


def foundation_share(worked: Iterable[tuple[Item, float]]) -> float | None:
    """Return the share of foundation in what is not forced and has a kind, by person-days."""
    foundation, innovation = [], []
    for item, days in worked:
        if is_chosen(item) and item.kind is Kind.FOUNDATION:
            foundation.append(days)
        elif is_chosen(item) and item.kind is Kind.INNOVATION:
            innovation.append(days)
    return _share(fsum(foundation), fsum(foundation) + fsum(innovation))


def is_chosen(item: Item) -> bool:
    """Whether the work is by choice, or not sorted yet."""
    return item.forcing is not Forcing.FORCED


def digs_out(item: Item) -> bool:
    """Whether an item lowers later work: it declares leverage, or improves how things are run."""
    return (
        item.leverage is not None
        or item.leverage_category is not None
        or (item.lifecycle is Lifecycle.OPERATE and is_chosen(item))
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
