"""Which must-do work is already known to come: open forced long-term items by their dates (G6).

Every one of them is here, those without a date last, so that no page or export drops one silently.
Latest starts come with the plan; this is by date alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from roadmap.analysis.estimates.effort import Effort, effort_days
from roadmap.analysis.items.filter import EVERYTHING, Filter
from roadmap.analysis.items.grid import grid
from roadmap.state import State
from roadmap.values import Quadrant


@dataclass(frozen=True, slots=True)
class Coming:
    """One item that has to be done by a day; `days_left` are calendar days, negative when overdue.

    `needed_by_then` is the effort of this and all earlier ones, in person-days.
    """

    item: str
    title: str
    mandatory_by: date | None
    days_left: int | None
    effort: Effort
    needed_by_then: float

    @property
    def overdue(self) -> bool:
        """Whether the day has passed."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class HiddenForced:
    """All of it by date; effort in person-days."""

    rows: tuple[Coming, ...]
    effort: float
    overdue: int
    undated: int


def hidden_forced(state: State, today: date, wanted: Filter = EVERYTHING) -> HiddenForced:
    """Return the open forced long-term items by (mandatory_by, rank), undated ones last."""
    cell = grid(state, wanted).of(Quadrant.FORCED_LONG_TERM)
    items = [state.items[key] for key in cell.items]
    items.sort(key=lambda item: item.mandatory_by or date.max)  # stable: rank order within a day
    efforts = [effort_days(item, state.roadmap) for item in items]
    sums = accumulate(effort.days for effort in efforts)
    rows = tuple(
        Coming(
            item.id,
            item.title,
            item.mandatory_by,
            None if item.mandatory_by is None else (item.mandatory_by - today).days,
            effort,
            needed,
        )
        for item, effort, needed in zip(items, efforts, sums, strict=True)
    )
    return HiddenForced(
        rows,
        math.fsum(effort.days for effort in efforts),
        sum(row.overdue for row in rows),
        sum(row.mandatory_by is None for row in rows),
    )
