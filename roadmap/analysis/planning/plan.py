"""The plan: which items in which sprints, why there, what is below the cut line, and what is late.

Strict priority: items are taken by (due sprint, rank, id), an item inheriting the earliest due
sprint of what waits for it; forced short-term work without a date counts as due at once, all other
work without a date comes after. What is committed to a sprint is taken as if it were due there.
planning.md, The plan. The value mode searches over the same placement (`search.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.planning.placing import Bound, Placement, place
from roadmap.analysis.planning.problem import Job, Problem, problem_of
from roadmap.analysis.planning.search import Objective, objective_of, search
from roadmap.state import State

Mode = Literal["priority", "value"]


@dataclass(frozen=True, slots=True)
class PlanKey:
    """What a plan depends on besides the state."""

    as_of: date
    sprints: int
    mode: Mode = "priority"
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Planned:
    """One item in the plan: indices of its first and last sprint, and why it stands there."""

    item: str
    first: int
    last: int
    days: float
    reason: str
    bound: Bound


@dataclass(frozen=True, slots=True)
class Below:
    """An item below the cut line, why, and how many person-days are missing."""

    item: str
    reason: str
    bound: Bound
    shortfall: float


@dataclass(frozen=True, slots=True)
class Late:
    """An item that misses its date: `sprint` is the one it is planned in, None below the cut."""

    item: str
    date: date | None
    sprint: int | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: `used[sprint][pool]` in person-days; items in the order in which they were taken."""

    problem: Problem
    mode: Mode
    order: tuple[str, ...]
    placements: tuple[Placement, ...]
    planned: tuple[Planned, ...]
    below: tuple[Below, ...]
    late: tuple[Late, ...]
    used: tuple[tuple[float, ...], ...]
    objective: Objective
    bound: float | None
    gap: float | None

    def of(self, item: str) -> Planned | Below | None:
        """Return where `item` stands, None where it is not open."""
        found: list[Planned | Below] = [*self.planned, *self.below]
        return next((each for each in found if each.item == item), None)


def plan(state: State, key: PlanKey) -> Plan:
    """Return the plan of `state`; reproducible to the byte for the same state and key."""
    return _PLAN(state, key)


def _compute(state: State, key: PlanKey, _earlier: Earlier[State, Plan] | None) -> Plan:
    problem = problem_of(state, key.as_of, key.sprints)
    order = priority_order(problem)
    kept = _kept_placements(state, problem)
    bound = gap = None
    if key.mode == "value":
        found = search(problem, order, kept, key.seed)
        order, bound, gap = list(found.order), found.bound, found.gap
    placements = place(problem, order)
    titles = {job.item: state.items[job.item].title for job in problem.jobs}
    return Plan(
        problem,
        key.mode,
        tuple(problem.jobs[job].item for job in order),
        tuple(placements),
        tuple(_planned(problem, placements, order, titles)),
        tuple(_below(problem, placements, order, titles)),
        tuple(_late(problem, placements)),
        _used(problem, placements),
        objective_of(problem, placements, kept),
        bound,
        gap,
    )


_PLAN = Memo(_compute)


def priority_order(problem: Problem) -> list[int]:
    """Return the jobs by (due sprint, rank, id); those without a date come last."""
    due = inherited_due(problem.jobs)
    return sorted(range(len(problem.jobs)), key=lambda job: (due[job], problem.jobs[job].rank))


def inherited_due(jobs: Sequence[Job]) -> list[float]:
    """Return by when each job wants to be taken, or what waits for it; infinity without a date."""
    due = [_taken_by(job) for job in jobs]
    todo = sorted(range(len(jobs)), key=lambda job: due[job])
    while todo:
        changed = []
        for number in todo:
            for other in jobs[number].waits_for:
                if due[number] < due[other]:
                    due[other] = due[number]
                    changed.append(other)
        todo = changed
    return due


def _taken_by(job: Job) -> float:
    """Return the sprint by which a job wants to be taken: its date's, or the one committed to."""
    wanted = [each for each in (job.due, job.due_beyond, job.committed) if each is not None]
    return float(min(wanted, default=math.inf))


def _kept_placements(state: State, problem: Problem) -> dict[int, int]:
    """Return where the plan kept last put each job: its first sprint, by index."""
    numbers = {sprint.number: place for place, sprint in enumerate(problem.sprints)}
    firsts = {
        placed.item: numbers.get(placed.first)
        for kept in state.plans.ordered()
        for placed in kept.placements
    }
    found = {job: firsts.get(each.item) for job, each in enumerate(problem.jobs)}
    return {job: first for job, first in found.items() if first is not None}


# -- what the placements say ----------------------------------------------------------------------


def _planned(
    problem: Problem, placements: Sequence[Placement], order: Sequence[int], titles: dict[str, str]
) -> list[Planned]:
    found = []
    for number in order:
        each = placements[number]
        if each.first is not None and each.last is not None:
            job = problem.jobs[number]
            reason = _why_here(problem, each, titles)
            found.append(Planned(job.item, each.first, each.last, job.days, reason, each.bound))
    return sorted(found, key=lambda planned: planned.first)


def _below(
    problem: Problem, placements: Sequence[Placement], order: Sequence[int], titles: dict[str, str]
) -> list[Below]:
    found = []
    for number in order:
        each = placements[number]
        if each.first is None:
            reason = _why_below(problem, each, titles)
            found.append(Below(problem.jobs[number].item, reason, each.bound, each.shortfall))
    return found


def pool_name(problem: Problem, pool: int | None) -> str:
    """Return what a pool is called: its skill, or the team where no skill is named."""
    if pool is None:
        return "the team"
    return problem.capacity.pools[pool].skill or "the team"


def _title(problem: Problem, job: int | None, titles: dict[str, str]) -> str:
    return "another item" if job is None else f"“{titles[problem.jobs[job].item]}”"


def _why_here(problem: Problem, each: Placement, titles: dict[str, str]) -> str:
    number = problem.sprints[each.first or 0].number
    match each.bound:
        case Bound.NOTHING:
            return f"Next in order, and there is room in sprint {number}."
        case Bound.DATE:
            because = problem.jobs[each.job].earliest_because
            return f"The first sprint it may start in: {because}."
        case Bound.PREREQUISITE:
            return f"Waits for {_title(problem, each.other, titles)}."
        case Bound.FREEZE:
            return f"The first sprint after the freeze: nothing is finished before sprint {number}."
        case Bound.RATE:
            return f"Sprint {number} is the first with days enough for the people on it at once."
        case _:
            return f"The first sprint with room for {pool_name(problem, each.pool)}."


def _why_below(problem: Problem, each: Placement, titles: dict[str, str]) -> str:
    job = problem.jobs[each.job]
    match each.bound:
        case Bound.NOBODY:
            return job.blocked or "Nobody can do it."
        case Bound.CYCLE:
            return f"Waits in a circle with {_title(problem, each.other, titles)}: break it first."
        case Bound.PREREQUISITE:
            return f"Waits for {_title(problem, each.other, titles)}, which is below the cut."
        case Bound.HORIZON | Bound.DATE:
            because = job.earliest_because or "it waits for something late"
            return f"Not in sight: {because}."
        case Bound.RATE | Bound.POOL if job.may_span:
            return (
                f"Not finished in sight ({job.days:.1f} person-days), though it may span sprints: "
                "make room before it, let more people work on it at once, or look further ahead."
            )
        case Bound.RATE:
            return (
                f"Too large for one sprint ({job.days:.1f} person-days): split it, let more people "
                "work on it at once, or let it span sprints."
            )
        case Bound.FREEZE:
            return "Every sprint it fits into ends in a freeze."
        case _:
            name = pool_name(problem, each.pool)
            return f"No room: {name} lacks {each.shortfall:.1f} person-days in the best sprint."


def _late(problem: Problem, placements: Sequence[Placement]) -> list[Late]:
    late = []
    for job, each in zip(problem.jobs, placements, strict=True):
        if job.due is None:
            if job.due_date is not None and each.last is None:
                late.append(Late(job.item, job.due_date, None))
            continue
        if each.last is None or each.last > job.due:
            late.append(Late(job.item, job.due_date, each.last))
    return sorted(late, key=lambda found: (found.date or date.min, found.item))


def _used(problem: Problem, placements: Sequence[Placement]) -> tuple[tuple[float, ...], ...]:
    rows = [[0.0] * len(problem.capacity.pools) for _ in problem.sprints]
    for each in placements:
        for sprint, pool, days in each.used:
            rows[sprint][pool] += days
    return tuple(tuple(row) for row in rows)
