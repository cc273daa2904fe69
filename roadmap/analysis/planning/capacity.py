"""How many person-days each pool has in each sprint, and "why 41.3 person-days?".

Exactly planning.md, Capacity: share x availability x working days (holidays, time off and on-call
out) x focus x ramp, less what finding and mentoring newcomers costs, times finished productivity
leverage. A pool is a team's skill; people without skills do the team's general work. Absences that
are nobody's by name are taken from their pool.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import fsum

from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.planning.sprint_calendar import PlannedSprint, sprint_calendar
from roadmap.calendars import ONE_DAY, working_days_between
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.records.staff import Ramp
from roadmap.state import Roadmap, State
from roadmap.values import Leverage, LeverageEffect, LeverageUnit, Status

_LEARN_FROM = 3  # closed sprints


@dataclass(frozen=True, order=True, slots=True)
class Pool:
    """A team's skill; "" is no team, and general work."""

    team: str
    skill: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one person gives one pool in one sprint, and the numbers that lead there.

    `present` counts working days without time off and on-call days; `days` = present x availability
    x (1 - on-call share) x focus x ramp x share. A part for mentoring the person in `mentors`, or
    for interviews to find them, is negative, and so is that of absences, whose `person` is "".
    """

    person: str
    days: float
    share: float
    present: int
    absent: int
    availability: float
    on_call_share: float
    focus: float
    ramp: float
    mentors: str | None = None
    interviews: bool = False


@dataclass(frozen=True, slots=True)
class PoolCapacity:
    """The person-days of one pool in one sprint; `gain` is the factor of finished leverage."""

    days: float
    parts: tuple[Part, ...]
    gain: float


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus in force and where it comes from; `sprints` is how many it was learned from."""

    share: float
    sprints: int


@dataclass(frozen=True, slots=True)
class Capacity:
    """Person-days per sprint and pool. `pools` are in order; rows follow `sprints`."""

    sprints: tuple[PlannedSprint, ...]
    pools: tuple[Pool, ...]
    cells: tuple[tuple[PoolCapacity, ...], ...]
    focus: Focus

    def days(self, sprint: int, pool: int) -> float:
        """Return the person-days of a pool in a sprint, both as indices."""
        return self.cells[sprint][pool].days

    def total(self, sprint: int) -> float:
        """Return the person-days of all pools in a sprint."""
        return fsum(cell.days for cell in self.cells[sprint])


def capacity(state: State, as_of: date, count: int) -> Capacity:
    """Return the capacity of `count` sprints from the one that holds `as_of` on."""
    return _CAPACITY(state, (as_of, count))


def learned_focus(state: State) -> Focus:
    """Return the focus: learned from closed sprints once three are closed, else the setting.

    Learned is (effort done, interruptions included) / days present, summed over all closed sprints.
    """
    planning = state.roadmap.planning if state.roadmap else Planning()
    outcomes = [sprint.outcome for sprint in state.sprints.ordered() if sprint.outcome is not None]
    present = fsum(outcome.present_days for outcome in outcomes)
    if not planning.focus_learned or len(outcomes) < _LEARN_FROM or present <= 0:
        return Focus(planning.focus, 0)
    done = fsum(outcome.done_days + outcome.interruption_days for outcome in outcomes)
    return Focus(min(1.0, done / present), len(outcomes))


def _compute(
    state: State, key: tuple[date, int], _earlier: Earlier[State, Capacity] | None
) -> Capacity:
    as_of, count = key
    sprints = tuple(sprint_calendar(state, as_of, count))
    planning = state.roadmap.planning if state.roadmap else Planning()
    people = state.people.ordered()
    focus = learned_focus(state)
    pools = tuple(sorted({pool for person in people for pool in all_pools_of(person)}))
    gains = _gains(state)
    rows = []
    for sprint in sprints:
        parts: dict[Pool, list[Part]] = {pool: [] for pool in pools}
        for person in people:
            _add_parts(parts, state, person, sprint, planning, focus.share)
        for person in people:
            _add_interviews(parts, state, person, sprint, planning)
        _add_absences(parts, state, sprint, focus.share)
        acting = [leverage for since, leverage in gains if sprint.start > since]
        base = fsum(max(0.0, fsum(part.days for part in each)) for each in parts.values())
        gain = _gain(acting, base, _weight(sprint, state.roadmap))
        rows.append(tuple(_cell(parts[pool], gain) for pool in pools))
    return Capacity(sprints, pools, tuple(rows), focus)


_CAPACITY = Memo(_compute)


def _cell(parts: list[Part], gain: float) -> PoolCapacity:
    days = max(0.0, fsum(part.days for part in parts)) * gain
    return PoolCapacity(days, tuple(parts), gain)


def all_pools_of(person: Person) -> list[Pool]:
    """Return every pool that a person works in, in the teams they are moved to as well."""
    teams = dict.fromkeys((person.team, *(each.team for each in person.transfers)))
    return [pool for team in teams for pool, _ in pools_of(person, team)]


def pools_of(person: Person, team: str | None) -> list[tuple[Pool, float]]:
    """Return the pools that a person works in while in `team`, with the share of their time."""
    team = team or ""
    if not person.skills:
        return [(Pool(team, ""), 1.0)]
    return [(Pool(team, each.skill), each.share) for each in person.skills]


def _pools_over(person: Person, days: list[date]) -> list[tuple[Pool, float]]:
    """Return the pools over `days`, not empty: a move within them divides the time by days."""
    teams = [person.team_on(day) for day in days]
    return [
        (pool, share * teams.count(team) / len(days))
        for team in dict.fromkeys(teams)
        for pool, share in pools_of(person, team)
    ]


def ramp_of(person: Person, planning: Planning) -> Ramp | None:
    """Return how the person ramps up; None for whoever was always there."""
    if person.start is None:
        return None
    if person.ramp is not None:
        return person.ramp
    if not person.contractor:
        return planning.ramp
    ramp = planning.ramp
    return Ramp(planning.contractor_ramp_weeks, ramp.start, ramp.mentor)


def mean_ramp(ramp: Ramp, begin: float, end: float) -> float:
    """Return the mean of min(1, r0 + (1 - r0) t/R) over begin <= t <= end.

    Times and R in the same unit. At whole R sprints this is the middle of the sprint's line.
    """
    if end <= begin:
        return 1.0
    length = ramp.weeks * 7
    if length <= 0 or begin >= length:
        return 1.0
    cut = min(end, length)
    rising = (cut - begin) * (ramp.start + (1 - ramp.start) * (begin + cut) / (2 * length))
    return (rising + (end - cut)) / (end - begin)


def payback_weeks(ramp: Ramp) -> float:
    """Return how long after the start a newcomer has given as much as mentoring them took.

    Where g(t) = r0 t + (1 - r0) t^2 / 2R - m t is 0 again, within the ramp or after it
    (planning.md, Capacity).
    """
    weeks, begin, mentor = ramp.weeks, ramp.start, ramp.mentor
    if mentor <= begin or weeks <= 0:
        return 0.0
    if begin < 1 and mentor <= (1 + begin) / 2:
        return 2 * weeks * (mentor - begin) / (1 - begin)
    return weeks * (1 - begin) / 2 + mentor * weeks


def _add_parts(
    parts: dict[Pool, list[Part]],
    state: State,
    person: Person,
    sprint: PlannedSprint,
    planning: Planning,
    focus: float,
) -> None:
    employed = [day for day in sprint.working if _employed(person, day)]
    present = [day for day in employed if not _away(person, day)]
    if not employed:
        return
    ramp, speed, learning = ramp_of(person, planning), 1.0, 0
    if ramp is not None and person.start is not None:
        begin = max(person.start, sprint.start)
        since = float((begin - person.start).days)
        speed = mean_ramp(ramp, since, since + (sprint.end - begin).days)
        ramped = person.start + timedelta(days=ramp.weeks * 7)
        learning = sum(day < ramped for day in present)
    on_duty = person.availability * (1 - person.on_call_share)
    for pool, share in _pools_over(person, present or employed):
        days = len(present) * on_duty * focus * speed * share
        parts[pool].append(
            Part(
                person.id,
                days,
                share,
                len(present),
                len(employed) - len(present),
                person.availability,
                person.on_call_share,
                focus,
                speed,
            )
        )
    if ramp is not None and learning and ramp.mentor > 0:
        cost = ramp.mentor * person.availability * learning * focus
        _add_mentoring(parts, state, person, cost, focus, employed)


def _add_mentoring(
    parts: dict[Pool, list[Part]],
    state: State,
    person: Person,
    cost: float,
    focus: float,
    days: list[date],
) -> None:
    """Charge what mentoring `person` costs to the mentor's pools, else to the newcomer's own."""
    mentor = state.people.get(person.mentor) or person
    for pool, share in _pools_over(mentor, days):
        part = Part(mentor.id, -cost * share, share, 0, 0, 1.0, 0.0, focus, 1.0, person.id)
        parts[pool].append(part)


def _add_interviews(
    parts: dict[Pool, list[Part]],
    state: State,
    hire: Person,
    sprint: PlannedSprint,
    planning: Planning,
) -> None:
    """Charge what finding `hire` costs to the team's people, in proportion to what each gives.

    The setting's days are spread over the working days of `[hiring_since, start)`.
    """
    since, start = hire.hiring_since, hire.start
    if since is None or start is None or since >= sprint.end or start <= sprint.start:
        return
    settings = state.roadmap or Roadmap()
    holidays = {holiday.day for holiday in state.holidays.ordered()}
    over = len(working_days_between(since, start, settings.working_days, holidays))
    team = hire.team_on(start) or ""
    giving = [
        (pool, part) for pool in parts if pool.team == team for part in parts[pool] if part.days > 0
    ]
    room = fsum(part.days for _, part in giving)
    if over and room > 0:
        cost = planning.interview_days * sum(since <= day < start for day in sprint.working) / over
        taken = min(1.0, cost / room)
        for pool, part in giving:
            days = -part.days * taken
            cost_part = replace(part, days=days, present=0, absent=0, mentors=hire.id)
            parts[pool].append(replace(cost_part, interviews=True))


def _add_absences(
    parts: dict[Pool, list[Part]], state: State, sprint: PlannedSprint, focus: float
) -> None:
    """Take what each pool lacks by absences that are nobody's by name, of the sprint's days."""
    if not state.absences or state.roadmap is None:
        return
    holidays = {holiday.day for holiday in state.holidays.ordered()}
    for absence in state.absences.ordered():
        pool, days = Pool(absence.team or "", absence.skill), absence.days
        if pool not in parts or days.last < sprint.start or days.first >= sprint.end:
            continue
        working = state.roadmap.working_days
        over = len(working_days_between(days.first, days.last + ONE_DAY, working, holidays))
        here = sum(day in days for day in sprint.working)
        if here:
            lost = -absence.person_days * focus * here / over
            parts[pool].append(Part("", lost, 1.0, 0, 0, 1.0, 0.0, focus, 1.0))


def is_present(person: Person, day: date) -> bool:
    """Whether a person is employed on `day` and neither off nor on call."""
    return _employed(person, day) and not _away(person, day)


def _employed(person: Person, day: date) -> bool:
    if person.start is not None and day < person.start:
        return False
    return person.end is None or day <= person.end


def _away(person: Person, day: date) -> bool:
    return any(day in span for span in (*person.time_off, *person.on_call))


def _gain(acting: list[Leverage], base: float, weight: float) -> float:
    """Return the factor of a sprint: percents multiply; days a sprint are added to all of `base`.

    `weight` is how long the sprint is against a whole one.
    """
    percents = [each for each in acting if each.unit is LeverageUnit.PERCENT]
    gain = math.prod(1 + each.amount / 100 * each.confidence for each in percents)
    days = fsum(e.amount * e.confidence for e in acting if e.unit is not LeverageUnit.PERCENT)
    return gain + days * weight / base if base > 0 else gain


def _weight(sprint: PlannedSprint, roadmap: Roadmap | None) -> float:
    settings = roadmap or Roadmap()
    whole = settings.sprint_days * len(settings.working_days) / 7
    return len(sprint.working) / whole if whole > 0 else 0.0


def _gains(state: State) -> list[tuple[date, Leverage]]:
    """Return (day, leverage) of each finished item that raises productivity.

    It acts in sprints that start after the day: the one after the item was done, and its delay.
    """
    length = state.roadmap.sprint_days if state.roadmap else 14
    gains = []
    for item in state.items.ordered():
        leverage = item.leverage
        if (
            item.status is Status.DONE
            and leverage is not None
            and leverage.effect is LeverageEffect.PRODUCTIVITY
        ):
            delay = timedelta(days=round(leverage.delay_sprints * length))
            since = date.min if item.done_on is None else item.done_on + delay
            gains.append((since, leverage))
    return gains
