"""When is the timeline's plan made, and on which thread?

A small roadmap is planned at once, a large one on a worker: the last picture stays meanwhile, and
of many states that pass by while somebody scrubs only the newest one is planned.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from gui.models.timeline.schedule import Schedule, schedule
from gui.session import Session
from roadmap.state import State

_AT_ONCE = 300  # items: some 10 ms


class TimelinePlanner(QObject):
    """Plans what the session shows.

    Signals:
        planned(object): The Schedule of the newest state that was asked for.
    """

    planned = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: tuple[State, date] | None = None
        self._running: tuple[State, date] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made."""
        return self._running is not None

    def ask(self) -> None:
        """Plans what is shown now; `planned` comes at once or later."""
        state, as_of = self._session.state, self._session.today
        self._wanted = (state, as_of)
        if len(state.items) <= _AT_ONCE:
            self._running = None
            self.planned.emit(schedule(state, as_of, self._sprints()))
        elif self._running is None:
            self._start()

    def _sprints(self) -> int:
        return self._session.settings.planning.horizon_sprints

    def _start(self) -> None:
        if self._wanted is None:
            return
        self._running = self._wanted
        state, as_of = self._running
        sprints = self._sprints()
        task = self._session.task(lambda _progress: schedule(state, as_of, sprints), self._on_done)
        task.cancelled.connect(self._on_stopped)

    def _on_stopped(self) -> None:
        self._running = None  # it crashed and was shown; the next change plans anew

    def _on_done(self, found: Schedule) -> None:
        running, self._running = self._running, None
        if running is None or self._wanted is None:
            return
        if found.state is not self._wanted[0] or found.as_of != self._wanted[1]:
            self._start()
            return
        self.planned.emit(found)
