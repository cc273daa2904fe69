"""What lowers later work, and how soon does it pay back (L1, L2, L5)?

Savings are person-days a sprint of today's inflow and capacity, times the confidence. Payback
counts sprints from the day the item is done. Double wins, must-do work that also lowers later
must-do work, stand first. What was promised is held against what came in `kept.py`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.estimates.effort import effort_days, spent_days
from roadmap.analysis.inflow.inflow import inflows_of, loads_of
from roadmap.analysis.inflow.leverage import Load, names_stream
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.planning.capacity import Capacity, capacity
from roadmap.state import Item, State
from roadmap.values import (
    Forcing,
    Leverage,
    LeverageCategory,
    LeverageEffect,
    LeverageUnit,
    Status,
)

_SPRINTS = 6  # over which today's capacity is averaged


@dataclass(frozen=True, slots=True)
class Saving:
    """What an item saves: person-days a sprint as promised, and as expected with its confidence.

    `of` is what arrives, or is done, in a sprint of what it acts on; 0 where nothing of that name
    is known, and then nothing can be saved.
    """

    promised: float
    expected: float
    of: float


@dataclass(frozen=True, slots=True)
class LeverageKey:
    """The day that savings are reckoned from, and which items are asked for."""

    as_of: date
    wanted: Filter = EVERYTHING


@dataclass(frozen=True, slots=True)
class Payback:
    """An open item that lowers later work. `sprints` is None where it never pays back.

    Sprints count from when it is done, its delay included.
    """

    item: str
    days: float
    saving: Saving
    sprints: float | None
    double_win: bool
    category: LeverageCategory | None


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """Work of one category, open and done; `share` is its part of all work with a category."""

    category: LeverageCategory
    open: int
    done: int
    days: float
    share: float


@dataclass(frozen=True, slots=True)
class LeverageView:
    """Open items by payback, double wins first; whom to ask; the categories.

    `to_ask` are must-do items larger than the threshold of which nobody said whether there is a
    way that also lowers later work. `share` is categorised work in all work, open and done.
    """

    paybacks: tuple[Payback, ...]
    to_ask: tuple[str, ...]
    categories: tuple[CategoryShare, ...]
    share: float | None


def saving_of(said: Leverage, loads: tuple[Load, ...], capacity_days: float) -> Saving:
    """Return what is saved a sprint; `capacity_days` are person-days a sprint."""
    if said.effect is LeverageEffect.PRODUCTIVITY:
        of, most = capacity_days, math.inf
    else:
        of = math.fsum(each.days for each in loads if names_stream(said, each.id, each.name))
        most = of
    whole = said.amount / 100 * of if said.unit is LeverageUnit.PERCENT else said.amount
    # What is promised beyond what arrives cannot be saved; confidence acts before that limit.
    return Saving(whole, min(most, whole * said.confidence), of)


def _compute(
    state: State, key: LeverageKey, _earlier: Earlier[State, LeverageView] | None
) -> LeverageView:
    sieve = Sieve(key.wanted, state.items)
    items = [item for item in state.items.ordered() if sieve(item)]
    found = capacity(state, key.as_of, _SPRINTS)
    loads, days = loads_of(inflows_of(state, found)), mean_capacity(found)
    paybacks = [
        _payback(state, item, item.leverage, loads, days)
        for item in items
        if item.is_open and item.leverage is not None
    ]
    paybacks.sort(key=lambda p: (not p.double_win, math.inf if p.sprints is None else p.sprints))
    shares, share = _categories(state, items)
    to_ask = tuple(item.id for item in items if is_to_ask(state, item))
    return LeverageView(tuple(paybacks), to_ask, shares, share)


leverage = Memo(_compute)


def mean_capacity(found: Capacity) -> float:
    """Return the person-days of a whole sprint, on average."""
    whole = [place for place, sprint in enumerate(found.sprints) if sprint.left >= 1]
    return math.fsum(found.total(place) for place in whole) / len(whole) if whole else 0.0


def _payback(
    state: State, item: Item, said: Leverage, loads: tuple[Load, ...], capacity_days: float
) -> Payback:
    days = effort_days(item, state.roadmap).days
    saving = saving_of(said, loads, capacity_days)
    forced = item.forcing is Forcing.FORCED
    return Payback(
        item.id,
        days,
        saving,
        days / saving.expected + said.delay_sprints if saving.expected > 0 else None,
        forced and said.effect is not LeverageEffect.PRODUCTIVITY,
        item.leverage_category,
    )


def is_to_ask(state: State, item: Item) -> bool:
    """Whether somebody should be asked once: is there a way that also lowers later work?"""
    thresholds = state.thresholds
    if not item.is_open or item.forcing is not Forcing.FORCED:
        return False
    if item.leverage is not None or item.double_win_answer:
        return False
    effort = effort_days(item, state.roadmap)
    return not effort.is_default and effort.days > thresholds.double_win_days


def _categories(state: State, items: list[Item]) -> tuple[tuple[CategoryShare, ...], float | None]:
    kept = [item for item in items if item.status is not Status.SHED]
    days = {item.id: spent_days(item, state.roadmap).days for item in kept}
    named = math.fsum(days[item.id] for item in kept if item.leverage_category)
    rows = []
    for category in LeverageCategory:
        own = [item for item in kept if item.leverage_category is category]
        done = sum(item.status is Status.DONE for item in own)
        effort = math.fsum(days[item.id] for item in own)
        share = effort / named if named > 0 else 0.0
        rows.append(CategoryShare(category, len(own) - done, done, effort, share))
    whole = math.fsum(days.values())
    return tuple(rows), named / whole if whole > 0 else None
