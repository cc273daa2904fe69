"""A roadmap as one file: the log that a person opens, copies, mails and keeps.

Reading goes through an own read-only connection, writing through the event-sourcing library. The
file may be changed by another window, replaced, moved or deleted at any time; each is noticed and
said, and nothing is reported as saved that is not.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from roadmap.errors import Damaged, Newer, StoreReadOnly
from roadmap.events import Drafted, Record
from roadmap.log import Appended, Problem, Replaced
from roadmap.store.chain import NOTHING_YET, Tail, head_of, link, moved, tail_of
from roadmap.store.checking import Progress, check
from roadmap.store.codec import Codec, Row, digest_of
from roadmap.store.faults import gone, replaced, said
from roadmap.store.layout import FORMAT, format_in, mark_of
from roadmap.store.library import DocumentApplication
from roadmap.store.readable import decision_start
from roadmap.store.reading import Reader
from roadmap.values import EMPTY_HEAD, Head

# File times are only as fine as the clock's tick, and network drives have clocks of their own: a
# file that changed this recently is read again even if it looks the same.
RECENT_SECONDS = 2.0

Identity = tuple[int, int]
_Read = Callable[[list[tuple[int, str, bytes]]], list[Record]]


class DocumentLog:
    """The log of one file; `opening` makes it. Its methods may be called from any thread."""

    def __init__(
        self,
        path: Path,
        roadmap_id: str,
        reader: Reader,
        *,
        identity: Identity,
        writer: DocumentApplication | None,
        read_only_because: str | None,
        newer_from: int | None,
        codec: Codec,
    ) -> None:
        self.roadmap_id = roadmap_id
        self.location = str(path)
        self.read_only_because = read_only_because
        self.newer_from = newer_from
        self._path = path
        self._reader = reader
        self._writer = writer
        self._identity = identity
        self._codec = codec
        self._writing = threading.RLock()
        self._tail = NOTHING_YET
        self._looked: tuple[object, Head] | None = None

    # -- reading ----------------------------------------------------------------------------------

    def head(self) -> Head:
        """Return the end of what can be read (the decision before `newer_from`)."""
        row = self._last() if self.newer_from is None else self._row(self.newer_from - 1)
        return EMPTY_HEAD if row is None else head_of(row)

    def _last(self) -> Row | None:
        end = self._reader.end()
        # Another window may have begun the roadmap, with an id of its own, in this empty file.
        self.roadmap_id = end.roadmap_id or self.roadmap_id
        return end.row

    def _row(self, position: int) -> Row | None:
        rows = self._reader.page(self.roadmap_id, position - 1, position) if position else []
        return rows[0] if rows else None

    def _until(self, until: int) -> int:
        return until if self.newer_from is None else min(until, self.newer_from - 1)

    def records(self, after: int, until: int) -> list[Record]:
        """Return the records with after < position <= until, in order.

        Raises Damaged with the position of a record that cannot be read, and Newer when one turns
        out to be too new; the log then ends before its decision from there on.
        """
        return self._read(after, until, self._codec.records_to_fold)

    def _read(self, after: int, until: int, read: _Read) -> list[Record]:
        records: list[Record] = []
        until = self._until(until)
        while after < until and (rows := self._reader.fetch(self.roadmap_id, after, until)):
            self._expect_gapless(rows, after)
            try:
                records += read(rows)
            except Newer as error:
                self._end_before(error)
                raise
            after = rows[-1][0]
        return records

    def _end_before(self, error: Newer) -> None:
        """Let the log end, and be read only, before the decision that is too new."""
        if error.position is not None:
            page = partial(self._reader.page, self.roadmap_id)
            self.newer_from = decision_start(self._codec, page, error.position)
            self.read_only_because = str(error)

    def _expect_gapless(self, rows: list[tuple[int, str, bytes]], after: int) -> None:
        if rows[-1][0] != after + len(rows):
            raise Damaged(
                f"Records are missing in {self._path.name!r} after position {after}. Restore the"
                " file from a copy.",
                after + 1,
            )

    def raw(self, after: int, until: int) -> list[bytes]:
        """Return the bytes of the same records, never re-encoded."""
        pages = self._reader.pages(self.roadmap_id, after, self._until(until))
        return [row.state for rows in pages for row in rows]

    # -- writing ----------------------------------------------------------------------------------

    def append(self, drafts: Sequence[Drafted], expected: Head, now: datetime) -> Appended:
        """Append all events of all `drafts` durably in one transaction, or nothing.

        Raises HeadMoved, StoreBusy, StoreFull, StoreReadOnly, StoreGone or Refused.
        """
        if self.read_only_because is not None or self._writer is None:
            raise StoreReadOnly(self.read_only_because or f"{self._path.name!r} is closed.")
        with self._writing:
            self.expect_same_file()
            rows = link(self._codec, drafts, self._tail_at(expected), now)
            if not rows:
                return Appended((), expected)
            records = self._codec.records(rows)
            with said(self._path):
                self._writer.forget()
                self._writer.append(self.roadmap_id, rows, expected, self.expect_same_file)
            self.expect_same_file()
            self._tail = Tail(head_of(rows[-1]), records[-1].recorded_at)
        return Appended(tuple(records), self._tail.head)

    def _tail_at(self, expected: Head) -> Tail:
        """Return the tail at `expected`; whether it still is the tail, the transaction decides."""
        if self._tail.head != expected:
            self._reader.forget()
            self._tail = tail_of(self._last())
        if self._tail.head != expected:
            raise moved()
        return self._tail

    def expect_same_file(self) -> None:
        """Raise StoreGone when the file is no longer the one that was opened."""
        try:
            if identity_of(self._path) == self._identity:
                return
        except OSError as error:
            raise gone(self._path) from error
        raise replaced(self._path)

    # -- what others do ---------------------------------------------------------------------------

    def follow(self, seen: Head) -> Appended | Replaced:
        """Return what was appended since `seen` (by anybody), or Replaced.

        Costs one look at the file's times while nothing happens. Raises StoreGone when the file
        was moved or deleted, or when another roadmap took its place.
        """
        look = self._look()
        if self._looked == (look, seen):
            return Appended((), seen)
        self._reader.forget()
        head = self.head()
        if head != seen:
            mine = self._row(seen.position)
            if seen.position and (mine is None or digest_of(mine.state) != seen.digest):
                return Replaced(f"{self._path.name!r} now holds another history than was shown.")
        elif time.time() - look[-1] / 1e9 > RECENT_SECONDS:
            self._looked = (look, seen)
        return Appended(tuple(self._read(seen.position, head.position, self._codec.records)), head)

    def _look(self) -> tuple[int, ...]:
        try:
            stat = self._path.stat()
        except OSError as error:
            raise gone(self._path) from error
        if (stat.st_dev, stat.st_ino) != self._identity:
            raise replaced(self._path)
        return (stat.st_size, stat.st_mtime_ns)

    def verify(self, progress: Progress | None = None) -> list[Problem]:
        """Check the file, its pages, the chain, positions, whole decisions, bytes and the fold.

        Uses a connection of its own, so that reading goes on meanwhile.
        """
        reader = Reader(self._path)
        try:
            reader.check_layout()
            end = reader.end()
            problems = reader.check_file()
            if end.row is None:
                return problems
            total = end.row.position
            pages = reader.pages(self.roadmap_id, 0, total)
            problems += check(pages, total, self._codec, progress)
            if (
                not problems
                and format_in(end.mark) <= FORMAT
                and mark_of(head_of(end.row)) != end.mark
            ):
                problems.append(Problem(total, "the last record was changed or removed"))
            return problems
        except Damaged as error:
            return [Problem(error.position, str(error))]
        finally:
            reader.close()

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def identity_of(path: Path) -> Identity:
    """Return what tells a file from another one that takes its name."""
    stat = path.stat()
    return stat.st_dev, stat.st_ino
