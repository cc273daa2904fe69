"""When are the plan and the forecast behind the details made? On workers, for the newest state.

What was planned last stays in view meanwhile, so that nothing flickers while somebody edits.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from gui.forecasts import ForecastSource
from gui.models.planned import Outlook, outlook_of, planned_rows
from gui.models.properties.property import Property
from gui.session import Session
from roadmap.analysis.planning.plan import PlanKey
from roadmap.state import Item


class OutlookSource(QObject):
    """Plans what the session shows.

    Signals:
        planned(): Another plan is known, or another forecast.
    """

    planned = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Outlook | None = None
        self._running = False
        self._forecasts = ForecastSource(session, self)
        # Queued, because a forecast that was kept is said while rows are being asked for.
        self._forecasts.ready.connect(self._on_forecast, Qt.ConnectionType.QueuedConnection)
        session.replaced.connect(self._on_replaced)

    @property
    def is_busy(self) -> bool:
        """Whether a plan or a forecast is being made."""
        return self._running or self._forecasts.is_busy

    def rows(self, item: Item) -> tuple[Property, ...]:
        """What the newest plan says of an item; asks for a newer one where that is old."""
        state = self._session.state
        forecast = self._forecasts.latest_of(state, self._session.today)
        rows = planned_rows(item, state, self._known, forecast)
        if rows or (item.is_open and self._session.state.people):
            self._ask()
        return rows

    def _ask(self) -> None:
        state, as_of = self._session.state, self._session.today
        known = self._known
        current = known is not None and known.state is state and known.as_of == as_of
        sprints = self._session.settings.planning.horizon_sprints
        if current and known is not None and known.numbers:
            self._forecasts.want(state, PlanKey(as_of, sprints))
        if current or self._running:
            return
        self._running = True
        task = self._session.task(
            lambda _progress: outlook_of(state, as_of, sprints), self._on_done
        )
        task.cancelled.connect(self._on_stopped)

    def _on_done(self, found: Outlook) -> None:
        self._running = False
        self._known = found
        self.planned.emit()  # who shows it asks again where it is old by now

    def _on_forecast(self, _found: object) -> None:
        self.planned.emit()

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown; the next change plans anew

    def _on_replaced(self, _why: str) -> None:
        self._known = None
        self._forecasts.forget()
