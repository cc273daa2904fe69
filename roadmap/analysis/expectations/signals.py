"""What did users say, what came of it, and how long did it take (U1)?

A signal is heard, linked to an item, shipped with it, and closed once those who said it were told.
Its lead time is from the day it was heard to the day its item was done.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap.records.users import Signal
from roadmap.state import Item, State
from roadmap.values import Status


class Loop(StrEnum):
    """How far a signal came."""

    HEARD = "heard"
    LINKED = "linked"
    GIVEN_UP = "given_up"
    SHIPPED = "shipped"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SignalStanding:
    """One signal: how far it came, and the calendar days from hearing it to its item being done."""

    signal: Signal
    loop: Loop
    lead_days: int | None
    shipped_on: date | None


@dataclass(frozen=True, slots=True)
class SignalSummary:
    """All signals: how many came how far, and the median lead time of those that shipped."""

    counts: dict[Loop, int]
    median_lead_days: float | None
    to_tell: tuple[str, ...]


def signal_standings(state: State, team: str | None = None) -> tuple[SignalStanding, ...]:
    """Return the signals, the newest first; with `team` those that no other team answers."""
    signals = sorted(
        state.signals.ordered(), key=lambda each: (each.heard_on or date.min, each.id), reverse=True
    )
    answered = ((each, state.items.get(each.item)) for each in signals)
    return tuple(
        _standing(each, item)
        for each, item in answered
        if team is None or item is None or item.team == team
    )


def _standing(signal: Signal, item: Item | None) -> SignalStanding:
    shipped = item.done_on if item is not None and item.status is Status.DONE else None
    lead = None
    if shipped is not None and signal.heard_on is not None:
        lead = max(0, (shipped - signal.heard_on).days)
    return SignalStanding(signal, _loop(signal, item), lead, shipped)


def _loop(signal: Signal, item: Item | None) -> Loop:
    if signal.told_on is not None:
        return Loop.CLOSED
    if item is None:
        return Loop.HEARD
    if item.status is Status.DONE:
        return Loop.SHIPPED
    return Loop.GIVEN_UP if item.status is Status.SHED else Loop.LINKED


def summary(rows: Sequence[SignalStanding]) -> SignalSummary:
    """Return what the signals come to; `to_tell` are those whose item shipped or was given up."""
    counts = {loop: sum(row.loop is loop for row in rows) for loop in Loop}
    leads = [row.lead_days for row in rows if row.lead_days is not None]
    to_tell = tuple(row.signal.id for row in rows if row.loop in (Loop.SHIPPED, Loop.GIVEN_UP))
    return SignalSummary(counts, statistics.median(leads) if leads else None, to_tell)
