"""Which future dates does a roadmap hold, and how likely is each one kept?

Dates that must be kept, promises, days by which something has to be ordered or answered, reviews
and freezes. No date of work leaves here without its probability, or the words that nobody forecast
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap.analysis.expectations.asks import open_asks
from roadmap.analysis.items.dates import date_kept, date_watched
from roadmap.analysis.planning.flags import order_by
from roadmap.analysis.planning.forecast import MIDDLE, SAFE, DateChance, PlanForecast
from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.words import short_day
from roadmap.state import Item, State

Kind = Literal["mandatory", "promised", "due", "order_by", "ask", "review", "freeze"]


@dataclass(frozen=True, slots=True)
class Dated:
    """One date, or the days from `first` to `last`; `about` is the id of what it is about.

    `probability` is the share of futures in which the item is done by then, as sprints end; None
    where nobody forecast it, or where the day lies inside the sprint of today. `said` tells it.
    """

    kind: Kind
    about: str
    title: str
    first: date
    last: date
    probability: float | None
    said: str


def dated(
    state: State, plan: Plan, forecast: PlanForecast | None, today: date
) -> tuple[Dated, ...]:
    """Return every date of open work and what else is to come, in the order of their days."""
    found: list[Dated] = []
    for item in state.items.ordered():
        if not item.is_open:
            continue
        if item.mandatory_by is not None:
            found.append(_of_item("mandatory", item, item.mandatory_by, forecast))
        if item.promised_by is not None:
            found.append(_of_item("promised", item, item.promised_by, forecast))
        watched = date_watched(item)
        if watched is not None and watched.basis == "due":
            found.append(_of_item("due", item, watched.day, forecast))
    for key, day in order_by(state, plan):
        ordered = state.items.get(key)
        if ordered is not None:
            found.append(_of_item("order_by", ordered, day, forecast))
    found += [*_answers(state), *_meetings(state, today)]
    for freeze in state.freezes.ordered():
        days = freeze.days
        where = _where(state, freeze.team, freeze.component)
        if days.last >= today:
            found.append(Dated("freeze", freeze.id, where, days.first, days.last, None, _FREEZE))
    return tuple(sorted(found, key=lambda each: (each.first, each.kind, each.about)))


_FREEZE = "Nothing is finished on these days. They are fixed, not forecast."


def _answers(state: State) -> Iterator[Dated]:
    """Yield the days by which an answer is wanted, with what not deciding costs."""
    for ask in open_asks(state):
        if ask.by is not None:
            whom = f"Wanted of {ask.wanted_from}. " if ask.wanted_from else ""
            said = f"{whom}Not decided by then: {ask.cost}" if ask.cost else whom.strip()
            yield Dated("ask", ask.id, ask.title, ask.by, ask.by, None, said)


def _meetings(state: State, today: date) -> Iterator[Dated]:
    """Yield the reviews that are still to be held."""
    for review in state.reviews.ordered():
        day = review.held_on
        if day is not None and day >= today and review.signed_off_on is None:
            yield Dated("review", review.id, review.title, day, day, None, "A day that was set.")


def _of_item(kind: Kind, item: Item, day: date, forecast: PlanForecast | None) -> Dated:
    due = day if kind != "order_by" else date_to_keep(item)
    known = None if forecast is None or due is None else forecast.chance_by(item.id, due)
    likely = None if known is None or known.until is not None else known.probability
    return Dated(kind, item.id, item.title, day, day, likely, _said(item, known, forecast))


def date_to_keep(item: Item) -> date | None:
    """Return the day that an item has to keep, whoever set it."""
    found = date_kept(item)
    return None if found is None else found.day


def _said(item: Item, known: DateChance | None, forecast: PlanForecast | None) -> str:
    if forecast is None:
        return "Not forecast: there is no plan with people and sprints yet."
    days = [forecast.day(item.id, share) for share in (MIDDLE, SAFE)]
    half, safe = ("not in sight" if day is None else short_day(day) for day in days)
    span = f"done by {half} in half of all futures, by {safe} in 85% of them"
    if known is None or known.probability is None:
        return f"Forecast: {span}."
    likely = percent_words(known.probability)
    if known.until is not None:
        return (
            f"{short_day(known.date)} lies within a sprint: {likely} likely to be done by its "
            f"end, {short_day(known.until)}; {span}."
        )
    return f"{likely} likely to be done by {short_day(known.date)}; {span}."


def percent_words(share: float) -> str:
    """Return a probability in percent, never a rounded 100%."""
    return "over 99%" if 0.995 <= share < 1 else f"{share:.0%}"


def _where(state: State, team: str | None, component: str | None) -> str:
    names = [
        record.name
        for record in (state.teams.get(team), state.components.get(component))
        if record is not None
    ]
    return ", ".join(names)
