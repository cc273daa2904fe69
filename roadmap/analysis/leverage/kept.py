"""What was promised, and what came: arrivals before and after an item that lowers later work (L4).

Compared are the last 13 closed sprints that ended by the day it was done with the first 13 that
began after it and its delay. Of arrivals and sizes the ratio is taken as lognormal with the spread
that the counts have (a quasi-Poisson rate ratio; half an arrival is added to each side, so that
none at all is no certainty). The range covers 8 of 10 cases. It is too early to tell with under
three closed sprints on a side, under five arrivals in all, or where both the promise and nothing
lie in the range. Of productivity only what was done is shown: people, work and interruptions
change it too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, variance

from roadmap.analysis.inflow.inflow import (
    ClosedSprint,
    Episode,
    closed_sprints,
    episodes_of,
    stream_of,
)
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.words import counted, say_days
from roadmap.calendars import day_in
from roadmap.state import Interruption, Item, Roadmap, State
from roadmap.values import Leverage, LeverageEffect, LeverageUnit, Status

_Z80 = 1.2815515655446004  # 8 of 10 cases lie within
LEAST_SPRINTS = 3  # closed, on a side
_ARRIVALS = 5
_WINDOW = 13  # closed sprints on a side: half a year of two weeks each

_Sides = tuple[Sequence[ClosedSprint], Sequence[ClosedSprint]]


class Verdict(StrEnum):
    """What can be said of a promise."""

    TOO_EARLY = "too_early"
    KEPT = "kept"
    LESS = "less"
    MORE = "more"
    NOT_APART = "not_apart"  # the effect cannot be told apart from all else that changed


@dataclass(frozen=True, slots=True)
class Side:
    """What was seen on one side: a sprint's arrivals and person-days, and requests among them."""

    sprints: int
    arrivals: float
    days: float
    requests: float
    counted: int


@dataclass(frozen=True, slots=True)
class Observed:
    """Person-days saved a sprint: the best guess, and the range of 8 of 10 cases."""

    saved: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Promise:
    """One finished item: promised and observed savings in person-days a sprint.

    `freed` is what was saved so far, in person-days. `observed` is None where it is too early for a
    number at all; `verdict` may be too early although there is one.
    """

    item: str
    done_on: date
    promised: float
    before: Side
    after: Side
    observed: Observed | None
    verdict: Verdict
    freed: float | None


def _compute(
    state: State, wanted: Filter, _earlier: Earlier[State, tuple[Promise, ...]] | None
) -> tuple[Promise, ...]:
    sieve = Sieve(wanted, state.items)
    closed = closed_sprints(state)
    found = [
        _promise(state, item, item.leverage, item.done_on, closed)
        for item in state.items.ordered()
        if item.status is Status.DONE and item.leverage and item.done_on and sieve(item)
    ]
    return tuple(sorted(found, key=lambda each: (each.done_on, each.item), reverse=True))


_PROMISES = Memo(_compute)


def promises(state: State, wanted: Filter = EVERYTHING) -> tuple[Promise, ...]:
    """Return every finished item that promised to lower later work, the newest first."""
    return _PROMISES(state, wanted)


def _promise(
    state: State, item: Item, said: Leverage, done_on: date, closed: Sequence[ClosedSprint]
) -> Promise:
    roadmap = state.roadmap or Roadmap()
    acts_after = done_on + timedelta(days=round(said.delay_sprints * roadmap.sprint_days))
    first = _first_logged(state, roadmap)
    earlier = [each for each in closed if (first or date.min) < each.end <= done_on]
    later = [each for each in closed if each.start > acts_after]
    sides = (earlier[-_WINDOW:], later[:_WINDOW])
    if said.effect is LeverageEffect.PRODUCTIVITY:
        return _of_productivity(state, item, said, done_on, sides)
    logged = [each for each in state.interruptions.ordered() if _acts_on(state, said, each)]
    episodes = episodes_of(state, logged, len(closed), roadmap.zone)
    requests = [day_in(roadmap.zone, each.started_at) for each in logged if each.is_request]
    cells = [[_inside(sprint, episodes) for sprint in side] for side in sides]
    before, after = (_side(side, cell, requests) for side, cell in zip(sides, cells, strict=True))
    promised = said.amount
    if said.unit is LeverageUnit.PERCENT:
        promised = said.amount / 100 * before.days
    seen = _rates(said.effect, sides, cells, before)
    return _judged(item.id, done_on, promised, before, after, seen, len(later))


def _first_logged(state: State, roadmap: Roadmap) -> date | None:
    """Return the day of the first interruption on record: before it nothing was counted."""
    days = (day_in(roadmap.zone, each.started_at) for each in state.interruptions.ordered())
    return min(days, default=None)


def _acts_on(state: State, said: Leverage, each: Interruption) -> bool:
    if said.stream is None:
        return True
    wanted = said.stream.casefold()
    if each.stream is not None and each.stream.casefold() == wanted:
        return True
    recorded = state.streams.ordered()
    key = stream_of(each, recorded)
    stream = state.streams.get(key)
    name = stream.name if stream else each.driver.value.replace("_", " ")
    return said.stream == key or name.casefold() == wanted


def _inside(sprint: ClosedSprint, episodes: Sequence[Episode]) -> list[Episode]:
    return [each for each in episodes if sprint.start <= each.at.date() < sprint.end]


def _side(
    side: Sequence[ClosedSprint], cells: Sequence[Sequence[Episode]], requests: Sequence[date]
) -> Side:
    weight = math.fsum(sprint.weight for sprint in side)
    flat = [episode for cell in cells for episode in cell]
    asked = sum(sprint.start <= day < sprint.end for sprint in side for day in requests)
    if weight <= 0:
        return Side(len(side), 0.0, 0.0, 0.0, 0)
    days = math.fsum(episode.days for episode in flat)
    return Side(len(side), len(flat) / weight, days / weight, asked / weight, len(flat))


def _rates(
    effect: LeverageEffect,
    sides: _Sides,
    cells: Sequence[Sequence[Sequence[Episode]]],
    before: Side,
) -> Observed | None:
    """Return what is saved of the load before, by the ratio of arrivals or of mean sizes."""
    flat = [[episode for cell in side for episode in cell] for side in cells]
    counts = [len(each) + 0.5 for each in flat]
    weights = [math.fsum(sprint.weight for sprint in side) for side in sides]
    if min(weights) <= 0 or not flat[0]:
        return None
    if effect is LeverageEffect.SIZE:
        if not flat[1] or not all(math.fsum(e.days for e in each) > 0 for each in flat):
            return None
        means = [fmean(episode.days for episode in each) for each in flat]
        ratio = means[1] / means[0]
        spread = sum(_cv2([e.days for e in each]) / len(each) for each in flat)
    else:
        ratio = counts[1] / weights[1] / (counts[0] / weights[0])
        dispersion = max(_dispersion([len(cell) for cell in side]) for side in cells)
        spread = dispersion * sum(1 / count for count in counts)
    wide = math.exp(_Z80 * math.sqrt(spread))
    saved = [before.days * (1 - each) for each in (ratio, ratio * wide, ratio / wide)]
    return Observed(*saved)


def _cv2(sizes: Sequence[float]) -> float:
    """Return the squared coefficient of variation; 1 where a single size says nothing of it."""
    return variance(sizes) / fmean(sizes) ** 2 if len(sizes) > 1 else 1.0


def _dispersion(counts: Sequence[int]) -> float:
    return max(1.0, variance(counts) / fmean(counts)) if len(counts) > 1 and any(counts) else 1.0


def _of_productivity(
    state: State, item: Item, said: Leverage, done_on: date, sides: _Sides
) -> Promise:
    """Return what was done a sprint on both sides, without a verdict: too much else changes it."""
    done = {
        sprint.start: outcome.done_days + outcome.interruption_days
        for sprint in state.sprints.ordered()
        if (outcome := sprint.outcome) is not None
    }
    days = [fmean(done[sprint.start] for sprint in side) if side else 0.0 for side in sides]
    before, after = (
        Side(len(side), 0.0, each, 0.0, 0) for side, each in zip(sides, days, strict=True)
    )
    promised = said.amount
    if said.unit is LeverageUnit.PERCENT:
        promised = said.amount / 100 * before.days
    return Promise(item.id, done_on, promised, before, after, None, Verdict.NOT_APART, None)


def _judged(
    key: str,
    done_on: date,
    promised: float,
    before: Side,
    after: Side,
    seen: Observed | None,
    since: int,
) -> Promise:
    """Return the promise with its verdict; `since` counts all closed sprints after it."""
    few = min(before.sprints, after.sprints) < LEAST_SPRINTS or (
        before.counted + after.counted < _ARRIVALS
    )
    found = Promise(key, done_on, promised, before, after, seen, Verdict.TOO_EARLY, None)
    if seen is None or few:
        return replace(found, observed=None if few else seen)
    return replace(found, verdict=_verdict(promised, seen), freed=seen.saved * since)


def _verdict(promised: float, seen: Observed) -> Verdict:
    if promised < seen.low:
        return Verdict.MORE
    if promised > seen.high:
        return Verdict.LESS
    return Verdict.KEPT if seen.low > 0 else Verdict.TOO_EARLY


# -- in words -------------------------------------------------------------------------------------

_VERDICTS = {
    Verdict.KEPT: "as promised",
    Verdict.LESS: "less than promised",
    Verdict.MORE: "more than promised",
}


def say_promise(promise: Promise) -> str:
    """Return "Promised 5 pd a sprint, observed 2.1 pd (0.8 to 3.4) ...: less than promised."."""
    said = f"Promised {say_days(promise.promised)} a sprint"
    if promise.verdict is Verdict.NOT_APART and promise.after.sprints:
        before, now = (say_days(each.days) for each in (promise.before, promise.after))
        return f"{said}; done were {before} a sprint before, {now} after, for many reasons."
    after = counted(promise.after.sprints, "closed sprint")
    seen = promise.observed
    if seen is None and min(promise.before.sprints, promise.after.sprints) >= LEAST_SPRINTS:
        number = promise.before.counted + promise.after.counted
        logged = "nothing" if not number else f"only {counted(number, 'arrival')}"
        return f"{said}; {logged} of what it acts on was logged, so nothing can be said."
    if seen is None:
        return f"{said}; too early to tell after {after}."
    low, high = (f"{_signed(each)}" for each in (seen.low, seen.high))
    told = (
        f"{said}, observed {say_days(_signed_zero(seen.saved))} ({low} to {high} in 8 of 10 cases) "
        f"over {after}"
    )
    if promise.verdict is Verdict.TOO_EARLY:
        return f"{told}: too early to tell, it could still be all of it or nothing."
    return f"{told}: {_VERDICTS[promise.verdict]}."


def _signed(days: float) -> str:
    return f"{_signed_zero(days):.1f}"


def _signed_zero(days: float) -> float:
    """Return a number without the sign of a zero that only rounding made."""
    return 0.0 if abs(days) < 0.05 else days
