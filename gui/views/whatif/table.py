"""How does the comparison stand under the charts? A table whose rows pick the drawn scenario."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from gui.models.whatif.table import DIFFERENCES, Column, CompareModel, CompareRow
from gui.paint.compare_cell import CellKind, CompareCell, RangeBar, draw_cell, draw_range
from gui.paint.shapes import draw_focus_ring, draw_line
from gui.theme import Theme, ThemeSource
from gui.tokens import Tone
from gui.widgets.table_header import TableHeader
from gui.widgets.tables import HEAD_HEIGHT, ROW_HEIGHT, set_up_table

Index = QModelIndex | QPersistentModelIndex
_WIDTHS = {
    Column.CHANCE: 60,
    Column.CHANCE_APART: 36,
    Column.RANGE: 184,
    Column.APART: 94,
    Column.MUST: 70,
    Column.MUST_APART: 36,
    Column.LEFT: 86,
    Column.LEFT_APART: 36,
    Column.DAYS: 68,
    Column.MONEY: 80,
}
_NAME_LEAST, _NAME_MORE = 126, 70
_WORDS_WIDTH = 124  # of P50 to P85; the bar stands beside them where there is room
# What gives way after the bar where the room is short, the first one first.
_GIVE_WAY = (Column.APART, Column.DAYS, Column.LEFT_APART, Column.MUST_APART)
_WORDS = (Column.RANGE, Column.APART)


class _Delegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, themes: ThemeSource, view: QTableView, model: CompareModel) -> None:
        super().__init__(view)
        self._themes, self._view, self._model = themes, view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws ground, cell and line."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, c.accent2)
        row = self._model.rows[index.row()]
        column = Column(index.column())
        words = QRectF(rect)
        if column is Column.RANGE and rect.width() > _WORDS_WIDTH + 40:
            words.setWidth(_WORDS_WIDTH)
            room = rect.adjusted(_WORDS_WIDTH, 0, 0, 0)
            draw_range(painter, room, RangeBar(row.p50, row.p85, row.due, chosen), theme)
        draw_cell(painter, words, _cell(row, column), theme)
        if index.row() + 1 < self._model.rowCount():
            draw_line(painter, rect.bottomLeft(), rect.bottomRight(), c.grid)
        if column is Column.NAME and chosen and self._view.hasFocus():
            ring = rect.adjusted(2, 2, -2, -3)
            draw_focus_ring(painter, ring, theme)


def _cell(row: CompareRow, column: Column) -> CompareCell:
    text = row.cells.get(column, "")
    if column is Column.NAME:
        return CompareCell(text, "name")
    if column in DIFFERENCES:
        return CompareCell(text, "difference", right=True)
    tone: Tone = row.tone if column is Column.CHANCE else "text"
    kind: CellKind = "words" if column in (*_WORDS, Column.DAYS, Column.MONEY) else "number"
    if column in (Column.RANGE, Column.DAYS, Column.APART):
        tone = "muted"
    return CompareCell(text, kind, tone, right=column is not Column.RANGE)


class CompareTable(QTableView):
    """The comparison.

    Signals:
        chosen(str): The person chose the scenario of a row.
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes, self._quiet = themes, False
        self.compared = CompareModel(self)
        self.setModel(self.compared)
        self.setHorizontalHeader(TableHeader(themes, self))
        set_up_table(self, themes)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(_Delegate(themes, self, self.compared))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Scenarios compared"))
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        themes.changed.connect(self._on_theme_changed)

    def show_chosen(self, key: str) -> None:
        """Marks the row of a scenario without the signal."""
        row = self.compared.row_of(key)
        if row is None or row == self.currentIndex().row():
            return
        self._quiet = True
        self.setCurrentIndex(self.compared.index(row, 0))
        self._quiet = False

    def wanted_height(self, most: int) -> int:
        """As high as its rows; of more than `most` half a row shows that they go on."""
        rows = self.compared.rowCount()
        shown = most + 0.5 if rows > most else max(1, rows)
        return HEAD_HEIGHT + 2 + round(ROW_HEIGHT * shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what is left; where that is little, columns give way."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return is the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the page."""

    def _fit(self) -> None:
        width = self.viewport().width()
        shown = dict(_WIDTHS)
        if sum(shown.values()) + _NAME_LEAST > width:
            shown[Column.RANGE] = _WORDS_WIDTH + 6
        for column in _GIVE_WAY:
            if sum(shown.values()) + _NAME_LEAST <= width:
                break
            shown.pop(column)
        spare = width - sum(shown.values()) - _NAME_LEAST
        if shown[Column.RANGE] == _WIDTHS[Column.RANGE]:
            shown[Column.RANGE] += min(70, max(0, (spare - _NAME_MORE) // 2))
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, shown.get(column, 0))
        self.setColumnWidth(Column.NAME, max(90, width - sum(shown.values())))

    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._quiet:
            self.chosen.emit(self.compared.rows[now.row()].key)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
