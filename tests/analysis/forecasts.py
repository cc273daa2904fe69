"""Kept forecasts as tests give them: sprints of two weeks, few items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from roadmap.events.forecasts import ForecastKept
from roadmap.records.forecasts import (
    DateForecast,
    Engine,
    Forecast,
    ItemForecast,
    ScenarioMark,
    ShareBand,
)
from roadmap.values import derived_id

START = date(2026, 1, 5)  # of sprint 1
_LENGTH = timedelta(days=14)


def last_day(sprint: int) -> date:
    """Return the last day of a sprint."""
    return START + sprint * _LENGTH - timedelta(days=1)


def forecast(
    p85: Mapping[str, int | None],
    *,
    first: int = 1,
    sprints: int = 12,
    dates: Sequence[DateForecast] = (),
    scenario: ScenarioMark | None = None,
) -> Forecast:
    """Return a forecast as of the first day of sprint `first`; P50 is a sprint before P85."""
    return Forecast(
        as_of=START + (first - 1) * _LENGTH,
        seed=1,
        trials=1_000,
        engine=Engine("0.1.0", "2.1.0", "x86_64"),
        scenario=scenario,
        first_sprint=first,
        ends=tuple(START + number * _LENGTH for number in range(first, first + sprints)),
        items=tuple(
            ItemForecast(
                item,
                first + sprints - 1 if sprint is None else max(first, sprint - 1),
                sprint,
                0.2 if sprint is None else 0.0,
            )
            for item, sprint in p85.items()
        ),
        dates=tuple(dates),
        forced_share=(ShareBand(0.3, 0.1, 0.6),) * sprints,
        sized_by_people=len(p85),
        closed_sprints=3,
    )


def kept(facts: Forecast, name: str = "kept", on: date | None = None) -> ForecastKept:
    """Return the event that `facts` were kept, by default on the day they are as of."""
    return ForecastKept(
        forecast=derived_id("forecast", name), kept_on=on or facts.as_of, facts=facts
    )
