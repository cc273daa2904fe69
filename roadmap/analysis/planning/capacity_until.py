"""How much of the team's capacity until its date does a piece of work need?

The capacity is that of the item's own team, of everybody where it has none, from the as-of day to
the date, whole: nothing is taken out for the reserve or for other work. The sprint that holds the
date counts by its working days; beyond the sprints asked for the average of all of them goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import fsum

from roadmap.analysis.planning.capacity import Capacity
from roadmap.analysis.planning.sprint_calendar import PlannedSprint


@dataclass(frozen=True, slots=True)
class CapacityUntil:
    """Person-days of one team, or of all, from the as-of day; `sums` before and after sprints."""

    sprints: tuple[PlannedSprint, ...]
    sums: tuple[float, ...]

    def days(self, until: date) -> float:
        """Return the person-days up to and with the day `until`; 0 for one that is past."""
        for place, sprint in enumerate(self.sprints):
            if until < sprint.end:
                share = _share(sprint.working, until)
                return self.sums[place] + share * (self.sums[place + 1] - self.sums[place])
        if not self.sprints:
            return 0.0
        covered = (self.sprints[-1].end - self.sprints[0].start).days
        beyond = (until - self.sprints[-1].end).days + 1
        return self.sums[-1] * (1 + beyond / covered)


def capacity_until(found: Capacity, team: str | None) -> CapacityUntil:
    """Return the running capacity of a team by its id, of everybody for None."""
    pools = [place for place, pool in enumerate(found.pools) if team is None or pool.team == team]
    days = [
        fsum(found.days(sprint, pool) for pool in pools) for sprint in range(len(found.sprints))
    ]
    return CapacityUntil(found.sprints, tuple(accumulate(days, initial=0.0)))


def _share(working: Sequence[date], until: date) -> float:
    return sum(day <= until for day in working) / len(working) if working else 0.0
