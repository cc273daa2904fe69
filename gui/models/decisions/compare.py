"""What changed between two moments, read without stopping the window?

The states at the ends of sprints and the reasons given in between are read in slices of the event
loop; what follows from them is computed on a worker, from values that never change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from gui.models.decisions.lines import Line, change_lines
from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.planning.hidden_forced import HiddenForced, hidden_forced
from roadmap.analysis.sprints.forced_share import (
    SprintShare,
    closed_sprint_ends,
    forced_share_now,
    forced_share_series,
)
from roadmap.report.brief import (
    NO_PAST,
    NOTHING_SEEN,
    Change,
    brief,
    changes_between,
    dated_items,
)
from roadmap.report.differences import Differences, Past, Side, differences, past_of
from roadmap.report.outlook import Outlook
from roadmap.service import Told
from roadmap.state import State

_SLICE_SECONDS = 0.008
_LEAST = timedelta(microseconds=1)
MOST_TOLD = 5_000  # the latest decisions between the moments that are read for their reasons
MOST_PLANNED = 20_000  # open items; seven plans of more take a worker too long
_PLANS = 7
_CHUNK = 32


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between two moments; `told` are the decisions in between that say why.

    `series` and `hidden` are as of the later moment; `unread` counts decisions too many to read;
    `lines` are the changes as a list shows them. `past` is what slipped and what came of promises,
    None while that is still being looked at, or where `past_note` says why it is not.
    """

    before: Side
    after: Side
    found: Differences
    changes: tuple[Change, ...]
    lines: tuple[Line, ...]
    series: tuple[SprintShare, ...]
    hidden: HiddenForced
    told: tuple[Told, ...]
    unread: int
    past: Past | None = None
    past_note: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is still being looked at."""
        return self.past is not None or bool(self.past_note)

    def dated(self, weighty: Sequence[Change]) -> tuple[str, ...]:
        """The items of which the brief tells a day."""
        return dated_items(self.found, NO_PAST if self.past is None else self.past, weighty)

    def markdown(
        self,
        seen: Mapping[str, Outlook | None] = NOTHING_SEEN,
        weighty: Sequence[Change] = (),
    ) -> str:
        """The brief; ``seen`` is when the items of ``dated`` are done, ``weighty`` opens it."""
        past = NO_PAST if self.past is None else self.past
        text = brief(self.before, self.after, self.found, self.told, past, seen, weighty)
        if self.unread:
            text += f"\nReasons of the {self.unread:,} earliest decisions are left out.\n"
        return text


@dataclass(frozen=True, slots=True)
class _End:
    """One of the two moments, with what was read for it."""

    index: int
    state: State
    until: datetime
    day: date
    decision: str | None
    position: int


class CompareReader(QObject):
    """Compares two moments of a session; a newer request replaces the one before.

    Signals:
        compared(object): The Comparison.
    """

    compared = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reading: Iterator[None] = iter(())
        self._states: dict[datetime, State] = {}
        self._told: list[Told] = []
        self._ends: tuple[_End, _End] | None = None
        self._unread = 0
        self._task: Task | None = None
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read)

    @property
    def is_busy(self) -> bool:
        """Whether a comparison is being made."""
        return self._timer.isActive() or self._task is not None

    def compare(self, before: int, after: int) -> None:
        """Compare the states after two decisions; -1 is before all."""
        self.cancel()
        self._number += 1
        self._states, self._told = {}, []
        self._ends = (self._end(before), self._end(after))
        self._reading = self._reads(*self._ends)
        self._timer.start()

    def cancel(self) -> None:
        """Leave off."""
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _end(self, index: int) -> _End:
        session = self._session
        at = session.recorded_at(max(0, index))
        until = at if index < 0 else at + _LEAST
        if session.at_now and index == session.count - 1:
            until = max(until, session.moment)  # now is today, whenever the last decision was
        state = session.state_after(index)
        told = session.told(index) if index >= 0 else None
        return _End(
            index,
            state,
            until,
            session.local(until).date(),
            None if told is None else told.id,
            0 if told is None else told.position,
        )

    def _reads(self, before: _End, after: _End) -> Iterator[None]:
        """Read everything there is to read, a little at a time."""
        session = self._session
        for end in (after, before):
            for moment in closed_sprint_ends(end.state, end.until):
                if moment not in self._states:
                    index = min(session.index_on(moment), after.index)
                    self._states[moment] = session.state_after(index)
                    yield
        low, high = sorted((before.index, after.index))
        first = max(low + 1, high + 1 - MOST_TOLD)
        self._unread = first - (low + 1)
        for start in range(first, high + 1, _CHUNK):
            part = session.history(start, min(start + _CHUNK, high + 1))
            self._told.extend(told for told in part if told.why)
            yield

    def _read(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        while perf_counter() < end:
            try:
                next(self._reading)
            except StopIteration:
                self._timer.stop()
                self._compute()
                return

    def _compute(self) -> None:
        if self._ends is None:
            return
        before, after = self._ends
        states, told, unread = dict(self._states), tuple(self._told), self._unread
        number = self._number

        def work(_progress: Progress) -> Comparison:
            return comparison(before, after, states, told, unread)

        def done(found: Comparison) -> None:
            if number == self._number:
                self._task = None
                self._look_back(found)
                self.compared.emit(found)

        self._task = self._session.task(work, done)

    def _look_back(self, found: Comparison) -> None:
        """Look at slips and promises as well, which takes seven plans."""
        number = self._number
        if found.past_note:
            return

        def done(past: Past) -> None:
            if number == self._number:
                self._task = None
                self.compared.emit(replace(found, past=past))

        def work(progress: Progress) -> Past:
            return past_of(
                found.before, found.after, lambda _item: True, lambda: progress(0, _PLANS)
            )

        self._task = self._session.task(work, done)


def comparison(
    before: _End,
    after: _End,
    states: dict[datetime, State],
    told: tuple[Told, ...],
    unread: int,
) -> Comparison:
    """Return the comparison of two moments from what was read; pure."""
    series_before = _series(before, states)
    series_after = _series(after, states)
    a, b = _side(before, series_before), _side(after, series_after)
    found = differences(before.state, after.state, lambda _item: True)
    changes = changes_between(a, b, found, told)
    most = max(sum(item.is_open for item in side.state.items.ordered()) for side in (a, b))
    note = ""
    if most > MOST_PLANNED:
        note = f"Not looked at here with more than {MOST_PLANNED:,} open items."
    return Comparison(
        a,
        b,
        found,
        changes,
        change_lines(changes),
        series_after,
        hidden_forced(after.state, after.day),
        told,
        unread,
        past_note=note,
    )


def _series(end: _End, states: dict[datetime, State]) -> tuple[SprintShare, ...]:
    def state_at(moment: datetime) -> State:
        return end.state if moment >= end.until else states[moment]

    return forced_share_series(state_at, end.until)


def _side(end: _End, series: tuple[SprintShare, ...]) -> Side:
    return Side(end.decision, end.position, end.day, end.state, forced_share_now(series))
