"""The words of the sample's script for measures, levels and check-ups; `script.py` has the others.

Nothing is computed here: what is breached, and since when, follows from the measurements.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from roadmap.commands import Command
from roadmap.commands.levels import AddCheckup, AddMeasure, DoCheckup, LogMeasurements, SetBaseline
from roadmap.sample.script import item_id, made
from roadmap.values import derived_id

FIRST_MONDAY = date(2025, 6, 2)


def measure_id(handle: str) -> str:
    """Return the id of the measure with this handle."""
    return derived_id("harbour", "measure", handle)


def measure(handle: str, name: str, **fields: Any) -> Command:
    """Something that is measured for a principle; `level` is its minimum acceptable level."""
    return made(AddMeasure, measure=measure_id(handle), fields={"name": name, **fields})


def level(handle: str, value: float) -> Command:
    """Agree on the minimum acceptable level of a measure."""
    return made(SetBaseline, measure=measure_id(handle), level=value)


def measured(handle: str, day: str, value: float, effect: str = "") -> Command:
    """One value, and who felt it where it broke the level."""
    given = {"measure": measure_id(handle), "day": day, "value": value, "effect": effect}
    return made(LogMeasurements, measurements=(given,))


def read_off(*rows: tuple[str, date, float]) -> Command:
    """Many values (handle, day, value), read off the dashboards at once."""
    given = tuple(
        {"measure": measure_id(handle), "day": day, "value": value, "source": "dashboards"}
        for handle, day, value in rows
    )
    return made(LogMeasurements, measurements=given)


def mondays(first: str, values: tuple[float, ...]) -> list[tuple[date, float]]:
    """Return the values with their days, one a week from `first` on."""
    begun = date.fromisoformat(first)
    return [(begun + timedelta(weeks=week), value) for week, value in enumerate(values)]


def check_up(handle: str, name: str, component: str, every_days: int, since: str) -> Command:
    """A regular check-up of a component."""
    fields = {"name": name, "component": component, "every_days": every_days, "since": since}
    return made(AddCheckup, checkup=_checkup_id(handle), fields=fields)


def checked(handle: str, outcome: str, note: str, *findings: str) -> Command:
    """What a check-up found; findings are the handles of items."""
    return made(
        DoCheckup,
        checkup=_checkup_id(handle),
        outcome=outcome,
        note=note,
        findings=tuple({"item": item_id(each)} for each in findings),
    )


def _checkup_id(handle: str) -> str:
    return derived_id("harbour", "checkup", handle)
