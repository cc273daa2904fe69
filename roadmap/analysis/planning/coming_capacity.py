"""How much of the coming sprints' capacity would some work take (G4)?

The sprints are the one that holds the day, with what is left of it, and those after it. Capacity is
that of `capacity.py`, before any reserve: the share says how large the work is, not when it fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum

from roadmap.analysis.planning.capacity import capacity
from roadmap.state import Roadmap, State


@dataclass(frozen=True, slots=True)
class ComingCapacity:
    """Person-days of so many sprints."""

    sprints: int
    days: float

    def share(self, effort_days: float) -> float:
        """Return an effort as a share of it; over 1 where it does not fit."""
        return effort_days / self.days


def coming_capacity(state: State, as_of: date, team: str | None = None) -> ComingCapacity | None:
    """Return the capacity of the sprints that the roadmap's window looks ahead.

    None without people, without sprints, or where there is no capacity at all. With `team`, its
    people only.
    """
    settings = state.roadmap or Roadmap()
    count = settings.thresholds.window_sprints
    if not state.people or settings.sprint_start is None or not count:
        return None
    found = capacity(state, as_of, count)
    days = fsum(
        found.days(sprint, place)
        for sprint in range(len(found.sprints))
        for place, pool in enumerate(found.pools)
        if team is None or pool.team == team
    )
    return ComingCapacity(count, days) if days > 0 else None
