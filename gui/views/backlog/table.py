"""What does a person do to the rows of the backlog: keys, pointer, dragging?

It knows no command: what a person does becomes a signal.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView

from gui.models.backlog.model import BacklogModel
from gui.paint.card import CARD_HEIGHT
from gui.theme import ThemeSource
from gui.views.backlog.area import BacklogArea
from gui.widgets.card_drag import drag_pixmap, items_from, items_mime
from gui.widgets.tables import ROW_HEIGHT

_CARD_WIDTH = 260
_MOVES = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "top",
    Qt.Key.Key_End: "bottom",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_COMMANDS_BY_LETTER = ("rank", "title", "quadrant", "status", "due", "key")


class BacklogTable(BacklogArea):
    """The table with its gestures.

    Signals:
        edit_requested(int, int, object): A cell and what was typed, None where nothing was.
        move_requested(str): "up", "down", "top" or "bottom" for the selected rows.
        dropped(object, int): Ids, and the row before which they were let go.
        refused_drag(): Rows were dragged where the order is not that of ranks.
        fold_requested(str, object): A group's id, and whether to fold it (None: the other way).
        work_requested(): Space: start or finish.
        context_requested(object, QPoint): The selected ids and where the menu is to open.
    """

    edit_requested = Signal(int, int, object)
    move_requested = Signal(str)
    dropped = Signal(object, int)
    refused_drag = Signal()
    fold_requested = Signal(str, object)
    work_requested = Signal()
    context_requested = Signal(object, QPoint)

    def __init__(self, themes: ThemeSource, model: BacklogModel, name: str) -> None:
        super().__init__(themes, model, name)
        self._read_only = False
        self._ranked = True
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.doubleClicked.connect(self._on_double_clicked)

    def set_possible(self, *, read_only: bool, ranked: bool) -> None:
        """Whether anything can be changed, and whether the rows stand in rank order."""
        self._read_only, self._ranked = read_only, ranked
        self.setAcceptDrops(not read_only)

    # -- keys -------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Takes the letters typed into a cell before the page's and the window's shortcuts."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._types(event):
            event.accept()
            return True
        return super().event(event)

    def _types(self, event: QKeyEvent) -> bool:
        """Whether a key begins an edit: a sign, in a cell that takes signs."""
        index, text = self.currentIndex(), event.text()
        plain = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        keypad = Qt.KeyboardModifier.KeypadModifier
        if event.modifiers() & ~keypad not in plain or not text.strip() or not text.isprintable():
            return False
        if self._read_only or not index.isValid() or text in "/?":
            return False
        column = self.backlog.columns[index.column()]
        typing = column.key not in _COMMANDS_BY_LETTER and column.editing in ("line", "list")
        return typing and self.backlog.group_at(index.row()) is None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+arrows move rows, Return edits, Space works, letters begin an edit."""
        index = self.currentIndex()
        move = _MOVES.get(Qt.Key(event.key()))
        if move and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if self.acting_ids():
                self.move_requested.emit(move)
        elif index.isValid() and self.backlog.group_at(index.row()) is not None:
            self._group_key(event, index.row())
        elif index.isValid() and event.key() in _ENTER:
            self.edit_requested.emit(index.row(), index.column(), None)
        elif event.key() == Qt.Key.Key_Space:
            if self._read_only:
                event.ignore()
            elif not event.isAutoRepeat():
                self.work_requested.emit()
        elif self._types(event):
            self.edit_requested.emit(index.row(), index.column(), event.text())
        else:
            super().keyPressEvent(event)

    def _group_key(self, event: QKeyEvent, row: int) -> None:
        fold: dict[int, bool | None] = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}
        if event.key() in (*_ENTER, Qt.Key.Key_Space):
            self.fold_requested.emit(self.backlog.id_at(row), None)
        elif event.key() in fold:
            self.fold_requested.emit(self.backlog.id_at(row), fold[event.key()])
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands in this app, never a jump to a title."""

    # -- pointer ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the head of a group folds it."""
        row = self.rowAt(event.position().toPoint().y())
        if row >= 0 and self.backlog.group_at(row) is not None:
            if event.button() == Qt.MouseButton.LeftButton:
                self.put_cursor(row)
                self.fold_requested.emit(self.backlog.id_at(row), None)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows which row the pointer is on."""
        self.set_hovered(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The hover ends where the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.set_hovered(-1)
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for a menu over the selection, at the row when it came from the keyboard."""
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            below = self.visualRect(self.currentIndex()).bottomLeft()
            point = self.viewport().mapToGlobal(below)
        self.context_requested.emit(self.selected_ids(), point)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if self.backlog.group_at(index.row()) is None:
            self.edit_requested.emit(index.row(), index.column(), None)

    # -- dragging ---------------------------------------------------------------------------------

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drags the selected rows; one sees the card of the one under the pointer."""
        ids, row = self.selected_ids(), self.currentIndex().row()
        face = self.backlog.face_at(row) if row >= 0 else None
        if not ids or face is None or self._read_only:
            return
        if not self._ranked:
            self.refused_drag.emit()
            return
        drag = QDrag(self)
        drag.setMimeData(items_mime(ids))
        scale = self.devicePixelRatioF()
        drag.setPixmap(drag_pixmap(face, len(ids), _CARD_WIDTH, self.themes.theme, scale))
        drag.setHotSpot(QPoint(_CARD_WIDTH // 3, CARD_HEIGHT // 2))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes items, nothing else."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where they would land; near an edge the table scrolls."""
        if not self._consider(event):
            return
        y, bar = event.position().toPoint().y(), self.verticalScrollBar()
        if y < ROW_HEIGHT // 2:
            bar.setValue(bar.value() - ROW_HEIGHT)
        elif y > self.viewport().height() - ROW_HEIGHT // 2:
            bar.setValue(bar.value() + ROW_HEIGHT)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Takes the line away."""
        self.set_drop_row(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells what landed before which row."""
        ids = items_from(event.mimeData())
        row = self._gap_at(event.position().toPoint())
        self.set_drop_row(None)
        self.setState(QAbstractItemView.State.NoState)
        if not ids or self._read_only or not self._ranked:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.dropped.emit(ids, row)

    def _consider(self, event: QDragMoveEvent) -> bool:
        if self._read_only or not self._ranked or not items_from(event.mimeData()):
            event.ignore()
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        self.set_drop_row(self._gap_at(event.position().toPoint()))
        return True

    def _gap_at(self, point: QPoint) -> int:
        """The gap between two rows that is nearest, named by the row below it."""
        row = self.rowAt(point.y())
        if row < 0:
            return self.backlog.rowCount()
        middle = self.rowViewportPosition(row) + self.rowHeight(row) / 2
        return row + (point.y() >= middle)
