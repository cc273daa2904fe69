"""What is told beside a comparison: a chart as a table, the statistics, how a hire fares?"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from gui.models.whatif.advising import advice_rest, keepers
from gui.models.whatif.behind import Sides, behind
from gui.models.whatif.lines import Spot
from gui.models.whatif.panel import usual_start
from gui.models.whatif.quality import statistics
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.whatif.behind import BehindPopover
from gui.views.whatif.board import WhatifBoard
from gui.views.whatif.charts import CrosshairChart
from gui.views.whatif.popovers import AdvancedPopover, TablePopover
from gui.views.whatif.resort import ResortSource
from gui.views.whatif.source import Results
from roadmap.analysis.words import say_day


class WhatifTelling(QObject):
    """Tells more of what the board shows, when it is asked for."""

    def __init__(
        self, page: QWidget, session: Session, themes: ThemeSource, board: WhatifBoard
    ) -> None:
        super().__init__(page)
        self._page, self._board, self._session = page, board, session
        self._resort_said = ""
        self._start: date | None = None
        self.table = TablePopover(themes, page)
        self.advanced = AdvancedPopover(themes, page)
        self.behind = BehindPopover(themes, page)
        self.resort = ResortSource(session, self)
        self.resort.found.connect(self._on_resort_found)
        board.table_requested.connect(self._on_table_requested)

    def weigh(self, results: Results | None, start: date | None) -> None:
        """Says under the advice what a hire is weighed against, once the numbers are there.

        `start` is the first day of the hire; None where the scenario has none.
        """
        self._start = start
        if start is None:
            self._board.resort.hide()
        elif results is not None:
            self.resort.want(results.ground)

    def tell_statistics(self, results: Results, key: str, item: str | None) -> None:
        """Shows the statistics behind the plain words."""
        seen = results.seen(key)
        rows = statistics(results.base, seen, item, results.ground.as_of)
        others = [side.seen for side in results.sides.values()]
        hire = self._resort_said if self._start is not None else ""
        told = (advice_rest(results.base, seen), *keepers(results.base, others), hire)
        words = "\n".join(each for each in told if each)
        self.advanced.tell(rows, words.strip(), self._place(self._board.advanced))

    def tell_behind(self, results: Results, spot: Spot, item: str | None, at: QRect) -> None:
        """Lists the items behind a number that stands at a place of the board."""
        here = results.seen(spot.key) or results.base
        found = behind(Sides(results.base, here, results.ground.as_of), spot, item)
        corner = self._board.mapTo(self._page, at.topLeft())
        known = frozenset(each.id for each in results.ground.state.items.ordered())
        self.behind.tell(found, known, QRect(corner, at.size()))

    def _on_table_requested(self, chart: CrosshairChart) -> None:
        heads, rows = chart.rows()
        self.table.tell(chart.accessibleName(), heads, rows, self._place(chart))

    def _on_resort_found(self, needed: bool, sentence: str) -> None:
        """A hire that is not needed is said in the tone of a warning."""
        start, today = self._start, self._session.today
        if start is not None and start != usual_start("hires", self._session.state, today):
            own = self.tr("That weighs a hire on the usual day; this one starts on {day}.")
            sentence = f"{sentence} {own.format(day=say_day(start, today))}"
        self._resort_said = sentence
        self._board.resort.say(sentence, "muted" if needed else "warn")
        self._board.resort.setVisible(start is not None)

    def _place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._page, QPoint(0, 0)), widget.size())
