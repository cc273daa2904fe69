"""What there is to plan, in plain numbers: jobs, pools, room after the reserve, who waits on whom.

Built once from a state and a day; the placement and the search work on nothing else. Sprints and
pools are indices; effort is person-days.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial

from roadmap.analysis.estimates.distributions import (
    EffortDistribution,
    distribution_of,
    mean_left,
    quantile_left,
    stated_left,
)
from roadmap.analysis.estimates.record import estimate_record
from roadmap.analysis.planning.capacity import Capacity, Pool, capacity
from roadmap.analysis.planning.pools import pools_for
from roadmap.analysis.planning.reserve import Reserve, reserve_of
from roadmap.analysis.planning.sprint_calendar import PlannedSprint, due_beyond, due_index
from roadmap.analysis.words import say_day
from roadmap.records.people import Constraint, Freeze
from roadmap.records.planning import Planning
from roadmap.state import Item, State
from roadmap.values import Forcing, Horizon, OptionStage, Status

UNLIMITED = math.inf
PoolsOf = Callable[[str | None, str | None], tuple[int, ...]]  # of a team, with a skill


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a job that a choice of pools can do."""

    pools: tuple[int, ...]
    days: float


@dataclass(frozen=True, slots=True)
class Job:
    """One open item as the planner sees it.

    `due` is a sprint's index, -1 when the date is past already, None without a date in sight;
    `earliest` the first sprint it may start in, with the reason that says so. `waits_for` are
    indices of jobs; `blocked` is a reason why it cannot be planned at all. `committed` is the
    sprint that people committed it to: it is taken as early as if it were due there, but is late
    only by its own date. `due_beyond` is the sprint of a date beyond those looked at.
    """

    item: str
    rank: tuple[str, str]
    parts: tuple[Part, ...]
    people: float
    may_span: bool
    forced: bool
    value: float
    due_date: date | None
    due: int | None
    earliest: int
    earliest_because: str | None
    closed: frozenset[int]
    waits_for: tuple[int, ...]
    blocked: str | None
    committed: int | None = None
    due_beyond: int | None = None

    @property
    def days(self) -> float:
        """The effort of all parts."""
        if len(self.parts) == 1:
            return self.parts[0].days
        return math.fsum(part.days for part in self.parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """Jobs to place into sprints; `room[sprint][pool]` is what the reserve leaves.

    `person_days[sprint]` is what one fully productive person does in it. With `chain` off, a job
    starts in a later sprint than all it waits for.
    """

    jobs: tuple[Job, ...]
    sprints: tuple[PlannedSprint, ...]
    capacity: Capacity
    reserve: Reserve
    room: tuple[tuple[float, ...], ...]
    person_days: tuple[float, ...]
    chain: bool
    discount: float


def problem_of(state: State, as_of: date, count: int) -> Problem:
    """Return what there is to plan in `count` sprints from the one that holds `as_of`."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    found = capacity(state, as_of, count)
    reserve = reserve_of(state, found)
    room = tuple(
        tuple(
            max(0.0, found.days(sprint, pool) - reserve.days[sprint][pool])
            for pool in range(len(found.pools))
        )
        for sprint in range(len(found.sprints))
    )
    person_days = tuple(len(sprint.working) * found.focus.share for sprint in found.sprints)
    items = [item for item in state.items.ordered() if _is_planned(item)]
    places = {item.id: place for place, item in enumerate(items)}
    limits = _Limits(
        _held(state),
        tuple((freeze, _frozen(freeze, found.sprints)) for freeze in state.freezes.ordered()),
        _commitments(state, found.sprints),
    )
    pools_of = cache(partial(pools_for, found.pools))
    jobs = tuple(
        _job(state, item, places, found, planning, as_of, limits, pools_of) for item in items
    )
    return Problem(
        jobs,
        found.sprints,
        found,
        reserve,
        room,
        person_days,
        planning.chain_within_sprint,
        planning.value_discount,
    )


@dataclass(frozen=True, slots=True)
class _Limits:
    """What limits items from outside, read from the state once.

    `held` are the constraints on each item, in their order; beside each freeze
    stand the sprints that end in it.
    """

    held: dict[str, list[Constraint]]
    freezes: tuple[tuple[Freeze, frozenset[int]], ...]
    committed: dict[str, int]


def _held(state: State) -> dict[str, list[Constraint]]:
    found: dict[str, list[Constraint]] = {}
    for constraint in state.constraints.ordered():
        for key in dict.fromkeys(constraint.items):
            found.setdefault(key, []).append(constraint)
    return found


def _commitments(state: State, sprints: Sequence[PlannedSprint]) -> dict[str, int]:
    """Return the sprint, by index, that each item is committed to; the earliest of several."""
    found: dict[str, int] = {}
    for place, sprint in enumerate(sprints):
        record = state.sprints.get(sprint.recorded)
        for key in () if record is None else record.items:
            found.setdefault(key, place)
    return found


def _is_planned(item: Item) -> bool:
    return item.is_open and item.option_stage is not OptionStage.DISCOVERED


def _job(
    state: State,
    item: Item,
    places: dict[str, int],
    found: Capacity,
    planning: Planning,
    as_of: date,
    limits: _Limits,
    pools_of: PoolsOf,
) -> Job:
    due_date = due_date_of(item)
    forced = item.forcing is Forcing.FORCED
    length = state.roadmap.sprint_days if state.roadmap else 14
    due = due_index(found.sprints, due_date, length)
    if due_date is None and forced and item.horizon is Horizon.SHORT_TERM:
        due = 0
    parts, blocked = _parts(item, planned_effort(item, state, planning), found.pools, pools_of)
    earliest, because = _earliest(limits, item, found.sprints, as_of)
    return Job(
        item.id,
        (item.rank or "~", item.id),
        parts,
        item.people_at_once or 1.0,
        item.may_span,
        forced,
        item.value or planning.default_value,
        due_date,
        due,
        earliest,
        because,
        _closed(limits, item),
        tuple(places[key] for key in item.prerequisites if key in places),
        blocked,
        limits.committed.get(item.id),
        due_beyond(found.sprints, due_date, length),
    )


def due_date_of(item: Item) -> date | None:
    """Return the day that binds the item: mandatory for forced work, else promised."""
    if item.forcing is Forcing.FORCED and item.mandatory_by is not None:
        return item.mandatory_by
    return item.promised_by


def planned_effort(item: Item, state: State, planning: Planning) -> float:
    """Return the effort still to be planned: the mean of its distribution, or the percentile set.

    In progress it is that of what is stated to be left, else of what is left after the effort
    spent.
    """
    stated = stated_left(item, state.roadmap)
    whole: EffortDistribution = stated or distribution_of(
        item, state.roadmap, estimate_record(state)
    )
    spent = 0.0
    if stated is None and item.status is Status.IN_PROGRESS:
        spent = item.actual_days or 0.0
    share = planning.estimate_percentile
    if share is None or not 0 < share < 1:
        return mean_left(whole, spent)
    return quantile_left(whole, spent, share)


def _parts(
    item: Item, days: float, pools: Sequence[Pool], pools_of: PoolsOf
) -> tuple[tuple[Part, ...], str | None]:
    """Return the parts of an item per skill, and why nobody can do one of them."""
    if not pools:
        return (), "Nobody is on the team yet: add the people first."
    total = math.fsum(each.days for each in item.effort_per_skill)
    if total <= 0:
        own = pools_of(item.team, None)
        if not own:
            return (), "Its team has no people."
        return (Part(own, days),), None
    parts = []
    for each in item.effort_per_skill:
        own = pools_of(item.team, each.skill)
        if not own:
            return (), f"Nobody has the skill {each.skill!r}."
        parts.append(Part(own, days * each.days / total))
    return tuple(parts), None


def _earliest(
    limits: _Limits, item: Item, sprints: Sequence[PlannedSprint], as_of: date
) -> tuple[int, str | None]:
    """Return the first sprint that the item may start in, and what says so."""
    latest: tuple[date, str] | None = None
    candidates = [(item.not_before, "not before {}")]
    candidates += [(wait.until, f"waits on {wait.on} until {{}}") for wait in item.waits]
    for constraint in limits.held.get(item.id, ()):
        if constraint.until is not None:
            candidates.append((constraint.until, f"{constraint.text}, until {{}}"))
    for day, text in candidates:
        if day is not None and day > as_of and (latest is None or day > latest[0]):
            latest = (day, text.format(say_day(day, as_of)))
    if latest is None:
        return 0, None
    for place, sprint in enumerate(sprints):
        if latest[0] < sprint.end:
            return place, latest[1] if place else None
    return len(sprints), latest[1]


def _closed(limits: _Limits, item: Item) -> frozenset[int]:
    """Return the sprints in which the item cannot be finished: frozen on their last working day."""
    return frozenset().union(
        *(
            closed
            for freeze, closed in limits.freezes
            if freeze.team in (None, item.team) and freeze.component in (None, item.component)
        )
    )


def _frozen(freeze: Freeze, sprints: Sequence[PlannedSprint]) -> frozenset[int]:
    return frozenset(p for p, sprint in enumerate(sprints) if _last_day(sprint) in freeze.days)


def _last_day(sprint: PlannedSprint) -> date:
    return sprint.working[-1] if sprint.working else sprint.end - timedelta(days=1)
