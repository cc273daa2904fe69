"""Which items are not on the grid yet, and how do they get there? A strip above the quadrants."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.cards import CardsModel
from gui.models.words import items_text, whole_days_text
from gui.paint.card import CARD_HEIGHT
from gui.theme import ThemeSource
from gui.tokens import GAP_CARDS
from gui.views.grid.quadrant import CardsView
from gui.widgets.buttons import Button
from gui.widgets.card_layout import NARROWEST
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from roadmap.analysis.items.grid import Cell

_HEAD = 40
_FOOT = 28
_MARGIN = 12


class UnsortedTray(Panel):
    """The unsorted items as cards, to drag out or to send off with a key.

    Signals:
        sort_requested(): Sort them one by one, with suggestions.
        close_requested(): The tray's own close button.
    """

    sort_requested = Signal()
    close_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._count = 0
        self.cards = CardsModel(self)
        self.list = CardsView(themes, self.tr("Unsorted"), self.cards)
        self.list.setMinimumHeight(CARD_HEIGHT + 2)
        self._title = Label(themes, self.tr("Unsorted"), style="section")
        self._counts = Label(themes, style="small", tone="muted")
        self._hint = Label(themes, style="small", tone="muted", elide=True)
        self._sort = Button(themes, self.tr("Sort one by one"), icon="list-checks", small=True)
        name = self.tr("Close the tray")
        self._close = Button(themes, icon="x", kind="quiet", name=name, keys="U", small=True)
        self._build()
        self._sort.clicked.connect(self.sort_requested)
        self._close.clicked.connect(self.close_requested)

    def show_cell(self, cell: Cell, *, editable: bool) -> None:
        """Shows the counts, and what can be done."""
        text = f"{items_text(cell.count)} · {whole_days_text(cell.effort)}"
        self._counts.setText(text if cell.count else "")
        hint = self.tr("Drag onto the grid, or press 1 to 4")
        self._hint.setText(hint if cell.count else self.tr("All sorted. See the grid."))
        self._sort.setVisible(editable and cell.count > 0)
        self.list.set_read_only(not editable)
        self.list.setVisible(cell.count > 0)
        self._count = cell.count
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line of cards, and room to say how many more there are."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = max(1, (self.width() - 40) // (NARROWEST + GAP_CARDS))
        foot = _FOOT if self._count > columns else _MARGIN
        self.setFixedHeight(_HEAD + (CARD_HEIGHT + 2 + foot if self._count else 0))

    def _build(self) -> None:
        self.setAccessibleName(self.tr("Unsorted"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.setContentsMargins(1, 0, 5, 0)
        head.addWidget(self._title)
        head.addWidget(self._counts)
        head.addWidget(self._hint, 1)
        for button in (self._sort, self._close):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 3, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addStretch(0)
