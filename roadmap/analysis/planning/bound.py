"""No plan is worth more than this: the optimum of the linear relaxation of the placement.

Items may be cut into fractions over sprints, and a skill that several pools have draws from their
sum; what waits for something is never further along than that. Solved exactly with HiGHS. When the
fractions stand in the relaxed optimum is also a good order to begin a search with.

The solver is loaded when a bound is first asked for: it brings numpy, and the two would take a
fifth of the time until the window stands, for something that only planning by value uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap.analysis.planning.problem import Problem
from roadmap.analysis.solver import Row, set_rows

# Above this many factors the chains are left out of the relaxation: the bound is then weaker, and
# the solver takes a second instead of minutes.
_MOST_CHAIN_FACTORS = 600_000


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An upper bound on the sum of value x discount^sprint, and each job's mean sprint in it.

    A job of which nothing is placed has twice the number of sprints.
    """

    bound: float
    sprints: tuple[float, ...]


def relaxed(problem: Problem) -> Relaxed:
    """Return the optimum of the linear relaxation of `problem`."""
    import highspy  # noqa: PLC0415 - 0.2 s; see the module's description

    count = len(problem.sprints)
    columns = [
        (number, sprint)
        for number, job in enumerate(problem.jobs)
        if job.blocked is None
        for sprint in range(job.earliest, count)
    ]
    if not columns:
        return Relaxed(0.0, (2.0 * count,) * len(problem.jobs))
    model = highspy.HighsLp()
    model.num_col_ = len(columns)
    model.col_cost_ = [
        -problem.jobs[number].value * problem.discount**sprint for number, sprint in columns
    ]
    model.col_lower_ = [0.0] * len(columns)
    model.col_upper_ = [1.0] * len(columns)
    set_rows(model, -highspy.kHighsInf, [*_rows(problem, columns), *_chains(problem, columns)])
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    solver.run()
    shares = solver.getSolution().col_value
    bound = -float(solver.getInfo().objective_function_value)
    return Relaxed(bound, _mean_sprints(problem, columns, shares))


def _rows(problem: Problem, columns: list[tuple[int, int]]) -> Iterator[Row]:
    """Yield the limits: each item once, each group of pools and all of them in each sprint."""
    once: dict[int, list[tuple[int, float]]] = {}
    groups: dict[tuple[int, tuple[int, ...]], list[tuple[int, float]]] = {}
    for column, (number, sprint) in enumerate(columns):
        job = problem.jobs[number]
        once.setdefault(number, []).append((column, 1.0))
        for part in job.parts:
            groups.setdefault((sprint, part.pools), []).append((column, part.days))
        groups.setdefault((sprint, ()), []).append((column, job.days))
    for row in once.values():
        yield row, 1.0
    for (sprint, pools), row in groups.items():
        room = problem.room[sprint]
        yield row, sum(room[pool] for pool in pools) if pools else sum(room)


def _chains(problem: Problem, columns: list[tuple[int, int]]) -> Iterator[Row]:
    """Yield, up to each sprint: no more is placed of what waits than of what it waits for."""
    waits = [(number, other) for number, job in enumerate(problem.jobs) for other in job.waits_for]
    count = len(problem.sprints)
    if len(waits) * count * (count + 1) > _MOST_CHAIN_FACTORS:
        return
    place = {column: index for index, column in enumerate(columns)}
    for number, other in waits:
        row: list[tuple[int, float]] = []
        for sprint in range(count):
            for job, factor in ((number, 1.0), (other, -1.0)):
                if (job, sprint) in place:
                    row.append((place[job, sprint], factor))
            yield row.copy(), 0.0


def _mean_sprints(
    problem: Problem, columns: list[tuple[int, int]], shares: list[float]
) -> tuple[float, ...]:
    count = len(problem.sprints)
    placed, weighted = [0.0] * len(problem.jobs), [0.0] * len(problem.jobs)
    for (number, sprint), share in zip(columns, shares, strict=True):
        placed[number] += share
        weighted[number] += share * sprint
    return tuple(
        when / share + (1 - share) * count if share > 1e-9 else 2.0 * count
        for when, share in zip(weighted, placed, strict=True)
    )
