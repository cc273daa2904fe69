"""How is today's forecast put on the record? Simulated on a worker, then kept as one decision."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.models.words import items_text
from gui.session import Session
from roadmap.commands.forecasts import KeepForecast
from roadmap.errors import RoadmapError
from roadmap.records.forecasts import Forecast

_TRIALS, _SEED, _HORIZON = 10_000, 1, 52  # as `roadmap simulate` without options


class ForecastKeeper(QObject):
    """Keeps forecasts of one session, one at a time."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._running = False

    @property
    def is_busy(self) -> bool:
        """Whether a forecast is being computed."""
        return self._running

    def keep(self) -> None:
        """Simulates the present state and keeps what comes of it; a refusal is told."""
        session = self._session
        if session.read_only is not None:
            session.refused.emit(session.read_only)
            return
        if self._running:
            return
        self._running = True
        state, today = session.live, session.today

        def work(_progress: object) -> Forecast:
            # Here, because numpy takes a tenth of a second that no window waits for.
            from roadmap.analysis.simulation.kept import forecast_today  # noqa: PLC0415

            return forecast_today(state, today, _TRIALS, _SEED, _HORIZON)

        task = session.task(work, self._on_done, self._on_failed)
        task.cancelled.connect(self._on_stopped)

    def _on_done(self, facts: Forecast) -> None:
        self._running = False
        items = items_text(len(facts.items))
        said = self.tr("Forecast of {items} kept, to be held against what comes of it")
        self._session.execute([KeepForecast(facts=facts)], say=said.format(items=items))

    def _on_failed(self, error: RoadmapError) -> None:
        self._running = False
        self._session.refused.emit(str(error))

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown
