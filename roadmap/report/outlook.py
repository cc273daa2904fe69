"""What is said of one item's future wherever its dates stand: from when to when, and how likely?

No date of open work leaves here alone: beside it stands when the work is done in half and in 85% of
all futures, and the share of them in which the date to keep is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from roadmap.analysis.items.dates import date_kept
from roadmap.analysis.planning.forecast import MIDDLE, SAFE, PlanForecast
from roadmap.analysis.words import short_day
from roadmap.report.dated import percent_words
from roadmap.state import Item

NOT_IN_SIGHT = "not in sight"
NOT_FORECAST = "not forecast"


@dataclass(frozen=True, slots=True)
class Outlook:
    """When an item is done in half and in 85% of futures, and how likely its date is kept.

    `half` and `safe` are None where that is not in sight; `due` is the date to keep, None where the
    item has none. The probability is that of being done by `until`, the end of today's sprint,
    where the date lies inside that.
    """

    half: date | None
    safe: date | None
    due: date | None = None
    probability: float | None = None
    until: date | None = None


def outlook_of(item: Item, forecast: PlanForecast | None) -> Outlook | None:
    """Return the outlook of an open item; None where it is closed or was not forecast."""
    if forecast is None or not item.is_open or item.id not in forecast.items:
        return None
    half, safe = forecast.day(item.id, MIDDLE), forecast.day(item.id, SAFE)
    kept = date_kept(item)
    found = None if kept is None else forecast.chance_by(item.id, kept.day)
    if found is None:
        return Outlook(half, safe)
    return Outlook(half, safe, found.date, found.probability, found.until)


def outlook_json(found: Outlook | None) -> dict[str, Any] | None:
    """Return an outlook as JSON has it; null where nothing was forecast."""
    if found is None:
        return None
    days = {"p50": found.half, "p85": found.safe, "date": found.due, "until": found.until}
    return {
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
        "probability": found.probability,
    }


def outlook_words(found: Outlook | None) -> str:
    """Return an outlook in words: "62% likely, done between 3 Aug and 20 Sep (50% to 85%)"."""
    if found is None:
        return NOT_FORECAST
    if found.half is None:
        span = f"done: {NOT_IN_SIGHT}"
    elif found.safe is None:
        span = f"done by {short_day(found.half)} in half of futures, in 85%: {NOT_IN_SIGHT}"
    elif found.half == found.safe:
        span = f"done by {short_day(found.safe)} in 85% of futures"
    else:
        span = f"done between {short_day(found.half)} and {short_day(found.safe)} (50% to 85%)"
    if found.probability is None:
        return span
    until = "" if found.until is None else f" by the end of that sprint, {short_day(found.until)}"
    return f"{percent_words(found.probability)} likely{until}, {span}"
