"""What does a forecast say of the places and dates of a plan? Values only, without numpy.

Made by simulation/forecasting.py, and read wherever a plan is shown: beside each placement stands
in which share of the drawn futures the item is finished by then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

MIDDLE, SAFE = 0.5, 0.85
TRIALS, SEED = 10_000, 1  # one seed for all, so that every page shows the same figures
MANY, VERY_MANY = 500, 3_000  # items; of more than these fewer futures are drawn
_TRIALS_OF_MANY, _TRIALS_OF_VERY_MANY = 2_000, 500
_Day: TypeAlias = date  # where a field is called date


def trials_for(items: int) -> int:
    """Return how many futures are drawn of so many items: a second's work or two."""
    if items > VERY_MANY:
        return _TRIALS_OF_VERY_MANY
    return _TRIALS_OF_MANY if items > MANY else TRIALS


@dataclass(frozen=True, slots=True)
class DateChance:
    """The share of futures in which a date is kept, with the simulation's own interval.

    `probability` is None where the date lies beyond the sprints looked at. Where the date lies
    inside the sprint of today, `until` is the last day of that sprint and the share is that of its
    end: what happens within a sprint is not looked at.
    """

    date: date
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    until: _Day | None = None


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
    trials are on their way. `as_of` is the day from which it looks ahead.
    """

    trials: int
    seed: int
    numbers: tuple[int, ...]
    last_days: tuple[date, ...]
    items: Mapping[str, ItemForecast] = field(default_factory=dict)
    rests_on: str = ""
    so_far: str = ""
    whole: bool = True
    as_of: date | None = None

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

    def chance_by(self, item: str, due: date) -> DateChance | None:
        """Return how likely `item` is done by `due`, as sprints end; None where nothing is known.

        The one reading of a date beside which a probability stands: by the last sprint that ends
        by then, or, inside the sprint of today, by its end.
        """
        found = self.items.get(item)
        if found is None or not self.last_days:
            return None
        if found.by_date is not None and found.by_date.date == due:
            return found.by_date
        until = sprint_end(self.last_days[0], self.as_of, due)
        ended = 1 if until is not None else bisect_right(self.last_days, due)
        share = 0.0 if ended == 0 else self.done_by(item, ended - 1)
        return DateChance(due, share, until=until)


def sprint_end(last: date, today: date | None, due: date) -> date | None:
    """Return `last`, the last day of the sprint of `today`, where `due` lies inside that sprint."""
    return last if today is not None and today <= due < last else None
