"""Roadmaps for the simulator, built by commands, and the document that `simulate --json` prints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadmap.analysis.simulation.forecast_json import forecast_json
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.results import Part
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.state import State
from roadmap.values import derived_id
from tests.given import after, begun, command, item_id

BEGIN = date(2026, 1, 5)
DAYS = 10  # working days in a sprint
_EXACT = {
    "focus": 1,
    "focus_learned": False,
    "shared_cv": 0,
    "reserve": "off",
    "horizon_sprints": 26,
}


def sprint_start(number: int) -> str:
    """Return the first day of the sprint with this offset."""
    return (BEGIN + timedelta(days=14 * number)).isoformat()


def exact(*commands: dict[str, Any], capacity: float = 0.0, **planning: Any) -> State:
    """Return a roadmap with `capacity` person-days a sprint and nothing that blurs a closed form.

    Focus 1, no shared factor, no reserve; `planning` sets what should differ.
    """
    state = begun(sprint_start=BEGIN)
    settings: dict[str, Any] = {"do": "edit_roadmap", "planning": {**_EXACT, **planning}}
    people: list[dict[str, Any]] = []
    while capacity > 1e-12:
        share = min(1.0, capacity / DAYS)
        people.append({"do": "add_person", "name": f"P{len(people)}", "availability": share})
        capacity -= share * DAYS
    given = [command(**each) for each in (settings, *people, *commands)]
    return after(state, *given)


def item(title: str, low: float, likely: float, high: float, **fields: Any) -> dict[str, Any]:
    """Return the command that adds an item that any number of people may work on at once."""
    return {
        "do": "add_item",
        "item": item_id(title),
        "title": title,
        "estimate": {"low": low, "likely": likely, "high": high},
        "people_at_once": 1e6,
        "may_span": True,
        **fields,
    }


def stream(arrivals: float, size: float, cv: float = 0.0, **fields: Any) -> dict[str, Any]:
    """Return the command that adds an entered stream."""
    return {
        "do": "add_stream",
        "stream": derived_id("stream", fields.get("name", "Incidents")),
        "name": "Incidents",
        "driver": "incident",
        "arrivals_per_sprint": arrivals,
        "size_mean": size,
        "size_cv": cv,
        "dispersion": 1,
        **fields,
    }


def ran(state: State, trials: int, horizon: int, seed: int = 1) -> tuple[dict[str, Any], Part]:
    """Return the forecast of `state` from the first day on, and what it was made of."""
    model, asked = model_of(state, BEGIN, horizon), Run(trials, seed)
    part = simulate(model, asked)
    return forecast_json(1, state, model, part, asked, BEGIN), part


def forecast(state: State, trials: int, horizon: int, seed: int = 1) -> dict[str, Any]:
    """Return the forecast of `state` from the first day on."""
    return ran(state, trials, horizon, seed)[0]
