"""How does one make a file of a roadmap that others read without it, and what may they see in it?

Snapshots are as of any moment; pages, papers, workbooks, tables, calendars and pictures are made of
the history as its audience may see it; its capacity, plan and forecast are those of the roadmap.

Without redaction a snapshot holds the very bytes of the records. With redaction it has a chain of
its own and names the head of the roadmap it was made from: it is never merged, but answers to it
name decisions, and these keep their ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from roadmap.aliases import aliases_of, everybody
from roadmap.collector import without_collector
from roadmap.errors import NotFound, Refused
from roadmap.events import Drafted, Record
from roadmap.events.roadmap import RoadmapCreated, RoadmapEdited
from roadmap.names import Doubt
from roadmap.opened import Moment, OpenLog
from roadmap.redaction import Redaction, doubts_in, redacted
from roadmap.report.html.document import html_document
from roadmap.report.html.source import Source, behind_of, figures_of, source_of
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.service import Roadmap
from roadmap.signing import Signed
from roadmap.store import Manifest, MemoryLog, digest_of, write_snapshot
from roadmap.store.snapshot import FORMAT, Signature
from roadmap.timeline import Timeline, Told
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
    watch: Watch = UNWATCHED,
) -> Manifest:
    """Write a snapshot of `roadmap` as of `moment` to a new file `target`; return what it says.

    `sign` signs it. Raises Refused where there is nothing to share or a file of that name,
    Cancelled where `watch` says to stop, and StoreError.
    """
    _check_shareable(roadmap, moment, wanted)
    position = moment.position
    last = roadmap.raw(position - 1, position)[0]
    reading = watch.part(700, 990)  # the last word is that of the disk
    if wanted.leaves_all:
        title = moment.state.roadmap.name if moment.state.roadmap else ""
        records, original = _pages(roadmap.raw, position, watch.part(0, 990)), None
    else:
        log, title = _own_chain(roadmap, moment.index, wanted, at, watch.part(0, 700))
        position, by = log.head().position, _sender(roadmap, moment, wanted, by)
        records, original = _pages(log.raw, position, reading), digest_of(last)
        last = log.raw(position - 1, position)[0]
    manifest = Manifest(
        format=FORMAT,
        roadmap=roadmap.id,
        title=title,
        position=position,
        decision=roadmap.timeline.tell(moment.index).id,
        head=digest_of(last),
        count=position,
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
    roadmap: OpenLog, index: int, wanted: Redaction, at: datetime, watch: Watch = UNWATCHED
) -> tuple[MemoryLog, str]:
    """Return a log of what is left up to decision `index`, with its own chain, and its name."""
    drafts = _drafts(roadmap, index, wanted, watch.part(0, 600))
    log = MemoryLog(roadmap_id=roadmap.id)
    log.append(drafts, log.head(), at)
    watch.say(1, 1)
    return log, _title(drafts)


def seen_by(
    roadmap: Roadmap,
    wanted: Redaction,
    at: datetime,
    watch: Watch = UNWATCHED,
) -> Roadmap:
    """Return the roadmap as its audience may see it, all of its history: `roadmap` or a copy.

    A copy lives in memory under an id of its own, so that nobody's private scenarios are found for
    it. Its decisions keep their ids and places among the decisions; positions may be other ones.
    """
    if wanted.leaves_all:
        return roadmap
    return copy_for(list(roadmap.timeline.history()), wanted, at, watch)


def copy_for(
    history: Sequence[Told], wanted: Redaction, at: datetime, watch: Watch = UNWATCHED
) -> Roadmap:
    """Return the copy that `seen_by` speaks of, from all decisions of a roadmap."""
    drafts = list(watch.along(redacted(history, wanted), len(history)))
    log = MemoryLog()
    if drafts:
        log.append(drafts, log.head(), at)
    return Roadmap(log)


def html_of(
    roadmap: OpenLog,
    moment: Moment,
    wanted: Redaction,
    *,
    by: Author,
    at: datetime,
    today: date,
    watch: Watch = UNWATCHED,
) -> str:
    """Return `roadmap` as of `moment` as one HTML page for the audience, with the playback.

    Raises Refused where there is nothing to share, Cancelled where `watch` says to stop.
    """
    source = source_for(
        roadmap, moment, wanted, by=by, at=at, today=today, watch=watch.part(0, 700)
    )
    return html_document(source, watch.part(700, 1000))


def source_for(
    roadmap: OpenLog,
    moment: Moment,
    wanted: Redaction,
    *,
    by: Author,
    at: datetime,
    today: date,
    watch: Watch = UNWATCHED,
) -> Source:
    """Return what a page, a paper, a workbook or a calendar of `moment` shows the audience.

    Raises Refused where there is nothing to share, Cancelled where `watch` says to stop.
    """
    _check_shareable(roadmap, moment, wanted)
    timeline = _timeline_for(roadmap, moment, wanted, at, watch.part(0, 300))
    figures = figures_of(timeline.state_after(moment.index), today, watch.part(300, 700))
    behind = behind_of(roadmap.timeline, moment.index, today, figures, watch.part(700, 900))
    return source_of(
        roadmap.id,
        timeline,
        moment.index,
        today,
        figures,
        behind,
        by=_sender(roadmap, moment, wanted, by),
        made_at=at,
        audience=wanted.audience,
    )


def _timeline_for(
    roadmap: OpenLog, moment: Moment, wanted: Redaction, at: datetime, watch: Watch
) -> Timeline:
    if wanted.leaves_all:
        return roadmap.timeline
    timeline = timeline_of(_drafts(roadmap, moment.index, wanted, watch.part(0, 900)), at)
    watch.say(1, 1)
    return timeline


def timeline_of(drafts: Iterable[Drafted], at: datetime) -> Timeline:
    """Return the timeline of a history that no log holds: it is read here and never written.

    As in a log the time of recording never falls; `at` is that of what brings none.
    """
    records: list[Record] = []
    latest: datetime | None = None
    for decision, events, recorded_at in drafts:
        moment = recorded_at or at
        latest = moment if latest is None else max(latest, moment)
        for n, event in enumerate(events, 1):
            place = len(records) + 1
            records.append(Record(place, latest, decision, n, len(events), event))
    timeline = Timeline(lambda after, until: records[after:until], len(records))
    timeline.begin()
    return timeline


def _check_shareable(roadmap: OpenLog, moment: Moment, wanted: Redaction) -> None:
    if moment.index < 0:
        raise Refused("There is nothing to share yet: the roadmap had no decision by then.")
    if wanted.erase is not None:
        _check_known(roadmap, moment, wanted.erase)


def _check_known(roadmap: OpenLog, moment: Moment, name: str) -> None:
    """Raise NotFound where nobody of that name is known in the history: a slip erases nothing."""
    if not everybody(roadmap.timeline.history(0, moment.index + 1)).names_of(name):
        raise NotFound(
            f"Nobody called {name!r} is on the team or decided anything here: write the name as it "
            "stands there."
        )


def doubts_of(roadmap: OpenLog, moment: Moment, wanted: Redaction) -> tuple[Doubt, ...]:
    """Return where a word may be a name that `wanted` leaves out and may be none, as they come."""
    if wanted.leaves_all:
        return ()
    return doubts_in(list(roadmap.timeline.history(0, moment.index + 1)), wanted)


def _sender(roadmap: OpenLog, moment: Moment, wanted: Redaction, by: Author) -> Author:
    """Return who makes the file, without the name that is erased."""
    if wanted.erase is None:
        return by
    history = list(roadmap.timeline.history(0, moment.index + 1))
    return aliases_of(history, by_role=False, authors_too=False, erase=wanted.erase).author(by)


def _pages(read: Callable[[int, int], list[bytes]], until: int, watch: Watch) -> Iterator[bytes]:
    for after in range(0, until, _PAGE):
        watch.say(after, until)
        yield from read(after, min(after + _PAGE, until))


def _drafts(roadmap: OpenLog, index: int, wanted: Redaction, watch: Watch) -> list[Drafted]:
    """Return what is left of the decisions up to the `index`-th."""
    with without_collector():  # it looks through all decisions again and again: half of the time
        history = list(roadmap.timeline.history(0, index + 1))
        return list(watch.along(redacted(history, wanted), len(history)))


def _title(drafts: Iterable[Drafted]) -> str:
    """Return the roadmap's name at the end of `drafts`."""
    settings = [
        event.fields["name"]
        for draft in drafts
        for event in draft.events
        if isinstance(event, RoadmapCreated | RoadmapEdited) and "name" in event.fields
    ]
    return settings[-1] if settings else ""
