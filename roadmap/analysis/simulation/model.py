"""What a trial runs on: items in the plan's order, streams, queues and capacity, in plain numbers.

Built once from a state and a day, small enough to be sent to another process. Sprints and pools are
indices; effort is person-days. Sprint s = 0 holds the as-of day.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from roadmap.analysis.estimates.distributions import (
    EffortDistribution,
    distribution_of,
    stated_left,
)
from roadmap.analysis.estimates.record import estimate_record
from roadmap.analysis.expectations.goals import goal_of
from roadmap.analysis.inflow.inflow import Inflow, inflows_of, loads_of
from roadmap.analysis.inflow.leverage import names_stream, reduction
from roadmap.analysis.planning.capacity import Capacity
from roadmap.analysis.planning.plan import Plan, PlanKey, plan
from roadmap.analysis.planning.problem import Job
from roadmap.analysis.simulation.assuming import Leaver, assumed_inflows, leavers_of
from roadmap.records.assumptions import Assumptions
from roadmap.records.planning import Planning
from roadmap.state import Item, State
from roadmap.values import LeverageEffect, LeverageUnit, Status

NEVER = 1_000_000  # the sprint of what is below the cut
_NEAR = 6  # sprints that say what a usual one can do
NOTHING_ASSUMED = Assumptions()


@dataclass(frozen=True, slots=True)
class SimPart:
    """The share of an item's effort that a choice of pools does."""

    pools: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Lever:
    """What an item changes once done: from `delay` sprints after the next on, times `factor`."""

    effect: LeverageEffect
    factor: float
    streams: tuple[int, ...]
    delay: int


@dataclass(frozen=True, slots=True)
class SimItem:
    """One open item. `first` is the sprint that the plan puts it in, NEVER below the cut.

    `waits` are the medians of the days left of uncertain waits, with their place among the item's
    waits; `waits_for` are places of items. An item without parts can be done by nobody.
    """

    id: str
    effort: EffortDistribution
    spent: float
    parts: tuple[SimPart, ...]
    people: float
    first: int
    earliest: int
    waits: tuple[tuple[int, float], ...]
    closed: frozenset[int]
    waits_for: tuple[int, ...]
    forced: bool
    due: int | None
    due_date: date | None
    goal: str | None
    levers: tuple[Lever, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """Forced work that waits for the same pools: it takes at most `share` of them a sprint."""

    pools: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Model:
    """All that is simulated. `capacity[sprint][pool]`; `person_days[sprint]` is one person's rate.

    `ends[sprint]` counts days from the as-of day to the sprint's end. `queue_of[stream]` is the
    place of its queue; `whole[sprint]` says that the sprint is not cut by the as-of day. `leavers`
    may leave in a trial. `goals` are those that name items, beside the goals that items name.
    """

    items: tuple[SimItem, ...]
    inflows: tuple[Inflow, ...]
    queues: tuple[Queue, ...]
    queue_of: tuple[int, ...]
    capacity: tuple[tuple[float, ...], ...]
    person_days: tuple[float, ...]
    ends: tuple[int, ...]
    whole: tuple[bool, ...]
    chain: bool
    shared_cv: float
    growth: float
    first_sprint: int | None
    leavers: tuple[Leaver, ...] = ()
    goals: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def sprints(self) -> int:
        """How many sprints are looked at."""
        return len(self.capacity)


def model_of(
    state: State,
    as_of: date,
    horizon: int,
    assumed: Assumptions = NOTHING_ASSUMED,
    key: PlanKey | None = None,
) -> Model:
    """Return what is simulated over `horizon` sprints from the one that holds `as_of`.

    `key` names the plan that is run, by priority where it is None.
    """
    planning = state.roadmap.planning if state.roadmap else Planning()
    found = plan(state, PlanKey(as_of, horizon) if key is None else key)
    problem = found.problem
    inflows = assumed_inflows(inflows_of(state, problem.capacity), assumed)
    queues, queue_of = queues_of(inflows)
    return Model(
        _items(state, found, inflows, as_of),
        inflows,
        queues,
        queue_of,
        tuple(tuple(cell.days for cell in row) for row in problem.capacity.cells),
        problem.person_days,
        tuple((sprint.end - as_of).days for sprint in problem.sprints),
        tuple(sprint.left >= 1 for sprint in problem.sprints),
        problem.chain,
        planning.shared_cv,
        planning.scope_growth,
        problem.sprints[0].number if problem.sprints else None,
        leavers_of(state, problem.capacity, as_of, assumed),
        tuple((goal.id, goal.items) for goal in state.goals.ordered() if goal.items),
    )


def queues_of(inflows: Sequence[Inflow]) -> tuple[tuple[Queue, ...], tuple[int, ...]]:
    """Return the queues, those that drop everything first, and which one each stream joins."""
    wanted = [Queue(each.pools, each.capacity_share) for each in inflows]
    queues = sorted(set(wanted), key=lambda queue: (-queue.share, len(queue.pools), queue.pools))
    return tuple(queues), tuple(queues.index(queue) for queue in wanted)


# -- items ----------------------------------------------------------------------------------------


def _items(
    state: State, found: Plan, inflows: Sequence[Inflow], as_of: date
) -> tuple[SimItem, ...]:
    """Return the items in plan order, what they wait for before them, those below the cut last."""
    jobs = found.problem.jobs
    places = {job.item: place for place, job in enumerate(jobs)}
    firsts = {planned.item: planned.first for planned in found.planned}
    order = _after_what_they_wait_for(jobs, [places[item] for item in found.order])
    order.sort(key=lambda job: jobs[job].item not in firsts)  # stable: below the cut last
    rank = {job: place for place, job in enumerate(order)}
    ends = [sprint.end for sprint in found.problem.sprints]
    base = _usual_capacity(found.problem.capacity)
    return tuple(
        _item(state, jobs[job], firsts.get(jobs[job].item, NEVER), rank, inflows, as_of, ends, base)
        for job in order
    )


def _usual_capacity(found: Capacity) -> float:
    """Return the person-days of a sprint, on average over the next whole ones."""
    whole = [place for place, sprint in enumerate(found.sprints) if sprint.left >= 1][:_NEAR]
    return fmean(found.total(place) for place in whole) if whole else 0.0


def _after_what_they_wait_for(jobs: Sequence[Job], order: Sequence[int]) -> list[int]:
    """Return `order` as the planner takes it: a job after all it waits for."""
    taken: list[int] = []
    seen: set[int] = set()
    for start in order:
        stack = [(start, False)]
        while stack:
            job, ready = stack.pop()
            if ready:
                taken.append(job)
            elif job not in seen:
                seen.add(job)
                stack.append((job, True))
                stack.extend((other, False) for other in reversed(jobs[job].waits_for))
    return taken


def _item(
    state: State,
    job: Job,
    first: int,
    rank: dict[int, int],
    inflows: Sequence[Inflow],
    as_of: date,
    ends: Sequence[date],
    base: float,
) -> SimItem:
    item = state.items[job.item]
    effort, spent = _effort(item, state)
    total = job.days
    parts = () if job.blocked else job.parts
    uncertain = tuple(
        (place, float((wait.until - as_of).days))
        for place, wait in enumerate(item.waits)
        if not wait.certain and wait.until > as_of
    )
    return SimItem(
        id=item.id,
        effort=effort,
        spent=spent,
        parts=tuple(
            SimPart(part.pools, part.days / total if total > 0 else 1 / len(parts))
            for part in parts
        ),
        people=job.people,
        first=first,
        earliest=_earliest(state, item, ends) if uncertain else job.earliest,
        waits=uncertain,
        closed=job.closed,
        waits_for=tuple(rank[other] for other in job.waits_for),
        forced=job.forced,
        due=job.due,
        due_date=job.due_date,
        goal=goal_of(item, state),
        levers=_levers(item, inflows, base),
    )


def _effort(item: Item, state: State) -> tuple[EffortDistribution, float]:
    """Return the distribution of the whole effort and what was spent of it.

    Where somebody stated what is left, it is the distribution of that.
    """
    stated = stated_left(item, state.roadmap)
    if stated is not None:
        return stated, 0.0
    spent = item.actual_days or 0.0 if item.status is Status.IN_PROGRESS else 0.0
    return distribution_of(item, state.roadmap, estimate_record(state)), spent


def _earliest(state: State, item: Item, ends: Sequence[date]) -> int:
    """Return the first sprint that everything but the uncertain waits lets the item start in."""
    days = [item.not_before, *(wait.until for wait in item.waits if wait.certain)]
    days += [each.until for each in state.constraints.ordered() if item.id in each.items]
    latest = max((day for day in days if day is not None), default=date.min)
    return sum(end <= latest for end in ends)


def _levers(item: Item, inflows: Sequence[Inflow], base: float) -> tuple[Lever, ...]:
    """Return what the item's leverage changes once it is done.

    `base` is the capacity of a sprint, which days a sprint are a share of.
    """
    said = item.leverage
    if said is None:
        return ()
    delay = math.ceil(said.delay_sprints)
    if said.effect is LeverageEffect.PRODUCTIVITY:
        share = said.amount / 100
        if said.unit is not LeverageUnit.PERCENT:
            share = said.amount / base if base > 0 else 0.0
        return (Lever(said.effect, 1 + share * said.confidence, (), delay),)
    streams = tuple(
        place for place, each in enumerate(inflows) if names_stream(said, each.id, each.name)
    )
    factor = 1 - reduction(said, loads_of(inflows))
    return (Lever(said.effect, factor, streams, delay),) if streams else ()
