"""How is a document read and checked? One own read-only connection, pages fetched whole.

A streaming reader keeps the file locked: measured, another process's append waited 7 s. Here the
lock is held for one page of 1,024 rows at a time.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from roadmap.errors import Damaged, Newer, NotARoadmap
from roadmap.log import Problem
from roadmap.store.codec import SUFFIX_LENGTH, Row
from roadmap.store.connecting import connect, journal_of, take_back_unfinished
from roadmap.store.faults import code_of, damaged, said
from roadmap.store.layout import (
    APPLICATION_ID,
    FORMAT,
    SCHEMA,
    SELECT_FIRST,
    SELECT_LAST,
    SELECT_PAGE,
    SELECT_SCHEMA,
    format_in,
    is_ours,
)

PAGE = 1024
YIELD_SECONDS = 0.05  # how long a check lets a waiting writer go first
PATIENCE = 40  # how often it does so before it insists

_T = TypeVar("_T")


class End(NamedTuple):
    """What stands at the end of a document, read at one moment: its mark and its last row."""

    mark: int
    roadmap_id: str | None
    row: Row | None


class Reader:
    """Reads rows of a document; every call is short, whole and safe among threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.RLock()
        with said(path):
            self._connection = connect(path, "ro")

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._connection.close()

    def _ask(self, question: Callable[[sqlite3.Connection], _T]) -> _T:
        with self._lock, said(self._path):
            try:
                return question(self._connection)
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_READONLY_ROLLBACK:
                    raise
                # A program died while it was saving. What it had not finished is taken back by
                # the next connection that may write; a read-only one can only say so.
                take_back_unfinished(self._path)
                return question(self._connection)

    def is_in_wal_mode(self) -> bool:
        """Whether another program made the file keep its newest pages in a second one."""
        mode = self._ask(lambda connection: connection.execute("PRAGMA journal_mode").fetchone())
        return bool(mode[0] == "wal")

    def forget(self) -> None:
        """Drop cached pages, so that a file written over in place is read again."""
        self._ask(lambda connection: connection.execute("PRAGMA shrink_memory"))

    def check_layout(self) -> None:
        """Look at everything that has to be right before a single row is read.

        Raises NotARoadmap when the file is something else or holds more than a roadmap may.
        """
        name = self._path.name
        if not self._path.stat().st_size:
            raise NotARoadmap(f"{name!r} is empty: nothing was ever saved in it.")
        schema = self._ask(lambda connection: connection.execute(SELECT_SCHEMA).fetchall())
        application_id, mark, encoding = self._ask(_marks)
        if application_id != APPLICATION_ID:
            raise NotARoadmap(f"{name!r} is not a roadmap: another program made this file.")
        if format_in(mark) > FORMAT and not is_ours(schema):
            raise Newer(
                f"{name!r} was written by a newer version of Roadmap. Install that version to open"
                " it."
            )
        if not is_ours(schema) or encoding != "UTF-8":
            raise self._foreign(schema)

    def _foreign(self, schema: Iterable[Sequence[str]]) -> NotARoadmap:
        more = [f"{kind} {what}" for kind, what, *_ in schema if (kind, what) not in _KNOWN]
        holds = f"holds {', '.join(map(repr, more))}" if more else "has another table"
        return NotARoadmap(
            f"{self._path.name!r} {holds}, which no roadmap has. It was changed by another program"
            " and is not opened; ask whoever sent it for the original."
        )

    def end(self) -> End:
        """Return the mark and the last row. Raises Damaged when it is not one gapless stream."""
        return self._ask(self._end)

    def _end(self, connection: sqlite3.Connection) -> End:
        connection.execute("BEGIN")
        try:
            schema = connection.execute(SELECT_SCHEMA).fetchall()
            if not is_ours(schema):
                raise self._foreign(schema)
            mark = connection.execute("PRAGMA user_version").fetchone()[0]
            first = connection.execute(SELECT_FIRST).fetchone()
            last = connection.execute(SELECT_LAST).fetchone()
        finally:
            connection.execute("ROLLBACK")
        if first is None or last is None:
            return End(mark, None, None)
        if first[0] != last[0] or first[1] != 1:
            raise Damaged(
                f"{self._path.name!r} does not hold one history from its first record on. Restore"
                " it from a copy.",
                1,
            )
        return End(mark, str(last[0]), self._row(last[1:]))

    def fetch(self, roadmap_id: str, after: int, until: int) -> list[tuple[int, str, bytes]]:
        """Return what stands in the rows after `after`, up to `until` and at most 1,024 of them.

        SQLite takes values of any type, whatever the table says: `page` and the codec look.
        """
        values = (roadmap_id, after, min(PAGE, until - after))
        return self._ask(lambda connection: connection.execute(SELECT_PAGE, values).fetchall())

    def page(self, roadmap_id: str, after: int, until: int) -> list[Row]:
        """Return the same as rows whose values have the types that every roadmap has."""
        rows = self.fetch(roadmap_id, after, until)
        return [self._row(row) for row in rows if row[0] <= until]

    def _row(self, values: tuple[object, ...]) -> Row:
        """Return a row whose values have the types that every roadmap has (SQLite takes any)."""
        position, kind, state = values
        if type(position) is int and type(kind) is str and type(state) is bytes:
            return Row(position, kind, state)
        raise damaged(self._path, "a record is no text or no bytes")

    def pages(self, roadmap_id: str, after: int, until: int) -> Iterator[list[Row]]:
        """Yield the rows after `after`, up to `until`, page by page."""
        while after < until:
            rows = self.page(roadmap_id, after, until)
            if not rows:
                return
            yield rows
            after = rows[-1].position

    def holds_other_tails(self, roadmap_id: str, known: tuple[set[str], set[bytes]]) -> bool:
        """Whether any record is of another kind than those known or ends its body otherwise."""
        kinds, tails = known
        longest = max(map(len, tails))
        query = (
            "SELECT DISTINCT topic, substr(state, ?, ?) FROM stored_events WHERE originator_id=?"
        )
        values = (-SUFFIX_LENGTH - longest, longest, roadmap_id)
        found = self._ask(lambda connection: connection.execute(query, values).fetchall())
        return any(
            kind not in kinds or not isinstance(end, bytes) or not end.endswith(tuple(tails))
            for kind, end in found
        )

    # -- the whole file ---------------------------------------------------------------------------

    def check_file(self) -> list[Problem]:
        """Return what SQLite finds wrong with the file's pages, and rows that no log has.

        SQLite keeps the file locked against commits for this long (0.1 s per 100,000 events), so
        the check lets a writer go first, whose journal shows that it is waiting.
        """
        journal = journal_of(self._path)
        found: list[tuple[str]] = []
        for attempt in range(PATIENCE + 1):
            with self._lock:
                self._connection.set_progress_handler(
                    journal.exists if attempt < PATIENCE else None, 100_000
                )
                try:
                    found = self._ask(_integrity)
                    break
                except _Interrupted:
                    pass
                finally:
                    self._connection.set_progress_handler(None, 0)
            time.sleep(YIELD_SECONDS)
        problems = [Problem(None, what) for (what,) in found if what != "ok"]
        streams, rows, last = self._ask(_counts)
        if streams > 1 or rows != last:
            problems.append(
                Problem(None, f"{streams} histories with {rows} records end at position {last}")
            )
        return problems


class _Interrupted(Exception):
    """The check let a writer go first."""


_KNOWN = {(kind, name) for kind, name, *_ in SCHEMA}


def _marks(connection: sqlite3.Connection) -> tuple[int, int, str]:
    names = ("application_id", "user_version", "encoding")
    application_id, mark, encoding = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names
    )
    return application_id, mark, encoding


def _integrity(connection: sqlite3.Connection) -> list[tuple[str]]:
    try:
        return connection.execute("PRAGMA integrity_check(20)").fetchall()
    except sqlite3.OperationalError as error:
        if code_of(error) == sqlite3.SQLITE_INTERRUPT:
            raise _Interrupted from error
        raise


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    row = connection.execute(
        "SELECT COUNT(DISTINCT originator_id), COUNT(*), MAX(originator_version) FROM stored_events"
    ).fetchone()
    return row[0], row[1], row[2] or 0
