"""What does the overview find out later: how likely goals are, which capabilities run out?

Both need the plan or many futures of it: they are computed on a worker, one state at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from gui.models.overview.facts import Facts, Json
from gui.session import Session
from gui.tasks import Progress
from roadmap.state import State

_REST_MS = 300  # after the plan's own forecast has begun


T = TypeVar("T")


class Later(QObject, Generic[T]):
    """Computes for one state after the other; only the newest one counts.

    Signals:
        found(): Something else is known.
    """

    found = Signal()

    def __init__(
        self,
        session: Session,
        parent: QObject,
        compute: Callable[[State, date], T],
        is_wanted: Callable[[State], bool],
    ) -> None:
        """``compute`` runs on a worker, for states that are ``is_wanted`` only."""
        super().__init__(parent)
        self._session = session
        self._compute, self._is_wanted = compute, is_wanted
        self._wanted: Facts | None = None
        self._running = False
        self._known: tuple[State, T] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._begin)

    @property
    def is_busy(self) -> bool:
        """Whether something is on its way."""
        return self._wanted is not None or self._running

    def of(self, facts: Facts) -> T | None:
        """Return what was found of this state, or of another one just before it."""
        if self._known is None or not facts.at_now or not self._is_wanted(facts.state):
            return None
        return self._known[1]

    def want(self, facts: Facts) -> None:
        """Asks about a moment; nothing is forecast of the past."""
        known = self._known is not None and self._known[0] is facts.state
        wanted = facts.at_now and self._is_wanted(facts.state) and not known
        self._wanted = facts if wanted else None
        if self._wanted is not None:
            self._rest.start()

    def _begin(self) -> None:
        facts = self._wanted
        if facts is None or self._running:
            return
        state, today, compute = facts.state, facts.today, self._compute
        self._running, self._wanted = True, None

        def work(_progress: Progress) -> T:
            return compute(state, today)

        task = self._session.task(work, lambda told: self._on_done(state, told))
        task.cancelled.connect(self._on_stopped)

    def _on_done(self, state: State, told: T) -> None:
        self._running = False
        self._known = (state, told)
        self.found.emit()
        self._begin()

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown


def goal_chances(session: Session, parent: QObject) -> Later[Json]:
    """Return what finds how likely the work towards each open goal is done in time."""

    def compute(state: State, today: date) -> Json:
        # Here, because numpy takes a tenth of a second that no window waits for.
        from roadmap.analysis.expectations.goals_forecast import goals_forecast  # noqa: PLC0415

        return goals_forecast(state, today)

    return Later(
        session, parent, compute, lambda state: any(g.is_open for g in state.goals.ordered())
    )


def capabilities_out(session: Session, parent: QObject) -> Later[tuple[Json, ...]]:
    """Return what finds the capabilities whose headroom the plan uses up."""

    def compute(state: State, today: date) -> tuple[Json, ...]:
        # Here, because the planner is loaded with it.
        from roadmap.analysis.overview.watch import running_out  # noqa: PLC0415

        return running_out(state, today)

    return Later(session, parent, compute, lambda state: bool(len(state.capabilities)))
