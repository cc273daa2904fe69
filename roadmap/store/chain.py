"""How do new decisions become records at the end of a log, each naming the one before it?

Shared by every backend: only where the rows then go differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from roadmap.errors import Damaged, HeadMoved, Refused
from roadmap.events import Drafted
from roadmap.store.codec import Codec, Row, digest_of, recorded_at_of, seal
from roadmap.values import EMPTY_HEAD, Head


class Tail(NamedTuple):
    """The end of a log: its head and when that record was stored (None while it is empty)."""

    head: Head
    recorded_at: datetime | None


NOTHING_YET = Tail(EMPTY_HEAD, None)


def head_of(row: Row) -> Head:
    """Return the head of a log that ends with `row`."""
    return Head(row.position, digest_of(row.state))


def tail_of(row: Row | None) -> Tail:
    """Return the tail of a log that ends with `row`; None stands for an empty log.

    Raises Damaged when the time it was stored cannot be read.
    """
    if row is None:
        return NOTHING_YET
    try:
        return Tail(head_of(row), recorded_at_of(row.state))
    except ValueError as error:
        raise Damaged(
            f"The record at position {row.position} cannot be read: {error}. Restore the file from"
            " a copy.",
            row.position,
        ) from error


def moved() -> HeadMoved:
    """Return the error for an append to another head than the log has."""
    return HeadMoved(
        "Somebody else saved to this roadmap first. Read what is new, then decide again."
    )


def link(codec: Codec, drafts: Sequence[Drafted], tail: Tail, now: datetime) -> list[Row]:
    """Return the rows of `drafts` after `tail`, each naming the digest of the one before it.

    The time of recording never falls: a clock that went back counts as standing still. A draft
    brings its own time only into an empty log.

    Raises Refused when an event cannot be recorded, or brings a time to a log that is not empty.
    """
    position, prev = tail.head.position, tail.head.digest
    latest, rows = tail.recorded_at, []
    for draft in drafts:
        if draft.recorded_at is not None and tail.head.position:
            raise Refused(
                "A history that brings its own times can only be taken into an empty roadmap."
                " Import it into a new file."
            )
        moment = draft.recorded_at or now
        latest = moment if latest is None else max(latest, moment)
        for event, body in zip(
            draft.events, codec.bodies(draft.decision, draft.events), strict=True
        ):
            position += 1
            row = Row(position, event.kind, seal(body, prev, latest))
            prev = digest_of(row.state)
            rows.append(row)
    return rows
