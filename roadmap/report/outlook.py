"""What is said of one item's future wherever its dates stand: from when to when, and how likely?

No date of open work leaves here alone: beside it stands when the work is done in half and in 85% of
all futures, and the share of them in which the date to keep is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.planning.forecast import MIDDLE, SAFE, PlanForecast
from roadmap.analysis.words import short_day
from roadmap.report.dated import chance_by, date_kept, percent_words
from roadmap.state import Item

NOT_IN_SIGHT = "not in sight"
NOT_FORECAST = "not forecast"


@dataclass(frozen=True, slots=True)
class Outlook:
    """When an item is done in half and in 85% of futures, and how likely its date is kept.

    `half` and `safe` are None where that is not in sight; `date` is the date to keep, None where
    the item has none.
    """

    half: date | None
    safe: date | None
    date: date | None
    probability: float | None


def outlook_of(item: Item, forecast: PlanForecast | None) -> Outlook | None:
    """Return the outlook of an open item; None where it is closed or was not forecast."""
    if forecast is None or not item.is_open or item.id not in forecast.items:
        return None
    due = date_kept(item)
    return Outlook(
        forecast.day(item.id, MIDDLE),
        forecast.day(item.id, SAFE),
        due,
        None if due is None else chance_by(forecast, item.id, due),
    )


def outlook_json(found: Outlook | None) -> dict[str, Any] | None:
    """Return an outlook as JSON has it; null where nothing was forecast."""
    if found is None:
        return None
    return {
        "p50": None if found.half is None else found.half.isoformat(),
        "p85": None if found.safe is None else found.safe.isoformat(),
        "date": None if found.date is None else found.date.isoformat(),
        "probability": found.probability,
    }


def outlook_words(found: Outlook | None) -> str:
    """Return an outlook in words: "62% likely, done between 3 Aug and 20 Sep"."""
    if found is None:
        return NOT_FORECAST
    if found.half is None:
        span = f"done: {NOT_IN_SIGHT}"
    elif found.safe is None:
        span = f"done from {short_day(found.half)} on, 85% {NOT_IN_SIGHT}"
    elif found.half == found.safe:
        span = f"done by {short_day(found.safe)} in 85% of futures"
    else:
        span = f"done between {short_day(found.half)} and {short_day(found.safe)} (50% to 85%)"
    if found.probability is None:
        return span
    return f"{percent_words(found.probability)} likely, {span}"
