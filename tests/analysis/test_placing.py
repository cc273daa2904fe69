"""The placement remembers what it looked at, and finds what a plain one finds, to the last bit."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from roadmap.analysis.planning.capacity import Capacity, Focus, Pool
from roadmap.analysis.planning.placing import place
from roadmap.analysis.planning.problem import Job, Part, Problem
from roadmap.analysis.planning.reserve import Reserve
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from tests.analysis.plain_placing import Plain

MONDAY = date(2026, 1, 5)


def drawn(dice: random.Random) -> Problem:
    """Return a small problem with a little of everything, half of them in half days."""
    halves = dice.random() < 0.5

    def days(low: float, high: float) -> float:
        return (
            dice.randrange(int(2 * low), int(2 * high) + 1) / 2
            if halves
            else dice.uniform(low, high)
        )

    count, pools = dice.randrange(1, 40), dice.randrange(1, 5)
    calendar = tuple(
        PlannedSprint(n + 1, MONDAY + timedelta(14 * n), MONDAY + timedelta(14 * n + 14), (), 1.0)
        for n in range(dice.randrange(10))
    )
    sprints = range(len(calendar))

    def part() -> Part:
        chosen = sorted(dice.sample(range(pools), dice.randrange(1, pools + 1)))
        return Part(tuple(chosen), days(0, 6))

    def job(number: int) -> Job:
        waits = {dice.randrange(count) for _ in range(dice.choice([0, 0, 1, 2]))} - {number}
        frozen = (
            dice.sample(sprints, dice.randrange(len(sprints) + 1)) if dice.random() < 0.3 else []
        )
        return Job(
            item=f"{number:010d}",
            rank=("a", str(number)),
            parts=tuple(part() for _ in range(dice.choice([1, 1, 1, 2, 3]))),
            people=dice.choice([0.5, 1.0, 2.0, 9.0]),
            may_span=dice.random() < 0.3,
            forced=False,
            value=1.0,
            due_date=None,
            due=None,
            earliest=dice.choice([0, 0, 0, dice.randrange(len(sprints) + 2)]),
            earliest_because="not before",
            closed=frozenset(frozen),
            waits_for=tuple(sorted(waits)),
            blocked="nobody" if dice.random() < 0.05 else None,
        )

    room = tuple(
        tuple(days(0, 8) if dice.random() < 0.9 else 0.0 for _ in range(pools)) for _ in sprints
    )
    return Problem(
        tuple(job(number) for number in range(count)),
        calendar,
        Capacity(calendar, tuple(Pool("", str(n)) for n in range(pools)), (), Focus(1.0, 0)),
        Reserve((), "", 0),
        room,
        tuple(days(1, 6) for _ in sprints),
        dice.random() < 0.7,
        0.99,
    )


@pytest.mark.parametrize("seed", range(6))
def test_what_is_remembered_changes_no_placement(seed: int) -> None:
    for number in range(100):
        dice = random.Random(100 * seed + number)  # noqa: S311 - the same every time
        given = drawn(dice)
        order = dice.sample(range(len(given.jobs)), len(given.jobs))
        assert place(given, order) == Plain(given).run(order)
