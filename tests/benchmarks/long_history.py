"""Long histories as a busy team would write them, made the same way every time."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

from roadmap.events import Decision, Drafted, Event
from roadmap.events.items import (
    ItemAdded,
    ItemEdited,
    ItemEstimated,
    ItemFinished,
    ItemMoved,
    ItemReclassified,
    ItemStarted,
)
from roadmap.store import create_log, open_log
from roadmap.store.chain import NOTHING_YET, link, tail_of
from roadmap.store.codec import Codec
from roadmap.store.layout import mark_of
from roadmap.values import Author, Driver, Estimate, Forcing, Head, Horizon

AUTHORS = [Author(id=name.lower(), name=f"{name} Okafor") for name in ("Maya", "Tom", "Ines")]
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
MOST_ITEMS = 10_000
_CHUNK = 20_000


def event(number: int, dice: random.Random) -> Event:
    """Return event `number`: one in five adds an item until there are ten thousand."""
    count = min(number // 5 + 1, MOST_ITEMS)
    if number % 5 == 0 and count > number // 5:
        title = f"Replace the load balancer of zone {number}"
        fields = {"title": title, "rank": f"a{number:07d}1", "labels": ("network", "q3")}
        return ItemAdded(item=f"{count:010d}", fields=fields)  # type: ignore[arg-type]
    # What is new is talked about most: half of all changes are to the newest eighth of the items.
    item = f"{count - int(count * dice.random() ** 3):010d}"
    day = date(2026, 1, 1) + timedelta(days=dice.randrange(300))
    match dice.randrange(6):
        case 0:
            return ItemMoved(item=item, rank=f"a{dice.randrange(10**7):07d}5")
        case 1:
            low = dice.randint(1, 9) / 2
            estimate = Estimate(likely=low * 2, low=low, high=low * 5)
            return ItemEstimated(item=item, fields={"estimate": estimate})
        case 2:
            return ItemReclassified(
                item=item,
                fields={
                    "forcing": Forcing.FORCED,
                    "horizon": Horizon.LONG_TERM,
                    "driver": Driver.REGULATION,
                    "mandatory_by": day,
                    "classified_on": day,
                },
            )
        case 3:
            return ItemStarted(item=item, started_on=day)
        case 4:
            return ItemFinished(item=item, done_on=day)
        case _:
            return ItemEdited(item=item, fields={"notes": f"Talked to the users on {day}."})


def events(count: int) -> Iterator[Event]:
    """Yield `count` events."""
    dice = random.Random(count)  # noqa: S311 - the same every time
    for number in range(count):
        yield event(number, dice)


def drafts(count: int) -> Iterator[Drafted]:
    """Yield `count` decisions of one event each, every other with a reason."""
    for number, each in enumerate(events(count)):
        decision = Decision(
            id=f"{number:010d}",
            by=AUTHORS[number % 3],
            at=BEGIN + timedelta(minutes=number),
            why="The auditors asked for it in the spring." if number % 2 else None,
        )
        yield Drafted(decision, (each,))


def written(path: Path, count: int) -> Head:
    """Write a document of `count` events without waiting for the disk; return its head."""
    create_log(path).close()
    codec, tail = Codec(), NOTHING_YET
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN")
    source = drafts(count)
    while chunk := list(islice(source, _CHUNK)):
        rows = link(codec, chunk, tail, chunk[-1].decision.at)
        values = [("a" * 32, *row) for row in rows]
        connection.executemany("INSERT INTO stored_events VALUES (?,?,?,?)", values)
        tail = tail_of(rows[-1])
    connection.execute(f"PRAGMA user_version={mark_of(tail.head)}")
    connection.execute("COMMIT")
    connection.close()
    log = open_log(path)
    assert log.head() == tail.head
    log.close()
    return tail.head
