"""How do the cells of the timeline's table look? As every table's: ground, text, one ring a row."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui.paint.text import draw_text
from gui.theme import ThemeSource

COLUMN_WIDTHS = (270, 136, 62, 120, 68, 68, 68, 88, 88, 130, 190, 160)
_PAD = 10
Index = QModelIndex | QPersistentModelIndex


class TimelineCells(QStyledItemDelegate):
    """Paints one cell by the tokens; the row with the keyboard has a line above and below."""

    def __init__(self, themes: ThemeSource, parent: QObject) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws ground, line and text."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, c.accent2)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
        right = bool(index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight)
        inside = rect.adjusted(_PAD, 0, -_PAD, -1)
        color = c.text if index.column() == 0 else c.muted
        text = str(index.data() or "")
        align = "right" if right else "left"
        draw_text(
            painter,
            inside,
            text,
            theme,
            color=color,
            weight=500 if index.column() == 0 else 400,
            align=align,  # type: ignore[arg-type]  # one of the two
        )
        table = option.widget
        if (
            isinstance(table, QTableView)
            and table.hasFocus()
            and table.currentIndex().row() == index.row()
        ):
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), c.accent)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), c.accent)
