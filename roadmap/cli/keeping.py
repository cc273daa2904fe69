"""Keeping what was simulated: `simulate --keep` appends the forecast as one decision."""

from __future__ import annotations

from typing import Any

from roadmap.analysis.words import counted
from roadmap.cli.opening import decider
from roadmap.cli.output import tell
from roadmap.cli.usage import Misused
from roadmap.commands.forecasts import KeepForecast
from roadmap.errors import Refused, StoreReadOnly
from roadmap.events.forecasts import ForecastKept
from roadmap.records.forecasts import Forecast
from roadmap.service import Moment, Roadmap, Told, utc_now


def check_keeping(
    roadmap: Roadmap, moment: Moment, keep: bool, by: str | None, why: str | None
) -> None:
    """Refuse, before any trial is run, what could not be kept after it."""
    if not keep:
        if by is not None or why is not None:
            raise Misused("--by and --why say who keeps a forecast and why: add --keep.")
        return
    if roadmap.read_only_because is not None:
        raise StoreReadOnly(roadmap.read_only_because)
    if moment.position != roadmap.head.position:
        raise Refused(
            "A forecast is kept of what the roadmap says now, so that nobody can foretell the "
            "past: leave out --at, or leave out --keep to look only."
        )


def keep(roadmap: Roadmap, facts: Forecast, by: str | None, why: str | None) -> Told:
    """Append the forecast as one decision. Raises Refused, StoreError."""
    command = KeepForecast(facts=facts)
    told = roadmap.execute([command], by=decider(by), at=utc_now(), why=why)
    if told is None:  # a forecast always has a new id
        raise Refused("The forecast was not kept: nothing would change.")
    return told


def kept_json(told: Told) -> dict[str, Any]:
    """Return the decision that kept a forecast, as `simulate --keep --json` prints it."""
    return {"decision": told.id, "forecast": _event(told).forecast, "position": told.position}


def tell_kept(told: Told) -> None:
    """Say which decision kept the forecast."""
    items = counted(len(_event(told).facts.items), "item")
    tell(f"Decision {told.id}: forecast of {items} kept, now at position {told.position}.")


def _event(told: Told) -> ForecastKept:
    return next(event for event in told.events if isinstance(event, ForecastKept))
