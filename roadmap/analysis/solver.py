"""How a linear model is written for the exact solver (HiGHS), with and without whole numbers.

The solver is loaded when a model is first solved: it brings numpy, and the two would take a fifth
of the time until the window stands. One thread and no clock but the limit: the same model has the
same answer. Never to be loaded beside ortools, which brings another HiGHS.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roadmap.errors import Cancelled

if TYPE_CHECKING:
    import highspy

_ROUGH = 0.01  # of the objective
_FEASIBLE = 2  # in the library's numbers
Row = tuple[list[tuple[int, float]], float]  # (column, factor)..., and the most their sum may be


@dataclass(frozen=True, slots=True)
class Column:
    """One unknown between `low` and `high`, its value in the objective, and whether it is whole."""

    value: float
    low: float = 0.0
    high: float = 1.0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Solved:
    """The best values found; `gap` is what might be missing, relative, 0 where it is proved."""

    values: tuple[float, ...]
    proved: bool
    gap: float


def most(
    columns: Sequence[Column],
    rows: Sequence[Row],
    seconds: float,
    go_on: Callable[[], bool] | None = None,
    *,
    rough: bool = False,
) -> Solved | None:
    """Return the values that make the objective largest; None where no values keep all rows.

    Also None where none were found within `seconds`. `rough` stops within 1% of the best, or with
    what the first node of the search brings: the same every time, not proved. Raises Cancelled once
    `go_on` says no.
    """
    import highspy  # noqa: PLC0415 - 0.2 s; see the module's description

    solver = _solver(columns, rows, seconds, rough=rough)
    stopped = False

    def ask(event: Any) -> None:
        nonlocal stopped
        if not stopped and go_on is not None and not go_on():
            stopped = True
        if stopped:
            event.interrupt()

    if go_on is not None:
        solver.cbMipInterrupt.subscribe(ask)
        solver.cbSimplexInterrupt.subscribe(ask)
    solver.run()
    if stopped:
        raise Cancelled("The search for the best was stopped.")
    info = solver.getInfo()
    if info.primal_solution_status != _FEASIBLE:
        return None
    proved = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    gap = float(info.mip_gap) if math.isfinite(info.mip_gap) else 1.0  # nothing is known yet
    return Solved(tuple(solver.getSolution().col_value), proved, 0.0 if proved else gap)


def _solver(
    columns: Sequence[Column], rows: Sequence[Row], seconds: float, *, rough: bool
) -> highspy.Highs:
    """Return the solver with the model in it."""
    import highspy  # noqa: PLC0415 - as above

    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # the library has no types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", _ROUGH if rough else 0.0)
    solver.setOptionValue("time_limit", seconds)
    if rough:
        solver.setOptionValue("mip_max_nodes", 1)
    if solver.passModel(_model(columns, rows)) == highspy.HighsStatus.kError:
        # Run all the same it would end this whole process: a row must not name a column twice.
        raise ValueError("the solver takes no such model")
    return solver


def _model(columns: Sequence[Column], rows: Sequence[Row]) -> highspy.HighsLp:
    import highspy  # noqa: PLC0415 - as above

    model = highspy.HighsLp()
    model.num_col_ = len(columns)
    model.col_cost_ = [-column.value for column in columns]
    model.col_lower_ = [column.low for column in columns]
    model.col_upper_ = [column.high for column in columns]
    kinds = highspy.HighsVarType
    model.integrality_ = [
        kinds.kInteger if column.whole else kinds.kContinuous for column in columns
    ]
    set_rows(model, -highspy.kHighsInf, rows)
    return model


def set_rows(model: highspy.HighsLp, lowest: float, rows: Sequence[Row]) -> None:
    """Write the rows "sum of factor x column <= limit" into the model."""
    import highspy  # noqa: PLC0415 - as above

    starts: list[int] = [0]
    indices: list[int] = []
    factors: list[float] = []
    for row, _ in rows:
        indices.extend(column for column, _ in row)
        factors.extend(factor for _, factor in row)
        starts.append(len(indices))
    model.num_row_ = len(rows)
    model.row_lower_ = [lowest] * len(rows)
    model.row_upper_ = [limit for _, limit in rows]
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = indices
    model.a_matrix_.value_ = factors
