"""What is shown of an open roadmap, and at which moment of its history?

The present with what is pending, or a moment of the past. Deciding is session.py's question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from gui.climbing import Climbing
from gui.saving import Saver
from roadmap.commands import Command
from roadmap.commands.bookmarks import BookmarkCommand
from roadmap.diff import Changes, diff
from roadmap.service import Density, Roadmap, Told
from roadmap.state import Roadmap as Settings
from roadmap.state import State
from roadmap.values import Author

_FAR = 512  # events; what lies further away is shown anew, which costs less than to compare it


@dataclass(frozen=True)
class Shown:
    """What is shown changed from `before` to `state`; `told` is the decision that led there."""

    before: State
    state: State
    told: Told | None
    at_now: bool
    animate: bool

    @cached_property
    def changes(self) -> Changes:
        """What differs; found when it is first asked for, which after a jump costs a frame."""
        return diff(self.before, self.state)

    def may_differ(self, *tables: str) -> bool:
        """Whether any of these parts of the state may be another one; costs nothing."""
        return any(getattr(self.before, each) is not getattr(self.state, each) for each in tables)

    @property
    def changed_items(self) -> set[str] | None:
        """The items that differ; None after a jump, where perhaps all do."""
        steps = self.state.items.distance(self.before.items)
        if steps is None or steps > _FAR:
            return None
        return set(self.changes.items.touched)


class Showing(QObject):
    """An open roadmap as it is shown; the part of a session that decides nothing.

    `grown` tells that there may be more of the history, whichever moment of it is shown. `awaited`
    tells which decision will be shown once the history was read up to it, and the share read;
    `ready` that all of it was.
    """

    shown = Signal(object)
    grown = Signal()
    awaited = Signal(int, float)
    ready = Signal()
    replaced = Signal(str)
    closing = Signal()

    def __init__(
        self,
        roadmap: Roadmap,
        author: Author,
        clock: Callable[[], datetime],
        parent: QObject | None,
    ) -> None:
        super().__init__(parent)
        self._roadmap = roadmap
        self.author = author
        self._clock = clock
        self._past: int | None = None
        self._shown = roadmap.state
        self._saver = Saver(roadmap, clock, self)
        self._saver.changed.connect(self._on_changed)
        self._saver.replaced.connect(self._on_replaced)
        self._awaited: tuple[int, bool] | None = None  # the decision to go to and how
        self.climbing = Climbing(roadmap, self)
        self.climbing.turned.connect(self._tell_awaited)
        self.climbing.ready.connect(self.ready)

    @property
    def is_ready(self) -> bool:
        """Whether every moment of the history is found quickly by now."""
        return self.climbing.is_ready

    def _tell_awaited(self) -> None:
        """Go where somebody wanted to go, or say how far it is."""
        if self._awaited is None:
            return
        index, animate = self._awaited
        if self._reaches(index):
            self.go_to(index, animate=animate)
        else:
            timeline = self._roadmap.timeline
            self.awaited.emit(index, timeline.built / timeline.position)

    def close(self) -> None:
        """Stop the store thread, waiting for what it is writing, and let go of the file."""
        self.closing.emit()
        self.climbing.end()
        self._saver.close()
        self._roadmap.close()

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def state(self) -> State:
        """The state that the pages show: the present with what is pending, or the past."""
        return self._shown

    @property
    def live(self) -> State:
        """The present state with what is pending."""
        return self._saver.live

    @property
    def settings(self) -> Settings:
        """The roadmap's settings as shown."""
        return self._shown.roadmap or Settings()

    @property
    def title(self) -> str:
        """The roadmap's name."""
        return self.settings.name

    @property
    def roadmap(self) -> Roadmap:
        """The open roadmap, for what reads beside the session, such as scenarios."""
        return self._roadmap

    @property
    def location(self) -> str:
        """Where the roadmap is kept."""
        return self._roadmap.location

    @property
    def newer_from(self) -> int | None:
        """The first position that this version cannot read, or None."""
        return self._roadmap.newer_from

    @property
    def pending(self) -> int:
        """How many decisions are shown and not yet saved."""
        return self._saver.pending

    @property
    def count(self) -> int:
        """The number of saved decisions."""
        return self._roadmap.timeline.count

    @property
    def index(self) -> int:
        """The decision after which the state is shown; the last one at now."""
        return self.count - 1 if self._past is None else self._past

    @property
    def position(self) -> int:
        """The position of the last saved event."""
        return self._roadmap.timeline.position

    @property
    def at_now(self) -> bool:
        """Whether the present is shown."""
        return self._past is None

    @property
    def moment(self) -> datetime:
        """The time of what is shown: now, or when the decision shown was recorded."""
        if self._past is None or self._past < 0:
            return self._clock()
        return self._roadmap.timeline.recorded_at(self._past)

    @property
    def today(self) -> date:
        """The day of what is shown, in the roadmap's zone."""
        return self._roadmap.today(self.moment)

    @property
    def present_day(self) -> date:
        """The day that it is, in the roadmap's zone, whichever moment is shown."""
        return self._roadmap.today(self._clock())

    def local(self, moment: datetime) -> datetime:
        """Return `moment` in the roadmap's zone."""
        return moment.astimezone(self._roadmap.zone)

    @property
    def read_only(self) -> str | None:
        """Why nothing can be changed here and now, as a sentence; None when it can."""
        if self._past is not None:
            return "The past is read-only."
        return self._roadmap.read_only_because

    def forbids(self, commands: Sequence[Command]) -> str | None:
        """Why these commands cannot be taken here and now; None when they can.

        A bookmark is a decision about the past that is taken now: there the past forbids nothing.
        """
        about_past = all(isinstance(each, BookmarkCommand) for each in commands)
        return self._roadmap.read_only_because if about_past else self.read_only

    def told(self, index: int) -> Told:
        """Return a saved decision."""
        return self._roadmap.timeline.tell(index)

    def history(self, first: int = 0, last: int | None = None) -> Iterator[Told]:
        """Yield saved decisions, oldest first."""
        return self._roadmap.timeline.history(first, last)

    def state_after(self, index: int) -> State:
        """Return the state after decision `index`; -1 is before all."""
        return self._roadmap.timeline.state_after(index)

    def at_hand(self, index: int, slack: int) -> int:
        """Return a decision at most `slack` from `index` that is shown without reading much."""
        return self._roadmap.timeline.at_hand(index, slack)

    def index_of(self, decision: str) -> int:
        """Return the index of the decision with this id. Raises NotFound."""
        return self._roadmap.timeline.index_of(decision)

    def recorded_at(self, index: int) -> datetime:
        """Return when a saved decision was recorded, in UTC, without reading it."""
        return self._roadmap.timeline.recorded_at(index)

    def start_of(self, day: date) -> datetime:
        """Return the first moment of a day in the roadmap's zone."""
        return datetime(day.year, day.month, day.day, tzinfo=self._roadmap.zone)

    def index_on(self, moment: datetime) -> int:
        """Return the index of the last decision recorded before `moment`; -1 before all."""
        return self._roadmap.timeline.index_on(moment)

    def index_at_end_of(self, day: date) -> int:
        """Return the index of the last decision of a day or before it; -1 before all."""
        return self.index_on(self.start_of(day + timedelta(days=1)))

    def index_since(self, days: int) -> int:
        """Return the index of the last decision before the last `days` days, today among them."""
        return self.index_on(self.start_of(self.today - timedelta(days=days - 1)))

    def density(self, buckets: int) -> Density | None:
        """Return how many decisions fall into each of equal spans of time."""
        return self._roadmap.timeline.density(buckets)

    # -- moving in time ---------------------------------------------------------------------------

    def go_to(self, index: int, *, animate: bool = True) -> None:
        """Show the state after decision `index`; the last one is now."""
        index = max(-1, min(index, self.count - 1))
        if index == self.count - 1:
            self.go_to_now(animate=animate)
            return
        self._awaited = None
        if index == self._past:
            return
        if not self._reaches(index):
            self._awaited = index, animate
            return
        self._past = index
        told = self.told(index) if index >= 0 else None
        self._show(self.state_after(index), told, animate)

    def _reaches(self, index: int) -> bool:
        """Whether a moment, and what the decision there changed, is found without a long climb."""
        timeline = self._roadmap.timeline
        return all(timeline.reaches(timeline.end(each)) for each in (index, index - 1))

    def go_to_now(self, *, animate: bool = True) -> None:
        """Show the present."""
        self._awaited = None
        if self._past is None:
            return
        self._past = None
        last = self.told(self.count - 1) if self.count else None
        self._show(self.live, last, animate)

    def step(self, delta: int, *, animate: bool = True) -> None:
        """Go `delta` decisions forward (or back, when negative)."""
        self.go_to(self.index + delta, animate=animate)

    def _show(self, state: State, told: Told | None, animate: bool) -> None:
        before, self._shown = self._shown, state
        self.shown.emit(Shown(before, state, told, self.at_now, animate))

    def _on_changed(self, told: Told | None, animate: bool) -> None:
        if self._past is None:
            self._show(self.live, told, animate)
        self.grown.emit()

    def _on_replaced(self, why: str) -> None:
        self._past = self._awaited = None
        self.climbing.begin()
        self._show(self.live, None, animate=False)
        self.replaced.emit(why)
