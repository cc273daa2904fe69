"""Immutable tables from id to record, and the base of all records in the state."""

from __future__ import annotations

import operator
from collections.abc import Iterable
from datetime import date
from itertools import compress
from typing import Any, Generic, Protocol, TypeVar
from weakref import ref

import immutables
import msgspec

R = TypeVar("R")


class Entry(Protocol):
    """Something found on one day; in an event None for a value takes it back."""

    @property
    def day(self) -> date:
        """The day it holds for."""

    @property
    def value(self) -> Any:
        """What was found."""


E = TypeVar("E", bound=Entry)


class Table(Generic[R]):
    """An immutable table from id to record. A changed table shares its structure with the old one.

    There is no iteration in hash order (it differs between processes): `ordered()` sorts by id.
    """

    __slots__ = ("__weakref__", "_compared", "_rows")

    _compared: tuple[ref[Table[R]], tuple[list[str], list[str], list[str]]]  # unset until asked

    def __init__(self, rows: immutables.Map[str, R] | None = None) -> None:
        self._rows: immutables.Map[str, R] = immutables.Map() if rows is None else rows

    @classmethod
    def of(cls, rows: Iterable[tuple[str, R]]) -> Table[R]:
        """Return the table of (id, record) pairs."""
        return cls(immutables.Map(rows))

    def get(self, key: str | None) -> R | None:
        """Return the record, or None when it is absent."""
        return None if key is None else self._rows.get(key)

    def __getitem__(self, key: str) -> R:
        return self._rows[key]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows == other._rows

    __hash__ = None  # type: ignore[assignment]  # memoised by identity, never by hash

    def __repr__(self) -> str:
        return f"Table({len(self._rows)} rows)"

    def put(self, key: str, record: R) -> Table[R]:
        """Return a table with `record` at `key`."""
        return Table(self._rows.set(key, record))

    def drop(self, key: str) -> Table[R]:
        """Return a table without `key`; the same table when it is absent."""
        return Table(self._rows.delete(key)) if key in self._rows else self

    def ids(self) -> list[str]:
        """Return the ids in order."""
        return sorted(self._rows)

    def ordered(self) -> list[R]:
        """Return the records in the order of their ids."""
        rows = self._rows
        return [rows[key] for key in sorted(rows)]

    def changes(self, before: Table[R]) -> tuple[list[str], list[str], list[str]]:
        """Return the ids that were added, removed and changed since `before`, each in order.

        The last answer is kept: each frame of playback asks twice, to say and to order it.
        """
        if self._rows is before._rows:
            return [], [], []
        compared = getattr(self, "_compared", None)
        if compared is None or compared[0]() is not before:
            compared = self._compared = ref(before), self._changes(before)
        return compared[1]

    def _changes(self, before: Table[R]) -> tuple[list[str], list[str], list[str]]:
        old, new = before._rows, self._rows
        keys = list(new)
        if keys == list(old):
            # The same ids lie in the same places: comparing row by row in C takes a quarter of
            # the time of looking each id up, and most decisions change few items.
            rows = zip(keys, old.values(), new.values(), strict=True)
            other = map(operator.is_not, old.values(), new.values())
            return [], [], sorted(key for key, was, now in compress(rows, other) if was != now)
        added, changed = [], []
        for key, record in new.items():
            earlier = old.get(key)
            if earlier is None:
                added.append(key)
            elif earlier is not record and earlier != record:
                changed.append(key)
        removed = [key for key in old if key not in new]
        return sorted(added), sorted(removed), sorted(changed)


def logged(known: tuple[E, ...], new: Iterable[E]) -> tuple[E, ...]:
    """Return `known` with the entries `new` in place of those of their days, in order of days.

    An entry without a value takes that of its day out.
    """
    by_day = {entry.day: entry for entry in (*known, *new)}
    return tuple(by_day[day] for day in sorted(by_day) if by_day[day].value is not None)


class Record(msgspec.Struct, frozen=True, weakref=True):
    """The base of all records in the state."""
