"""What was given up, who accepted the risk of it, and which reviews are due: the shed register.

Everything shed is on it, with an accepted risk or without one; so is open work whose risk was
accepted meanwhile, for example because it was put off. Overdue reviews come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum

from roadmap.analysis.estimates.effort import planned_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.memo import Earlier, Memo
from roadmap.records.risks import AcceptedRisk
from roadmap.state import State
from roadmap.values import Status


@dataclass(frozen=True, slots=True)
class Given:
    """One item that was shed, or put off with an accepted risk; `days` is what it would take."""

    item: str
    title: str
    shed_on: date | None
    days: float
    risk: AcceptedRisk | None
    review_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class ShedRegister:
    """The rows: overdue reviews, then by review date, then what has none. `days` sums those shed.

    `unaccepted` counts what was shed without a word about its risk.
    """

    rows: tuple[Given, ...]
    days: float
    overdue: int
    unaccepted: int


@dataclass(frozen=True, slots=True)
class RegisterKey:
    """The day on which reviews are judged, and which items are asked for."""

    today: date
    wanted: Filter = EVERYTHING


def _compute(
    state: State, key: RegisterKey, _earlier: Earlier[State, ShedRegister] | None
) -> ShedRegister:
    risks = {risk.item: risk for risk in state.risks.ordered()}
    sieve = Sieve(key.wanted, state.items)
    rows = []
    for item in state.items.ordered():
        risk = risks.get(item.id)
        if (item.status is not Status.SHED and risk is None) or not sieve(item):
            continue
        review = risk.review_on if risk else None
        overdue = review is not None and review < key.today
        days = planned_days(item, state.roadmap).days
        rows.append(Given(item.id, item.title, item.shed_on, days, risk, review, overdue))
    rows.sort(key=lambda row: (not row.overdue, row.review_on or date.max, row.title, row.item))
    shed = [row for row in rows if row.shed_on is not None]
    return ShedRegister(
        tuple(rows),
        fsum(row.days for row in shed),
        sum(row.overdue for row in rows),
        sum(row.risk is None for row in shed),
    )


shed_register = Memo(_compute)
