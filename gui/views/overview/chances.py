"""How likely is the work towards each goal done in time? Simulated on a worker, when goals are."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from gui.models.overview.facts import Facts, Json
from gui.session import Session
from gui.tasks import Progress
from roadmap.state import State

_REST_MS = 300  # after the plan's own forecast has begun


class GoalChances(QObject):
    """Computes for one state after the other; only the newest one counts.

    Signals:
        found(): Other chances are known.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: Facts | None = None
        self._running = False
        self._known: tuple[State, Json] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._wanted is not None or self._running

    def of(self, facts: Facts) -> Json:
        """Return the chances by goal: of this state, or of another one just before it."""
        if self._known is None or not facts.at_now:
            return {}
        return self._known[1]

    def want(self, facts: Facts) -> None:
        """Asks for the chances of a moment; nothing is forecast of the past."""
        goals = any(goal.is_open for goal in facts.state.goals.ordered())
        known = self._known is not None and self._known[0] is facts.state
        self._wanted = facts if facts.at_now and goals and not known else None
        if self._wanted is not None:
            self._rest.start()

    def _begin(self) -> None:
        facts = self._wanted
        if facts is None or self._running:
            return
        state, today = facts.state, facts.today
        self._running, self._wanted = True, None

        def work(_progress: Progress) -> Json:
            # Here, because numpy takes a tenth of a second that no window waits for.
            from roadmap.analysis.expectations.goals_forecast import goals_forecast  # noqa: PLC0415

            return goals_forecast(state, today)

        task = self._session.task(work, lambda told: self._on_done(state, told))
        task.cancelled.connect(self._on_stopped)

    def _on_done(self, state: State, told: Json) -> None:
        self._running = False
        self._known = (state, told)
        self.found.emit()
        self._begin()

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown
