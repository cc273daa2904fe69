"""What was last forecast of an item, as far as anybody kept it?

Of the moment that a state is of: in the past it is what was forecast then, and of a finished item
what was forecast last before it was finished. Forecasts of scenarios say what would be if; they are
not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.records.forecasts import DateForecast
from roadmap.state import Item, State


@dataclass(frozen=True, slots=True)
class ForecastThen:
    """What the forecast kept on `kept_on` said: last days of sprints, None is not in sight.

    `due` is the date it had then, with its probability. `late_days` is how many days after the P85
    date the item was finished, less than 0 before it; None while it is open or without a date.
    """

    forecast: str
    kept_on: date
    p50: date | None
    p85: date | None
    beyond: float
    due: DateForecast | None
    late_days: int | None


def forecast_then(state: State, item: Item) -> ForecastThen | None:
    """Return the newest forecast of `item`, kept before it was finished; None without any."""
    kept = sorted(state.forecasts.ordered(), key=lambda each: -each.place)
    for each in kept:
        if each.facts.scenario is not None:
            continue
        if item.done_on is not None and each.kept_on > item.done_on:
            continue
        facts = each.facts
        row = next((row for row in facts.items if row.item == item.id), None)
        if row is None:
            continue
        due = next((due for due in facts.dates if due.item == item.id), None)
        p85 = facts.last_day(row.p85)
        late = None if item.done_on is None or p85 is None else (item.done_on - p85).days
        p50 = facts.last_day(row.p50)
        return ForecastThen(each.id, each.kept_on, p50, p85, row.beyond, due, late)
    return None
