"""What is kept of a forecast: the few numbers an item that playback shows and time scores.

A run is stored only when a person keeps it (planning.md). Its size does not depend on the number
of trials: measured, 56 bytes of the record an item and 62 more where it has a date, so 0.6 to
1.2 MB for 10,000 items, read back in 22 ms; shares are rounded to a millionth for that.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version

import numpy as np

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.planning.sprint_calendar import sprint_calendar
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.results import Part, done_by, percentile, value_percentiles
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.errors import Refused
from roadmap.records.forecasts import (
    DateForecast,
    Engine,
    Forecast,
    ItemForecast,
    ScenarioMark,
    ShareBand,
)
from roadmap.records.streams import StreamBasis
from roadmap.state import State

_PLACES = 6  # of a share


def engine_here() -> Engine:
    """Return what the random numbers of this installation depend on besides the seed."""
    return Engine(version("roadmap"), np.__version__, platform.machine())


def facts_of(
    state: State,
    model: Model,
    part: Part,
    asked: Run,
    as_of: date,
    scenario: ScenarioMark | None = None,
) -> Forecast:
    """Return what is kept of `part`, which came of `model`, made of `state` as of that day.

    Raises Refused where there are no sprints yet.
    """
    if model.first_sprint is None:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
    first = model.first_sprint
    sized = [
        not effort_days(state.items[item.id], state.roadmap).is_default for item in model.items
    ]
    fitted = [each.sprints for each in model.inflows if each.basis is StreamBasis.FITTED]
    return Forecast(
        as_of=as_of,
        seed=asked.seed,
        trials=part.trials,
        engine=engine_here(),
        scenario=scenario,
        first_sprint=first,
        ends=tuple(sprint.end for sprint in sprint_calendar(state, as_of, model.sprints)),
        items=tuple(
            _item(item.id, part.finished[place], first) for place, item in enumerate(model.items)
        ),
        dates=_dates(model, part),
        forced_share=_forced_share(part),
        sized_by_people=sum(sized),
        closed_sprints=max(fitted, default=0),
    )


def forecast_today(state: State, today: date, trials: int, seed: int, horizon: int) -> Forecast:
    """Simulate `state` as of `today` and return what is kept of it. Raises Refused."""
    asked = Run(trials, seed)
    if state.roadmap is None or state.roadmap.sprint_start is None:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
    model = model_of(state, today, horizon)
    return facts_of(state, model, simulate(model, asked), asked, today)


def _item(key: str, counts: np.ndarray[tuple[int], np.dtype[np.int64]], first: int) -> ItemForecast:
    p50, p85 = percentile(counts, 0.5), percentile(counts, 0.85)
    beyond = _share(int(counts[-1]) / int(counts.sum()))
    return ItemForecast(key, _number(first, p50), _number(first, p85), beyond)


def _number(first: int, sprint: int | None) -> int | None:
    return None if sprint is None else first + sprint


def _dates(model: Model, part: Part) -> tuple[DateForecast, ...]:
    found = []
    for place, item in enumerate(model.items):
        if item.due_date is not None:
            odds = done_by(part.finished[place], item.due)
            probability = None if odds is None else _share(odds.probability)
            found.append(DateForecast(item.id, item.due_date, probability))
    return tuple(found)


def _forced_share(part: Part) -> tuple[ShareBand, ...]:
    rows: Sequence[Sequence[float]] = value_percentiles(part.kept_bands["forced"], (0.1, 0.9))
    means = part.bands["forced"].mean
    return tuple(
        ShareBand(_share(float(mean)), _share(low), _share(high))
        for mean, (low, high) in zip(means, rows, strict=True)
    )


def _share(value: float) -> float:
    """Return a share in as few digits as matter; sums of floats may lie a hair outside 0 to 1."""
    return min(1.0, max(0.0, round(value, _PLACES)))
