"""What is different in the same futures? Several models run on common random numbers.

planning.md, One sprint of a trial: one unit of work is one chunk of all compared models. The first
is the base; of every other the trials are kept in which an item is finished earlier, in the same
sprint, or later than in the base. Items, streams and capacity may differ between the models:
random numbers are keyed by stable ids.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from roadmap.analysis.simulation.draws import Draws, chunk_size
from roadmap.analysis.simulation.loop import Sprints, Trials, run_chunk
from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.results import (
    BANDS,
    Ints,
    Moments,
    Part,
    goal_sprints,
    joined,
    kept_trials,
    moments_of,
    part_of,
)
from roadmap.analysis.simulation.run import Run, Unit, in_all, units_of
from roadmap.errors import Refused

_DATES = 5  # the first column of what is counted of a date


@dataclass(frozen=True, slots=True)
class Dates:
    """In how many trials a date is kept in both, in the base only, in the other only, in none."""

    both: int
    base_only: int
    other_only: int
    neither: int


@dataclass(frozen=True, slots=True)
class Apart:
    """How one thing's sprint of finishing differs from the base, trial by trial.

    `total` and `squares` sum the difference in sprints, other minus base, where what is not
    finished within the horizon counts as finished right after it. `dates` is None without a date
    within the horizon in both.
    """

    earlier: int
    same: int
    later: int
    total: int
    squares: int
    dates: Dates | None = None

    @property
    def trials(self) -> int:
        """How many trials were compared."""
        return self.earlier + self.same + self.later

    @property
    def mean(self) -> float:
        """The mean difference in sprints; below 0 is earlier than the base."""
        return self.total / self.trials

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        trials = self.trials
        spread = max(0.0, self.squares - self.total**2 / trials) / max(1, trials - 1)
        return math.sqrt(spread / trials)


@dataclass(frozen=True, slots=True)
class Pair:
    """A model against the base. `items` and `goals` are those in both, by id and by name.

    A row of `counts` and `goal_counts` is earlier, same, later, total, squares, then the four
    numbers of the date, -1 where there is none. `bands` are the other's minus the base's.
    """

    items: tuple[str, ...]
    counts: Ints
    goals: tuple[str, ...]
    goal_counts: Ints
    bands: dict[str, Moments]

    def item(self, key: str) -> Apart | None:
        """Return how an item's finish differs, None where one of both has no such item."""
        return _apart(self.counts[self.items.index(key)]) if key in self.items else None

    def goal(self, name: str) -> Apart | None:
        """Return how a goal's last item differs, None where one of both has no such goal."""
        return _apart(self.goal_counts[self.goals.index(name)]) if name in self.goals else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of each model, the base first; `pairs[k - 1]` is model k against the base."""

    parts: tuple[Part, ...]
    pairs: tuple[Pair, ...]

    @property
    def trials(self) -> int:
        """How many trials were run of each model."""
        return self.parts[0].trials


def compare(
    models: Sequence[Model],
    asked: Run,
    executor: Executor | None = None,
    picture: Callable[[Comparison], bool] | None = None,
) -> Comparison:
    """Return what came of all trials of all models, and how they differ from the first.

    `picture` as for `simulate`. Raises Refused where the models' sprints are not the same days,
    Cancelled where `picture` says no, WorkerLost where a process died.
    """
    if any(model.ends != models[0].ends for model in models):
        raise Refused(
            "What is compared has to have the same sprints: the same first day, the same length "
            "and the same number of them."
        )
    size = chunk_size(max(len(model.items) for model in models))
    keep = min(kept_trials(model) for model in models)
    run = partial(compare_unit, tuple(models), asked.seed, size)
    return in_all(run, joined_comparison, units_of(asked.trials, size, keep), executor, picture)


def compare_unit(models: tuple[Model, ...], seed: int, size: int, unit: Unit) -> Comparison:
    """Run one chunk of all models. Pure; this is what an executor is given."""
    draws = Draws(seed, unit.chunk, size)
    base = run_chunk(models[0], draws, unit.rows)
    parts, pairs = [part_of(models[0], base, unit.keep)], []
    for model in models[1:]:
        trials = run_chunk(model, draws, unit.rows)
        parts.append(part_of(model, trials, unit.keep))
        pairs.append(_pair(models[0], base, model, trials))
    return Comparison(tuple(parts), tuple(pairs))


def joined_comparison(a: Comparison, b: Comparison) -> Comparison:
    """Return a with the chunk b, the next in order, after it."""
    parts = tuple(joined(one, two) for one, two in zip(a.parts, b.parts, strict=True))
    pairs = tuple(_added(one, two) for one, two in zip(a.pairs, b.pairs, strict=True))
    return Comparison(parts, pairs)


def _added(a: Pair, b: Pair) -> Pair:
    bands = {name: moments + b.bands[name] for name, moments in a.bands.items()}
    return Pair(
        a.items, _sum(a.counts, b.counts), a.goals, _sum(a.goal_counts, b.goal_counts), bands
    )


def _sum(a: Ints, b: Ints) -> Ints:
    """Return the counts of both; -1, no date, stays -1."""
    both: Ints = a + b
    np.maximum(both[:, _DATES:], -1, out=both[:, _DATES:])
    return both


def _pair(base: Model, before: Trials, other: Model, after: Trials) -> Pair:
    places = {item.id: place for place, item in enumerate(base.items)}
    horizon, items, rows = base.sprints, [], []
    for place, item in enumerate(other.items):
        at = places.get(item.id)
        if at is not None:
            dates = (base.items[at].due, item.due)
            items.append(item.id)
            rows.append(_row(before.finished[at], after.finished[place], horizon, dates))
    old, new = goal_sprints(base, before.finished), goal_sprints(other, after.finished)
    goals = [name for name in old if name in new]
    goal_rows = [_row(old[name], new[name], horizon, (None, None)) for name in goals]
    bands = {name: moments_of(getattr(after, name) - getattr(before, name)) for name in BANDS}
    return Pair(tuple(items), _table(rows), tuple(goals), _table(goal_rows), bands)


def _row(a: Sprints, b: Sprints, horizon: int, dates: tuple[int | None, int | None]) -> list[int]:
    a, b = np.minimum(a, horizon), np.minimum(b, horizon)
    apart: NDArray[np.int64] = b.astype(np.int64) - a
    earlier, later = int(np.count_nonzero(apart < 0)), int(np.count_nonzero(apart > 0))
    row = [earlier, len(apart) - earlier - later, later, int(apart.sum()), int(apart @ apart)]
    old, new = dates
    if old is None or new is None:
        return [*row, -1, -1, -1, -1]
    kept, keeps = a <= old, b <= new
    both, first, second = (int(np.count_nonzero(each)) for each in (kept & keeps, kept, keeps))
    return [*row, both, first - both, second - both, len(apart) - first - second + both]


def _table(rows: list[list[int]]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), 9)


def _apart(row: Ints) -> Apart:
    earlier, same, later, total, squares, *dates = (int(value) for value in row)
    return Apart(earlier, same, later, total, squares, None if dates[0] < 0 else Dates(*dates))
