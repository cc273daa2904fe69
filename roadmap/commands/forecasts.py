"""What is wanted of forecasts: keep today's."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.records.forecasts import Forecast, Seed
from roadmap.values import Id


class KeepForecast(CommandBase):
    """Keep today's forecast: it is shown as it was, and its dates are scored once they are past.

    `facts` are what was forecast; without them the service simulates before deciding.
    """

    do = "keep_forecast"
    forecast: Id = Field(default_factory=new_id)
    trials: Annotated[int, Field(ge=1, le=10_000_000)] = 10_000
    seed: Seed = 1
    horizon: Annotated[int, Field(ge=1, le=520)] = 52
    facts: Forecast | None = None


ForecastCommand = KeepForecast
