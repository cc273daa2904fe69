"""What does it cost not to do an item? Simulated once for a state, when somebody asks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.leverage.inaction import Inaction, inaction
from roadmap.analysis.simulation.compare import Comparison
from roadmap.analysis.simulation.run import Cancelled, Run
from roadmap.errors import Cancelled as Stopped
from roadmap.state import State

_TRIALS = 2_000  # a difference on the same futures: enough, and soon there


class InactionSource(QObject):
    """Finds the cost of doing without one item at a time.

    Signals:
        found(str): It is known now of this item.
        failed(str): It cannot be said; the sentence says why.
    """

    found = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._ground: tuple[State, date] | None = None
        self._known: dict[str, Inaction] = {}
        self._task: Task | None = None
        self._asked = ""

    @property
    def is_busy(self) -> bool:
        """Whether futures are being drawn."""
        return self._task is not None

    def known(self, item: str) -> Inaction | None:
        """What was found of an item in the state that is shown; None where nobody asked."""
        return self._known.get(item) if self._is_current() else None

    def asks(self, item: str) -> bool:
        """Whether an item is being looked at."""
        return self._task is not None and self._asked == item

    def want(self, item: str) -> None:
        """Ask about an item; one that was asked about before is given up."""
        session = self._session
        if not self._is_current():
            self._known.clear()
        self.stop()
        state, today = session.state, session.today
        horizon = session.settings.planning.horizon_sprints
        self._ground, self._asked = (state, today), item

        def work(progress: Progress) -> Inaction:
            def picture(found: Comparison) -> bool:
                return progress(found.trials, _TRIALS)

            try:
                return inaction(state, item, today, horizon, Run(_TRIALS), picture=picture)
            except Cancelled as cancelled:
                raise Stopped from cancelled

        self._task = task = session.task(
            work,
            lambda found: self._on_done(task, found),
            lambda error: self._on_failed(task, error),
        )
        task.cancelled.connect(lambda: self._on_over(task))

    def stop(self) -> None:
        """Nobody looks any more."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._asked = None, ""

    def _is_current(self) -> bool:
        session, ground = self._session, self._ground
        return ground is not None and ground[0] is session.state and ground[1] == session.today

    def _on_done(self, task: Task, found: Inaction) -> None:
        if task is self._task:
            self._task = None
            self._known[found.item] = found
            self.found.emit(found.item)
        task.deleteLater()

    def _on_failed(self, task: Task, error: Exception) -> None:
        if task is self._task:
            self._task = None
            self.failed.emit(str(error))
        task.deleteLater()

    def _on_over(self, task: Task) -> None:
        if task is self._task:
            self._task = None
        task.deleteLater()
