"""How likely is the plan? The simulation of its own sprints, read for each item and its date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic

import numpy as np

from roadmap.analysis.forecasts.track_record import coverage_text, track_record
from roadmap.analysis.planning.forecast import (
    DateChance,
    ItemForecast,
    PlanForecast,
    sprint_end,
)
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.forecast_json import quality
from roadmap.analysis.simulation.model import NOTHING_ASSUMED, Model, SimItem, model_of
from roadmap.analysis.simulation.results import Ints, Part, done_by
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.records.assumptions import Assumptions
from roadmap.state import State

_APART = 0.5  # seconds between two pictures after the first one

Shown = Callable[[PlanForecast], bool]


def forecast_plan(
    state: State,
    key: PlanKey,
    asked: Run,
    picture: Shown | None = None,
    assumed: Assumptions = NOTHING_ASSUMED,
    go_on: Callable[[int], bool] | None = None,
) -> PlanForecast:
    """Return what comes of the plan of `state` and `key` in so many futures.

    `picture` is given the first 500 trials, then what is there from time to time; it returns
    whether to go on, and so does `go_on`, which is asked after each chunk with the trials so far.
    Raises Cancelled where one of them says no.
    """
    model = model_of(state, key.as_of, key.sprints, assumed, key)
    days = tuple(s.end - timedelta(days=1) for s in plan(state, key).problem.sprints)
    rests_on = str(quality(state, model)["text"])
    said = _Said(days, rests_on, _so_far(state, key.as_of), key.as_of)
    shown_at = [0.0]

    def show(part: Part) -> bool:
        now = monotonic()
        if go_on is not None and not go_on(part.trials):
            return False
        if picture is None or (now - shown_at[0] < _APART and part.trials < asked.trials):
            return True
        shown_at[0] = now
        return picture(read(model, part, asked, said))

    part = simulate(model, asked, None, None if picture is None and go_on is None else show)
    return read(model, part, asked, said)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is the same for every picture."""

    days: tuple[date, ...]
    rests_on: str
    so_far: str
    as_of: date


def _so_far(state: State, as_of: date) -> str:
    return coverage_text(track_record(state, as_of))


def read(model: Model, part: Part, asked: Run, said: _Said) -> PlanForecast:
    """Return what the trials so far say of each item."""
    first = model.first_sprint or 1
    by_then = np.cumsum(part.finished[:, :-1], axis=1).tolist()
    return PlanForecast(
        part.trials,
        asked.seed,
        tuple(range(first, first + model.sprints)),
        said.days,
        {
            item.id: _item(item, tuple(finished), part.finished[place], said)
            for place, (item, finished) in enumerate(zip(model.items, by_then, strict=True))
        },
        said.rests_on,
        said.so_far,
        part.trials >= asked.trials,
        said.as_of,
    )


def _item(item: SimItem, finished: tuple[int, ...], counts: Ints, said: _Said) -> ItemForecast:
    if item.due_date is None:
        return ItemForecast(finished)
    until = sprint_end(said.days[0], said.as_of, item.due_date) if said.days else None
    found = done_by(counts, item.due if until is None else 0)
    if found is None:
        return ItemForecast(finished, DateChance(item.due_date))
    chance = DateChance(item.due_date, found.probability, found.low, found.high, until)
    return ItemForecast(finished, chance)
