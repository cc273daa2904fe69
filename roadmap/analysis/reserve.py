"""How much of each sprint is kept free for forced work that will arrive unplanned.

Until arrivals are modelled as streams this rests on the interruptions of closed sprints, or on a
setting: with mean m and spread s of their person-days a sprint, the first n sprints together need
Q = n m + z s sqrt(n) at the percentile set, and each sprint reserves its growth of Q. Reserving
every sprint's own percentile would keep far too much (784 pd where 479 did over 26 sprints).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist, fmean, stdev

from roadmap.analysis.capacity import Capacity
from roadmap.planning_settings import Planning
from roadmap.staff import ReserveKind
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Reserve:
    """Person-days kept free, `days[sprint][pool]`, and the sentence that says where from."""

    days: tuple[tuple[float, ...], ...]
    because: str
    closed_sprints: int


def reserve_of(state: State, found: Capacity) -> Reserve:
    """Return the reserve for every sprint and pool of `found`, never above their capacity."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    logged = [
        sprint.outcome.interruption_days
        for sprint in state.sprints.ordered()
        if sprint.outcome is not None
    ]
    if planning.reserve is ReserveKind.OFF:
        return _spread(found, 0.0, 0.0, 0.0, "No reserve: switched off in the settings.", 0)
    if planning.reserve is ReserveKind.DAYS or not logged:
        days = planning.reserve_days or 0.0
        text = f"{days:g} person-days a sprint, as set."
        if planning.reserve_days is None:
            text = "No reserve yet: no sprint is closed and none is set."
        return _spread(found, days, 0.0, 0.0, text, 0)
    z = NormalDist().inv_cdf(min(max(planning.reserve_percentile, 0.01), 0.99))
    spread = stdev(logged) if len(logged) > 1 else math.sqrt(fmean(logged))
    text = (
        f"What {planning.reserve_percentile:.0%} of sprints like the last {len(logged)} need: "
        f"interruptions took {fmean(logged):.1f} person-days a sprint."
    )
    return _spread(found, fmean(logged), spread, z, text, len(logged))


def _spread(
    found: Capacity, mean: float, spread: float, z: float, because: str, closed: int
) -> Reserve:
    rows, before, elapsed = [], 0.0, 0.0
    for place, sprint in enumerate(found.sprints):
        elapsed += sprint.left
        needed = elapsed * mean + z * spread * math.sqrt(elapsed)
        total = found.total(place)
        growth = min(max(0.0, needed - before), total)
        before = max(before, needed)
        share = growth / total if total > 0 else 0.0
        rows.append(tuple(cell.days * share for cell in found.cells[place]))
    return Reserve(tuple(rows), because, closed)
