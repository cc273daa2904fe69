"""How does a roadmap's file begin, and how is it copied with what is not saved yet?

The decision that begins a roadmap, new files that are filled in one transaction or not left behind,
and copies: byte for byte where the file is still there, otherwise of what was read of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from roadmap.calendars import zone_or_utc
from roadmap.commands.given import new_id
from roadmap.commands.roadmap import CreateRoadmap
from roadmap.decide import Now, decide
from roadmap.errors import StoreError
from roadmap.events import Because, Decision, Drafted
from roadmap.fields.roadmap import RoadmapFields
from roadmap.log import Log
from roadmap.state import EMPTY
from roadmap.store import create_log, is_zip, manifest_of, open_log
from roadmap.timeline import Told
from roadmap.values import Author, clean_text


def new_decision(
    by: Author,
    at: datetime,
    why: str | None,
    because: Because | None,
    key: str | None = None,
) -> Decision:
    """Return a decision with a clean reason, and an id of its own unless `key` is one."""
    why = clean_text(why).strip() if why else None
    return Decision(id=key or new_id(), by=by, at=at, why=why or None, because=because)


def first_decision(
    fields: RoadmapFields, *, by: Author, at: datetime, why: str | None = None
) -> Drafted:
    """Return the decision that begins a roadmap. Raises Refused."""
    zone = zone_or_utc(fields.get("zone", "UTC"))
    command = CreateRoadmap(fields=fields)
    events = decide(EMPTY, [command], Now(at, at.astimezone(zone).date()))
    return Drafted(new_decision(by, at, why, None), events)


def filled(
    path: Path, drafts: Sequence[Drafted], now: datetime, roadmap_id: str | None = None
) -> Log:
    """Return a new file's log with `drafts` in it; no file is left where that fails."""
    log = create_log(path, roadmap_id)
    try:
        log.append(drafts, log.head(), now)
    except BaseException:
        log.close()
        path.unlink(missing_ok=True)
        raise
    return log


def copied(
    source: Path,
    target: Path,
    *,
    known: Iterable[Told],
    roadmap_id: str,
    pending: Sequence[Drafted],
    now: datetime,
) -> None:
    """Write a copy of `source` to `target`, with `pending` after it.

    It is made of `known` where the file is gone, and where it is a snapshot: the copy is a roadmap
    that can be changed. Of a snapshot that left something out it is another roadmap.

    Raises StoreError.
    """
    is_snapshot = source.is_file() and is_zip(source)
    if is_snapshot or not source.is_file():
        drafts = [Drafted(told.decision, told.events, told.recorded_at) for told in known]
        own_id = is_snapshot and manifest_of(source).original is not None
        filled(target, [*drafts, *pending], now, None if own_id else roadmap_id).close()
        return
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        why = error.strerror or str(error)
        raise StoreError(f"{target} cannot be written: {why}. Choose another place.") from error
    if pending:
        copy = open_log(target)
        try:
            copy.append(pending, copy.head(), now)
        finally:
            copy.close()
