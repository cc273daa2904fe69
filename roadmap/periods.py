"""Which decisions lie between two moments, and which of them are about an item?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from roadmap.analysis.phrases.sentences import changed_items
from roadmap.timeline import Timeline, Told


def touched_items(told: Told) -> tuple[str, ...]:
    """Return the ids of the items that a decision is about, each once, in the order of events."""
    return changed_items(told.events)


def decisions_between(
    timeline: Timeline,
    zone: tzinfo,
    *,
    item: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[Told]:
    """Yield decisions, oldest first: after `since`, up to and with `until`, about `item`.

    `since` and `until` are a decision's id, a position or a date of `zone`; a date given as `since`
    is included whole. Raises NotFound.
    """
    first = 0 if since is None else _after(timeline, zone, since)
    last = None if until is None else timeline.resolve(until, zone) + 1
    for told in timeline.history(first, last):
        if item is None or item in touched_items(told):
            yield told


def _after(timeline: Timeline, zone: tzinfo, since: str) -> int:
    """Return the index of the first decision of the period; a moment named is left out of it."""
    try:
        day = date.fromisoformat(since)
    except ValueError:
        return timeline.resolve(since, zone)
    return timeline.index_on(datetime(day.year, day.month, day.day, tzinfo=zone)) + 1
