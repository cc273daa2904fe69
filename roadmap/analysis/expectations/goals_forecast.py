"""How likely is it that all the work towards a goal is done by the goal's day (A5)?

Simulated with a fixed seed; the trials are those of `roadmap simulate`, fewer of them. That the
work is done does not say that the goal is reached: the trend of its readings stands beside it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.results import chance, goal_places, percentile
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.state import State

TRIALS = 2_000
HORIZON = 52

Forecast = dict[str, dict[str, Any]]


def goals_forecast(state: State, today: date) -> Forecast:
    """Return, by goal, the probability of its work being done by its day, and P50 and P85."""
    return _FORECAST(state, today)


def _compute(state: State, today: date, _earlier: Earlier[State, Forecast] | None) -> Forecast:
    goals = [goal for goal in state.goals.ordered() if goal.is_open]
    roadmap = state.roadmap
    if not goals or roadmap is None or roadmap.sprint_start is None:
        return {}
    model = model_of(state, today, HORIZON)
    if not goal_places(model).keys() & {goal.id for goal in goals}:
        return {}
    part = simulate(model, Run(TRIALS))
    found: Forecast = {}
    for goal in goals:
        counts = part.goals.get(goal.id)
        if counts is None:
            continue
        due = _sprint_of(model, today, goal.by)
        hits = None if due is None else chance(int(counts[: due + 1].sum()), part.trials)
        found[goal.id] = {
            "by": None if goal.by is None else goal.by.isoformat(),
            "probability": None if hits is None else hits.probability,
            "low": None if hits is None else hits.low,
            "high": None if hits is None else hits.high,
            "p50": percentile(counts, 0.5),
            "p85": percentile(counts, 0.85),
            "first_sprint": model.first_sprint,
            "trials": part.trials,
        }
    return found


def _sprint_of(model: Model, today: date, day: date | None) -> int | None:
    """Return the last sprint that ends by `day`, -1 before all; None beyond the horizon."""
    if day is None:
        return None
    left = (day - today).days + 1
    if not model.ends or left >= model.ends[-1]:
        return None if not model.ends or left > model.ends[-1] else len(model.ends) - 1
    return sum(end <= left for end in model.ends) - 1


_FORECAST: Memo[State, date, Forecast] = Memo(_compute)
