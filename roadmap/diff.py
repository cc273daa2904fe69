"""What differs between two states: `diff(before, after)`, as ids and names of fields.

Tables know what was put into them, so the cost grows with what changed; which fields of a record
differ is found when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from operator import is_not
from typing import Any

from msgspec.structs import astuple

from roadmap.state import EMPTY, Record, State, Table


@dataclass(frozen=True)
class TableChanges:
    """The ids added, removed and changed from one table to another, `tables`."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    tables: tuple[Table[Any], Table[Any]] = field(repr=False, compare=False)

    @cached_property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """The names of the fields that differ, by the ids of the changed."""
        before, after = self.tables
        return {key: _fields(before[key], after[key]) for key in self.changed}

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    @property
    def touched(self) -> tuple[str, ...]:
        """All ids that differ in any way, in order."""
        return tuple(sorted((*self.added, *self.removed, *self.changed)))


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two states, per table; `roadmap` names the settings that differ."""

    roadmap: tuple[str, ...]
    tables: dict[str, TableChanges]

    def __bool__(self) -> bool:
        return bool(self.roadmap or self.tables)

    @property
    def items(self) -> TableChanges:
        """The changes of the items."""
        return self.tables.get("items", _NOTHING)


_NOTHING = TableChanges((), (), (), (Table(), Table()))
_TABLES = tuple(each for each in State.__struct_fields__ if isinstance(getattr(EMPTY, each), Table))


def diff(before: State, after: State) -> Changes:
    """Return what differs between `before` and `after`; tables that are equal are left out."""
    tables = {}
    for name in _TABLES:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            changes = _table_changes(old, new)
            if changes:
                tables[name] = changes
    return Changes(_fields(before.roadmap, after.roadmap), tables)


def _table_changes(before: Table[Any], after: Table[Any]) -> TableChanges:
    added, removed, changed = after.changes(before)
    return TableChanges(tuple(added), tuple(removed), tuple(changed), (before, after))


def _fields(before: Record | None, after: Record | None) -> tuple[str, ...]:
    if before is after:
        return ()
    if before is None or after is None:
        known = before or after
        names = () if known is None else known.__struct_fields__
        return tuple(n for n in names if getattr(before, n, None) != getattr(after, n, None))
    # Field by field in C first: most fields are the same object (measured, 2 microseconds each
    # instead of 20).
    old, new = astuple(before), astuple(after)
    rows = zip(before.__struct_fields__, old, new, strict=True)
    return tuple([n for n, was, now in compress(rows, map(is_not, old, new)) if was != now])
