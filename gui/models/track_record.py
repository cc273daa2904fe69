"""How is it said what was forecast of an item then?"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from gui.models.properties.property import Property
from gui.models.words import long_day_text, span_text
from gui.paint.text import Run
from roadmap.analysis.forecasts.forecast_then import ForecastThen, forecast_then
from roadmap.state import Item, State

FORECAST_THEN = "forecast_then"


def _t(text: str) -> str:
    return QCoreApplication.translate("track_record", text)


def forecast_row(item: Item, state: State, *, at_now: bool) -> Property | None:
    """Return the row "Forecast then" of an item in the past, or of a finished one at any time.

    None where nothing was kept about it, and for an open item now: the forecast of today is there.
    """
    if at_now and item.is_open:
        return None
    found = forecast_then(state, item)
    if found is None:
        return None
    runs = [Run(_dates(found))]
    if item.done_on is not None and found.late_days is not None:
        runs.append(Run(f"\n{_came(found.late_days)}", "bad" if found.late_days > 0 else "muted"))
    elif found.due is not None:
        runs.append(Run(f"\n{_held_in(found)}", "muted"))
    runs.append(Run("\n" + _t("kept on {day}").format(day=long_day_text(found.kept_on)), "muted"))
    hint = _t("Half of the futures were done by P50, 85 of 100 by P85, the last day of a sprint.")
    return Property(FORECAST_THEN, _t("Forecast then"), tuple(runs), "none", hint=hint)


def _dates(found: ForecastThen) -> str:
    if found.p50 is None:
        return _t("Not in sight in half of the futures or more")
    p50 = _t("P50 {day}").format(day=long_day_text(found.p50))
    if found.p85 is None:
        return p50 + "\n" + _t("P85 not in sight")
    return p50 + "\n" + _t("P85 {day}").format(day=long_day_text(found.p85))


def _held_in(found: ForecastThen) -> str:
    if found.due is None or found.due.probability is None:
        return _t("its date was beyond the sprints looked at")
    return _t("{share} for {day}").format(
        share=f"{found.due.probability:.0%}", day=long_day_text(found.due.day)
    )


def _came(late: int) -> str:
    """How the day it was finished compares with P85."""
    if late == 0:
        return _t("done on the P85 date")
    time = span_text(abs(late))
    words = _t("{time} after P85") if late > 0 else _t("{time} before P85")
    return words.format(time=time)
