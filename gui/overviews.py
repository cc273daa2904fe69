"""Where does the team stand, computed without the window waiting for it?

Phases and what changed are found along the whole history: on a worker, from a history of its own
that catches up with the roadmap's. Only the newest question counts; one is answered at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Event, Lock
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.errors import Cancelled
from roadmap.service import Timeline
from roadmap.state import State

MOST_NEWS = 4
_REST_MS = 60  # of moments that pass by faster only the last one is looked at


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked for: as `Asked` of the engine, whose module is loaded on the worker."""

    index: int
    today: date
    since: date | None
    team: str | None
    is_past: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The document of one moment, with the state that it is about."""

    asked: Moment
    state: State
    document: Mapping[str, Any]


class _Reading:
    """A history that workers read, one at a time; it ends when the roadmap is closed."""

    def __init__(self, session: Session) -> None:
        self._stop, self._lock = Event(), Lock()
        self._timeline: Timeline = session.roadmap.history_apart(lambda: not self._stop.is_set())

    def find(self, asked: Moment, position: int) -> Found:
        """Computes; runs on a worker. Raises Cancelled once `end` was called."""
        # Here, because it brings most of the analysis, which no window waits for.
        from roadmap.analysis.overview.overview import Asked, overview  # noqa: PLC0415
        from roadmap.report.news import with_news  # noqa: PLC0415

        with self._lock:
            if self._stop.is_set():
                raise Cancelled("The roadmap was closed.")
            timeline = self._timeline
            timeline.catch_up(position)
            whole = Asked(asked.index, asked.today, asked.since, asked.team, is_past=asked.is_past)
            document = with_news(overview(timeline, whole), timeline, whole, MOST_NEWS)
            return Found(asked, timeline.state_after(asked.index), document)

    def end(self) -> None:
        """Stops what is under way and waits until it has stopped."""
        self._stop.set()
        with self._lock:
            pass


class OverviewSource(QObject):
    """Answers one question after the other.

    Signals:
        ready(object): A Found.
    """

    ready = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reading: _Reading | None = None
        self._wanted: Moment | None = None
        self._task: Task | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin)
        session.closing.connect(self._on_closing)
        session.replaced.connect(self._on_replaced)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._wanted is not None

    def want(self, since: date | None, team: str | None) -> None:
        """Asks for what is shown now, with what changed from `since` on."""
        session = self._session
        self._wanted = Moment(session.index, session.today, since, team, not session.at_now)
        self._rest.start()

    def _begin(self) -> None:
        """Starts the newest question where nothing is under way."""
        asked, session = self._wanted, self._session
        if asked is None or self._task is not None:
            return
        if self._reading is None:
            self._reading = _Reading(session)
        reading, position = self._reading, session.position

        def work(_progress: Progress) -> Found:
            return reading.find(asked, position)

        self._task = session.task(work, lambda found: self._on_done(found, reading))
        self._task.cancelled.connect(lambda: self._on_stopped(reading))

    def _on_done(self, found: Found, reading: _Reading) -> None:
        self._task = None
        if found.asked == self._wanted and reading is self._reading:
            self._wanted = None
            self.ready.emit(found)
        elif not self._rest.isActive():
            self._begin()

    def _on_stopped(self, reading: _Reading) -> None:
        self._task = None
        if reading is self._reading:
            self._wanted = None  # it crashed and was shown; the next change asks anew
        elif not self._rest.isActive():
            self._begin()

    def _on_replaced(self, _why: str) -> None:
        """What was read is of another history: what is wanted is read anew."""
        self._end()
        if self._wanted is not None:
            self._rest.start()

    def _on_closing(self) -> None:
        self._rest.stop()
        self._wanted = None
        self._end()

    def _end(self) -> None:
        if self._reading is not None:
            self._reading.end()
            self._reading = None
