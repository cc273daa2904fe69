"""What was promised at one moment, and what came of it by another (R2): kept, moved, dropped?

A promise is a day that a person gave (`promised_by`), else the day by which work must be done;
where neither is said, the P85 date of the last forecast that was kept by then, which is no promise
of a person and is marked so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.analysis.history.slips import Cause, Slip
from roadmap.records.forecasts import KeptForecast
from roadmap.state import Item, State
from roadmap.values import Status


class Basis(StrEnum):
    """Who said the day: a person, a rule from outside, or a forecast."""

    PROMISED = "promised"
    MANDATORY = "mandatory"
    FORECAST = "forecast"


class Outcome(StrEnum):
    """What came of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    MOVED = "moved"
    STANDING = "standing"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Promise:
    """A day that stood at the first moment, and how it stands at the second.

    `now` is the day on which it was done, or the day that stands now; `cause` is why it moved.
    """

    item: str
    day: date
    basis: Basis
    outcome: Outcome
    now: date | None
    cause: Cause | None


def promises(
    before: State, after: State, today: date, slipped: tuple[Slip, ...]
) -> tuple[Promise, ...]:
    """Return every promise that stood in `before`, by its day, and what came of it by `today`."""
    forecast = _last_forecast(before)
    causes = {each.item: each.cause for each in slipped}
    found = [
        _promise(item, *said, after, today, causes)
        for item in before.items.ordered()
        if item.is_open and (said := _said(item, forecast)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.day, each.item)))


def _last_forecast(state: State) -> Mapping[str, date]:
    """Return the P85 day of each item in the forecast that was kept last, scenarios aside."""
    kept: list[KeptForecast] = [
        each for each in state.forecasts.ordered() if each.facts.scenario is None
    ]
    if not kept:
        return {}
    last = max(kept, key=lambda each: (each.kept_on, each.place))
    days = ((each.item, last.facts.last_day(each.p85)) for each in last.facts.items)
    return {item: day for item, day in days if day is not None}


def _said(item: Item, forecast: Mapping[str, date]) -> tuple[date, Basis] | None:
    if item.promised_by is not None:
        return item.promised_by, Basis.PROMISED
    if item.mandatory_by is not None:
        return item.mandatory_by, Basis.MANDATORY
    day = forecast.get(item.id)
    return None if day is None else (day, Basis.FORECAST)


def _promise(
    item: Item,
    day: date,
    basis: Basis,
    after: State,
    today: date,
    causes: Mapping[str, Cause],
) -> Promise:
    now = after.items.get(item.id)
    if now is None or now.status is Status.SHED:
        return Promise(item.id, day, basis, Outcome.DROPPED, None, None)
    if now.status is Status.DONE:
        kept = now.done_on is not None and now.done_on <= day
        outcome = Outcome.KEPT if kept else Outcome.BROKEN
        return Promise(item.id, day, basis, outcome, now.done_on, causes.get(item.id))
    stands = {Basis.PROMISED: now.promised_by, Basis.MANDATORY: now.mandatory_by}.get(basis, day)
    if day < today and (stands is None or stands <= day):
        return Promise(item.id, day, basis, Outcome.BROKEN, stands, causes.get(item.id))
    if stands != day:
        return Promise(item.id, day, basis, Outcome.MOVED, stands, causes.get(item.id))
    return Promise(item.id, day, basis, Outcome.STANDING, day, causes.get(item.id))
