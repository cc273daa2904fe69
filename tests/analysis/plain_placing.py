"""The placement as planning.md says it, with nothing remembered: slow, and easy to read."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap.analysis.planning.placing import Bound, Placement
from roadmap.analysis.planning.problem import Job, Part, Problem

EPSILON = 1e-9


class Plain:
    """One run: every sprint is looked at anew for every job."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._left = [list(row) for row in problem.room]
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
        for sprint in range(low, len(self._problem.sprints)):
            if self._exceeds_rate(job, sprint):
                bound, other, pool = Bound.RATE, None, None
                continue
            too_large = False
            if sprint in job.closed:
                bound, other, pool = Bound.FREEZE, None, None
                continue
            used = self._fit(job, sprint)
            if isinstance(used, tuple):
                for at, amount in used:
                    self._left[sprint][at] -= amount
                parts = tuple((sprint, at, amount) for at, amount in used)
                return Placement(number, sprint, sprint, parts, bound, pool, other)
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

    def _exceeds_rate(self, job: Job, sprint: int) -> bool:
        rate = job.people * self._problem.person_days[sprint]
        return any(part.days > rate + EPSILON for part in job.parts)

    def _fit(self, job: Job, sprint: int) -> tuple[tuple[int, float], ...] | Missing:
        """Return what the job would take from each pool, or which pool is short and by how much."""
        left = self._left[sprint]
        if len(job.parts) == 1 and len(job.parts[0].pools) == 1:
            part = job.parts[0]
            pool = part.pools[0]
            if part.days <= left[pool] + EPSILON:
                return ((pool, part.days),)
            return Missing(pool, part.days - left[pool])
        left = left.copy()
        used: list[tuple[int, float]] = []
        for part in job.parts:
            room = math.fsum(left[pool] for pool in part.pools)
            if part.days > room + EPSILON:
                return Missing(part.pools[0], part.days - room)
            for pool, amount in shares(part, left, part.days, room):
                left[pool] -= amount
                used.append((pool, amount))
        return tuple(used)

    def _span(
        self, number: int, job: Job, low: int, bound: Bound, other: int | None
    ) -> Placement | None:
        """Take what there is in each sprint until the job is done; None where it never is."""
        remaining = [part.days for part in job.parts]
        used: list[tuple[int, int, float]] = []
        first: int | None = None
        for sprint in range(low, len(self._problem.sprints)):
            rate = job.people * self._problem.person_days[sprint]
            left = self._left[sprint].copy()
            taken: list[tuple[int, int, float]] = []
            after = remaining.copy()
            for place_, part in enumerate(job.parts):
                room = math.fsum(left[pool] for pool in part.pools)
                amount = min(after[place_], room, rate)
                for pool, share in shares(part, left, amount, room):
                    left[pool] -= share
                    taken.append((sprint, pool, share))
                after[place_] -= amount
            done = all(each <= EPSILON for each in after)
            if done and sprint in job.closed:
                continue
            if taken and first is None:
                first = sprint
            remaining = after
            used.extend(taken)
            if done and first is not None:
                for at, pool, amount in used:
                    self._left[at][pool] -= amount
                return Placement(number, first, sprint, tuple(used), bound, None, other)
        return None


@dataclass(frozen=True, slots=True)
class Missing:
    pool: int
    missing: float


def shares(
    part: Part, left: Sequence[float], amount: float, room: float
) -> list[tuple[int, float]]:
    """Return `amount` split over the part's pools in proportion to what is left in them."""
    if amount <= 0 or room <= 0:
        return []
    if len(part.pools) == 1:
        return [(part.pools[0], amount)]
    return [(pool, amount * left[pool] / room) for pool in part.pools if left[pool] > 0]
