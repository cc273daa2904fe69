"""How do the probabilities get onto the cards, while the plan stays where it is?"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.forecasts import Forecast, ForecastSource
from gui.models.sprints.board import Board
from gui.models.sprints.review import with_forecast
from gui.session import Session
from roadmap.analysis.planning.plan import PlanKey
from roadmap.state import State


class SprintsChances(QObject):
    """Forecasts the plan that is shown.

    While a decision of now is being forecast, cards keep what was said of them just before; another
    moment begins without any.

    Signals:
        found(object): The board shown last, with what is known by now.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._source = ForecastSource(session, self)
        self._board: Board | None = None
        self._latest: Forecast | None = None
        self._state: State | None = None
        self._was_now = session.at_now
        self._source.pictured.connect(self._on_found)
        self._source.ready.connect(self._on_found)

    @property
    def is_busy(self) -> bool:
        """Whether a forecast is on its way."""
        return self._source.is_busy

    def want(self, state: State, key: PlanKey) -> None:
        """Asks for the forecast of a plan that was just made."""
        if not (self._session.at_now and self._was_now):
            self._latest = None
        self._state, self._was_now = state, self._session.at_now
        self._source.want(state, key)

    def let_go(self) -> None:
        """There is no plan."""
        self._latest = self._state = self._board = None
        self._source.let_go()

    def on(self, board: Board) -> Board:
        """Returns the board with the forecast that is there, if any."""
        self._board = board
        if self._latest is None or self._state is None:
            return board
        found = self._latest.found
        review = with_forecast(board.review, self._state, board.plan, found, board.today)
        return replace(board, forecast=found, review=review)

    def _on_found(self, found: Forecast) -> None:
        if found.question.state is not self._state:
            return
        self._latest = found
        if self._board is not None:
            self.found.emit(self.on(self._board))
