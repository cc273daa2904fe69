"""Which day does an item have to keep, and who set it: the one rule for every page and export?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from roadmap.state import Item
from roadmap.values import Forcing

Basis = Literal["mandatory", "promised", "due"]


@dataclass(frozen=True, slots=True)
class DateKept:
    """A day to keep: mandatory, promised by a person, or only due in the tracker."""

    day: date
    basis: Basis


def date_kept(item: Item) -> DateKept | None:
    """Return the earliest day that binds `item`; the tracker's where nobody here set one."""
    if item.mandatory_by is not None and (
        item.promised_by is None or item.mandatory_by <= item.promised_by
    ):
        return DateKept(item.mandatory_by, "mandatory")
    if item.promised_by is not None:
        return DateKept(item.promised_by, "promised")
    return None if item.due is None else DateKept(item.due, "due")


def date_watched(item: Item) -> DateKept | None:
    """Return the day of open work that is to be watched.

    A day that stands only in the tracker counts where the work must be done: of a choice it is a
    wish.
    """
    found = date_kept(item) if item.is_open else None
    if found is None or (found.basis == "due" and item.forcing is not Forcing.FORCED):
        return None
    return found
