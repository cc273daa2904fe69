"""A log that lives in memory: for tests, what-ifs and histories that were received as bytes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import uuid4

from roadmap.errors import StoreReadOnly
from roadmap.events import Drafted, Record
from roadmap.log import Appended, Problem, Replaced
from roadmap.store.chain import link, moved, tail_of
from roadmap.store.checking import Checked, Progress, check
from roadmap.store.codec import Codec, Row, digest_of
from roadmap.store.readable import first_unreadable
from roadmap.values import EMPTY_HEAD, Head

PAGE = 1024


class MemoryLog:
    """A log as a list of rows; `rows` is what it begins with, taken as it is."""

    def __init__(
        self,
        rows: Iterable[Row] = (),
        *,
        roadmap_id: str | None = None,
        location: str = "memory",
        read_only_because: str | None = None,
        checked: Checked | None = None,
        codec: Codec | None = None,
    ) -> None:
        """Take `rows` as they are; `checked` is what looking through all of them found."""
        self.roadmap_id = roadmap_id or uuid4().hex
        self.location = location
        self.read_only_because = read_only_because
        self._codec = codec or Codec()
        self._rows = list(rows)
        self._lock = threading.RLock()
        if checked is None:
            self.newer_from, why = first_unreadable(self._codec, self._page, len(self._rows))
        else:
            self.newer_from = checked.newer_from
            why = None if checked.newer is None else checked.newer.what
        self.read_only_because = self.read_only_because or why

    def _page(self, after: int, until: int) -> list[Row]:
        return self._rows[after : min(until, after + PAGE)]

    def _readable(self) -> int:
        return len(self._rows) if self.newer_from is None else self.newer_from - 1

    def head(self) -> Head:
        """Return the end of what can be read."""
        with self._lock:
            count = self._readable()
            return Head(count, digest_of(self._rows[count - 1].state)) if count else EMPTY_HEAD

    def records(self, after: int, until: int) -> list[Record]:
        """Return the records with after < position <= until, in order."""
        with self._lock:
            rows = self._rows[after : min(until, self._readable())]
        return self._codec.records_to_fold(rows)

    def raw(self, after: int, until: int) -> list[bytes]:
        """Return the bytes of the same records."""
        with self._lock:
            return [row.state for row in self._rows[after : min(until, self._readable())]]

    def append(self, drafts: Sequence[Drafted], expected: Head, now: datetime) -> Appended:
        """Append all events of all `drafts`, or none."""
        if self.read_only_because is not None:
            raise StoreReadOnly(self.read_only_because)
        with self._lock:
            tail = tail_of(self._rows[-1] if self._rows else None)
            if tail.head != expected:
                raise moved()
            rows = link(self._codec, drafts, tail, now)
            records = self._codec.records(rows)
            self._rows.extend(rows)
            return Appended(tuple(records), self.head())

    def follow(self, seen: Head) -> Appended | Replaced:
        """Return what was appended since `seen`, or Replaced."""
        with self._lock:
            count = self._readable()
            if seen.position > count or (
                seen.position and digest_of(self._rows[seen.position - 1].state) != seen.digest
            ):
                return Replaced("The history is another one than was shown.")
            records = self._codec.records(self._rows[seen.position : count])
            return Appended(tuple(records), self.head())

    def verify(self, progress: Progress | None = None) -> list[Problem]:
        """Check bytes, chain, positions, whole decisions and the fold."""
        with self._lock:
            rows = list(self._rows)
        pages = (rows[start : start + PAGE] for start in range(0, len(rows), PAGE))
        return check(pages, len(rows), self._codec, progress)

    def close(self) -> None:
        """Do nothing: the rows go with the object."""
