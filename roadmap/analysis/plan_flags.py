"""What to look at in a plan: flags in words, balance, order-by dates, the critical chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from roadmap.analysis.effort import SizedBy, planned_days
from roadmap.analysis.placing import Bound
from roadmap.analysis.plan import Plan
from roadmap.analysis.words import counted, say_day
from roadmap.planning_settings import Planning
from roadmap.state import Item, State
from roadmap.values import Forcing, Kind, Lifecycle, Status


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at; `item` is None where it concerns the whole plan."""

    code: str
    item: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Balance:
    """Shares of planned effort, 0..1, None where there is none.

    `foundation` is the share of foundation in what is not forced and has a kind; `dig_out` the
    share of all planned effort that lowers later work (leverage, or operating better).
    """

    foundation: float | None
    low: float
    high: float
    dig_out: float | None
    dig_out_target: float


def balance_of(state: State, plan: Plan) -> Balance:
    """Return how planned effort divides into foundation and innovation, and into digging out."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    foundation, innovation, digging, every = [], [], [], []
    for each in plan.planned:
        item = state.items[each.item]
        every.append(each.days)
        if digs_out(item):
            digging.append(each.days)
        if item.forcing is not Forcing.FORCED and item.kind is Kind.FOUNDATION:
            foundation.append(each.days)
        elif item.forcing is not Forcing.FORCED and item.kind is Kind.INNOVATION:
            innovation.append(each.days)
    chosen, total = fsum(foundation) + fsum(innovation), fsum(every)
    return Balance(
        fsum(foundation) / chosen if chosen > 0 else None,
        planning.foundation_low,
        planning.foundation_high,
        fsum(digging) / total if total > 0 else None,
        planning.dig_out_share,
    )


def digs_out(item: Item) -> bool:
    """Whether an item lowers later work: it declares leverage, or improves how things are run."""
    return (
        item.leverage is not None
        or item.leverage_category is not None
        or (item.lifecycle is Lifecycle.OPERATE and item.forcing is not Forcing.FORCED)
    )


def order_by(state: State, plan: Plan) -> list[tuple[str, date]]:
    """Return (item, day) by which each purchase has to be ordered, the earliest first.

    The day is the start of the planned sprint less the lead time in calendar days.
    """
    days = []
    for each in plan.planned:
        purchase = state.items[each.item].purchase
        if purchase is not None:
            start = plan.problem.sprints[each.first].start
            days.append((each.item, start - timedelta(days=purchase.lead_time_days)))
    return sorted(days, key=lambda found: (found[1], found[0]))


def critical_chain(plan: Plan) -> list[str]:
    """Return the chain of prerequisites with the most effort, from its first item to its last."""
    jobs = plan.problem.jobs
    planned = {each.item for each in plan.planned}
    best: dict[int, tuple[float, int | None]] = {}
    for number in _by_placement(plan):
        job = jobs[number]
        if job.item not in planned:
            continue
        before = [other for other in job.waits_for if other in best]
        other = max(before, key=lambda each: best[each][0], default=None)
        behind = 0.0 if other is None else best[other][0]
        best[number] = (behind + job.days, other)
    at = max(best, key=lambda each: best[each][0], default=None)
    chain: list[str] = []
    while at is not None:
        chain.append(jobs[at].item)
        at = best[at][1]
    return chain[::-1] if len(chain) > 1 else []


def _by_placement(plan: Plan) -> list[int]:
    """Return the jobs so that each comes after what it waits for."""
    jobs, order, seen = plan.problem.jobs, [], set()
    for start in range(len(jobs)):
        stack = [(start, False)]
        while stack:
            number, ready = stack.pop()
            if ready:
                order.append(number)
            elif number not in seen:
                seen.add(number)
                stack.append((number, True))
                stack.extend((other, False) for other in jobs[number].waits_for)
    return order


# -- flags ----------------------------------------------------------------------------------------


def flags_of(state: State, plan: Plan, today: date) -> list[Flag]:
    """Return what to look at, what binds first first."""
    return [
        *_late(state, plan, today),
        *_below(state, plan),
        *_horse_and_cart(state, plan),
        *_overcommitted(state, plan),
        *_orders(state, plan, today),
        *_habits(state),
    ]


def _late(state: State, plan: Plan, today: date) -> Iterator[Flag]:
    for late in plan.late:
        item = state.items[late.item]
        if item.forcing is not Forcing.FORCED:
            continue
        when = "at once" if late.date is None else f"by {say_day(late.date, today)}"
        if late.sprint is None:
            where = "is below the cut"
        else:
            where = f"is planned in sprint {plan.problem.sprints[late.sprint].number}"
        code = "past_date" if late.date is not None and late.date < today else "late"
        yield Flag(code, item.id, f"“{item.title}” must be done {when} and {where}.")


def _below(state: State, plan: Plan) -> Iterator[Flag]:
    codes = {Bound.RATE: "split", Bound.NOBODY: "nobody", Bound.CYCLE: "cycle"}
    for below in plan.below:
        if below.bound in codes:
            title = state.items[below.item].title
            yield Flag(codes[below.bound], below.item, f"“{title}”: {below.reason}")


def _horse_and_cart(state: State, plan: Plan) -> Iterator[Flag]:
    """The cart before the horse: an innovation under way or unasked while what it needs is open."""
    for job in plan.problem.jobs:
        item = state.items[job.item]
        if item.kind is not Kind.INNOVATION:
            continue
        waiting = [state.items[key] for key in item.prerequisites if key in state.items]
        open_ones = [other for other in waiting if other.is_open]
        if item.status is Status.IN_PROGRESS and open_ones:
            text = f"“{item.title}” is under way before “{open_ones[0].title}” is done."
            yield Flag("cart_before_horse", item.id, text)
        elif not item.prerequisites and not item.prerequisites_none:
            text = f"“{item.title}” names no prerequisites: name them, or say that there are none."
            yield Flag("prerequisites_unsaid", item.id, text)


def _overcommitted(state: State, plan: Plan) -> Iterator[Flag]:
    for place, sprint in enumerate(plan.problem.sprints):
        record = state.sprints.get(sprint.recorded)
        if record is None:
            continue
        jobs = {job.item: job.days for job in plan.problem.jobs}
        effort = fsum(jobs.get(key, 0.0) for key in record.items)
        room = fsum(plan.problem.room[place])
        if effort > room + 1e-6:
            text = (
                f"Sprint {sprint.number} is overcommitted: {effort:.1f} person-days where "
                f"{room:.1f} are left after the reserve."
            )
            yield Flag("overcommitted", None, text)


def _orders(state: State, plan: Plan, today: date) -> Iterator[Flag]:
    for key, day in order_by(state, plan):
        if day < today:
            title = state.items[key].title
            text = f"The purchase for “{title}” should have been ordered by {say_day(day, today)}."
            yield Flag("order_late", key, text)


def _habits(state: State) -> Iterator[Flag]:
    planning = state.roadmap.planning if state.roadmap else Planning()
    items = [item for item in state.items.ordered() if item.is_open]
    unsized = sum(planned_days(i, state.roadmap).sized_by is SizedBy.DEFAULT for i in items)
    if unsized:
        text = f"{unsized} of {counted(len(items), 'open item')} not estimated: they count as M."
        yield Flag("unestimated", None, text)
    under_way = sum(item.status is Status.IN_PROGRESS for item in items)
    limit = planning.in_progress_limit
    if limit is not None and under_way > limit:
        text = f"{counted(under_way, 'item')} in progress, the limit is {limit}."
        yield Flag("in_progress_limit", None, text)
