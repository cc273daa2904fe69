"""What an append-only log of records is to the rest of the engine; `store/` holds the real ones.

A log belongs to one roadmap. Positions run 1..n without gaps; a decision's events lie together and
are appended in one transaction or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from roadmap.events import Drafted, Record
from roadmap.values import Head


@dataclass(frozen=True)
class Appended:
    """Records that were appended and the log's head right after the last, read together."""

    records: tuple[Record, ...]
    head: Head


@dataclass(frozen=True)
class Replaced:
    """The log no longer holds the head that was seen: everything has to be read again."""

    why: str


@dataclass(frozen=True)
class Problem:
    """Something that `verify` found; `position` is None where it concerns the whole file."""

    position: int | None
    what: str


class Log(Protocol):
    """One roadmap's records, wherever they are kept."""

    roadmap_id: str
    location: str
    read_only_because: str | None  # a sentence, or None when the log can be written
    newer_from: int | None  # first position of a decision this version cannot read, if any

    def head(self) -> Head:
        """Return the end of what can be read (the decision before `newer_from`)."""
        ...

    def records(self, after: int, until: int) -> list[Record]:
        """Return the records with after < position <= until, in order.

        Raises Damaged with the position when a record cannot be read. The decision of a single
        event may be unread still: `Record.decision` then raises the same.
        """
        ...

    def raw(self, after: int, until: int) -> list[bytes]:
        """Return the bytes of the same records, never re-encoded."""
        ...

    def append(self, drafts: Sequence[Drafted], expected: Head, now: datetime) -> Appended:
        """Append all events of all `drafts` durably in one transaction and return their records.

        One thread at a time may append or follow, while another one reads records.

        `recorded_at` is `now`, or the last record's where the clock went back. Raises HeadMoved
        when the log's head is not `expected`, StoreBusy, StoreFull, StoreReadOnly, StoreGone; then
        nothing was appended.
        """
        ...

    def follow(self, seen: Head) -> Appended | Replaced:
        """Return what was appended since `seen` (by anybody), or Replaced."""
        ...

    def verify(self, progress: Callable[[int, int], bool] | None = None) -> list[Problem]:
        """Check the file, the chain, positions, whole decisions, canonical bytes and the fold.

        `progress(done, total)` is called now and then; returning False stops with Cancelled.
        """
        ...

    def close(self) -> None:
        """Let go of the file or connection."""
        ...
