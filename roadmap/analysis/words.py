"""How a value is said to a person: days, efforts, counts, and the words for what code calls enums.

On screen forced work is "must do" and discretionary work is "choice" (planning.md). Everything here
is plain text in one language; the window translates and styles around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from roadmap.records.levels import Measure
from roadmap.values import Driver, Estimate, Forcing, Horizon, Leverage, LeverageUnit, Size, Wait

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_SHORT_DRIVER = {
    Driver.CRITICAL_LAUNCH: "Launch",
    Driver.KEY_USER: "Key user",
    Driver.SECURITY_VULNERABILITY: "Security",
    Driver.SCALING_LIMIT: "Scaling limit",
    Driver.COST_CEILING: "Cost ceiling",
    Driver.REGULATION: "Regulation",
    Driver.INCIDENT: "Incident",
    Driver.END_OF_LIFE: "End of life",
}

_NOISE = 1e-9
_FORCING = {Forcing.FORCED: "must do", Forcing.DISCRETIONARY: "choice"}

FIELD_WORDS = {
    "title": "title",
    "mandatory_by": "mandatory by",
    "promised_by": "promised by",
    "not_before": "not before",
    "due": "due in the tracker",
    "effort_per_skill": "effort per skill",
    "remaining_days": "days left",
    "actual_days": "actual days",
    "people_at_once": "people at once",
    "may_span": "may span sprints",
    "value": "value",
    "option_stage": "stage",
    "critical_workload": "critical workload",
    "double_win_answer": "double-win answer",
    "verified_by": "verified by",
    "split_from": "split from",
    "prerequisites_none": "no prerequisites",
    "added_load": "added load",
    "sprint_days": "sprint length",
    "sprint_start": "sprint 1",
    "zone": "time zone",
    "words": "quadrant words",
    "lifecycle_on": "lifecycle field",
    "work_stage_on": "work stage field",
    "effort_days": "effort",
    "is_request": "asked for",
    "done_on": "done on",
    "shed_on": "shed on",
    "started_on": "started on",
    "created_on": "created on",
    "started_at": "started at",
    "updated_to": "as of",
    "days_per_point": "days per point",
    "growth_a_year": "growth a year",
    "load_on": "load read on",
    "told_on": "told on",
    "heard_on": "heard on",
    "wanted_from": "asked of",
    "is_investment": "investment goal",
}


def say_field(field: str) -> str:
    """Return the words for the name of a field."""
    return FIELD_WORDS.get(field, field.replace("_", " "))


def say_day(day: date, today: date | None = None) -> str:
    """Return "1 March", with the year where it is not the year of `today`."""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def short_day(day: date, today: date | None = None) -> str:
    """Return "1 Mar", with the year where it is not the year of `today`: for cards and tables."""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1][:3]}{year}"


def say_number(number: float) -> str:
    """Return a number with at most one decimal, two digits where it is small: 8, 2.5, 0.04.

    What is left of a subtraction of floats (1.8e-15) is nothing.
    """
    if abs(number) < _NOISE:
        return "0"
    if abs(number) < 0.1:
        return f"{number:.2g}"
    return f"{number:,.1f}".removesuffix(".0")


def say_days(days: float) -> str:
    """Return person-days as "2.5 pd"."""
    return f"{say_number(days)} pd"


def counted(number: int, thing: str) -> str:
    """Return "1 item", "14 items" or "5,000 items"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def listed(parts: Sequence[str], most: int = 3) -> str:
    """Return "a, b and c", or "a, b, c and 4 more"."""
    if len(parts) > most:
        return f"{', '.join(parts[:most])} and {len(parts) - most:,} more"
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def say_enum(value: StrEnum) -> str:
    """Return the words for a value of a closed list."""
    if isinstance(value, Forcing):
        return _FORCING[value]
    if isinstance(value, Horizon):
        return value.value.replace("_", "-")
    return value.value if isinstance(value, Size) else value.value.replace("_", " ")


def say_driver(driver: Driver) -> str:
    """Return the one or two words for a driver that fit on a card."""
    return _SHORT_DRIVER[driver]


def say_place(forcing: Forcing | None, horizon: Horizon | None) -> str:
    """Return "must do, long-term", or "unsorted"."""
    if forcing is None or horizon is None:
        return "unsorted"
    return f"{say_enum(forcing)}, {say_enum(horizon)}"


def say_estimate(estimate: Estimate | None, size: Size | None) -> str:
    """Return "5 pd (2 to 9)", "M" or "none"."""
    if estimate is not None:
        low, high = estimate.low, estimate.high
        if low is None or high is None or low == high:
            return say_days(estimate.likely)
        return f"{say_days(estimate.likely)} ({say_number(low)} to {say_number(high)})"
    return "none" if size is None else size.value


def say_leverage(leverage: Leverage) -> str:
    """Return what an item saves once done: "saves 1.2 pd a sprint", "saves 30% of arrivals"."""
    if leverage.unit is LeverageUnit.DAYS_PER_SPRINT:
        return f"saves {say_days(leverage.amount)} a sprint"
    return f"{say_number(leverage.amount)}% {_PERCENT_OF[leverage.effect.value]}"


_PERCENT_OF = {
    "arrivals": "fewer arrivals",
    "size": "less effort each",
    "productivity": "higher productivity",
}


_COMPARATORS = {"at_least": "at least", "at_most": "at most", "above": "above", "below": "below"}


def say_level(measure: Measure) -> str:
    """Return the minimum acceptable level of a measure: "at least 99.9%", "below 300 ms"."""
    return f"{_COMPARATORS[measure.comparator.value]} {say_measured(measure, measure.level)}"


def say_measured(measure: Measure, value: float | None) -> str:
    """Return a value of a measure with its unit and enough digits: "99.95%", "312 ms"."""
    if value is None:
        return "none"
    digits = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    space = "" if measure.unit in ("", "%") else " "
    return f"{digits}{space}{measure.unit}"


def say_wait(wait: Wait, today: date | None = None) -> str:
    """Return "Storage vendor until 4 December"."""
    return f"{wait.on} until {say_day(wait.until, today)}"
