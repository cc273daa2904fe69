"""By which day must dated must-do work begin, so that it is done in time in 85 of 100 cases?

Latest start = due date - P85 duration at the share of capacity that the item gets (planning.md, The
plan). The rate is what the people who work on it at once do in a working day, capped by what its
pools have a day on average until the date, the reserve taken out. Days are counted backwards over
weekends and holidays. It looks at one item alone; what else wants the same days is the plan's
question.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.analysis.estimates.distributions import distribution_of, quantile_left, stated_left
from roadmap.analysis.estimates.record import EstimateRecord, estimate_record
from roadmap.analysis.planning.problem import Job, Problem
from roadmap.calendars import working_days_between
from roadmap.state import Item, Roadmap, State
from roadmap.values import Status

SHARE = 0.85
_LOOK_BACK = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class LatestStart:
    """The last day to begin: the P85 effort in person-days takes so many working days."""

    day: date
    effort_days: float
    working_days: int


def latest_starts(state: State, problem: Problem, as_of: date) -> dict[str, LatestStart]:
    """Return the latest start of each forced item with a date, by id.

    Items that nobody can do have none. A start more than five years before `as_of` and all dates is
    given as the first working day of those five years: it is long past either way.
    """
    jobs = [job for job in problem.jobs if job.forced and job.due_date is not None]
    if not jobs or state.roadmap is None:
        return {}
    dates = [job.due_date for job in jobs if job.due_date is not None]
    first = min(as_of, *dates) - _LOOK_BACK
    days = _working_days(state, state.roadmap, first, max(dates))
    pools, record = _Daily(problem), estimate_record(state)
    found = {}
    for job in jobs:
        start = _latest(state.items[job.item], job, state.roadmap, record, pools, days)
        if start is not None:
            found[job.item] = start
    return found


def _working_days(state: State, roadmap: Roadmap, first: date, last: date) -> list[date]:
    holidays = {holiday.day for holiday in state.holidays.ordered()}
    return working_days_between(first, last + timedelta(days=1), roadmap.working_days, holidays)


def _latest(
    item: Item,
    job: Job,
    roadmap: Roadmap,
    record: EstimateRecord | None,
    pools: _Daily,
    days: Sequence[date],
) -> LatestStart | None:
    if job.due_date is None or not job.parts or job.days <= 0 or not days:
        return None
    effort = effort_left_at(item, roadmap, SHARE, record)
    longest = 0.0
    for part in job.parts:
        rate = min(job.people * pools.person, pools.rate(part.pools, job.due_date))
        if rate <= 0:
            return None
        longest = max(longest, effort * part.days / job.days / rate)
    needed = max(1, math.ceil(longest - 1e-9))
    place = bisect_right(days, job.due_date) - needed
    return LatestStart(days[max(0, place)], effort, needed)


def effort_left_at(
    item: Item, roadmap: Roadmap | None, share: float, record: EstimateRecord | None = None
) -> float:
    """Return the quantile of the effort still to be done, in person-days.

    In progress it is that of what is stated to be left, else the quantile of X given X > spent,
    minus spent (planning.md, Estimates).
    """
    stated = stated_left(item, roadmap)
    if stated is not None:
        return stated.quantile(share)
    spent = item.actual_days if item.status is Status.IN_PROGRESS else None
    return quantile_left(distribution_of(item, roadmap, record), spent or 0.0, share)


class _Daily:
    """Person-days a working day: of one person, and of pools until a day."""

    def __init__(self, problem: Problem) -> None:
        self.person = problem.capacity.focus.share
        self._problem = problem
        self._ends = [sprint.end for sprint in problem.sprints]
        self._kept: dict[tuple[tuple[int, ...], int], float] = {}

    def rate(self, pools: tuple[int, ...], until: date) -> float:
        """Return what the pools have left a working day, on average until the day.

        Sprints that end by the day count, the first one always; dates beyond the plan see all.
        """
        count = max(1, bisect_right(self._ends, until + timedelta(days=1)))
        found = self._kept.get((pools, count))
        if found is None:
            sprints = range(min(count, len(self._ends)))
            working = sum(len(self._problem.sprints[sprint].working) for sprint in sprints)
            room = math.fsum(self._problem.room[s][pool] for s in sprints for pool in pools)
            found = self._kept[pools, count] = room / working if working else 0.0
        return found
