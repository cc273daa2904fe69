"""One chunk of trials, sprint by sprint: the five steps of planning.md, One sprint of a trial.

Forced work arrives and is served first (`forced.py`); then the simulator runs the plan: the items
planned for this sprint or an earlier one, in plan order, then the rest; each takes min(remaining,
left in its pools, rate). What has nothing left is finished. Arrays go over trials; Python loops
over sprints and over the items that something is left for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from roadmap.analysis.simulation.draws import Draws, Floats
from roadmap.analysis.simulation.efforts import draw_efforts, draw_starts, shared_factor
from roadmap.analysis.simulation.forced import LEAST, Arrived, Flags, Forced, sum_of, take
from roadmap.analysis.simulation.model import Model, SimItem
from roadmap.analysis.simulation.staff import Staff

_DONE = 1e-9  # person-days
UNFINISHED = 32_000  # no sprint: later than any horizon
Sprints = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Trials:
    """What happened in a chunk: arrays over (items, trials) or (sprints, trials), float64.

    `finished` holds the sprint, UNFINISHED where none within the horizon did. `places[item]` sums,
    over the trials in which it was finished, the share of its pools' capacity used until then.
    `forced` is must-do work over all work done, `load` the same over capacity, `served` the
    unplanned part of it in person-days, `remaining` the effort left, `must` what is left of
    must-do items together with the unplanned work that waits. `underway[sprint]` counts items
    begun and unfinished in all trials together.
    """

    efforts: Floats
    finished: Sprints
    places: Floats
    forced: Floats
    load: Floats
    served: Floats
    backlog: Floats
    remaining: Floats
    must: Floats
    underway: NDArray[np.int64]
    arrived: tuple[Arrived, ...]


def run_chunk(model: Model, draws: Draws, rows: int) -> Trials:
    """Return the first `rows` trials of a chunk; how many there are changes nothing in them."""
    run = _Run(model, draws, rows)
    for sprint in range(model.sprints):
        run.step(sprint)
    return run.trials()


class _Run:
    """One chunk while it runs: what is left of each item, and of each pool in this sprint."""

    def __init__(self, model: Model, draws: Draws, rows: int) -> None:
        self._model, self._rows = model, rows
        items = model.items
        first = replace(draws, size=rows)  # what is drawn once begins alike, however long
        g = shared_factor(model, first)
        self._efforts = draw_efforts(items, g, first)
        ends = np.array(model.ends, dtype=np.float64)
        self._starts = {
            place: draw_starts(item, ends, first) for place, item in enumerate(items) if item.waits
        }
        self._rest = [
            [row if part.share == 1 else row * part.share for part in item.parts]
            for item, row in zip(items, self._efforts.copy(), strict=True)
        ]
        self._trivial = (self._efforts.min(axis=1, initial=np.inf) <= _DONE).tolist()
        self._finished = np.full((len(items), rows), UNFINISHED, dtype=np.int16)
        self._done = [0] * len(items)  # trials in which the item is finished
        self._just = [-1] * len(items)  # the last sprint in which it was finished in any
        self._worked = np.zeros((len(items), rows), dtype=np.bool_)  # the first part was begun
        self._started = [0] * len(items)  # trials in which the item was begun
        self._underway = [0] * len(items)
        self._places = np.zeros(len(items))
        self._open = [place for place, item in enumerate(items) if item.parts]
        self._pools = [
            tuple(dict.fromkeys(pool for part in item.parts for pool in part.pools))
            for item in items
        ]
        # The pool of an item that has one part and one pool, which most have; -1 for the others.
        self._single = [
            pools[0] if len(item.parts) == len(pools) == 1 else -1
            for item, pools in zip(items, self._pools, strict=True)
        ]
        self._forced = Forced(model, draws, rows)
        self._staff = Staff(model, draws, rows)
        self._varies = bool(model.leavers) or self._forced.gain is not None
        self._remaining = self._efforts.sum(axis=0)
        must = [place for place, item in enumerate(items) if item.forced]
        self._must_left: Floats = self._efforts[must].sum(axis=0)
        shape = (model.sprints, rows)
        self._series = {name: np.zeros(shape) for name in _SERIES}
        self._begun = np.zeros(model.sprints, dtype=np.int64)
        self._capacity: list[Floats] = []
        self._left: list[Floats] = []
        self._dry: set[int] = set()
        self._must = np.zeros(rows)
        # np.putmask guesses wrong at every other trial: to multiply takes a quarter of the time.
        self._step = np.empty(rows, dtype=np.int16)
        self._x = np.empty(rows)  # what the first part of the item took
        self._least = np.full(rows, LEAST)
        self._rates: dict[float, Floats] = {}
        self._rooms: dict[tuple[int, ...], float] = {}  # what choices of pools have in the sprint

    def step(self, sprint: int) -> None:
        """Run one sprint."""
        self._forced.arrive(sprint)
        self._capacity = self._staff.capacity(sprint, self._forced.gain)
        self._left = [each.copy() for each in self._capacity]
        served = self._forced.serve(self._capacity, self._left)
        self._must = served.copy()
        self._rates, self._rooms = {}, {}
        self._work(sprint)
        self._record(sprint, served)

    def _work(self, sprint: int) -> None:
        """Let the items take what is left: those planned by now, then the others."""
        self._dry = {pool for pool, left in enumerate(self._left) if not left.any()}
        items = self._model.items
        now = [place for place in self._open if items[place].first <= sprint]
        later = [place for place in self._open if items[place].first > sprint]
        for place in (*now, *later):
            item = items[place]
            if item.earliest > sprint:
                continue
            if self._trivial[place] or not self._dry.issuperset(self._pools[place]):
                self._visit(place, item, sprint)
        self._open = [place for place in self._open if self._done[place] < self._rows]

    def _visit(self, place: int, item: SimItem, sprint: int) -> None:
        blocked: Flags | None = None
        if item.waits_for or item.waits:
            blocked, never = self._blocked(place, item, sprint)
            if never:
                return
        rest = self._rest[place]
        if sprint in item.closed:
            self._take_unless_finished(place, item, sprint, blocked)
        else:
            if self._single[place] >= 0:
                self._take_one(place, item, sprint, blocked)
            else:
                self._take_all(rest, item, sprint, blocked)
            over = rest[0] <= _DONE
            for part in rest[1:]:
                over &= part <= _DONE
            self._finish(place, item, sprint, over, blocked)
        if self._started[place] < self._rows:
            worked = self._worked[place]
            worked |= self._x > 0
            begun = int(np.count_nonzero(worked))
            self._started[place] = max(begun, self._done[place])  # or it needed nothing
        self._underway[place] = self._started[place] - self._done[place]

    def _blocked(self, place: int, item: SimItem, sprint: int) -> tuple[Flags | None, bool]:
        """Return where the item may not be worked on, None for nowhere; and whether everywhere."""
        blocked: Flags | None = None
        for other in item.waits_for:
            done = self._done[other]
            if self._model.chain:
                if done == self._rows:
                    continue
            elif done == self._rows and self._just[other] < sprint:
                continue
            if done == 0:
                return None, True
            last = sprint if self._model.chain else sprint - 1
            waits = self._finished[other] > last
            blocked = waits if blocked is None else blocked | waits
        starts = self._starts.get(place)
        if starts is not None:
            waits = starts > sprint
            blocked = waits if blocked is None else blocked | waits
        return blocked, False

    # -- taking -----------------------------------------------------------------------------------

    def _rate(self, item: SimItem, sprint: int) -> Floats:
        """Return what one sprint gives a part at most; a full row is three times as fast."""
        rate = item.people * self._model.person_days[sprint]
        row = self._rates.get(rate)
        if row is None:
            row = self._rates[rate] = np.full(self._rows, rate)
        return row

    def _take_one(self, place: int, item: SimItem, sprint: int, blocked: Flags | None) -> None:
        """Take from the one pool of the one part."""
        rest, pool, x = self._rest[place][0], self._single[place], self._x
        left = self._left[pool]
        np.minimum(rest, left, out=x)
        rate = item.people * self._model.person_days[sprint]
        if self._varies or rate < self._model.capacity[sprint][pool]:
            np.minimum(x, self._rate(item, sprint), out=x)
        if blocked is not None:
            x *= ~blocked
        left -= x
        rest -= x
        if item.forced:
            self._must += x
        if np.maximum.reduce(left) <= 0:
            self._dry.add(pool)

    def _take_all(
        self, rest: list[Floats], item: SimItem, sprint: int, blocked: Flags | None
    ) -> None:
        """Take for each part from its pools, in proportion to what is left in them."""
        rate = self._rate(item, sprint)
        for number, part in enumerate(item.parts):
            room = sum_of(self._left, part.pools)
            x = np.minimum(rest[number], room)
            np.minimum(x, rate, out=x)
            if number == 0:
                self._x = x
            if blocked is not None:
                x *= ~blocked
            if not take(self._left, part.pools, x, room, self._least):
                self._dry.update(part.pools)
            np.subtract(rest[number], x, out=rest[number])
            if item.forced:
                self._must += x

    def _take_unless_finished(
        self, place: int, item: SimItem, sprint: int, blocked: Flags | None
    ) -> None:
        """Take in a sprint that ends in a freeze: nothing where that would finish the item."""
        rest = self._rest[place]
        left, before, must = self._left, [each.copy() for each in rest], self._must.copy()
        dry = self._dry.copy()
        self._left = [each.copy() for each in left]
        self._take_all(rest, item, sprint, blocked)
        over = rest[0] <= _DONE
        for part in rest[1:]:
            over &= part <= _DONE
        for part, old in zip(rest, before, strict=True):
            part[over] = old[over]
        for mine, old in zip(self._left, left, strict=True):
            mine[over] = old[over]
        self._must[over] = must[over]
        self._x[over] = 0.0
        self._dry = dry  # what was put back may be there again

    def _finish(
        self, place: int, item: SimItem, sprint: int, over: Flags, blocked: Flags | None
    ) -> None:
        finished = self._finished[place]
        if self._trivial[place] and blocked is not None:
            over &= ~blocked | (finished != UNFINISHED)
        fresh = int(np.count_nonzero(over)) - self._done[place]
        if fresh <= 0:
            return
        if self._done[place]:
            over &= finished == UNFINISHED
        np.multiply(over, np.int16(UNFINISHED - sprint), out=self._step)
        finished -= self._step
        self._done[place] += fresh
        self._just[place] = sprint
        self._places[place] += self._used(place, sprint, over, fresh)
        if item.levers:
            self._forced.finished(item.levers, sprint, over)

    def _used(self, place: int, sprint: int, over: Flags, fresh: int) -> float:
        """Return the sum, over the `fresh` trials in `over`, of the share of its pools used."""
        pools = self._pools[place]
        if len(pools) == 1 and not self._varies:
            room = self._model.capacity[sprint][pools[0]]
            return fresh - float(self._left[pools[0]] @ over) / room if room > 0 else 0.0
        left = self._left[pools[0]] if len(pools) == 1 else sum_of(self._left, pools)
        if not self._varies:
            room = self._rooms.get(pools, -1.0)
            if room < 0:
                room = math.fsum(self._model.capacity[sprint][pool] for pool in pools)
                self._rooms[pools] = room
            return fresh - float(left @ over) / room if room > 0 else 0.0
        whole = sum_of(self._capacity, pools)
        share = np.ones(self._rows)
        np.divide(left, whole, out=share, where=whole > 0)
        return fresh - float(share @ over)

    # -- recording --------------------------------------------------------------------------------

    def _record(self, sprint: int, served: Floats) -> None:
        capacity, left = np.zeros(self._rows), np.zeros(self._rows)
        for whole, rest in zip(self._capacity, self._left, strict=True):
            capacity += whole
            left += rest
        work = capacity - left
        self._remaining -= work - served
        self._must_left -= self._must - served
        series = self._series
        share, load = series["forced"][sprint], series["load"][sprint]
        np.divide(self._must, work, out=share, where=work > _DONE)
        np.divide(self._must, capacity, out=load, where=capacity > 0)
        np.minimum(share, 1.0, out=share)  # the work is a difference: 1 comes out a little more
        np.minimum(load, 1.0, out=load)
        series["served"][sprint] = served
        series["backlog"][sprint] = self._forced.backlog
        np.maximum(self._remaining, 0.0, out=series["remaining"][sprint])
        np.maximum(self._must_left, 0.0, out=series["must"][sprint])
        series["must"][sprint] += series["backlog"][sprint]
        self._begun[sprint] = sum(self._underway)

    def trials(self) -> Trials:
        """Return what was recorded."""
        return Trials(
            efforts=self._efforts,
            finished=self._finished,
            places=self._places,
            underway=self._begun,
            arrived=tuple(self._forced.arrived),
            **self._series,
        )


_SERIES = ("forced", "load", "served", "backlog", "remaining", "must")
