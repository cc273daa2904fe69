"""What does a history mark on the time axis, found without the window waiting for it?

Phases and levels are computed along the whole history: on a worker, from a history of its own that
catches up with the roadmap's. What a decision marks by itself is read once; the rest grows.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event, Lock

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.history.markers import MOST_READ, Marker, decided, in_order, standing
from roadmap.analysis.phases.history import PhaseChange, phase_history
from roadmap.service import Timeline

_REST_MS = 250  # of edits that follow each other quickly only the last one is looked at
LONG = MOST_READ  # decisions; what is marked in more is looked for when somebody wants to see it


@dataclass(frozen=True, slots=True)
class Marked:
    """The markers and phases of a history of ``count`` decisions, in its order."""

    count: int
    markers: tuple[Marker, ...] = ()
    phases: tuple[PhaseChange, ...] = ()


class _Reading:
    """A history that workers read, one at a time; it ends when the roadmap is closed."""

    def __init__(self, session: Session) -> None:
        self._stop, self._lock = Event(), Lock()
        self._timeline: Timeline = session.roadmap.history_apart(lambda: not self._stop.is_set())
        self._decided: list[Marker] = []
        self._read = -1

    def find(self, position: int) -> Marked:
        """Reads on and returns all; runs on a worker. Raises Cancelled once `end` was called."""
        with self._lock:
            timeline = self._timeline
            timeline.catch_up(position)
            last = timeline.count - 1
            if last < 0:
                return Marked(0)
            if self._read < last:  # reading ends with Cancelled when the roadmap is closed
                self._decided += decided(timeline, self._read + 1, last)
                self._read = last
            found = in_order((*standing(timeline, last), *self._decided))
            return Marked(last + 1, found, phase_history(timeline).changes(last))

    def end(self) -> None:
        """Stops what is under way and waits until it has stopped."""
        self._stop.set()
        with self._lock:
            pass


class MarksSource(QObject):
    """Follows a session: finds its marks, and finds them again when its history grows.

    Signals:
        found(object): A Marked.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._reading: _Reading | None = None
        self._task: Task | None = None
        self._done = -1
        self._wanted = self._closed = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin)
        session.grown.connect(self._on_grown)
        session.replaced.connect(self._on_replaced)
        session.closing.connect(self._on_closing)
        self._rest.start()

    @property
    def is_busy(self) -> bool:
        """Whether something newer is being looked for."""
        return self._task is not None or self._rest.isActive()

    def want(self) -> None:
        """Somebody looks at the marks: long histories are read for them from now on."""
        if not self._wanted:
            self._wanted = True
            self._on_grown()

    def _on_grown(self) -> None:
        if not self._closed and self._session.count != self._done:
            self._rest.start()

    def _begin(self) -> None:
        count = self._session.count
        if self._task is not None or not count or (count > LONG and not self._wanted):
            return
        if self._reading is None:
            self._reading = _Reading(self._session)
        reading, position = self._reading, self._session.position

        def work(_progress: Progress) -> Marked:
            return reading.find(position)

        self._task = self._session.task(work, self._on_found)
        self._task.cancelled.connect(self._on_stopped)

    def _on_found(self, found: Marked) -> None:
        self._task = None
        self._done = found.count
        self.found.emit(found)
        self._on_grown()

    def _on_stopped(self) -> None:
        self._task = None

    def _on_replaced(self, _why: str) -> None:
        self._end()
        self._done = -1
        self._rest.start()

    def _on_closing(self) -> None:
        self._closed = True
        self._end()

    def _end(self) -> None:
        self._rest.stop()
        if self._reading is not None:
            self._reading.end()
            self._reading = None
