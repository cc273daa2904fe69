"""How does one make a file of a roadmap that others read without it? Snapshots, as of any moment.

Without redaction a snapshot holds the very bytes of the records. With redaction it has a chain of
its own and names the head of the roadmap it was made from: it is never merged, but answers to it
name decisions, and these keep their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from roadmap.errors import NotFound, Refused
from roadmap.events import Drafted
from roadmap.events.roadmap import RoadmapCreated, RoadmapEdited
from roadmap.opened import Moment, OpenLog
from roadmap.redaction import Redaction, redacted
from roadmap.report.html.document import html_document
from roadmap.report.html.source import Source, figures_of, source_of
from roadmap.signing import Signed
from roadmap.store import Manifest, MemoryLog, digest_of, write_snapshot
from roadmap.store.snapshot import FORMAT, Signature
from roadmap.values import Author

_PAGE = 4096


def share(
    roadmap: OpenLog,
    target: Path,
    moment: Moment,
    wanted: Redaction,
    *,
    by: Author,
    at: datetime,
    sign: Callable[[bytes], Signed] | None = None,
) -> Manifest:
    """Write a snapshot of `roadmap` as of `moment` to a new file `target`; return what it says.

    `sign` signs it. Raises Refused where there is nothing to share or a file of that name, and
    StoreError.
    """
    if moment.index < 0:
        raise Refused("There is nothing to share yet: the roadmap had no decision by then.")
    if wanted.erase is not None:
        _check_known(roadmap, moment, wanted.erase)
    last = roadmap.raw(moment.position - 1, moment.position)[0]
    if wanted.leaves_all:
        title = moment.state.roadmap.name if moment.state.roadmap else ""
        records, original = _pages(roadmap.raw, moment.position), None
    else:
        log, title = _own_chain(roadmap, moment, wanted, at)
        records, original = _pages(log.raw, moment.position), digest_of(last)
        last = log.raw(moment.position - 1, moment.position)[0]
    manifest = Manifest(
        format=FORMAT,
        roadmap=roadmap.id,
        title=title,
        position=moment.position,
        decision=roadmap.timeline.tell(moment.index).id,
        head=digest_of(last),
        count=moment.position,
        made_at=at,
        by=by,
        audience=wanted.audience,
        redactions=wanted.words(),
        original=original,
    )
    if sign is not None:
        made = sign(manifest.signed())
        signature = Signature(key=made.key, value=made.value)
        manifest = manifest.model_copy(update={"signature": signature})
    write_snapshot(target, manifest, records)
    return manifest


def _own_chain(
    roadmap: OpenLog, moment: Moment, wanted: Redaction, at: datetime
) -> tuple[MemoryLog, str]:
    """Return a log of what is left, with a chain of its own, and the roadmap's name in it."""
    drafts = list(redacted(list(roadmap.timeline.history(0, moment.index + 1)), wanted))
    log = MemoryLog(roadmap_id=roadmap.id)
    log.append(drafts, log.head(), at)
    return log, _title(drafts)


def html_of(
    roadmap: OpenLog, moment: Moment, wanted: Redaction, *, by: Author, at: datetime, today: date
) -> str:
    """Return `roadmap` as of `moment` as one HTML page for the audience, with the playback.

    Raises Refused where there is nothing to share.
    """
    return html_document(source_for(roadmap, moment, wanted, by=by, at=at, today=today))


def source_for(
    roadmap: OpenLog, moment: Moment, wanted: Redaction, *, by: Author, at: datetime, today: date
) -> Source:
    """Return what a page, a paper, a workbook or a calendar of `moment` shows the audience.

    Raises Refused where there is nothing to share.
    """
    if moment.index < 0:
        raise Refused("There is nothing to share yet: the roadmap had no decision by then.")
    if wanted.erase is not None:
        _check_known(roadmap, moment, wanted.erase)
    figures = figures_of(moment.state, today)
    timeline = roadmap.timeline
    if not wanted.leaves_all:
        timeline = OpenLog(_own_chain(roadmap, moment, wanted, at)[0]).timeline
    return source_of(
        roadmap.id,
        timeline,
        moment.index,
        today,
        figures,
        by=by,
        made_at=at,
        audience=wanted.audience,
    )


def _check_known(roadmap: OpenLog, moment: Moment, name: str) -> None:
    """Raise NotFound where nobody of that name decided or is on the team: a slip erases nothing."""
    wanted = name.casefold()
    people = (person.name for person in moment.state.people.ordered())
    if any(each.casefold() == wanted for each in people):
        return
    history = roadmap.timeline.history(0, moment.index + 1)
    if any(told.by.name.casefold() == wanted for told in history):
        return
    raise NotFound(
        f"Nobody called {name!r} is on the team or decided anything here: write the name as it "
        "stands there."
    )


def _pages(read: Callable[[int, int], list[bytes]], until: int) -> Iterator[bytes]:
    for after in range(0, until, _PAGE):
        yield from read(after, min(after + _PAGE, until))


def _title(drafts: Iterable[Drafted]) -> str:
    """Return the roadmap's name at the end of `drafts`."""
    settings = [
        event.fields["name"]
        for draft in drafts
        for event in draft.events
        if isinstance(event, RoadmapCreated | RoadmapEdited) and "name" in event.fields
    ]
    return settings[-1] if settings else ""
