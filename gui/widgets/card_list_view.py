"""What does one do with cards: open, drag, drop, move by keyboard?

Any list model serves whose ``CARD_ROLE`` gives a CardFace, ``ID_ROLE`` the item's id and
``Qt.AccessibleTextRole`` the face's ``spoken`` text. Painting is card_area.py's.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from gui.theme import ThemeSource
from gui.widgets.card_area import ARROWS, CARD_ROLE, ID_ROLE, STEPS, CardArea, Direction
from gui.widgets.card_drag import drag_pixmap, items_from, items_mime
from gui.widgets.plain import plain_tooltip

SCROLL_EDGE = 24
__all__ = ["CARD_ROLE", "ID_ROLE", "CardListView"]


class CardListView(CardArea):
    """Cards in reading order, selected, dragged, dropped and moved by keyboard.

    Signals:
        opened(str): Double click or Return on a card.
        dropped(object, object): ``tuple`` of ids landed here; the id they now stand before, or
            None at the end. The ids may come from this list or another one.
        move_requested(str): Alt+arrow ("left", "right", "up", "down") with a selection.
        edge_reached(str): An arrow key with nothing further in that direction.
        picked(object): ``tuple`` of the selected ids, in order, after it changed.
        context_requested(object, QPoint): The selected ids and the global point for a menu.
    """

    opened = Signal(str)
    dropped = Signal(object, object)
    move_requested = Signal(str)
    edge_reached = Signal(str)
    context_requested = Signal(object, QPoint)

    def __init__(self, themes: ThemeSource, name: str, *, parent: QWidget | None = None) -> None:
        """``name`` is the accessible name ("Emergencies")."""
        super().__init__(themes, name, parent=parent)
        self._read_only = False
        self._pressed_at: QPoint | None = None
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.doubleClicked.connect(self._on_double_clicked)

    def set_read_only(self, read_only: bool) -> None:
        """In the past nothing can be dragged, dropped or moved; selecting stays possible."""
        self._read_only = read_only
        self.setDragEnabled(not read_only)
        self.setAcceptDrops(not read_only)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+arrows ask for a move, Return opens, plain arrows at the edge leave."""
        direction = ARROWS.get(event.key())
        if direction and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not self._read_only and self.selectedIndexes():
                self.move_requested.emit(direction)
        elif direction and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._step(direction, event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            found = self.current_id()
            if found is not None:
                self.opened.emit(found)
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _step(self, direction: Direction, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if self.count() and row >= 0:
            if self.card_layout().neighbour(row, *STEPS[direction]) is None:
                self.edge_reached.emit(direction)
            else:
                super().keyPressEvent(event)
        elif self.count():
            self.setCurrentIndex(self.model().index(0, 0))
        else:
            self.edge_reached.emit(direction)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Asks for a menu over the selection, at the card when it came from the keyboard."""
        point = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            below = self.visualRect(self.currentIndex()).bottomLeft()
            point = self.viewport().mapToGlobal(below)
        self.context_requested.emit(self.selected_ids(), point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where a drag may begin."""
        super().mousePressEvent(event)
        point = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = point if left and self.indexAt(point).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows which card the pointer is on; far enough from the press it drags.

        Begun here, because Qt begins drags only for models whose flags allow it, and otherwise
        selects along the way.
        """
        point = event.position().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._pressed_at is None or not held or self._read_only:
            self.set_hovered(self.indexAt(point).row())
            super().mouseMoveEvent(event)
        elif (point - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.startDrag(Qt.DropAction.MoveAction)
            self.setState(QAbstractItemView.State.NoState)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Forgets the press."""
        self._pressed_at = None
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Plain tooltips; the hover ends where the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.set_hovered(-1)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            face = self.face(index.row()) if index.isValid() else None
            text = plain_tooltip(face.tooltip or face.title) if face else ""
            QToolTip.showText(event.globalPos(), text, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drags the selected cards; the card under the pointer is what one sees."""
        ids = self.selected_ids()
        row = self.currentIndex().row()
        face = self.face(row) if row >= 0 else None
        if not ids or face is None or self._read_only:
            return
        drag = QDrag(self)
        drag.setMimeData(items_mime(ids))
        width = self.card_layout().card_width
        scale = self.devicePixelRatioF()
        drag.setPixmap(drag_pixmap(face, len(ids), width, self.themes.theme, scale))
        drag.setHotSpot(QPoint(20, 14))
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes items, nothing else."""
        self._consider(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Shows where they would land; near an edge the list scrolls."""
        if self._consider(event):
            point = event.position().toPoint()
            bar = self.verticalScrollBar()
            if point.y() < SCROLL_EDGE:
                bar.triggerAction(bar.SliderAction.SliderSingleStepSub)
            elif point.y() > self.viewport().height() - SCROLL_EDGE:
                bar.triggerAction(bar.SliderAction.SliderSingleStepAdd)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Takes the line away."""
        self.set_drop_row(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells what landed where."""
        ids = items_from(event.mimeData())
        row = self.card_layout().drop_row(
            event.position().toPoint() + QPoint(0, self.verticalOffset())
        )
        self.set_drop_row(None)
        self.setState(QAbstractItemView.State.NoState)
        if not ids or self._read_only:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        while row < self.count() and self.id_at(row) in ids:
            row += 1
        self.dropped.emit(ids, self.id_at(row) if row < self.count() else None)

    def _consider(self, event: QDragMoveEvent) -> bool:
        if self._read_only or not items_from(event.mimeData()):
            event.ignore()
            return False
        event.setDropAction(Qt.DropAction.MoveAction)
        event.accept()
        point = event.position().toPoint() + QPoint(0, self.verticalOffset())
        self.set_drop_row(self.card_layout().drop_row(point))
        return True

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.id_at(index.row()))
