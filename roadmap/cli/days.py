"""Which day an option names; asked before anything is read or written."""

from __future__ import annotations

from datetime import date

from roadmap.cli.usage import Misused
from roadmap.values import FIRST_DAY, LAST_DAY


def day_given(option: str, text: str) -> date:
    """Return the date that `option` was given as. Raises Misused outside the years we plan in."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Misused(f"{option}: {text!r} is no date; give it as 2026-11-20.") from error
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Misused(f"{option}: give a date from {FIRST_DAY.year} to {LAST_DAY.year}.")
    return day
