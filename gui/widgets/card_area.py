"""Which cards stand in a quadrant or column, where, and how are they painted?

A list view in name, so that screen readers find its cards; layout and painting are its own,
because list views in icon mode wrap early and a widget a card is too slow. Only the visible cards
are asked for and painted. Gestures are card_list_view.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from gui.paint.card import CARD_HEIGHT, CardFace, draw_card
from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource
from gui.tokens import GAP_CARDS
from gui.widgets.card_layout import INSET, STEP, CardLayout
from gui.widgets.more_button import MoreButton

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
FOOTER = 20
BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
Direction = Literal["left", "right", "up", "down"]
ARROWS: dict[int, Direction] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
STEPS: dict[Direction, tuple[int, int]] = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
}
_CURSOR: dict[QAbstractItemView.CursorAction, Direction] = {
    QAbstractItemView.CursorAction.MoveLeft: "left",
    QAbstractItemView.CursorAction.MoveRight: "right",
    QAbstractItemView.CursorAction.MoveUp: "up",
    QAbstractItemView.CursorAction.MoveDown: "down",
}
Index = QModelIndex | QPersistentModelIndex


class CardArea(QListView):
    """Cards in reading order, whole lines at a time, selected by mouse and keyboard.

    Signals:
        picked(object): ``tuple`` of the selected ids, in order, after it changed.
    """

    picked = Signal(object)

    def __init__(self, themes: ThemeSource, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = themes
        self._shown: QAbstractItemModel | None = None
        self._hovered = -1
        self._drop_row: int | None = None
        self._placing = False
        self._more = MoreButton(themes, self)
        self._more.clicked.connect(self._on_more_clicked)
        self._set_up(name)
        themes.changed.connect(self._on_theme_changed)

    def _set_up(self, name: str) -> None:
        self.setAccessibleName(name)
        self.setProperty("cards", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAutoFillBackground(False)
        self.setMinimumHeight(CARD_HEIGHT + 2 * INSET)
        self.verticalScrollBar().setProperty("idle", True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def selected_ids(self) -> tuple[str, ...]:
        """The selected items in the order shown."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self.id_at(row) for row in rows)

    def current_id(self) -> str | None:
        """The item with the keyboard cursor."""
        index = self.currentIndex()
        return self.id_at(index.row()) if index.isValid() else None

    def select_ids(self, ids: Iterable[str]) -> None:
        """Selects these items, scrolls to the first; unknown ids are left out."""
        wanted = set(ids)
        rows = [row for row in range(self.count()) if self.id_at(row) in wanted] if wanted else []
        selection = QItemSelection()
        for row in rows:
            index = self.model().index(row, 0)
            selection.select(index, index)
        if rows:
            first = self.model().index(rows[0], 0)
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, none)
            self.scrollTo(first)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if self.selectionModel() is not None:
            self.selectionModel().select(selection, flag)

    def card_rect(self, item_id: str) -> QRect | None:
        """Where the item's card lies in the viewport, None where it is not in the list."""
        for row in range(self.count()):
            if self.id_at(row) == item_id:
                return self.visualRect(self.model().index(row, 0))
        return None

    def face(self, row: int) -> CardFace | None:
        """The face of the card in ``row``."""
        found = self.model().index(row, 0).data(CARD_ROLE)
        return found if isinstance(found, CardFace) else None

    def hidden_below(self) -> int:
        """How many cards are below what is in view."""
        layout = self.card_layout()
        lines = (self.verticalScrollBar().value() + self.viewport().height() + GAP_CARDS) // STEP
        return max(0, layout.count - lines * layout.columns)

    def card_layout(self) -> CardLayout:
        """Where the cards lie at the present width."""
        return CardLayout(self.count(), self.viewport().width())

    def _gutter(self) -> int:
        return self.verticalScrollBar().sizeHint().width()

    def count(self) -> int:
        """How many cards there are."""
        return 0 if self._shown is None else self._shown.rowCount()

    def id_at(self, row: int) -> str:
        """The id of the item in ``row``."""
        return str(self.model().index(row, 0).data(ID_ROLE))

    def set_hovered(self, row: int) -> None:
        """Shows the pointer on a card, -1 for none."""
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def set_drop_row(self, row: int | None) -> None:
        """Shows where something would land, before card ``row``; None takes the line away."""
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    def _show_more(self) -> None:
        below = self.hidden_below()
        above = self.verticalScrollBar().value() // STEP * self.card_layout().columns
        self._more.setVisible(self.verticalScrollBar().maximum() > 0)
        if below:
            self._more.setText(self.tr("{count} more").format(count=below))
        else:
            self._more.setText(self.tr("{count} above").format(count=above))
        self._more.setAccessibleName(self._more.text())

    # -- what QAbstractItemView asks -------------------------------------------------------

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

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Arrows go to the neighbour; Home, End and the page keys as everywhere."""
        layout = self.card_layout()
        if not layout.count:
            return QModelIndex()
        row = max(0, self.currentIndex().row())
        if not self.currentIndex().isValid():
            return self.model().index(0, 0)
        page = max(1, self.viewport().height() // STEP) * layout.columns
        actions = QAbstractItemView.CursorAction
        direction = _CURSOR.get(action)
        if direction is not None:
            found = layout.neighbour(row, *STEPS[direction])
            row = row if found is None else found
        elif action == actions.MoveHome:
            row = 0
        elif action == actions.MoveEnd:
            row = layout.count - 1
        elif action == actions.MovePageDown:
            row = min(layout.count - 1, row + page)
        elif action == actions.MovePageUp:
            row = max(0, row - page)
        return self.model().index(row, 0)

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

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects from the card at the one corner to the card at the other, in reading order."""
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if not first.isValid() and not last.isValid():
            self.selectionModel().select(QItemSelection(), command)
            return
        ends = sorted(index.row() for index in (first, last) if index.isValid())
        top, bottom = self.model().index(ends[0], 0), self.model().index(ends[-1], 0)
        self.selectionModel().select(QItemSelection(top, bottom), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What must be painted again when the selection changes."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index).adjusted(-1, -1, 1, 1)
        return region

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells which items are selected now."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.picked.emit(self.selected_ids())

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands in this app, never a jump to a title."""

    def updateGeometries(self) -> None:
        """Whole lines only: the rest of the height is the footer's."""
        if self._placing:
            return
        self._placing = True
        content = CardLayout(self.count(), self.width() - self._gutter())
        room = self.height()
        overflow = content.height > room
        lines = max(1, (room - (FOOTER if overflow else 0) - 2 * INSET + GAP_CARDS) // STEP)
        bottom = room - (lines * STEP - GAP_CARDS + 2 * INSET) if overflow else 0
        bar = self.verticalScrollBar()
        self.setViewportMargins(0, 0, 0 if overflow else self._gutter(), max(0, bottom))
        bar.setSingleStep(STEP)
        bar.setPageStep(lines * STEP)
        bar.setRange(0, max(0, (content.lines - lines) * STEP) if overflow else 0)
        self._more.setGeometry(INSET, self.height() - FOOTER, self.width() - 20, FOOTER)
        self._placing = False
        self._show_more()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cards that meet the region, then the drop line."""
        layout = self.card_layout()
        offset = self.verticalOffset()
        area = event.rect()
        first = max(0, (area.top() + offset - INSET) // STEP) * layout.columns
        last = min(layout.count, ((area.bottom() + offset) // STEP + 1) * layout.columns)
        selection = self.selectionModel()
        current = self.currentIndex().row() if self.hasFocus() else -1
        with QPainter(self.viewport()) as painter:
            for row in range(first, last):
                face = self.face(row)
                if face is None:
                    continue
                draw_card(
                    painter,
                    layout.rect(row).translated(0, -offset).toRectF(),
                    face,
                    self.themes.theme,
                    selected=selection.isRowSelected(row),
                    hover=row == self._hovered,
                    focused=row == current,
                )
            if not layout.count and self.hasFocus():
                draw_focus_ring(painter, self.viewport().rect().toRectF(), self.themes.theme)
            if self._drop_row is not None:
                line = layout.drop_line(self._drop_row).translated(0, -offset)
                painter.fillRect(line, self.themes.theme.colors.accent)

    def enterEvent(self, event: QEnterEvent) -> None:
        """The scroll bar shows itself while the pointer is over the list."""
        super().enterEvent(event)
        self._set_idle(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Hides the scroll bar again; "8 more" stays."""
        super().leaveEvent(event)
        self._set_idle(True)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Gives the keyboard a card to start from."""
        super().focusInEvent(event)
        if self.count() and not self.currentIndex().isValid() and event.reason() in BY_KEYBOARD:
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), none)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow the width."""
        super().resizeEvent(event)
        self.updateGeometries()

    # -- inside --------------------------------------------------------------------------

    def _set_idle(self, idle: bool) -> None:
        bar = self.verticalScrollBar()
        bar.setProperty("idle", idle)
        bar.style().unpolish(bar)
        bar.style().polish(bar)

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

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
