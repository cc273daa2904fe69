"""What finished leverage leaves of the forced work that arrives.

An item whose leverage acts on arrivals or on sizes lowers the streams it names, all where it names
none, in the sprints that start after it was done and its delay is over. What was finished before a
stream's numbers were given is in them already.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.records.streams import Stream
from roadmap.state import State
from roadmap.values import Leverage, LeverageEffect, LeverageUnit, Status

_LOWERS = (LeverageEffect.ARRIVALS, LeverageEffect.SIZE)


@dataclass(frozen=True, slots=True)
class Lowering:
    """One finished item's leverage, the share it saves, and the days it was done and acts after."""

    leverage: Leverage
    share: float
    done_on: date
    after: date

    def acts_on(self, stream: Stream) -> bool:
        """Whether the item names this stream, or none."""
        return names_stream(self.leverage, stream.id, stream.name)


def names_stream(leverage: Leverage, key: str, name: str) -> bool:
    """Whether the leverage acts on the stream with this id and name."""
    said = leverage.stream
    return said is None or said == key or said.casefold() == name.casefold()


@dataclass(frozen=True, slots=True)
class Load:
    """What a stream brings: person-days a sprint."""

    id: str
    name: str
    days: float


def reduction(leverage: Leverage, loads: Iterable[Load]) -> float:
    """Return the share that is saved of the streams named; days a sprint are taken off all."""
    if leverage.unit is LeverageUnit.PERCENT:
        share = leverage.amount / 100
    else:
        days = math.fsum(load.days for load in loads if names_stream(leverage, load.id, load.name))
        share = leverage.amount / days if days > 0 else 0.0
    return min(1.0, share * leverage.confidence)


def lowerings(state: State, loads: Sequence[Load]) -> tuple[Lowering, ...]:
    """Return the finished items that lower streams, by id."""
    length = state.roadmap.sprint_days if state.roadmap else 14
    found = []
    for item in state.items.ordered():
        said = item.leverage
        if item.status is Status.DONE and said is not None and said.effect in _LOWERS:
            done = item.done_on or date.min
            delay = timedelta(days=round(said.delay_sprints * length))
            found.append(Lowering(said, reduction(said, loads), done, done + delay))
    return tuple(found)


def still_arriving(acting: Iterable[Lowering], start: date, since: date | None) -> float:
    """Return M, the share of arrivals left in a sprint that starts on `start`."""
    return _left(LeverageEffect.ARRIVALS, acting, start, since)


def size_left(acting: Iterable[Lowering], start: date, since: date | None) -> float:
    """Return Z, the share of each size left in a sprint that starts on `start`."""
    return _left(LeverageEffect.SIZE, acting, start, since)


def _left(
    effect: LeverageEffect,
    acting: Iterable[Lowering],
    start: date,
    since: date | None,
) -> float:
    left = 1.0
    for each in acting:
        counted = since is not None and each.done_on < since
        if each.leverage.effect is effect and start > each.after and not counted:
            left *= 1 - each.share
    return left
