"""What does an open roadmap hold, and how does it keep up with its log?

A log, the timeline over it and the state at its head; what was appended is taken in, and when the
file was replaced all of it is read again. Deciding is the service's own question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from pathlib import Path
from time import sleep

from roadmap.beginnings import copied
from roadmap.calendars import zone_or_utc
from roadmap.collector import look_through_again, without_collector
from roadmap.errors import Cancelled, Newer, StoreReadOnly
from roadmap.events import Drafted as Draft
from roadmap.events import Record
from roadmap.log import Appended, Log, Problem, Replaced
from roadmap.periods import decisions_between
from roadmap.state import Roadmap as Settings
from roadmap.state import State
from roadmap.store import Checkpoints, Saved, digest_of
from roadmap.timeline import Timeline, Told
from roadmap.undo import StackKeeper, Stacks
from roadmap.values import Head

_CHECKPOINT_FROM = 200_000  # events; below, folding everything is quick enough


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


_A_MOMENT = 0.02  # seconds between two looks at a ladder that another thread builds
_STEPS_BACK = 2_000  # decisions that Undo reaches one by one


class OpenLog:
    """A log with the timeline over it."""

    def __init__(
        self,
        log: Log,
        cache: Path | None = None,
        progress: Callable[[int, int], bool] | None = None,
    ) -> None:
        """Read `log` up to its head; checkpoints of long histories are kept in folder `cache`.

        A log that cannot be read is closed, also where `progress(done, total)` returns False.
        """
        self._log = log
        self._checkpoints = None if cache is None else Checkpoints(cache, log.roadmap_id)
        try:
            self._load(progress)
        except BaseException:
            log.close()
            raise

    def _load(self, progress: Callable[[int, int], bool] | None = None) -> None:
        try:
            self._read(progress)
        except Newer:
            # Only reading tells where a long log goes on in a newer version; it now ends before.
            self._read(progress)

    def _read(self, progress: Callable[[int, int], bool] | None) -> None:
        self._head = self._log.head()
        self._keeper = StackKeeper()
        self._kept_to = 0
        found = self._saved()
        if found is None:
            self._kept: Head | None = None
            self._timeline = Timeline(self._log.records, self._head.position)
            self._timeline.begin(progress)
        else:
            self._kept, saved = found
            self._timeline = Timeline(self._log.records, self._kept.position, *saved)
            self._timeline.catch_up(self._head.position)

    def _saved(self) -> tuple[Head, Saved] | None:
        """Return the last checkpoint of this very log, and where in it that was."""
        if self._checkpoints is None or self._head.position < _CHECKPOINT_FROM:
            return None
        for head in self._checkpoints.heads():
            if head.position <= self._head.position and self._holds(head):
                saved = self._checkpoints.read(head)
                if saved is not None:
                    return head, saved
        return None

    def _holds(self, head: Head) -> bool:
        found = self._log.raw(head.position - 1, head.position)
        return bool(found) and digest_of(found[0]) == head.digest

    def close(self) -> None:
        """Let go of the file, keeping a checkpoint of its head where that saves time."""
        if self._checkpoints is not None and self._head.position >= _CHECKPOINT_FROM:
            index = self._timeline.known_index
            if self._kept != self._head and index is not None:
                recent = self._timeline.recent
                self._checkpoints.save(self.state, self._head, index.packed(), recent)
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

    def history_apart(self, goes_on: Callable[[], bool]) -> Timeline:
        """Return the history as far as it was read, for one worker at a time.

        The worker's reading ends with Cancelled once `goes_on` says no.
        """
        log = self._log

        def check() -> None:
            if not goes_on():
                raise Cancelled("Reading was stopped.")

        def read(after: int, until: int) -> list[Record]:
            check()
            return log.records(after, until)

        def wait() -> None:
            check()
            sleep(_A_MOMENT)

        return self._timeline.apart(read, wait)

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

    # -- keeping up -------------------------------------------------------------------------------

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

    def reload(self) -> None:
        """Read everything again, after the file was replaced."""
        self._load()

    def refresh(self) -> Refreshed:
        """Read what was appended since; when the file was replaced, read all of it again."""
        found = self._log.follow(self._head)
        if isinstance(found, Replaced):
            self._load()
            return Refreshed((), found.why)
        self.absorb(found)
        return Refreshed(found.records)

    # -- looking back -----------------------------------------------------------------------------

    def history(
        self, *, item: str | None = None, since: str | None = None, until: str | None = None
    ) -> Iterator[Told]:
        """Return decisions, oldest first: after `since`, up to and with `until`, about `item`.

        `since` and `until` are named as in `moment`; a date given as `since` is included whole.
        """
        return decisions_between(self._timeline, self.zone, item=item, since=since, until=until)

    def raw(self, after: int, until: int) -> list[bytes]:
        """Return the bytes of the records with after < position <= until."""
        return self._log.raw(after, until)

    def verify(self, progress: Callable[[int, int], bool] | None = None) -> list[Problem]:
        """Check the whole file; see `Log.verify`."""
        return self._log.verify(progress)

    def stacks(self) -> Stacks:
        """Return what Undo and Redo would take next, among the last few thousand decisions.

        Older ones are taken back by naming them: reading 100,000 to know would hold the window up
        for more than a second.
        """
        self._kept_to = max(self._kept_to, self._timeline.count - _STEPS_BACK)
        with without_collector():
            for told in self._timeline.history(self._kept_to):
                self._keeper.feed(told)
                self._kept_to = told.index + 1
        return self._keeper.stacks

    def copy_to(self, target: Path, pending: Sequence[Draft], now: datetime) -> None:
        """Write a copy to `target`, with `pending` after it: byte for byte where the file is there.

        Where it was moved or deleted, the copy is made of what was read. Raises StoreError.
        """
        copied(
            Path(self.location),
            target,
            known=self.history(),
            roadmap_id=self.id,
            pending=pending,
            now=now,
        )
