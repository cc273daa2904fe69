"""Where each job goes when jobs are taken in a given order: the earliest sprint in which it fits.

A job fits whole: room in every pool and each part within the rate of the people who may work at
once. A larger one spans sprints when it may, else it has to be split. What a job waits for is
placed before it. The same function serves the plan, and every step of the search for a better one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmap.analysis.planning.problem import Job, Part, Problem

_EPSILON = 1e-9
_ROUNDING = 1e-6  # person-days, and a share of them: far more than sums are off by
Used = tuple[tuple[int, int, float], ...]  # sprint, pool, person-days


class Bound(StrEnum):
    """What kept a job from an earlier sprint, or from any."""

    NOTHING = "nothing"
    DATE = "date"
    PREREQUISITE = "prerequisite"
    POOL = "pool"
    FREEZE = "freeze"
    RATE = "split"
    NOBODY = "nobody"
    CYCLE = "cycle"
    HORIZON = "horizon"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one job went: its first and last sprint and what it uses, or that it is below the cut.

    `pool` is the one that was short, `other` the job waited for, `shortfall` the person-days
    missing in the sprint that came closest.
    """

    job: int
    first: int | None
    last: int | None
    used: tuple[tuple[int, int, float], ...]
    bound: Bound
    pool: int | None = None
    other: int | None = None
    shortfall: float = 0.0


def place(problem: Problem, order: Sequence[int]) -> list[Placement]:
    """Return the placement of every job, by job, when they are taken in `order`."""
    return _Placing(problem).run(order)


class _Placing:
    """One run of the placement: what is left of each pool in each sprint, and who went where.

    What choices of pools have left together is kept beside it: most sprints that a job is tried in
    have no room for it, and have not changed since the job before.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._left = [list(row) for row in problem.room]
        self._rooms: dict[tuple[int, ...], list[float]] = {}
        self._choices: list[list[tuple[int, ...]]] = [[] for _ in problem.capacity.pools]
        self._rates: dict[float, list[float]] = {}
        self._placed: dict[int, Placement] = {}
        self._open: set[int] = set()

    def run(self, order: Sequence[int]) -> list[Placement]:
        for job in order:
            self._visit(job)
        return [self._placed[job] for job in range(len(self._problem.jobs))]

    def _visit(self, start: int) -> None:
        """Place a job after all it waits for. A stack, as chains can be long."""
        stack = [(start, False)]
        while stack:
            number, ready = stack.pop()
            if number in self._placed:
                continue
            if ready:
                self._open.discard(number)
                self._placed[number] = self._place(number)
                continue
            self._open.add(number)
            stack.append((number, True))
            waits_for = reversed(self._problem.jobs[number].waits_for)
            stack.extend(
                (other, False)
                for other in waits_for
                if other not in self._placed and other not in self._open
            )

    def _place(self, number: int) -> Placement:
        job = self._problem.jobs[number]
        if job.blocked is not None:
            return Placement(number, None, None, (), Bound.NOBODY)
        low, bound, other = job.earliest, Bound.DATE if job.earliest else Bound.NOTHING, None
        for before in job.waits_for:
            placed = self._placed.get(before)
            if placed is None:
                return Placement(number, None, None, (), Bound.CYCLE, other=before)
            if placed.last is None:
                return Placement(number, None, None, (), Bound.PREREQUISITE, other=before)
            after = placed.last if self._problem.chain else placed.last + 1
            if after > low:
                low, bound, other = after, Bound.PREREQUISITE, before
        if low >= len(self._problem.sprints):
            return Placement(number, None, None, (), Bound.HORIZON, other=other)
        return self._search(number, job, low, bound, other)

    def _search(
        self, number: int, job: Job, low: int, bound: Bound, other: int | None
    ) -> Placement:
        short = math.inf
        pool: int | None = None
        too_large = True
        rates, most = self._rates_of(job), max((part.days for part in job.parts), default=0.0)
        first = job.parts[0] if job.parts else _NOTHING
        room = self._room(first)
        sprints: Sequence[int] = range(low, len(room))
        if first.days > max(room[low:]) + _EPSILON and most <= min(rates):
            # It fits nowhere: only the sprint that comes closest and the last one count.
            sprints = [*self._closest(room, low, job.closed), len(room) - 1]
        for sprint in sprints:
            if most > rates[sprint] + _EPSILON:
                bound, other, pool = Bound.RATE, None, None
                continue
            too_large = False
            if sprint in job.closed:
                bound, other, pool = Bound.FREEZE, None, None
                continue
            if first.days > room[sprint] + _EPSILON:
                bound, other, pool = Bound.POOL, None, first.pools[0]
                short = min(short, first.days - room[sprint])
                continue
            used = self._fit(job, sprint)
            if isinstance(used, tuple):
                self._take(used)
                return Placement(number, sprint, sprint, used, bound, pool, other)
            bound, other, pool = Bound.POOL, None, used.pool
            short = min(short, used.missing)
        if job.may_span:
            spanned = self._span(number, job, low, bound, other)
            if spanned is not None:
                return spanned
        if too_large and not job.may_span:
            bound = Bound.RATE
        missing = 0.0 if short is math.inf else short
        return Placement(number, None, None, (), bound, pool, other, missing)

    @staticmethod
    def _closest(room: Sequence[float], low: int, closed: frozenset[int]) -> list[int]:
        """Return the sprint from `low` on, of those that are not closed, with most room."""
        among = [sprint for sprint in range(low, len(room)) if sprint not in closed]
        return [max(among, key=room.__getitem__)] if among else []

    def _rates_of(self, job: Job) -> list[float]:
        """Return what the people who may work on a part at once do in each sprint."""
        found = self._rates.get(job.people)
        if found is None:
            found = [job.people * days for days in self._problem.person_days]
            self._rates[job.people] = found
        return found

    def _room(self, part: Part) -> list[float]:
        """Return what the pools that can do a part have left together, in each sprint."""
        found = self._rooms.get(part.pools)
        if found is None:
            found = [math.fsum(left[pool] for pool in part.pools) for left in self._left]
            self._rooms[part.pools] = found
            for pool in part.pools:
                self._choices[pool].append(part.pools)
        return found

    def _take(self, used: Iterable[tuple[int, int, float]]) -> None:
        changed: set[tuple[int, tuple[int, ...]]] = set()
        for sprint, pool, amount in used:
            self._left[sprint][pool] -= amount
            changed.update((sprint, pools) for pools in self._choices[pool])
        for sprint, pools in changed:
            left = self._left[sprint]
            self._rooms[pools][sprint] = math.fsum(left[pool] for pool in pools)

    def _fit(self, job: Job, sprint: int) -> Used | _Missing:
        """Return what the job would take from each pool, or which pool is short and by how much.

        Its first part is known to fit.
        """
        if len(job.parts) == 1:
            part = job.parts[0]
            if len(part.pools) == 1:
                return ((sprint, part.pools[0], part.days),)
            shares = _shares(part, self._left[sprint], part.days, self._room(part)[sprint])
            return tuple([(sprint, pool, amount) for pool, amount in shares])
        left = self._left[sprint].copy()
        used: list[tuple[int, int, float]] = []
        for part in job.parts:
            room = math.fsum(left[pool] for pool in part.pools)
            if part.days > room + _EPSILON:
                return _Missing(part.pools[0], part.days - room)
            for pool, amount in _shares(part, left, part.days, room):
                left[pool] -= amount
                used.append((sprint, pool, amount))
        return tuple(used)

    def _span(
        self, number: int, job: Job, low: int, bound: Bound, other: int | None
    ) -> Placement | None:
        """Take what there is in each sprint until the job is done; None where it never is."""
        remaining = [part.days for part in job.parts]
        rates = self._rates_of(job)
        used: list[tuple[int, int, float]] = []
        first: int | None = None
        most = sum(map(min, self._room(job.parts[0])[low:], rates[low:])) if job.parts else 0.0
        if remaining and remaining[0] > most * (1 + _ROUNDING) + _ROUNDING:
            return None
        for sprint in range(low, len(rates)):
            taken, after = self._slice(job, sprint, remaining, rates[sprint])
            done = max(after, default=0.0) <= _EPSILON
            if done and sprint in job.closed:
                continue
            if taken and first is None:
                first = sprint
            remaining = after
            used.extend(taken)
            if done and first is not None:
                self._take(used)
                return Placement(number, first, sprint, tuple(used), bound, None, other)
        return None

    def _slice(
        self, job: Job, sprint: int, remaining: Sequence[float], rate: float
    ) -> tuple[list[tuple[int, int, float]], list[float]]:
        """Return what a sprint has for a job that spans, and what remains of its parts then."""
        left = self._left[sprint]
        if len(job.parts) == 1:
            room = self._room(job.parts[0])[sprint]
        else:
            left, room = left.copy(), -1.0
        taken, after = [], []
        for days, part in zip(remaining, job.parts, strict=True):
            if len(job.parts) > 1:
                room = math.fsum(left[pool] for pool in part.pools)
            amount = min(days, room, rate)
            shares = _shares(part, left, amount, room)
            taken += [(sprint, pool, share) for pool, share in shares]
            if len(job.parts) > 1:
                for pool, share in shares:
                    left[pool] -= share
            after.append(days - amount)
        return taken, after


_NOTHING = Part((), 0.0)


@dataclass(frozen=True, slots=True)
class _Missing:
    pool: int
    missing: float


def _shares(
    part: Part, left: Sequence[float], amount: float, room: float
) -> list[tuple[int, float]]:
    """Return `amount` split over the part's pools in proportion to what is left in them."""
    if amount <= 0 or room <= 0:
        return []
    if len(part.pools) == 1:
        return [(part.pools[0], amount)]
    return [(pool, amount * left[pool] / room) for pool in part.pools if left[pool] > 0]
