"""Why 41.3 person-days? What the working time of a sprint becomes, step by step and by person.

The same numbers as `capacity()`: whoever is employed brings the working days of the sprint, and
holidays, days off, on-call, meetings, ramping up, mentoring and interviews take their part. What
is left, times finished productivity leverage, is the capacity that the plan works with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import fsum

from roadmap.analysis.planning.capacity import Capacity, Part, capacity
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from roadmap.calendars import working_days_between
from roadmap.records.people import Person
from roadmap.state import State

LOSSES = ("focus", "on_call", "time_off", "holidays", "ramp", "mentoring", "interviews")


@dataclass(frozen=True, slots=True)
class Days:
    """Person-days of a sprint: what there was, what took how much of it, and what is left.

    `gross` less the seven losses plus `gain` is `days`, but for rounding. `gain` is what finished
    productivity leverage adds; it is also what a pool's floor at zero gives back.
    """

    gross: float
    focus: float
    on_call: float
    time_off: float
    holidays: float
    ramp: float
    mentoring: float
    interviews: float
    gain: float
    days: float


@dataclass(frozen=True, slots=True)
class PersonDays:
    """One person's part. `working` are the days employed without holidays, `off` those away.

    `mentors` are the newcomers whom the person teaches, `interviews` those whom they help to find.
    """

    person: str
    working: int
    off: int
    availability: float
    ramp: float
    mentors: tuple[str, ...]
    interviews: tuple[str, ...]
    days: Days


@dataclass(frozen=True, slots=True)
class SprintDays:
    """One sprint of a team or of all, and the people behind its number."""

    sprint: PlannedSprint
    total: Days
    people: tuple[PersonDays, ...]


def capacity_parts(
    state: State, as_of: date, count: int, team: str | None = None
) -> tuple[SprintDays, ...]:
    """Return what makes up the capacity of `count` sprints, of a team by its id or of all."""
    found = capacity(state, as_of, count)
    pools = [place for place, pool in enumerate(found.pools) if team is None or pool.team == team]
    return tuple(_sprint(state, as_of, found, place, pools) for place in range(len(found.sprints)))


def _sprint(state: State, as_of: date, found: Capacity, place: int, pools: list[int]) -> SprintDays:
    sprint, cells = found.sprints[place], found.cells[place]
    parts: dict[str, list[Part]] = {}
    for pool in pools:
        for part in cells[pool].parts:
            parts.setdefault(part.person, []).append(part)
    holidays = _holidays(state, as_of, sprint)
    people = tuple(
        _person(sprint, person, parts[person.id], holidays)
        for person in state.people.ordered()
        if person.id in parts
    )
    days = fsum(cells[pool].days for pool in pools)
    summed = {
        name: fsum(getattr(each.days, name) for each in people) for name in ("gross", *LOSSES)
    }
    lost = -fsum(part.days for part in parts.get("", ()))  # absences that are nobody's by name
    away = lost / found.focus.share if found.focus.share > 0 else lost
    summed["time_off"] += away
    summed["focus"] -= away - lost
    gain = days + lost - fsum(each.days.days for each in people)
    return SprintDays(sprint, Days(**summed, gain=gain, days=days), people)


def _person(
    sprint: PlannedSprint,
    person: Person,
    parts: list[Part],
    holidays: list[date],
) -> PersonDays:
    own = [part for part in parts if part.mentors is None]
    mentoring = [part for part in parts if part.mentors is not None and not part.interviews]
    interviews = [part for part in parts if part.interviews]
    taught, sought = _whom(mentoring), _whom(interviews)
    teaching, finding = (-fsum(part.days for part in each) for each in (mentoring, interviews))
    if not own:  # a mentor whose own work is in another team
        cost = teaching + finding
        days = Days(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, teaching, finding, 0.0, -cost)
        return PersonDays(person.id, 0, 0, 0.0, 1.0, taught, sought, days)
    one = own[0]
    share, there = one.availability, one.present * one.availability
    working = one.present + one.absent
    off = sum(
        _employed(person, day) and any(day in span for span in person.time_off)
        for day in sprint.working
    )
    missed = sum(_employed(person, day) for day in holidays)
    on_duty = there * (1 - one.on_call_share)
    focused = on_duty * one.focus
    days = Days(
        gross=(working + missed) * share,
        focus=on_duty - focused,
        on_call=(one.absent - off) * share + there - on_duty,
        time_off=off * share,
        holidays=missed * share,
        ramp=focused * (1 - one.ramp),
        mentoring=teaching,
        interviews=finding,
        gain=0.0,
        days=fsum(part.days for part in parts),
    )
    return PersonDays(person.id, working, off, share, one.ramp, taught, sought, days)


def _whom(parts: list[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.mentors for part in parts if part.mentors is not None))


def _employed(person: Person, day: date) -> bool:
    if person.start is not None and day < person.start:
        return False
    return person.end is None or day <= person.end


def _holidays(state: State, as_of: date, sprint: PlannedSprint) -> list[date]:
    """Return the holidays of the sprint that would be working days, from the as-of day on."""
    if state.roadmap is None:
        return []
    away = {holiday.day for holiday in state.holidays.ordered()}
    start = max(sprint.start, min(as_of, sprint.end))
    days = working_days_between(start, sprint.end, state.roadmap.working_days)
    return [day for day in days if day in away]
