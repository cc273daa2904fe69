"""What do keys and clicks do in the log of decisions?

Where it lies is area.py's question, how it is painted painting.py's, what one does with the open
decision actions.py's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from gui.paint.text import plain
from gui.views.decisions.painting import PaintedLog
from gui.widgets.plain import plain_tooltip


class DecisionsLog(PaintedLog):
    """The decisions, stepped through and opened.

    Signals:
        opened(object): Return or a double click on a decision: its Entry.
        named(object): ``tuple`` of the items that a sentence's bold words name, clicked.
    """

    opened = Signal(object)
    named = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K step as the arrows do; Return goes to the moment."""
        actions = QAbstractItemView.CursorAction
        steps = {Qt.Key.Key_J: actions.MoveDown, Qt.Key.Key_K: actions.MoveUp}
        action = steps.get(Qt.Key(event.key()))
        if action is not None and not event.modifiers():
            self.setCurrentIndex(self.moveCursor(action, event.modifiers()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            entry = self.open_entry()
            if entry is not None:
                self.opened.emit(entry)
        elif event.key() == Qt.Key.Key_Escape and self.open_entry() is not None:
            self.close_entry()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the row under the pointer, and whether it is on an item's name."""
        point = event.position().toPoint()
        row = self.indexAt(point).row()
        entry = None if row < 0 else self.entry_at(row)
        over = entry is not None and self.name_rect(row, entry).contains(point)
        self._set_hovered(row if entry is not None else -1, over_name=over)
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an item's name selects the item."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        entry = self.entry_at(index.row()) if index.isValid() else None
        if entry is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self.name_rect(index.row(), entry).contains(event.position().toPoint()):
            self.named.emit(entry.items)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Goes to the moment."""
        entry = self.open_entry()
        if entry is not None and self.indexAt(event.position().toPoint()) == self.currentIndex():
            self.opened.emit(entry)

    def viewportEvent(self, event: QEvent) -> bool:
        """Plain tooltips with the whole text; the hover ends where the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1, over_name=False)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = plain_tooltip(self._tooltip(index.row())) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), text, self.viewport(), self.visualRect(index))
            return True
        return super().viewportEvent(event)

    def _tooltip(self, row: int) -> str:
        entry = self.entry_at(row)
        if entry is None:
            head = self.log.rows.head_at(row)
            return "" if head is None else head.day.isoformat()
        at = self._session.local(self._session.recorded_at(entry.index))
        lines = (plain(entry.face.what), entry.face.reason or entry.face.detail, entry.moment)
        return "\n".join((*(line for line in lines if line), f"{at:%Y-%m-%d %H:%M}"))

    def _set_hovered(self, row: int, *, over_name: bool) -> None:
        if (row, over_name) == (self._hovered, self._over_name):
            return
        self._hovered, self._over_name = row, over_name
        shape = Qt.CursorShape.PointingHandCursor if over_name else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
