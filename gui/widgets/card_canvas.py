"""Where do cards lie in a list, and what of it is in view?

A list view in name, so that screen readers find its cards; the layout is its own, because list
views in icon mode wrap early and a widget a card is too slow. What is painted and selected is
card_area.py's question.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import (
    QEnterEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from gui.paint.card import CARD_HEIGHT, CardFace
from gui.theme import ThemeSource
from gui.tokens import GAP_CARDS
from gui.widgets.card_layout import INSET, STEP, CardLayout
from gui.widgets.more_button import MoreButton

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
FOOTER = 20
Index = QModelIndex | QPersistentModelIndex


class CardCanvas(QListView):
    """Cards in reading order over as many columns as fit, whole lines at a time."""

    def __init__(self, themes: ThemeSource, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = themes
        self._shown: QAbstractItemModel | None = None
        self._placing = False
        self._more = MoreButton(themes, self)
        self._more.clicked.connect(self._on_more_clicked)
        self.setProperty("cards", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.setMinimumHeight(CARD_HEIGHT + 2 * INSET)
        self.verticalScrollBar().setProperty("idle", True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def count(self) -> int:
        """How many cards there are."""
        return 0 if self._shown is None else self._shown.rowCount()

    def id_at(self, row: int) -> str:
        """The id of the item in ``row``."""
        return str(self.model().index(row, 0).data(ID_ROLE))

    def face(self, row: int) -> CardFace | None:
        """The face of the card in ``row``."""
        found = self.model().index(row, 0).data(CARD_ROLE)
        return found if isinstance(found, CardFace) else None

    def card_layout(self) -> CardLayout:
        """Where the cards lie at the present width."""
        return CardLayout(self.count(), self.viewport().width())

    def hidden_below(self) -> int:
        """How many cards are below what is in view."""
        layout = self.card_layout()
        lines = (self.verticalScrollBar().value() + self.viewport().height() + GAP_CARDS) // STEP
        return max(0, layout.count - lines * layout.columns)

    def card_rect(self, item_id: str) -> QRect | None:
        """Where the item's card lies in the viewport, None where it is not in the list."""
        for row in range(self.count()):
            if self.id_at(row) == item_id:
                return self.visualRect(self.model().index(row, 0))
        return None

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Shows another model."""
        self._shown = model
        super().setModel(model)
        if model is not None:
            for signal in (model.rowsInserted, model.rowsRemoved, model.rowsMoved):
                signal.connect(self._on_rows_changed)
            model.modelReset.connect(self._on_rows_changed)
            model.layoutChanged.connect(self._on_rows_changed)
        self.updateGeometries()

    def visualRect(self, index: Index) -> QRect:
        """The card's rectangle in the viewport."""
        if not index.isValid():
            return QRect()
        return self.card_layout().rect(index.row()).translated(0, -self.verticalOffset())

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The card at a point of the viewport."""
        row = self.card_layout().row_at(point + QPoint(0, self.verticalOffset()))
        return QModelIndex() if row is None else self.model().index(row, 0)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Brings a card into view, whole lines at a time."""
        if not index.isValid():
            return
        bar = self.verticalScrollBar()
        rect = self.card_layout().rect(index.row())
        if hint == QAbstractItemView.ScrollHint.PositionAtTop or rect.top() - INSET < bar.value():
            bar.setValue(rect.top() - INSET)
        elif rect.bottom() + INSET > bar.value() + self.viewport().height():
            below = rect.bottom() + INSET + 1 - self.viewport().height()
            bar.setValue(-(-below // STEP) * STEP)

    def doItemsLayout(self) -> None:
        """Skips QListView's own layout, which asks for the size of every card."""
        QAbstractItemView.doItemsLayout(self)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paints anew; QListView would move what it laid out itself."""
        self.viewport().update()

    def horizontalOffset(self) -> int:
        """Nothing scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """The scroll position in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """No card is hidden."""
        return False

    def updateGeometries(self) -> None:
        """Whole lines only: the rest of the height is the footer's."""
        if self._placing:
            return
        self._placing = True
        content = CardLayout(self.count(), self.width() - self._gutter())
        room = self.height()
        overflow = content.height > room
        lines = lines_in(room, footed=overflow)
        bottom = room - (lines * STEP - GAP_CARDS + 2 * INSET) if overflow else 0
        bar = self.verticalScrollBar()
        self.setViewportMargins(0, 0, 0 if overflow else self._gutter(), max(0, bottom))
        bar.setSingleStep(STEP)
        bar.setPageStep(lines * STEP)
        bar.setRange(0, max(0, (content.lines - lines) * STEP) if overflow else 0)
        self._more.setGeometry(INSET, self.height() - FOOTER, self.width() - 20, FOOTER)
        self._placing = False
        self._show_more()

    def enterEvent(self, event: QEnterEvent) -> None:
        """The scroll bar shows itself while the pointer is over the list."""
        super().enterEvent(event)
        self._set_idle(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Hides the scroll bar again; "8 more" stays."""
        super().leaveEvent(event)
        self._set_idle(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.updateGeometries()

    def _set_idle(self, idle: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setProperty("idle", idle)
        bar.style().unpolish(bar)
        bar.style().polish(bar)

    def _gutter(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def _show_more(self) -> None:
        below = self.hidden_below()
        above = self.verticalScrollBar().value() // STEP * self.card_layout().columns
        self._more.setVisible(self.verticalScrollBar().maximum() > 0)
        if below:
            self._more.setText(self.tr("{count} more").format(count=f"{below:,}"))
        else:
            self._more.setText(self.tr("{count} above").format(count=f"{above:,}"))
        self._more.setAccessibleName(self._more.text())

    def _on_scrolled(self, _value: int) -> None:
        self._show_more()

    def _on_rows_changed(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def _on_more_clicked(self) -> None:
        bar = self.verticalScrollBar()
        if self.hidden_below():
            bar.setValue(bar.value() + bar.pageStep())
        else:
            bar.setValue(0)


def lines_in(height: int, *, footed: bool = True) -> int:
    """How many whole lines of cards a list of this height shows, over how many more there are."""
    return max(1, (height - (FOOTER if footed else 0) - 2 * INSET + GAP_CARDS) // STEP)
