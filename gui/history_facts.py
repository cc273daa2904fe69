"""What is known of all decisions of an open roadmap, read once for everybody who asks?

Filters of the playback and of the log and the stories of items stand on it. Up to some thousand
decisions are read in slices of the event loop; a longer history on a worker, once somebody wants to
know, and only what came since in slices.
"""

from __future__ import annotations

from threading import Event, Lock
from time import perf_counter, sleep

from PySide6.QtCore import QObject, QTimer, Signal

from gui.models.playback.columns import DecisionColumns
from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.errors import Cancelled
from roadmap.service import Timeline
from roadmap.state import State

MANY = 5_000  # decisions that are read in slices
_SLICE_SECONDS = 0.006
_BATCH = 16
_TURN = 128  # decisions after which a worker lets the window have its turn
_REST = 0.0005
_TOLD = 16_384  # decisions between two words on how far it is


class _Reading:
    """A history that a worker reads; it ends when the roadmap is closed."""

    def __init__(self, session: Session) -> None:
        self._stop, self._lock = Event(), Lock()
        self._timeline: Timeline = session.roadmap.history_apart(lambda: not self._stop.is_set())
        self._state: State = session.live

    def read(self, progress: Progress) -> DecisionColumns:
        """Reads all; runs on a worker. Raises Cancelled once `end` was called."""
        with self._lock:
            if self._stop.is_set():
                raise Cancelled("The roadmap was closed.")
            timeline, columns = self._timeline, DecisionColumns()
            timeline.complete()  # its blocks are read many records at a time
            for told in timeline.history():
                columns.add(told, self._state)
                if not len(columns) % _TURN:
                    sleep(_REST)
                if not len(columns) % _TOLD:
                    progress(len(columns), timeline.count)
            return columns

    def end(self) -> None:
        """Stops what is under way and waits until it has stopped."""
        self._stop.set()
        with self._lock:
            pass


class HistoryFacts(QObject):
    """Follows the history of a session as it grows.

    Signals:
        changed(): More is known than before; told at the end of reading.
        progressed(float): The share of a long history that was read.
    """

    changed = Signal()
    progressed = Signal(float)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.columns = DecisionColumns()
        self._reading: _Reading | None = None
        self._task: Task | None = None
        self._wanted = False
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._on_slice)
        session.grown.connect(self._follow)
        session.replaced.connect(self._on_replaced)
        session.closing.connect(self._end)
        self._follow()

    @classmethod
    def of(cls, session: Session) -> HistoryFacts:
        """Return the facts of a session, the same for everybody."""
        found = session.findChild(cls)
        return cls(session) if found is None else found

    @property
    def is_complete(self) -> bool:
        """Whether every saved decision was read."""
        return len(self.columns) >= self._session.count

    @property
    def is_reading(self) -> bool:
        """Whether a long history is being read."""
        return self._task is not None

    def want(self) -> None:
        """Somebody looks: long histories are read for them from now on."""
        if not self._wanted:
            self._wanted = True
            self._follow()

    def _follow(self) -> None:
        missing = self._session.count - len(self.columns)
        if missing <= 0 or self._task is not None:
            return
        if missing <= MANY:
            self._slices.start()
        elif self._wanted:
            self._begin()

    def _on_slice(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        state = self._session.live
        while not self.is_complete and perf_counter() < end:
            first = len(self.columns)
            for told in self._session.history(first, first + _BATCH):
                self.columns.add(told, state)
        if self.is_complete:
            self._slices.stop()
            self.changed.emit()

    def _begin(self) -> None:
        self._slices.stop()
        self._reading = _Reading(self._session)
        self._task = self._session.task(self._reading.read, self._on_read)
        self._task.progressed.connect(lambda done, of: self.progressed.emit(done / of))
        self._task.cancelled.connect(self._on_stopped)

    def _on_read(self, columns: DecisionColumns) -> None:
        self._task = self._reading = None
        self.columns = columns
        self._follow()
        self.changed.emit()

    def _on_stopped(self) -> None:
        self._task = self._reading = None

    def _on_replaced(self, _why: str) -> None:
        self._end()
        self.columns = DecisionColumns()
        self._follow()

    def _end(self) -> None:
        self._slices.stop()
        if self._task is not None:
            self._task.forsake()
            self._task = None
        if self._reading is not None:
            self._reading.end()
            self._reading = None
