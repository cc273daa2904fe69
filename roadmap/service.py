"""One open roadmap: decide and append, follow what others write, look at any moment, take back.

This is what the command line and the window stand on. It holds a log, the timeline over it and the
state at its head; it owns no clock, no author and no thread: those come with each call.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Literal

from roadmap.analysis.commitment import completed
from roadmap.analysis.sentences import changed_items
from roadmap.calendars import zone_or_utc
from roadmap.collector import look_through_again
from roadmap.commands import Command, CreateRoadmap, GiveReason, ImportItems
from roadmap.decide import Now, decide
from roadmap.errors import Damaged, HeadMoved, Newer, Refused, StoreError, StoreReadOnly
from roadmap.events import Because, Decision, Record
from roadmap.events import Drafted as Draft
from roadmap.evolve import fold
from roadmap.fields import RoadmapFields
from roadmap.given import new_id
from roadmap.log import Appended, Log, Problem, Replaced
from roadmap.state import EMPTY, State
from roadmap.state import Roadmap as Settings
from roadmap.store import Checkpoints, MemoryLog, create_log, open_log
from roadmap.timeline import Density, Timeline, Told
from roadmap.undo import Kept, StackKeeper, Stacks, Undo, plan_undo
from roadmap.values import Author, Head, Line, clean_text

__all__ = [
    "Appended",
    "Density",
    "Draft",
    "Kept",
    "Line",
    "Moment",
    "Problem",
    "Refreshed",
    "Replaced",
    "Roadmap",
    "Stacks",
    "Told",
    "Undo",
    "applied",
    "check_file",
    "touched_items",
    "utc_now",
]

UndoKind = Literal["undo", "redo"]

_TRIES = 100  # others may append between our reading and our writing this often
_CHECKPOINT_FROM = 200_000  # events; below, folding everything is quick enough


def utc_now() -> datetime:
    """Return the present moment; the one clock that callers hand to the rest."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the history: after decision `index` (-1 is before all), at `position`."""

    index: int
    position: int
    state: State


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What others appended since; `replaced` says why all of it was read again, or is None."""

    records: tuple[Record, ...]
    replaced: str | None = None


class Roadmap:
    """One open roadmap."""

    def __init__(self, log: Log, cache: Path | None = None) -> None:
        """Read `log` up to its head; checkpoints of long histories are kept in folder `cache`."""
        self._log = log
        self._checkpoints = None if cache is None else Checkpoints(cache, log.roadmap_id)
        self._load()

    def _load(self) -> None:
        try:
            self._read()
        except Newer:
            # Only reading tells where a long log goes on in a newer version; it now ends before.
            self._read()

    def _read(self) -> None:
        self._head = self._log.head()
        self._keeper = StackKeeper()
        self._kept_to = 0
        saved: State | None = None
        if self._checkpoints is not None and self._head.position >= _CHECKPOINT_FROM:
            saved = self._checkpoints.load(self._head)
        if saved is None:
            self._timeline = Timeline(self._log.records, self._head.position)
            self._timeline.begin()
        else:
            self._timeline = Timeline(self._log.records, self._head.position, saved)

    # -- opening ----------------------------------------------------------------------------------

    @classmethod
    def open(cls, location: str | Path, cache: Path | None = None) -> Roadmap:
        """Open the roadmap at `location`. Raises NotFound, NotARoadmap, Damaged, StoreError."""
        return cls(open_log(Path(location)), cache)

    @classmethod
    def create(
        cls,
        location: str | Path,
        fields: RoadmapFields,
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
    ) -> Roadmap:
        """Make a new roadmap file with its first decision. Raises Refused where one exists."""
        drafts = _first(fields, by=by, at=at, why=why)
        return cls(_filled(Path(location), drafts, at))

    @classmethod
    def record(cls, location: str | Path, drafts: Sequence[Draft], *, at: datetime) -> Roadmap:
        """Make a new roadmap file that holds `drafts` from the beginning, in one transaction."""
        return cls(_filled(Path(location), drafts, at))

    @classmethod
    def in_memory(cls, fields: RoadmapFields, *, by: Author, at: datetime) -> Roadmap:
        """Return a roadmap that lives in memory only."""
        log = MemoryLog()
        log.append(_first(fields, by=by, at=at), log.head(), at)
        return cls(log)

    def close(self) -> None:
        """Let go of the file, keeping a checkpoint of its head where that saves time."""
        if self._checkpoints is not None and self._head.position >= _CHECKPOINT_FROM:
            self._checkpoints.save(self.state, self._head)
        self._log.close()
        look_through_again()

    # -- what is ----------------------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The roadmap's own id, the same in every copy."""
        return self._log.roadmap_id

    @property
    def location(self) -> str:
        """Where the roadmap is kept, as a person knows it."""
        return self._log.location

    @property
    def read_only_because(self) -> str | None:
        """Why nothing can be written, as a sentence; None when it can."""
        return self._log.read_only_because

    @property
    def newer_from(self) -> int | None:
        """The first position that this version cannot read, or None."""
        return self._log.newer_from

    @property
    def head(self) -> Head:
        """The end of the log as far as it was read."""
        return self._head

    @property
    def state(self) -> State:
        """The state at the head."""
        return self._timeline.state

    @property
    def settings(self) -> Settings:
        """The roadmap's settings at the head."""
        return self.state.roadmap or Settings()

    @property
    def zone(self) -> tzinfo:
        """The roadmap's time zone."""
        return zone_or_utc(self.settings.zone)

    @property
    def timeline(self) -> Timeline:
        """The history, for playback and comparisons."""
        return self._timeline

    def today(self, at: datetime) -> date:
        """Return the day that `at` falls on in the roadmap's zone."""
        return at.astimezone(self.zone).date()

    def moment(self, at: str | None) -> Moment:
        """Return the moment named by a decision's id, a position or a date; None is the head.

        Raises NotFound.
        """
        if at is None:
            return Moment(self._timeline.count - 1, self._head.position, self.state)
        index = self._timeline.resolve(at, self.zone)
        position = self._timeline.end(index)
        return Moment(index, position, self._timeline.state_at(position))

    # -- deciding ---------------------------------------------------------------------------------

    def draft(
        self,
        commands: Sequence[Command],
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        because: Because | None = None,
        state: State | None = None,
        decision: str | None = None,
    ) -> Draft | None:
        """Decide `commands` on `state` (the head by default) without writing; None: no change.

        `decision` is the id to keep where the same commands are decided again. Raises Refused.
        """
        state = self.state if state is None else state
        zone = zone_or_utc(state.roadmap.zone) if state.roadmap else self.zone
        self._check_reasons(commands)
        today = at.astimezone(zone).date()
        events = decide(state, commands, Now(at, today), lambda s, c: completed(s, c, today))
        if not events:
            return None
        if because is None and any(isinstance(command, ImportItems) for command in commands):
            because = Because(kind="import")
        return Draft(_decision(by, at, why, because, decision), events)

    def _check_reasons(self, commands: Sequence[Command]) -> None:
        for command in commands:
            if isinstance(command, GiveReason):
                for decision in command.decisions:
                    self._timeline.index_of(decision)

    def append(self, drafts: Sequence[Draft], expected: Head, now: datetime) -> Appended:
        """Write `drafts` after `expected` and return their records, without taking them in.

        Safe to call from another thread than the one that reads. Raises StoreError.
        """
        if self.read_only_because is not None:
            raise StoreReadOnly(self.read_only_because)
        return self._log.append(drafts, expected, now)

    def follow(self, seen: Head) -> Appended | Replaced:
        """Return what was appended after `seen`, without taking it in; like `append`, elsewhere."""
        return self._log.follow(seen)

    def absorb(self, tail: Appended) -> None:
        """Take in records that were appended after our head, by us or by others."""
        self._timeline.append(tail.records)
        self._head = tail.head

    def copy_to(self, target: Path, pending: Sequence[Draft], now: datetime) -> None:
        """Write a copy to `target`, with `pending` after it: byte for byte where the file is there.

        Where it was moved or deleted, the copy is made of what was read. Raises StoreError.
        """
        source = Path(self.location)
        if not source.is_file():
            known = [Draft(told.decision, told.events, told.recorded_at) for told in self.history()]
            _filled(target, [*known, *pending], now, self.id).close()
            return
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            why = error.strerror or str(error)
            raise StoreError(f"{target} cannot be written: {why}. Choose another place.") from error
        if pending:
            copy = Roadmap.open(target)
            try:
                copy.append(pending, copy.head, now)
            finally:
                copy.close()

    def reload(self) -> None:
        """Read everything again, after the file was replaced."""
        self._load()

    def execute(
        self,
        commands: Sequence[Command],
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        because: Because | None = None,
    ) -> Told | None:
        """Decide and write `commands` as one decision; None when nothing would change.

        When others wrote first, what they wrote is read and the commands are decided again.
        Raises Refused, StoreError.
        """
        return self._write(lambda: self.draft(commands, by=by, at=at, why=why, because=because), at)

    def _write(self, make: Callable[[], Draft | None], now: datetime) -> Told | None:
        for _ in range(_TRIES):
            draft = make()
            if draft is None:
                return None
            try:
                self.absorb(self.append([draft], self._head, now))
            except HeadMoved:
                self.refresh()
                continue
            return self._timeline.tell(self._timeline.count - 1)
        raise HeadMoved("Others write to this roadmap all the time: try again in a moment.")

    def refresh(self) -> Refreshed:
        """Read what was appended since; when the file was replaced, read all of it again."""
        found = self._log.follow(self._head)
        if isinstance(found, Replaced):
            self._load()
            return Refreshed((), found.why)
        self.absorb(found)
        return Refreshed(found.records)

    # -- taking back ------------------------------------------------------------------------------

    def stacks(self) -> Stacks:
        """Return what Undo and Redo would take next."""
        for told in self._timeline.history(self._kept_to):
            self._keeper.feed(told)
            self._kept_to = told.index + 1
        return self._keeper.stacks

    def draft_undo(
        self,
        decision: str,
        kind: UndoKind = "undo",
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        force: bool = False,
    ) -> tuple[Draft, Undo]:
        """Return the decision that takes `decision` back, and what it leaves alone.

        Raises NotUndoable, and Refused where nothing of it can be taken back.
        """
        index = self._timeline.index_of(decision)
        undo = plan_undo(self._timeline, index, self.state, force=force)
        because = Because(kind=kind, decision=decision)
        return Draft(_decision(by, at, why, because), undo.events), undo

    def undo(
        self,
        decision: str | None = None,
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        force: bool = False,
    ) -> tuple[Told, Undo]:
        """Take back `decision`, by default the last one that was not taken back yet."""
        if decision is None:
            stack = self.stacks().undo
            if not stack:
                raise Refused("There is nothing to undo.")
            decision = stack[-1]
        return self._take_back(decision, "undo", by=by, at=at, why=why, force=force)

    def redo(
        self, *, by: Author, at: datetime, why: str | None = None, force: bool = False
    ) -> tuple[Told, Undo]:
        """Take back the last undo."""
        stack = self.stacks().redo
        if not stack:
            raise Refused("There is nothing to redo: only what was just undone can be redone.")
        return self._take_back(stack[-1], "redo", by=by, at=at, why=why, force=force)

    def _take_back(
        self,
        decision: str,
        kind: UndoKind,
        *,
        by: Author,
        at: datetime,
        why: str | None,
        force: bool,
    ) -> tuple[Told, Undo]:
        plans: list[Undo] = []

        def make() -> Draft:
            draft, plan = self.draft_undo(decision, kind, by=by, at=at, why=why, force=force)
            plans.append(plan)
            return draft

        told = self._write(make, at)
        if told is None:
            raise Refused("There is nothing to undo.")
        return told, plans[-1]

    # -- looking back -----------------------------------------------------------------------------

    def history(
        self, *, item: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Told]:
        """Yield decisions, oldest first: after `since`, up to and with `until`, about `item`.

        `since` and `until` are named as in `moment`; a date given as `since` is included whole.
        """
        first = 0 if since is None else self._since(since)
        last = None if until is None else self._timeline.resolve(until, self.zone) + 1
        for told in self._timeline.history(first, last):
            if item is None or item in touched_items(told):
                yield told

    def _since(self, since: str) -> int:
        try:
            day = date.fromisoformat(since)
        except ValueError:
            return self._timeline.resolve(since, self.zone)
        return self._timeline.index_on(datetime(day.year, day.month, day.day, tzinfo=self.zone)) + 1

    def verify(self, progress: Callable[[int, int], bool] | None = None) -> list[Problem]:
        """Check the whole file; see `Log.verify`."""
        return self._log.verify(progress)


def check_file(location: str, progress: Callable[[int, int], bool] | None = None) -> list[Problem]:
    """Check the roadmap at `location` apart from who has it open; see `Log.verify`."""
    try:
        log = open_log(Path(location))
    except Damaged as damage:
        return [Problem(damage.position, str(damage))]
    try:
        return log.verify(progress)
    finally:
        log.close()


def touched_items(told: Told) -> tuple[str, ...]:
    """Return the ids of the items that a decision is about, each once, in the order of events."""
    return changed_items(told.events)


def applied(state: State, draft: Draft) -> State:
    """Return the state after a decision that is not written yet."""
    return fold(draft.events, state)


def _decision(
    by: Author,
    at: datetime,
    why: str | None,
    because: Because | None,
    key: str | None = None,
) -> Decision:
    why = clean_text(why).strip() if why else None
    return Decision(id=key or new_id(), by=by, at=at, why=why or None, because=because)


def _first(
    fields: RoadmapFields, *, by: Author, at: datetime, why: str | None = None
) -> list[Draft]:
    """Return the decision that begins a roadmap."""
    zone = zone_or_utc(fields.get("zone", "UTC"))
    command = CreateRoadmap(fields=fields)
    events = decide(EMPTY, [command], Now(at, at.astimezone(zone).date()))
    return [Draft(_decision(by, at, why, None), events)]


def _filled(
    path: Path, drafts: Sequence[Draft], now: datetime, roadmap_id: str | None = None
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
