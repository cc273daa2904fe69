"""A better order than priority's, for the most value: a seeded annealed search over the rank order.

The objective, in this order: forced items not placed by their due sprint; value x discount^sprint;
sprints late; moves from the plan last kept. The number of steps follows from the size, never from a
clock, so that the same input gives the same plan. The gap compares with the optimum of the linear
relaxation, in which items may be cut into fractions.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from roadmap.analysis.planning.bound import Relaxed, relaxed
from roadmap.analysis.planning.placing import Placement, place
from roadmap.analysis.planning.problem import Problem


class Objective(NamedTuple):
    """How good a plan is; smaller `missed` first, then larger `value`, and so on."""

    missed: int
    value: float
    late: int
    moves: int

    @property
    def key(self) -> tuple[float, ...]:
        """The objective as a tuple that grows with how good it is."""
        return (-self.missed, self.value, -self.late, -self.moves)


@dataclass(frozen=True, slots=True)
class Found:
    """The best order that the search found, the bound on its value, and the gap to it (0..1)."""

    order: tuple[int, ...]
    bound: float
    gap: float


def objective_of(
    problem: Problem, placements: Sequence[Placement], kept: dict[int, int]
) -> Objective:
    """Return the objective of a plan; `kept` is where the plan last kept put each job."""
    missed = late = moves = 0
    values = []
    for number, (job, each) in enumerate(zip(problem.jobs, placements, strict=True)):
        if each.last is not None:
            values.append(job.value * problem.discount**each.last)
        if job.due is not None:
            beyond = len(problem.sprints) if each.last is None else each.last
            over = max(0, beyond - max(job.due, 0)) if beyond > job.due else 0
            late += over
            missed += job.forced and beyond > job.due
        if number in kept and kept[number] != each.first:
            moves += 1
    return Objective(missed, math.fsum(values), late, moves)


def search(problem: Problem, start: Sequence[int], kept: dict[int, int], seed: int) -> Found:
    """Return a good order, beginning with priority's and with orders by value for effort."""
    relaxation = relaxed(problem)
    best = _Annealer(problem, kept, seed).run(start, relaxation)
    value = objective_of(problem, place(problem, best), kept).value
    bound = relaxation.bound
    gap = max(0.0, (bound - value) / bound) if bound > 0 else 0.0
    return Found(tuple(best), bound, gap)


class _Annealer:
    """One search: `run` returns the best order met."""

    def __init__(self, problem: Problem, kept: dict[int, int], seed: int) -> None:
        self._problem = problem
        self._kept = kept
        self._random = random.Random(seed)  # noqa: S311 - reproducible, nothing secret
        size = len(problem.jobs)
        self._steps = min(4000, max(100, 200_000 // max(size, 1)))
        self._cost = [max(job.days, 1e-9) for job in problem.jobs]

    def run(self, start: Sequence[int], relaxation: Relaxed) -> list[int]:
        problem = self._problem
        starts = [list(start), *self._by_value(start, relaxation)]
        scored = [(self._score(order), order) for order in starts]
        current_score, current = max(scored, key=lambda each: each[0])
        best_score, best = current_score, current
        if len(problem.jobs) < 2:
            return best
        heat = max(1e-9, math.fsum(job.value for job in problem.jobs) * 2e-3)
        for step in range(self._steps):
            order = self._neighbour(current)
            score = self._score(order)
            if self._accepts(score, current_score, heat * (1 - step / self._steps)):
                current, current_score = order, score
                if score > best_score:
                    best, best_score = order, score
        return best

    def _score(self, order: Sequence[int]) -> tuple[float, ...]:
        return objective_of(self._problem, place(self._problem, order), self._kept).key

    def _accepts(self, new: tuple[float, ...], old: tuple[float, ...], heat: float) -> bool:
        if new >= old:
            return True
        if new[0] < old[0] or heat <= 0:
            return False
        return self._random.random() < math.exp(max(-50.0, (new[1] - old[1]) / heat))

    def _by_value(self, start: Sequence[int], relaxation: Relaxed) -> list[list[int]]:
        """Return orders by value for effort and as relaxed, each also with what is due first."""
        jobs = self._problem.jobs
        density = [job.value / cost for job, cost in zip(jobs, self._cost, strict=True)]
        early = [-sprint for sprint in relaxation.sprints]
        due = {job: place_ for place_, job in enumerate(start)}
        dated = [job.due is not None for job in jobs]
        orders = []
        for worth in (density, early):
            plain = sorted(range(len(jobs)), key=lambda job: (-worth[job], -density[job]))
            orders.append(plain)
            orders.append(
                sorted(plain, key=lambda job: (not dated[job], due[job] if dated[job] else 0))
            )
        return orders

    def _neighbour(self, order: list[int]) -> list[int]:
        """Return `order` with one job moved, two swapped, or a stretch turned round."""
        order = order.copy()
        count, pick = len(order), self._random.random()
        first, second = self._random.randrange(count), self._random.randrange(count)
        if pick < 0.6:
            order.insert(second, order.pop(first))
        elif pick < 0.9:
            order[first], order[second] = order[second], order[first]
        else:
            low, high = min(first, second), min(max(first, second), min(first, second) + 6)
            order[low:high] = order[low:high][::-1]
        return order
