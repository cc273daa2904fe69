"""What does a forecast say of the places and dates of a plan? Values only, without numpy.

Made by simulation/forecasting.py, and read wherever a plan is shown: beside each placement stands
in which share of the drawn futures the item is finished by then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

MIDDLE, SAFE = 0.5, 0.85


@dataclass(frozen=True, slots=True)
class DateChance:
    """The share of futures in which a date is kept, with the simulation's own interval.

    `probability` is None where the date lies beyond the sprints looked at.
    """

    date: date
    probability: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ItemForecast:
    """One item: `finished[s]` counts the trials in which it is finished by the end of sprint s."""

    finished: tuple[int, ...]
    by_date: DateChance | None = None


@dataclass(frozen=True, slots=True)
class PlanForecast:
    """What came of so many `trials` over the sprints of a plan.

    `last_days` are the last days of the sprints, `numbers` their numbers; `rests_on` says in one
    line what the forecast rests on, `so_far` how far earlier ones held. `whole` is False while more
    trials are on their way.
    """

    trials: int
    seed: int
    numbers: tuple[int, ...]
    last_days: tuple[date, ...]
    items: Mapping[str, ItemForecast] = field(default_factory=dict)
    rests_on: str = ""
    so_far: str = ""
    whole: bool = True

    def done_by(self, item: str, place: int | None) -> float | None:
        """Return the share of futures in which the item is finished by the end of a sprint.

        None where nothing is known of the item or the sprint.
        """
        found = self.items.get(item)
        if found is None or place is None or not 0 <= place < len(found.finished):
            return None
        return found.finished[place] / self.trials

    def place(self, item: str, share: float) -> int | None:
        """Return the first sprint by whose end the item is finished in that share of futures.

        None where it is not in sight. Percentiles are taken by the inverted CDF.
        """
        found = self.items.get(item)
        if found is None:
            return None
        place = bisect_left(found.finished, share * self.trials - 1e-9)
        return place if place < len(found.finished) else None

    def day(self, item: str, share: float) -> date | None:
        """Return the last day of that sprint."""
        place = self.place(item, share)
        return None if place is None else self.last_days[place]

    def beyond(self, item: str) -> float:
        """Return the share of futures in which the item is not finished within the sprints."""
        found = self.items.get(item)
        if found is None or not found.finished:
            return 1.0
        return 1 - found.finished[-1] / self.trials
