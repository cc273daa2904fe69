"""What came of past decisions, read without the window waiting for it?

Decisions and obstacles are read along the whole history: on a worker, from a history of its own.
Only the newest question counts; one is answered at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from gui.apart import Apart
from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.history.obstacles import Obstacle, obstacles
from roadmap.analysis.history.outcomes import Stretch, outcomes
from roadmap.service import Timeline

_REST_MS = 60  # of moments that pass by faster only the last one is looked at


@dataclass(frozen=True, slots=True)
class Asked:
    """Up to which decision, on which day, saved up to which event; of one team where given."""

    index: int
    today: date
    position: int
    team: str | None


@dataclass(frozen=True, slots=True)
class Retrospect:
    """What came of the decisions up to a moment, and what stood in the way."""

    asked: Asked
    stretches: tuple[Stretch, ...]
    obstacles: tuple[Obstacle, ...]


def retrospect(timeline: Timeline, asked: Asked) -> Retrospect:
    """Read both; pure, but for the history that is read."""
    index = min(asked.index, timeline.count - 1)
    return Retrospect(
        asked,
        outcomes(timeline, index, asked.today, asked.team),
        obstacles(timeline, index, asked.today, asked.team),
    )


class RetrospectSource(QObject):
    """Answers one question after the other.

    Signals:
        ready(object): A Retrospect.
    """

    ready = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._apart: Apart | None = None
        self._wanted: Asked | None = None
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

    def want(self, team: str | None) -> None:
        """Asks for what is shown now."""
        session = self._session
        self._wanted = Asked(session.index, session.today, session.position, team)
        self._rest.start()

    def _begin(self) -> None:
        """Starts the newest question where nothing is under way."""
        asked = self._wanted
        if asked is None or self._task is not None:
            return
        apart = self._apart = self._apart or Apart(self._session)

        def work(_progress: Progress) -> Retrospect:
            return apart.read(asked.position, lambda timeline: retrospect(timeline, asked))

        self._task = self._session.task(work, self._on_done)
        self._task.cancelled.connect(self._on_stopped)

    def _on_done(self, found: Retrospect) -> None:
        self._task = None
        if found.asked == self._wanted:
            self._wanted = None
            self.ready.emit(found)
        elif not self._rest.isActive():
            self._begin()

    def _on_stopped(self) -> None:
        self._task = None
        self._wanted = None  # it crashed and was shown; the next change asks anew

    def _on_replaced(self, _why: str) -> None:
        """What was read is of another history: what is wanted is read anew."""
        if self._apart is not None:
            self._apart.end()
            self._apart = None
        if self._wanted is not None:
            self._rest.start()

    def _on_closing(self) -> None:
        self._rest.stop()
        self._wanted = None
