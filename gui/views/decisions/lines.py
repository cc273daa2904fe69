"""How does a list of items with one sentence each look and answer: what changed, what is coming?"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from gui.models.decisions.lines import Line, LinesModel
from gui.models.face_model import FACE_ROLE
from gui.paint.shapes import draw_focus_ring
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.widgets.row_list import RowList

ROW_HEIGHT = 30
_MARGIN = 14
Index = QModelIndex | QPersistentModelIndex


class _LineDelegate(QStyledItemDelegate):
    """Paints a line: the title, what is said of it, and its end at the right."""

    def __init__(self, themes: ThemeSource, view: LinesView) -> None:
        super().__init__(view)
        self._themes, self._view = themes, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All lines are of one height."""
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws the line."""
        line = index.data(FACE_ROLE)
        if not isinstance(line, Line):
            return
        theme = self._themes.theme
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        if line.is_head:
            _draw_head(painter, rect, line, theme)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            hover = bool(state & QStyle.StateFlag.State_MouseOver)
            _draw_line(painter, rect, line, theme, selected=selected, hover=hover)
            if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
                draw_focus_ring(painter, rect, theme, radius=2)
        painter.restore()


def _draw_head(painter: QPainter, rect: QRectF, line: Line, theme: Theme) -> None:
    c = theme.colors
    painter.fillRect(rect, c.bg)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.border)
    inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
    draw_text(painter, inside, line.title, theme, "small", color=c.muted, weight=600)
    draw_text(painter, inside, line.end, theme, "small", color=c.muted, align="right")


def _draw_line(
    painter: QPainter, rect: QRectF, line: Line, theme: Theme, *, selected: bool, hover: bool
) -> None:
    c = theme.colors
    if selected or hover:
        painter.fillRect(rect, c.accent2 if selected else c.hover)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
    inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
    if line.end:
        taken = draw_text(
            painter, inside, line.end, theme, color=theme.tone(line.tone), align="right"
        )
        inside.setRight(inside.right() - max(taken, 46) - 12)
    said = theme.fonts.width(line.text, "small", 400) + 2
    room = max(inside.width() * 0.5, inside.width() - said - 12)
    first = QRectF(inside.left(), inside.top(), room, inside.height())
    draw_text(painter, first, line.title, theme, weight=500)
    rest = QRectF(first.right() + 12, inside.top(), inside.right() - first.right() - 12, 0)
    rest.setBottom(inside.bottom())
    draw_text(painter, rest, line.text, theme, "small", color=theme.tone(line.tone), align="right")


class LinesView(RowList):
    """A list of lines; clicking one or Return on it selects its item.

    Signals:
        chosen(str): The item of a line.
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__(themes, name)
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(themes, self))
        self.setUniformItemSizes(True)
        self.clicked.connect(self._on_clicked)

    def mark(self, item: str | None) -> None:
        """Selects the line of an item, none where there is none."""
        here = self.currentIndex().data(FACE_ROLE)
        if isinstance(here, Line) and here.item == item:
            return
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return selects the item; J and K step as the arrows do."""
        steps = {Qt.Key.Key_J: Qt.Key.Key_Down, Qt.Key.Key_K: Qt.Key.Key_Up}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_clicked(self.currentIndex())
        elif key in steps and not event.modifiers():
            arrow = QKeyEvent(event.type(), steps[key], event.modifiers())
            super().keyPressEvent(arrow)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def tip(self, index: QModelIndex) -> tuple[str, ...]:
        """The whole line."""
        line = index.data(FACE_ROLE)
        return (line.title, line.text, line.reason) if isinstance(line, Line) else ()

    def _on_clicked(self, index: QModelIndex) -> None:
        line = index.data(FACE_ROLE)
        if isinstance(line, Line) and line.item:
            self.chosen.emit(line.item)
