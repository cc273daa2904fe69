"""Decisions to append, logs to append them to, and ways to look at a file behind its back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadmap.events import Because, Decision, Drafted, Event
from roadmap.events.items import ItemAdded, ItemEdited
from roadmap.log import Appended, Log
from roadmap.values import Author, Head, derived_id

MAYA = Author(id="maya", name="Maya Okafor")
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def decided(
    number: int, *events: Event, why: str | None = None, because: Because | None = None
) -> Drafted:
    """Return decision `number`; without events it adds one item and renames it."""
    item = derived_id("item", str(number))
    events = events or (
        ItemAdded(item=item, fields={"title": f"Item {number}"}),
        ItemEdited(item=item, fields={"notes": f"Überholt am Tag {number}"}),
    )
    return Drafted(decision_of(number, why=why, because=because), events)


def decision_of(number: int, *, why: str | None = None, because: Because | None = None) -> Decision:
    """Return who decided decision `number`, a minute after the one before it."""
    at = NOON + timedelta(minutes=number)
    return Decision(
        id=derived_id("decision", str(number)), by=MAYA, at=at, why=why, because=because
    )


def added(number: int) -> Drafted:
    """Return a decision of one event only."""
    item = derived_id("item", str(number))
    return decided(number, ItemAdded(item=item, fields={"title": f"Item {number}"}))


def append(log: Log, *drafts: Drafted, now: datetime = NOON) -> Appended:
    """Append `drafts` at the log's head."""
    return log.append(drafts, log.head(), now)


def fill(log: Log, numbers: Sequence[int]) -> Head:
    """Append a decision of two events for each number, each in its own transaction."""
    for number in numbers:
        append(log, decided(number, why=f"reason {number}"))
    return log.head()


def contents(log: Log) -> list[bytes]:
    """Return the bytes of everything that can be read."""
    return log.raw(0, log.head().position)


def copied(path: Path, name: str = "copy.roadmap") -> Path:
    """Return a copy of the file at `path` beside it."""
    return Path(shutil.copy(path, path.with_name(name)))


def tampered(path: Path, *statements: str) -> None:
    """Change the file with SQLite itself, as another program would."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
