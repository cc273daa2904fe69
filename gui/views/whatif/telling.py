"""What is told beside a comparison: a chart as a table, the statistics, how a hire fares?"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtWidgets import QWidget

from gui.models.whatif.advising import advice_rest, keepers
from gui.models.whatif.behind import Sides, behind
from gui.models.whatif.lines import Spot
from gui.models.whatif.quality import statistics
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.whatif.behind import BehindPopover
from gui.views.whatif.board import WhatifBoard
from gui.views.whatif.charts import CrosshairChart
from gui.views.whatif.popovers import AdvancedPopover, TablePopover
from gui.views.whatif.resort import ResortSource
from gui.views.whatif.source import Results


class WhatifTelling(QObject):
    """Tells more of what the board shows, when it is asked for."""

    def __init__(
        self, page: QWidget, session: Session, themes: ThemeSource, board: WhatifBoard
    ) -> None:
        super().__init__(page)
        self._page, self._board = page, board
        self._hires = False
        self.table = TablePopover(themes, page)
        self.advanced = AdvancedPopover(themes, page)
        self.behind = BehindPopover(themes, page)
        self.resort = ResortSource(session, self)
        self.resort.found.connect(self._on_resort_found)
        board.table_requested.connect(self._on_table_requested)

    def weigh(self, results: Results | None, *, hires: bool) -> None:
        """Says under the advice what a hire is weighed against, once the numbers are there."""
        self._hires = hires
        if not hires:
            self._board.resort.hide()
        elif results is not None:
            self.resort.want(results.ground)

    def tell_statistics(self, results: Results, key: str, item: str | None) -> None:
        """Shows the statistics behind the plain words."""
        seen = results.seen(key)
        rows = statistics(results.base, seen, item, results.ground.as_of)
        others = [side.seen for side in results.sides.values()]
        words = "\n".join((advice_rest(results.base, seen), *keepers(results.base, others)))
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
        self._board.resort.say(sentence, "muted" if needed else "warn")
        self._board.resort.setVisible(self._hires)

    def _place(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._page, QPoint(0, 0)), widget.size())
