"""What appending, opening and folding cost against raw sqlite3 and a mutable fold."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from roadmap.collector import without_collector
from roadmap.events import Drafted, Event, Record
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemStarted,
)
from roadmap.evolve import evolve, fold
from roadmap.state import EMPTY, Item, State
from roadmap.store import Checkpoints, create_log, open_log
from roadmap.store.document import DocumentLog
from roadmap.store.layout import TABLE
from roadmap.values import Status, as_utc_text
from tests.benchmarks.long_history import drafts, events, written
from tests.benchmarks.ratio import Ratio, hold, measure

NOW = datetime(2026, 1, 5, tzinfo=UTC)
AT_ONCE = 256
INSERT = "INSERT INTO stored_events VALUES (?,?,?,?)"


def raw_document(path: Path) -> sqlite3.Connection:
    """Return a connection to an empty file with the document's table and journal settings."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.execute("PRAGMA synchronous=EXTRA")
    connection.execute("PRAGMA fullfsync=ON")
    connection.execute(TABLE)
    return connection


@pytest.fixture
def log(tmp_path: Path) -> Iterator[DocumentLog]:
    log = create_log(tmp_path / "ours.roadmap")
    yield log
    log.close()


def test_one_durable_append(log: DocumentLog, tmp_path: Path) -> None:
    """Wall time: both wait for the disk. The raw bound inserts ready bytes of the same length."""
    raw = raw_document(tmp_path / "raw.db")
    source = drafts(10_000)
    first = log.append(list(islice(source, 1000)), log.head(), NOW)
    states = log.raw(0, 1000)
    raw.executemany(INSERT, [("a" * 32, place, "item_added", state) for place, state in
                             enumerate(states, start=1)])  # fmt: skip
    head, place = first.head, count(1001)

    def ours() -> None:
        nonlocal head
        head = log.append([next(source)], head, NOW).head

    def bound() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(INSERT, ("a" * 32, next(place), "item_added", states[500]))
        raw.execute("COMMIT")

    def attempt() -> Ratio:
        return measure(ours, bound, rounds=101, clock=time.perf_counter)

    hold("one durable append, against raw sqlite3", 2.0, attempt)
    raw.close()


def raw_batch(connection: sqlite3.Connection, draft: Drafted, place: Iterator[int]) -> None:
    """Do the least that a batch takes: the same JSON bytes, chained, in one transaction."""
    decision = {
        "at": as_utc_text(draft.decision.at),
        "because": None,
        "by": {"id": draft.decision.by.id, "name": draft.decision.by.name},
        "id": draft.decision.id,
        "m": len(draft.events),
        "why": draft.decision.why,
    }
    prev, rows = "0" * 64, []
    for n, event in enumerate(draft.events, start=1):
        record = {
            "body": {
                "data": event.model_dump(mode="json", exclude_unset=True),
                "decision": {**decision, "n": n},
                "kind": event.kind,
                "version": event.version,
            },
            "prev": prev,
            "recorded_at": as_utc_text(NOW),
        }
        state = json.dumps(
            record, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode()
        prev = sha256(state).hexdigest()
        rows.append(("a" * 32, next(place), event.kind, state))
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, rows)
    connection.execute("COMMIT")


def test_a_batch_of_10000(log: DocumentLog, tmp_path: Path) -> None:
    """CPU time, one decision. The bound builds the same bytes with json and chains them too."""
    raw, place = raw_document(tmp_path / "raw.db"), count(1)
    draft = next(drafts(1))._replace(events=tuple(events(10_000)))

    def ours() -> None:
        log.append([draft], log.head(), NOW)

    def attempt() -> Ratio:
        return measure(ours, lambda: raw_batch(raw, draft, place), rounds=5)

    hold("a batch of 10,000 events, against json and raw sqlite3", 2.0, attempt)
    raw.close()


# -- opening --------------------------------------------------------------------------------------


def raw_fetch(path: Path) -> list[tuple[int, str, bytes]]:
    """Fetch every row in order with sqlite3 alone."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT originator_version, topic, state FROM stored_events"
        " WHERE originator_id=? ORDER BY originator_version",
        ("a" * 32,),
    ).fetchall()
    connection.close()
    return rows


def open_and_fold(path: Path) -> State:
    """Open the document and fold all of it, a little at a time, as the timeline does."""
    log = open_log(path)
    state, until = EMPTY, log.head().position
    with without_collector():
        for after in range(0, until, AT_ONCE):
            records = log.records(after, min(until, after + AT_ONCE))
            state = fold((record.event for record in records), state)
    log.close()
    return state


@pytest.fixture(scope="module")
def hundred_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("100k") / "long.roadmap"
    written(path, 100_000)
    return path


def test_opening_and_folding_100000_events(hundred_thousand: Path) -> None:
    """Decisions of one event stay unread: reading them would take another 2 us an event.

    Of some 6.5 us an event the fetch takes 0.8, the event's model 1.5, framing 1.2, the fold 2.6.
    """
    assert len(raw_fetch(hundred_thousand)) == 100_000
    assert len(open_and_fold(hundred_thousand).items) == 10_000

    def attempt() -> Ratio:
        return measure(
            lambda: open_and_fold(hundred_thousand),
            lambda: raw_fetch(hundred_thousand),
            rounds=5,
        )

    hold("open and fold 100,000 events, against the raw fetch", 8.0, attempt)


def test_opening_1000000_events_with_a_saved_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "long.roadmap"
    head = written(path, 1_000_000)
    log = open_log(path)
    Checkpoints(tmp_path / "cache", log.roadmap_id).save(open_and_fold(path), head)
    log.close()

    def ours() -> None:
        log = open_log(path)
        state = Checkpoints(tmp_path / "cache", log.roadmap_id).load(log.head())
        assert state is not None
        assert len(state.items) == 10_000
        log.close()

    def attempt() -> Ratio:
        return measure(ours, lambda: raw_fetch(path), rounds=3)

    hold("open 1,000,000 events with a checkpoint, against the raw fetch", 0.15, attempt)


# -- folding --------------------------------------------------------------------------------------


def mutable_fold(happened: list[Event]) -> dict[str, Item]:
    """Fold into one mutable dict: the same records, and no earlier state to go back to."""
    items: dict[str, Item] = {}
    for event in happened:
        fields: Any
        match event:
            case ItemEdited() | ItemReclassified() | ItemEstimated():
                fields = event.fields
            case ItemMoved():
                fields = {"rank": event.rank}
            case ItemAdded():
                items[event.item] = Item(event.item, **event.fields)
                continue
            case ItemStarted():
                fields = {"status": Status.IN_PROGRESS, "started_on": event.started_on}
            case ItemFinished():
                fields = {"status": Status.DONE, "done_on": event.done_on}
            case _:
                continue
        item = items.get(event.item)
        if item is not None:
            items[event.item] = replace(item, **fields)
    return items


def test_folding_against_a_mutable_fold(hundred_thousand: Path) -> None:
    log = open_log(hundred_thousand)
    records: list[Record] = log.records(0, 100_000)
    log.close()
    happened = [record.event for record in records]
    state = EMPTY
    for event in happened[:1000]:
        state = evolve(state, event)
    assert sorted(mutable_fold(happened[:1000])) == state.items.ids()

    def attempt() -> Ratio:
        return measure(lambda: fold(happened), lambda: mutable_fold(happened), rounds=5)

    hold("fold 100,000 events, against a mutable fold", 2.0, attempt)
