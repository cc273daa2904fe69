"""What happened to forecasts: one was kept, to be scored and to be shown as it was then."""

from __future__ import annotations

from roadmap.events.base import EventBase
from roadmap.records.forecasts import Forecast
from roadmap.values import Day, Id


class ForecastKept(EventBase):
    """A forecast was kept on a day, with what it said."""

    kind = "forecast_kept"
    forecast: Id
    kept_on: Day
    facts: Forecast


ForecastEvent = ForecastKept
