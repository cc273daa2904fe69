"""What is kept of a simulated scenario for its charts: percentiles, so that drawing costs nothing.

Made on the worker that ran the trials; the window only draws and words it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from roadmap.analysis.forecasts.best_past import beaten, beaten_text
from roadmap.analysis.simulation.contrast import Compared, Contrast
from roadmap.analysis.simulation.forecast_json import quality
from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.results import Ints, Part, value_percentiles

_SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
_AT_85 = 0.15  # of counts: at least so many in 85% of futures


@dataclass(frozen=True, slots=True)
class Course:
    """A quantity today and at the end of each sprint: P10, P25, P50, P75, P90, and the line.

    `low` is a further line: at least so much in 85% of futures.
    """

    bands: tuple[tuple[float, ...], ...]
    line: tuple[float, ...]
    low: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """One scenario as it was simulated; `change` is None for the plan as it is.

    `must_left` is must-do work in person-days, `must_share` its share of all effort, `finished` the
    number of items done. `rests_on` says what the numbers rest on, `places` where each item stands
    in the model.
    """

    key: str
    name: str
    compared: Compared
    part: Part
    change: Contrast | None
    must_left: Course
    must_share: Course
    finished: Course
    rests_on: str = ""
    places: Mapping[str, int] = field(default_factory=dict)

    @property
    def model(self) -> Model:
        """What was simulated."""
        return self.compared.model

    @property
    def trials(self) -> int:
        """How many futures."""
        return self.part.trials

    @property
    def over(self) -> int:
        """How many sprints it takes until all is done in half of the futures."""
        total = len(self.model.items)
        done = (n for n, middle in enumerate(self.finished.line) if middle >= total - 0.5)
        return next(done, self.model.sprints)

    def place(self, item: str) -> int | None:
        """Where an item stands in the model; None where it is not planned."""
        return self.places.get(item)

    def counts(self, item: str) -> Ints | None:
        """In how many trials the item is finished in each sprint, the last is beyond."""
        place = self.place(item)
        return None if place is None else self.part.finished[place]


def seen_of(key: str, compared: Compared, part: Part, change: Contrast | None) -> Seen:
    """Return what is kept; about 20 ms for 10,000 trials over 26 sprints."""
    return Seen(
        key,
        compared.name,
        compared,
        part,
        change,
        _must_left(compared.model, part),
        _must_share(part),
        _finished(part),
        rests_on(compared, part),
        {item.id: place for place, item in enumerate(compared.model.items)},
    )


def rests_on(compared: Compared, part: Part) -> str:
    """Return what the numbers rest on, with a warning where they beat the best past result."""
    found = beaten(compared.state, compared.model, part)
    parts: list[str] = [quality(compared.state, compared.model)["text"]]
    if found:
        parts.append(beaten_text(found[0], compared.model.first_sprint or 1))
    return " ".join(parts)


def _must_left(model: Model, part: Part) -> Course:
    must = [place for place, item in enumerate(model.items) if item.forced]
    waiting = sum(inflow.start_backlog for inflow in model.inflows)
    efforts = np.hstack([chunk[must] for chunk in part.kept_efforts]).sum(axis=0) + waiting
    today = [float(value) for value in np.quantile(efforts, _SHARES, method="inverted_cdf")]
    return _course([today, *value_percentiles(part.kept_bands["must"], _SHARES)])


def _must_share(part: Part) -> Course:
    rows = value_percentiles(part.kept_bands["forced"], _SHARES)
    means = [float(value) for value in part.bands["forced"].mean]
    return _course([rows[0], *rows], [means[0], *means])


def _finished(part: Part) -> Course:
    found = value_percentiles(part.kept_counts, (*_SHARES, _AT_85))
    rows = [[0.0] * (len(_SHARES) + 1), *found]
    course = _course([row[:-1] for row in rows])
    return Course(course.bands, course.line, tuple(row[-1] for row in rows))


def _course(rows: Sequence[Sequence[float]], line: Sequence[float] | None = None) -> Course:
    columns = tuple(tuple(column) for column in zip(*rows, strict=True))
    return Course(columns, columns[2] if line is None else tuple(line))
