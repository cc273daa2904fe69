"""Which cards are painted how, and which are selected?

Only the visible cards are asked for and painted. Where they lie is card_canvas.py's question,
what one does with them card_list_view.py's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gui.paint.card import draw_card
from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource
from gui.widgets.card_canvas import CARD_ROLE, ID_ROLE, CardCanvas
from gui.widgets.card_layout import INSET, STEP

__all__ = ["ARROWS", "CARD_ROLE", "ID_ROLE", "STEPS", "CardArea", "Direction"]

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


class CardArea(CardCanvas):
    """Cards that can be selected by mouse and keyboard.

    Signals:
        picked(object): ``tuple`` of the selected ids, in order, after it changed.
    """

    picked = Signal(object)

    def __init__(self, themes: ThemeSource, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent=parent)
        self._hovered = -1
        self._drop_row: int | None = None
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        themes.changed.connect(self._on_theme_changed)

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

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
