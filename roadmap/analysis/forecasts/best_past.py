"""Does a forecast ask for more than the team ever did?

The most that was finished in a run of closed sprints is compared with the most that the forecast
finishes in as many sprints on end, by number of items and by person-days on items. What beats the
best past result is no mistake, but somebody should know why: people to come, smaller items, or
estimates that are too low. The sprint that holds the as-of day is left out, as it is not whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.results import Part, value_percentiles
from roadmap.analysis.words import counted, say_days
from roadmap.records.sprints import Outcome
from roadmap.state import State

LONGEST = 6  # sprints in a row
_FEWEST = 3  # closed sprints; of fewer the best says nothing
_NOISE = 1e-9

Measure = Literal["items", "days"]


@dataclass(frozen=True, slots=True)
class Beaten:
    """A run of sprints in which the forecast beats the best past one of the same length.

    `first` is an offset from the as-of sprint, `past` are numbers of closed sprints and `items`
    what was finished in them.
    """

    measure: Measure
    forecast: float
    best: float
    first: int
    length: int
    past: tuple[int, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Closed:
    number: int
    outcome: Outcome


def beaten(state: State, model: Model, part: Part) -> tuple[Beaten, ...]:
    """Return where the middle of the futures beats the best past run; none below 3 closed sprints.

    Finished items are the median of all futures, person-days on items their mean.
    """
    closed = sorted(
        (
            _Closed(each.number, each.outcome)
            for each in state.sprints.ordered()
            if each.outcome is not None
        ),
        key=lambda each: each.number,
    )
    length = min(LONGEST, len(closed), model.sprints - 1)
    if len(closed) < _FEWEST or length < 1:
        return ()
    items = [middle for (middle,) in value_percentiles(part.kept_counts, (0.5,))]
    remaining = [float(mean) for mean in part.bands["remaining"].mean]
    found: list[Beaten] = []
    compared: tuple[tuple[Measure, list[float], list[float]], ...] = (
        ("items", _steps(items), [float(len(each.outcome.done)) for each in closed]),
        ("days", _steps([-left for left in remaining]), [e.outcome.done_days for e in closed]),
    )
    for measure, coming, past in compared:
        at, most = _best(coming, length)
        best_at, best = _best(past, length)
        if most > best + _NOISE:
            run = closed[best_at : best_at + length]
            done = tuple(each.item for sprint in run for each in sprint.outcome.done)
            numbers = tuple(sprint.number for sprint in run)
            found.append(Beaten(measure, most, best, at + 1, length, numbers, done))
    return tuple(found)


def _steps(reached: Sequence[float]) -> list[float]:
    """Return what each sprint but the first adds."""
    return [after - before for before, after in pairwise(reached)]


def _best(values: Sequence[float], length: int) -> tuple[int, float]:
    """Return where the run of `length` values with the largest sum begins, and that sum."""
    sums = [0.0, *accumulate(values)]
    runs = [sums[end] - sums[end - length] for end in range(length, len(sums))]
    at = max(range(len(runs)), key=lambda place: (runs[place], -place))
    return at, runs[at]


def beaten_text(found: Beaten, first_sprint: int) -> str:
    """Return the warning as a sentence; `first_sprint` is the number of the as-of sprint."""
    begin = first_sprint + found.first
    coming = _sprints(begin, begin + found.length - 1)
    past = _sprints(found.past[0], found.past[-1])
    if found.measure == "items":
        more, best = counted(round(found.forecast), "item"), f"{round(found.best):,}"
        return (
            f"The forecast finishes {more} in {coming}; the best run of {found.length} so far "
            f"finished {best}, in {past}."
        )
    more, best = say_days(found.forecast), say_days(found.best)
    return (
        f"The forecast does {more} of work on items in {coming}; the best run of {found.length} "
        f"so far did {best}, in {past}."
    )


def _sprints(first: int, last: int) -> str:
    return f"sprint {first}" if first == last else f"sprints {first} to {last}"
