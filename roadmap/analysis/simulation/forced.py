"""Forced work in one chunk: it arrives, waits, is served first, and leverage makes it less.

Steps 1 and 2 of planning.md, One sprint of a trial. Work waits in queues, one for each choice of
pools and share of capacity; those that drop everything are served before those that can wait.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from roadmap.analysis.simulation.arrivals import Arrivals
from roadmap.analysis.simulation.draws import Draws, Floats
from roadmap.analysis.simulation.model import Lever, Model
from roadmap.values import LeverageEffect

Flags = NDArray[np.bool_]
LEAST = 5e-324  # the smallest number above 0


@dataclass(slots=True)
class Arrived:
    """Sums over trials and whole sprints of what one stream brought; `total` over all sprints."""

    count: int = 0
    days: float = 0.0
    squares: float = 0.0
    zero: int = 0
    total: float = 0.0

    def add(self, days: Floats, *, whole: bool) -> None:
        """Take in one sprint of all trials."""
        brought = float(days.sum())
        self.total += brought
        if whole:
            self.count += len(days)
            self.days += brought
            self.squares += float(days @ days)
            self.zero += len(days) - int(np.count_nonzero(days))


class Forced:
    """The forced work of one chunk; asked for its sprints in order."""

    def __init__(self, model: Model, draws: Draws, rows: int) -> None:
        """Begin with what waits already."""
        self._model = model
        self._rows = rows
        levers = [lever for item in model.items for lever in item.levers]
        self._base = [_base(each.arriving) for each in model.inflows]
        by_arrivals = _streams(levers, LeverageEffect.ARRIVALS)
        by_size = _streams(levers, LeverageEffect.SIZE)
        self._kept = {s: np.ones(rows) for s in by_arrivals}
        self._lowered: set[int] = set()  # streams of which leverage takes some by now
        self._sized = {s: np.ones(rows) for s in by_size}
        gains = any(lever.effect is LeverageEffect.PRODUCTIVITY for lever in levers)
        self.gain = np.ones(rows) if gains else None
        self._pending: dict[int, list[tuple[Lever, Flags]]] = {}
        self._streams = [Arrivals(each, draws, rows) for each in model.inflows]
        self._least = np.full(rows, LEAST)
        self._waiting = [np.zeros(rows) for _ in model.queues]
        for queue, inflow in zip(model.queue_of, model.inflows, strict=True):
            self._waiting[queue] += inflow.start_backlog
        self.arrived = [Arrived() for _ in model.inflows]

    @property
    def backlog(self) -> Floats:
        """What waits in all queues together, in each trial."""
        total = np.zeros(self._rows)
        for waiting in self._waiting:
            total += waiting
        return total

    def arrive(self, sprint: int) -> None:
        """Let the work of a sprint arrive, with the leverage that acts from it on."""
        for lever, where in self._pending.pop(sprint, ()):
            self._act(lever, where)
        for place, stream in enumerate(self._streams):
            days = stream.arrive(sprint, self._kept_in(place, sprint), self._sized.get(place))
            if days is None:
                days = np.zeros(self._rows)
            self.arrived[place].add(days, whole=self._model.whole[sprint])
            self._waiting[self._model.queue_of[place]] += days

    def _kept_in(self, place: int, sprint: int) -> Floats | None:
        base = self._base[place]
        kept = self._kept.get(place) if place in self._lowered else None
        if base is None:
            return kept
        before = np.full(self._rows, base[sprint])
        return before if kept is None else before * kept

    def serve(self, capacity: list[Floats], left: list[Floats]) -> Floats:
        """Take F = min(B, c C) of each queue from `left`, and return all of it."""
        served = np.zeros(self._rows)
        for queue, waiting in zip(self._model.queues, self._waiting, strict=True):
            if not queue.pools or queue.share <= 0:
                continue
            room = sum_of(left, queue.pools)
            most = room if queue.share >= 1 else queue.share * sum_of(capacity, queue.pools)
            done = np.minimum(np.minimum(waiting, most), room)
            take(left, queue.pools, done, room, self._least)
            np.subtract(waiting, done, out=waiting)
            served += done
        return served

    def finished(self, levers: tuple[Lever, ...], sprint: int, where: Flags) -> None:
        """Let what a finished item changes act from the next sprint and its delay on."""
        for lever in levers:
            self._pending.setdefault(sprint + 1 + lever.delay, []).append((lever, where.copy()))

    def _act(self, lever: Lever, where: Flags) -> None:
        if lever.effect is LeverageEffect.PRODUCTIVITY:
            if self.gain is not None:
                self.gain[where] *= lever.factor
            return
        if lever.effect is LeverageEffect.ARRIVALS:
            self._lowered.update(lever.streams)
        table = self._kept if lever.effect is LeverageEffect.ARRIVALS else self._sized
        for stream in lever.streams:
            table[stream][where] *= lever.factor


def _base(arriving: tuple[float, ...]) -> tuple[float, ...] | None:
    """Return what finished leverage leaves of arrivals, None where that is all of them."""
    return arriving if any(share != 1 for share in arriving) else None


def _streams(levers: list[Lever], effect: LeverageEffect) -> set[int]:
    return {stream for lever in levers if lever.effect is effect for stream in lever.streams}


def sum_of(rows: list[Floats], pools: tuple[int, ...]) -> Floats:
    """Return the sum over `pools`, a row of its own."""
    if len(pools) == 1:
        return rows[pools[0]].copy()
    total: Floats = rows[pools[0]] + rows[pools[1]]
    for pool in pools[2:]:
        total += rows[pool]
    return total


def take(
    left: list[Floats], pools: tuple[int, ...], amount: Floats, room: Floats, least: Floats
) -> bool:
    """Take `amount` from `pools`, in proportion to what is left in them, `room` together.

    Returns whether anything is left in any trial. `room` is used up. `least` is a row of LEAST: it
    keeps what is empty from being divided by 0, and is not seen beside any other room.
    """
    stays = room - amount
    some = bool(np.maximum.reduce(stays, initial=0.0) > 0)
    if len(pools) == 1:
        np.copyto(left[pools[0]], stays)
        return some
    np.maximum(room, least, out=room)
    stays /= room
    for pool in pools:
        left[pool] *= stays
    return some
