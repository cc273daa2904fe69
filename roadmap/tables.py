"""Immutable tables from id to record, and the base of all records in the state."""

from __future__ import annotations

import operator
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import compress, count, takewhile
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar
from weakref import ref

import immutables
import msgspec

R = TypeVar("R")
_LINES = 64  # so far back a common beginning of two tables is looked for


class Entry(Protocol):
    """Something found on one day; in an event None for a value takes it back."""

    @property
    def day(self) -> date:
        """The day it holds for."""

    @property
    def value(self) -> Any:
        """What was found."""


E = TypeVar("E", bound=Entry)


class _Line:
    """The ids that were put and dropped, one table after the other, since a table of another line.

    A fold makes one line; folding again from a table in its middle makes another one, which begins
    there. Lines hold no tables, so they keep none alive.
    """

    __slots__ = ("began", "claims", "ids", "landmarks", "parent")

    def __init__(self, parent: _Line | None, began: int) -> None:
        self.parent, self.began = parent, began  # where in the parent
        self.ids: list[str] = []
        self.claims = count()
        self.landmarks: list[tuple[int, ref[Table[Any]]]] = []  # in order of their places


class Table(Generic[R]):
    """An immutable table from id to record. A changed table shares its structure with the old one.

    There is no iteration in hash order (it differs between processes): `ordered()` sorts by id.
    """

    __slots__ = ("__weakref__", "_at", "_compared", "_line", "_rows")

    _compared: tuple[ref[Table[R]], tuple[list[str], list[str], list[str]]]  # unset until asked

    def __init__(
        self,
        rows: immutables.Map[str, R] | None = None,
        line: _Line | None = None,
        at: int = 0,
    ) -> None:
        """Only tables themselves say on which line they lie, and how many of its ids are behind."""
        self._rows: immutables.Map[str, R] = immutables.Map() if rows is None else rows
        self._line = line
        self._at = at

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

    def __reduce__(self) -> tuple[type[Table[R]], tuple[immutables.Map[str, R]]]:
        return Table, (self._rows,)

    def put(self, key: str, record: R) -> Table[R]:
        """Return a table with `record` at `key`."""
        return self._next(self._rows.set(key, record), key)

    def drop(self, key: str) -> Table[R]:
        """Return a table without `key`; the same table when it is absent."""
        return self._next(self._rows.delete(key), key) if key in self._rows else self

    def _next(self, rows: immutables.Map[str, R], key: str) -> Table[R]:
        """Return the table of `rows`, in which only `key` differs."""
        line, at = self._line, self._at
        # Only one table may follow each in a line. A claim is atomic, should two threads go on
        # from the same table at once; whoever has it not begins a line of its own.
        if line is None or len(line.ids) != at or next(line.claims) != at:
            line, at = _Line(line, at), 0
            next(line.claims)
        line.ids.append(key)
        return Table(rows, line, at + 1)

    def ids(self) -> list[str]:
        """Return the ids in order."""
        return sorted(self._rows)

    def ordered(self) -> list[R]:
        """Return the records in the order of their ids."""
        rows = self._rows
        return [rows[key] for key in sorted(rows)]

    def unordered(self) -> list[R]:
        """Return the records in any order, for who sorts them by something else that is unique."""
        return list(self._rows.values())

    # -- how far one is from another --------------------------------------------------------------

    def distance(self, before: Table[R]) -> int | None:
        """Return how many puts and drops lie between the two, None where that is not known.

        Costs no more for many of them.
        """
        found = self._crossing(before)
        if found is None:
            return None
        shared, here, there = found
        own = sum(at for line, at in _until(self._places(), shared))
        return own + sum(at for line, at in _until(before._places(), shared)) + abs(here - there)

    def keep_as_landmark(self) -> None:
        """Let tables near this one find it, as long as somebody holds it."""
        if self._line is not None:
            known = self._line.landmarks
            place = bisect_left(known, self._at, key=itemgetter(0))
            if place == len(known) or known[place][0] != self._at:
                known.insert(place, (self._at, ref(self)))

    def landmark(self) -> Table[R] | None:
        """Return the landmark that the fewest puts and drops lie before or behind, if there is one.

        Looks along the lines that this table came from, not into those that branched off.
        """
        nearest: tuple[int, Table[R]] | None = None
        own = 0
        for line, at in self._places():
            place = bisect_left(line.landmarks, at, key=itemgetter(0))
            for there, found in line.landmarks[max(0, place - 1) : place + 1]:
                table = found()
                steps = own + abs(at - there)
                if table is not None and (nearest is None or steps < nearest[0]):
                    nearest = steps, table
            own += at
        return None if nearest is None else nearest[1]

    def finder(self) -> Callable[[str], R]:
        """Return what finds a record by its id, without keeping this table itself alive."""
        return self._rows.__getitem__

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
        touched = self._touched_since(before)
        if touched is None:
            return self._compared_whole(before)
        old, new = before._rows, self._rows
        added, removed, changed = [], [], []
        for key in touched:
            was, now = old.get(key), new.get(key)
            if was is now:
                continue
            if was is None:
                added.append(key)
            elif now is None:
                removed.append(key)
            elif was != now:
                changed.append(key)
        return sorted(added), sorted(removed), sorted(changed)

    def _touched_since(self, before: Table[R]) -> set[str] | None:
        """Return ids that hold all that differ; None where that is not known or are too many.

        Both tables came from one that their lines share: what was put or dropped since then on
        either side is all that can differ.
        """
        found = self._crossing(before)
        if found is None:
            return None
        shared, here, there = found
        touched = shared.ids[min(here, there) : max(here, there)]
        for places in (self._places(), before._places()):
            for line, at in _until(places, shared):
                touched += line.ids[:at]
        return set(touched) if len(touched) <= len(self._rows) else None

    def _crossing(self, before: Table[R]) -> tuple[_Line, int, int] | None:
        """Return the line that both tables came from, and where each of them left it."""
        known = dict(before._places())
        for line, at in self._places():
            if line in known:
                return line, at, known[line]
        return None

    def _places(self) -> list[tuple[_Line, int]]:
        """Return the line of this table, the one that it began in and so on, with the places."""
        found: list[tuple[_Line, int]] = []
        line, at = self._line, self._at
        while line is not None and len(found) < _LINES:
            found.append((line, at))
            at = line.began
            line = line.parent
        return found

    def _compared_whole(self, before: Table[R]) -> tuple[list[str], list[str], list[str]]:
        old, new = before._rows, self._rows
        keys = list(new)
        if keys == list(old):
            # The same ids lie in the same places: comparing row by row in C takes a quarter of
            # the time of looking each id up.
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


def _until(places: Iterable[tuple[_Line, int]], end: _Line) -> Iterator[tuple[_Line, int]]:
    """Yield lines and places before the line `end`."""
    return takewhile(lambda place: place[0] is not end, places)


def logged(known: tuple[E, ...], new: Iterable[E]) -> tuple[E, ...]:
    """Return `known` with the entries `new` in place of those of their days, in order of days.

    An entry without a value takes that of its day out.
    """
    by_day = {entry.day: entry for entry in (*known, *new)}
    return tuple(by_day[day] for day in sorted(by_day) if by_day[day].value is not None)


class Record(msgspec.Struct, frozen=True, weakref=True):
    """The base of all records in the state."""
