"""Which future dates does a roadmap hold, and how likely is each one kept?

Dates that must be kept, promises, days by which something has to be ordered, and freezes. None
leaves here without its probability, or the words that nobody forecast it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap.analysis.planning.flags import order_by
from roadmap.analysis.planning.forecast import MIDDLE, SAFE, PlanForecast
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.words import short_day
from roadmap.state import Item, State

Kind = Literal["mandatory", "promised", "order_by", "freeze"]


@dataclass(frozen=True, slots=True)
class Dated:
    """One date, or the days from `first` to `last`; `about` is the id of its item or freeze.

    `probability` is the share of futures in which the item is done by then; `said` tells it.
    """

    kind: Kind
    about: str
    title: str
    first: date
    last: date
    probability: float | None
    said: str


def dated(state: State, plan: Plan, forecast: PlanForecast | None) -> tuple[Dated, ...]:
    """Return every date of open work and every freeze, in the order of their days."""
    found: list[Dated] = []
    for item in state.items.ordered():
        if not item.is_open:
            continue
        if item.mandatory_by is not None:
            found.append(_of_item("mandatory", item, item.mandatory_by, forecast))
        if item.promised_by is not None:
            found.append(_of_item("promised", item, item.promised_by, forecast))
    for key, day in order_by(state, plan):
        ordered = state.items.get(key)
        if ordered is not None:
            found.append(_of_item("order_by", ordered, day, forecast))
    for freeze in state.freezes.ordered():
        days = freeze.days
        where = _where(state, freeze.team, freeze.component)
        found.append(Dated("freeze", freeze.id, where, days.first, days.last, None, _FREEZE))
    return tuple(sorted(found, key=lambda each: (each.first, each.kind, each.about)))


_FREEZE = "Nothing is finished on these days. They are fixed, not forecast."


def _of_item(kind: Kind, item: Item, day: date, forecast: PlanForecast | None) -> Dated:
    due = day if kind != "order_by" else date_kept(item)
    likely = None if forecast is None or due is None else chance_by(forecast, item.id, due)
    return Dated(kind, item.id, item.title, day, day, likely, _said(item, due, likely, forecast))


def date_kept(item: Item) -> date | None:
    """Return the day that an item has to keep, whoever set it."""
    return item.mandatory_by or item.promised_by or item.due


def _said(item: Item, due: date | None, likely: float | None, forecast: PlanForecast | None) -> str:
    if forecast is None:
        return "Not forecast: there is no plan with people and sprints yet."
    days = [forecast.day(item.id, share) for share in (MIDDLE, SAFE)]
    half, safe = ("not in sight" if day is None else short_day(day) for day in days)
    span = f"done by {half} in half of all futures, by {safe} in 85% of them"
    if due is None or likely is None:
        return f"Forecast: {span}."
    return f"{percent_words(likely)} likely to be done by {short_day(due)}; {span}."


def percent_words(share: float) -> str:
    """Return a probability in percent, never a rounded 100%."""
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def chance_by(found: PlanForecast, item: str, due: date) -> float | None:
    """Return the share of futures in which `item` is done by `due`, as sprints end."""
    known = found.items.get(item)
    if known is not None and known.by_date is not None and known.by_date.date == due:
        return known.by_date.probability
    ended = bisect_right(found.last_days, due)
    return 0.0 if ended == 0 else found.done_by(item, ended - 1)


def _where(state: State, team: str | None, component: str | None) -> str:
    names = [
        record.name
        for record in (state.teams.get(team), state.components.get(component))
        if record is not None
    ]
    return ", ".join(names)
