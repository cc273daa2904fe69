"""Which parts of a roadmap are in use? The pages of those that are not wait until they are.

A new roadmap needs its grid and its backlog; levels, users, people and dates come with time.
"""

from __future__ import annotations

from enum import StrEnum

from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, State, Table


class Part(StrEnum):
    """A part that need not be used."""

    DATES = "dates"
    LEVELS = "levels"
    USERS = "users"
    PEOPLE = "people"


def parts_in_use(state: State) -> frozenset[Part]:
    """Return the parts about which something was recorded."""
    used = {
        Part.LEVELS: (state.measures, state.checkups, state.capabilities),
        Part.USERS: (state.signals, state.outcomes),
        Part.PEOPLE: (state.people, state.freezes, state.constraints),
    }
    found = {part for part, tables in used.items() if any(len(table) for table in tables)}
    if _is_leverage(state.items, None):
        found.add(Part.LEVELS)  # what items save stands beside what they protect
    if _is_dated(state.items, None) or (len(state.people) and len(state.items)):
        found.add(Part.DATES)
    return frozenset(found)


def _dated(items: Table[Item], _key: None, _earlier: Earlier[Table[Item], bool] | None) -> bool:
    """Whether an item has a date by which it has to be done, or was promised."""
    return any(item.mandatory_by or item.promised_by for item in items.unordered())


def _lowers(items: Table[Item], _key: None, _earlier: Earlier[Table[Item], bool] | None) -> bool:
    """Whether an item says what it saves once it is done."""
    return any(item.leverage is not None for item in items.unordered())


_is_leverage = Memo(_lowers)
_is_dated = Memo(_dated)  # asked after every decision, and most change no item
