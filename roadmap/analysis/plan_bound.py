"""No plan is worth more than this: the optimum of the linear relaxation of the placement.

Items may be cut into fractions over sprints, nothing waits for anything, and a skill that several
pools have draws from their sum. Solved exactly with HiGHS.
"""

from __future__ import annotations

from collections.abc import Iterator

import highspy

from roadmap.analysis.plan_problem import Job, Problem


def value_bound(problem: Problem) -> float:
    """Return an upper bound on the sum of value x discount^sprint over all plans."""
    usable = [job for job in problem.jobs if job.blocked is None and job.days > 0]
    free = sum(
        job.value * problem.discount**job.earliest
        for job in problem.jobs
        if job.blocked is None and job.days <= 0 and job.earliest < len(problem.sprints)
    )
    columns = [
        (job, sprint) for job in usable for sprint in range(job.earliest, len(problem.sprints))
    ]
    if not columns:
        return free
    model = highspy.HighsLp()
    model.num_col_ = len(columns)
    model.col_cost_ = [-job.value * problem.discount**sprint for job, sprint in columns]
    model.col_lower_ = [0.0] * len(columns)
    model.col_upper_ = [1.0] * len(columns)
    starts: list[int] = [0]
    indices: list[int] = []
    factors: list[float] = []
    limits: list[float] = []
    for row, limit in _rows(problem, columns):
        indices.extend(column for column, _ in row)
        factors.extend(factor for _, factor in row)
        starts.append(len(indices))
        limits.append(limit)
    model.num_row_ = len(limits)
    model.row_lower_ = [-highspy.kHighsInf] * len(limits)
    model.row_upper_ = limits
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = indices
    model.a_matrix_.value_ = factors
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(model)
    solver.run()
    return free - float(solver.getInfo().objective_function_value)


def _rows(
    problem: Problem, columns: list[tuple[Job, int]]
) -> Iterator[tuple[list[tuple[int, float]], float]]:
    """Yield (columns with factors, limit): each item once, each group of pools in each sprint."""
    once: dict[str, list[tuple[int, float]]] = {}
    groups: dict[tuple[int, tuple[int, ...]], list[tuple[int, float]]] = {}
    for column, (job, sprint) in enumerate(columns):
        once.setdefault(job.item, []).append((column, 1.0))
        for part in job.parts:
            groups.setdefault((sprint, part.pools), []).append((column, part.days))
        groups.setdefault((sprint, ()), []).append((column, job.days))
    for row in once.values():
        yield row, 1.0
    for (sprint, pools), row in groups.items():
        room = problem.room[sprint]
        yield row, sum(room[pool] for pool in pools) if pools else sum(room)
