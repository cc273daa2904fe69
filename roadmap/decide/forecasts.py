"""Whether a forecast may be kept: at any time, on the day of the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.commands.forecasts import KeepForecast
from roadmap.decide.deciding import Deciding
from roadmap.errors import Refused
from roadmap.events.forecasts import ForecastKept


def keep_forecast(d: Deciding, command: KeepForecast) -> None:
    """Keep a forecast, as of today for the record of what held."""
    d.require_roadmap()
    d.check_new("forecast", command.forecast)
    if command.facts is None:
        raise Refused("Keeping a forecast needs what was forecast: keep it through the roadmap.")
    d.emit(ForecastKept(forecast=command.forecast, kept_on=d.now.today, facts=command.facts))


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {KeepForecast: keep_forecast}
