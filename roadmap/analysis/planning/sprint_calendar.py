"""Which sprints there are from a day on: recorded ones as they were, later ones by the settings.

A committed or closed sprint keeps its own days, also when the sprint length changes half-way; the
sprints after it follow its end without a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.calendars import Sprint, sprint_at, working_days_between
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class PlannedSprint:
    """A sprint of a plan: its days, its working days, and the share of them that is left.

    `left` is 1 but for the sprint that holds the as-of date; `recorded` is the id of the sprint's
    record when it was committed.
    """

    number: int
    start: date
    end: date
    working: tuple[date, ...]
    left: float
    recorded: str | None = None
    closed: bool = False


def sprint_calendar(state: State, as_of: date, count: int) -> list[PlannedSprint]:
    """Return `count` sprints, the first one holding `as_of`; before sprint 1, sprint 1 whole.

    A sprint that was closed early is followed by the next one. `working` of the first holds the
    days from `as_of` on only.
    """
    roadmap = state.roadmap
    if roadmap is None or roadmap.sprint_start is None:
        return []
    holidays = {holiday.day for holiday in state.holidays.ordered()}
    sprints: list[PlannedSprint] = []
    number = _number_of(state, as_of)
    while len(sprints) < count:
        start, end, recorded, closed = _days_of(state, number)
        if not closed:
            days = working_days_between(start, end, roadmap.working_days, holidays)
            left = [day for day in days if sprints or day >= as_of]
            share = len(left) / len(days) if days else 0.0
            sprints.append(PlannedSprint(number, start, end, tuple(left), share, recorded))
        number += 1
    return sprints


def sprints_to(state: State, day: date) -> list[Sprint]:
    """Return the sprints from 1 to the one that holds `day`; none before sprint 1."""
    if state.roadmap is None or state.roadmap.sprint_start is None:
        return []
    if day < _days_of(state, 1)[0]:
        return []
    numbers = range(1, _number_of(state, day) + 1)
    return [Sprint(number, *_days_of(state, number)[:2]) for number in numbers]


def _number_of(state: State, day: date) -> int:
    """Return the number of the sprint that holds `day`, 1 before the first."""
    number = 1
    recorded = sorted(state.sprints.ordered(), key=lambda sprint: sprint.number)
    for sprint in recorded:
        if sprint.start <= day:
            number = sprint.number
    _, end, _, _ = _days_of(state, number)
    if day >= end:
        length = max((_days_of(state, number + 1)[1] - end).days, 1)
        number += 1 + (day - end).days // length
    return number


def _days_of(state: State, number: int) -> tuple[date, date, str | None, bool]:
    """Return (start, end, record's id, whether it is closed) of sprint `number`."""
    roadmap = state.roadmap
    if roadmap is None or roadmap.sprint_start is None:
        raise ValueError("a roadmap without a first sprint has no sprints")
    before = None
    for sprint in state.sprints.ordered():
        if sprint.number == number:
            return sprint.start, sprint.end, sprint.id, sprint.outcome is not None
        if sprint.number < number and (before is None or sprint.number > before.number):
            before = sprint
    if before is None:
        planned = sprint_at(number, roadmap.sprint_start, roadmap.sprint_days)
    else:
        length = timedelta(days=roadmap.sprint_days)
        start = before.end + (number - before.number - 1) * length
        planned = Sprint(number, start, start + length)
    return planned.start, planned.end, None, False


def due_beyond(sprints: Sequence[PlannedSprint], day: date | None, length: int) -> int | None:
    """Return the index that the due sprint of `day` has beyond `sprints`, each `length` days long.

    None without a date or where it is due among them: the order of dates then does not depend on
    how far a plan looks ahead.
    """
    if day is None or not sprints or due_index(sprints, day, length) is not None:
        return None
    return len(sprints) - 1 + (day + timedelta(days=1) - sprints[-1].end).days // length


def due_index(sprints: Sequence[PlannedSprint], day: date | None, length: int) -> int | None:
    """Return the index of the last sprint that ends by `day` (its end <= day + 1 day).

    None without a date or where that lies beyond the sprints, which go on with `length` days each;
    -1 where even the first ends later.
    """
    if day is None or not sprints:
        return None
    index = -1
    for place, sprint in enumerate(sprints):
        if sprint.end > day + timedelta(days=1):
            return index
        index = place
    return index if day + timedelta(days=1) < sprints[-1].end + timedelta(days=length) else None
