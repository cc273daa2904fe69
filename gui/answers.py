"""How is a question about a whole history answered, without the window waiting for it?

On a worker, from a history of its own that catches up with the roadmap's. Only the newest question
counts; one is answered at a time.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from gui.apart import Apart
from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.service import Timeline

_REST_MS = 60  # of moments that pass by faster only the last one is looked at

Asked = TypeVar("Asked")
Found = TypeVar("Found")


class AnswerSource(QObject, Generic[Asked, Found]):
    """Answers one question after the other; a subclass says how.

    Signals:
        ready(object): The answer to the newest question.
    """

    ready = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self._apart: Apart | None = None
        self._wanted: Asked | None = None
        self._task: Task | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin)
        session.closing.connect(self._on_closing)
        session.replaced.connect(self._on_replaced)

    def answer(self, timeline: Timeline, asked: Asked) -> Found:
        """Return the answer; runs on a worker."""
        raise NotImplementedError

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._wanted is not None

    def ask(self, asked: Asked) -> None:
        """Asks; what was asked before is not wanted any more."""
        self._wanted = asked
        self._rest.start()

    def _begin(self) -> None:
        """Starts the newest question where nothing is under way."""
        asked, session = self._wanted, self.session
        if asked is None or self._task is not None:
            return
        apart = self._apart = self._apart or Apart(session)
        position = session.position

        def work(_progress: Progress) -> Found:
            return apart.read(position, lambda timeline: self.answer(timeline, asked))

        self._task = session.task(work, lambda found: self._on_done(found, asked, apart))
        self._task.cancelled.connect(lambda: self._on_stopped(apart))

    def _on_done(self, found: Found, asked: Asked, apart: Apart) -> None:
        self._task = None
        if asked == self._wanted and apart is self._apart:
            self._wanted = None
            self.ready.emit(found)
        elif not self._rest.isActive():
            self._begin()

    def _on_stopped(self, apart: Apart) -> None:
        self._task = None
        if apart is self._apart:
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
        if self._apart is not None:
            self._apart.end()
            self._apart = None
