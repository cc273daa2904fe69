"""How long planning takes, against sorting the same items; and how near the search comes."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import date, timedelta

from roadmap.analysis.planning.capacity import Capacity, Focus, Pool
from roadmap.analysis.planning.placing import place
from roadmap.analysis.planning.plan import priority_order
from roadmap.analysis.planning.problem import Job, Part, Problem
from roadmap.analysis.planning.reserve import Reserve
from roadmap.analysis.planning.search import search
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from tests.benchmarks.ratio import Ratio, hold, measure

MONDAY = date(2026, 1, 5)


def problem(count: int, sprints: int, skills: int, seed: int = 7) -> Problem:
    """A random but repeatable backlog that fills about four fifths of the sprints."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, nothing secret
    calendar = tuple(
        PlannedSprint(n + 1, MONDAY + timedelta(14 * n), MONDAY + timedelta(14 * n + 14), (), 1.0)
        for n in range(sprints)
    )
    jobs = []
    for number in range(count):
        due = draw.randrange(sprints) if draw.random() < 0.15 else None
        before = tuple({draw.randrange(number) for _ in range(draw.randrange(3))} if number else ())
        parts = tuple(
            Part((skill,), draw.lognormvariate(1.2, 0.7))
            for skill in sorted(draw.sample(range(skills), draw.choice([1, 1, 1, 2])))
        )
        jobs.append(
            Job(
                item=f"{number:010d}",
                rank=(f"{draw.randrange(10**6):06d}", f"{number:010d}"),
                parts=parts,
                people=9.0,
                may_span=draw.random() < 0.1,
                forced=due is not None,
                value=float(draw.randrange(1, 6)),
                due_date=None,
                due=due,
                earliest=0,
                earliest_because=None,
                closed=frozenset(),
                waits_for=before,
                blocked=None,
            )
        )
    need = [sum(p.days for j in jobs for p in j.parts if p.pools == (s,)) for s in range(skills)]
    room = tuple(tuple(0.8 * days / sprints for days in need) for _ in range(sprints))
    pools = tuple(Pool("", str(skill)) for skill in range(skills))
    found = Capacity(calendar, pools, (), Focus(1.0, 0))
    reserve = Reserve((), "", 0)
    return Problem(tuple(jobs), calendar, found, reserve, room, (10.0,) * sprints, True, 0.99)


def _placed_to_sorted(count: int, sprints: int) -> Ratio:
    return _to_sorting(problem(count, sprints, 4))


def _to_sorting(given: Problem) -> Ratio:
    ranks = [job.rank for job in given.jobs]

    def sort_often() -> None:
        for _ in range(100):
            sorted(range(len(ranks)), key=ranks.__getitem__)

    ratio = measure(lambda: place(given, priority_order(given)), sort_often, rounds=5)
    return Ratio(ratio.work, ratio.bound / 100)


def test_placing_500_items_in_26_sprints() -> None:
    name = "place 500 items in 26 sprints, to sorting them"
    hold(name, 300, lambda: _placed_to_sorted(500, 26))


def test_placing_2000_items_with_4_skills_in_52_sprints() -> None:
    name = "place 2,000 items in 52 sprints, to sorting them"
    hold(name, 300, lambda: _placed_to_sorted(2000, 52))


def test_placing_10000_items_most_of_which_fit_nowhere() -> None:
    """A backlog that was imported whole, for a team that gets a tenth of it done in a year."""
    given = problem(10_000, 26, 4)
    scarce = replace(given, room=tuple(tuple(days / 10 for days in row) for row in given.room))
    name = "place 10,000 items of which a tenth fits in 26 sprints, to sorting them"
    hold(name, 40, lambda: _to_sorting(scarce))


def test_the_gap_of_value_mode_at_500_items_is_reported() -> None:
    given = problem(500, 26, 4)
    found = search(given, priority_order(given), {}, 1)
    sys.stdout.write(f"\nvalue mode, 500 items: gap to the bound {found.gap:.1%} (aim 5%)\n")
    assert 0 <= found.gap < 0.15
