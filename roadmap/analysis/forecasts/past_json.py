"""What the past says of a forecast, as `simulate` and `plan` print it beside their dates.

How many past P85 dates held, what the closed sprints alone would forecast, and where the forecast
beats the best past result; every number with the ids of the items behind it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.forecasts.best_past import Beaten, beaten, beaten_text
from roadmap.analysis.forecasts.throughput import Throughput, throughput
from roadmap.analysis.forecasts.track_record import coverage_json, track_record
from roadmap.analysis.simulation.model import Model
from roadmap.analysis.simulation.results import Part
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import counted
from roadmap.state import State

Json = dict[str, Any]


def past_json(state: State, model: Model, part: Part, asked: Run, as_of: date) -> Json:
    """Return the keys that the past adds to a forecast; sprints are offsets, of the past numbers.

    `throughput` is null below eight closed sprints. `instead` says that nothing is estimated, so
    that its dates of items are the better guess.
    """
    found = throughput(state, model, asked, as_of)
    return {
        "measured_coverage": coverage_json(track_record(state, as_of)),
        "throughput": None if found is None else _throughput(state, model, found),
        "warnings": [_beaten(each, model.first_sprint or 1) for each in beaten(state, model, part)],
    }


def _throughput(state: State, model: Model, found: Throughput) -> Json:
    instead = bool(model.items) and all(
        effort_days(state.items[item.id], state.roadmap).is_default for item in model.items
    )
    return {
        "past": [{"sprint": each.sprint, "finished": list(each.finished)} for each in found.past],
        "finished": [
            {"sprint": sprint, "at_85": low, "p50": middle}
            for sprint, (low, middle) in enumerate(zip(found.at_85, found.p50, strict=True))
        ],
        "items": {item: {"p50": p50, "p85": p85} for item, (p50, p85) in found.items.items()},
        "instead": instead,
        "text": throughput_text(model, found, instead),
    }


def throughput_text(model: Model, found: Throughput, instead: bool) -> str:
    """Return how much the last closed sprints alone would forecast, two whole sprints ahead."""
    done = sum(len(each.finished) for each in found.past)
    basis = f"{counted(done, 'item')} in the last {len(found.past)} closed sprints"
    place = min(len(found.at_85), 2 if model.whole[0] else 3) - 1
    count = counted(found.at_85[place], "item")
    end = (model.first_sprint or 1) + place
    said = (
        f"By throughput ({basis}), {count} or more are finished by the end of sprint {end} at 85%."
    )
    return f"{said} Nothing is estimated: this is the better guess." if instead else said


def _beaten(found: Beaten, first_sprint: int) -> Json:
    return {
        "code": "beats_best_past",
        "measure": found.measure,
        "forecast": found.forecast,
        "best": found.best,
        "sprints": list(range(found.first, found.first + found.length)),
        "past": list(found.past),
        "items": list(found.items),
        "text": beaten_text(found, first_sprint),
    }
