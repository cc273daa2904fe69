"""How does the comparison stand under the charts? A table whose rows pick the drawn scenario.

Where the room is short a row has two lines: a difference stands under its value, the bar under its
days, so that no number is lost. The plan stays in view while the others scroll.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
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
from gui.paint.text import draw_lines, draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import Tone
from gui.widgets.table_header import PAD, TableHeader
from gui.widgets.tables import HEAD_HEIGHT, ROW_HEIGHT, set_up_table

Index = QModelIndex | QPersistentModelIndex
TALL_ROW, TALL_HEAD = 48, 42
_LINE, _NAME_LINE = 18, 16
_WIDTHS = {
    Column.CHANCE: 60,
    Column.CHANCE_APART: 36,
    Column.RANGE: 180,
    Column.APART: 94,
    Column.MUST: 66,
    Column.MUST_APART: 36,
    Column.LEFT: 86,
    Column.LEFT_APART: 36,
    Column.DAYS: 62,
    Column.MONEY: 104,
}
_TALL_WIDTHS = {
    Column.CHANCE: 54,
    Column.RANGE: 128,
    Column.APART: 80,
    Column.MUST: 58,
    Column.LEFT: 66,
    Column.MONEY: 86,
}
# What stands in the second line of a high row, under what it belongs to.
_UNDER = {
    Column.CHANCE: Column.CHANCE_APART,
    Column.MUST: Column.MUST_APART,
    Column.LEFT: Column.LEFT_APART,
    Column.MONEY: Column.DAYS,
}
_NAME_LEAST, _NAME_MORE = 126, 70
_WORDS_WIDTH = 124  # of P50 to P85; the bar stands beside them where there is room
_LEFT = (Column.NAME, Column.RANGE)
_WORDS = (Column.RANGE, Column.APART)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Delegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, themes: ThemeSource, view: CompareTable, model: CompareModel) -> None:
        super().__init__(view)
        self._themes, self._view, self._model = themes, view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws ground, cell and line."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = self._view.hasFocus() and index == self._view.currentIndex()
        self.draw(painter, QRectF(option.rect), index, chosen=chosen, focused=focused)

    def draw(
        self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool, focused: bool
    ) -> None:
        """Draws a cell where it stands, or where the plan is kept in view."""
        theme = self._themes.theme
        c = theme.colors
        if chosen:
            painter.fillRect(rect.adjusted(-0.5, 0, 0.5, 0), c.accent2)  # no gap at 150%
        row = self._model.rows[index.row()]
        column = Column(index.column())
        bar = RangeBar(row.p50, row.p85, row.due, chosen)
        if self._view.tall:
            _draw_tall(painter, rect, row, column, bar, theme)
        else:
            words = QRectF(rect)
            if column is Column.NAME:
                _draw_name(painter, rect, row, theme)
                words.setWidth(0)
            elif column is Column.RANGE and rect.width() > _WORDS_WIDTH + 40:
                words.setWidth(_WORDS_WIDTH)
                draw_range(painter, rect.adjusted(_WORDS_WIDTH, 0, 0, 0), bar, theme)
            if words.width():
                draw_cell(painter, words, _cell(row, column), theme)
        if index.row() + 1 < self._model.rowCount():
            draw_line(painter, rect.bottomLeft(), rect.bottomRight(), c.grid)
        if focused:
            draw_focus_ring(painter, rect.adjusted(2, 2, -2, -3), theme)


def _draw_name(painter: QPainter, rect: QRectF, row: CompareRow, theme: Theme) -> None:
    """One line, or two smaller ones where it is long."""
    text = row.cells.get(Column.NAME, "")
    if theme.fonts.width(text, "body", 500) <= rect.width() - 2 * PAD:
        draw_cell(painter, rect, CompareCell(text, "name"), theme)
        return
    room = rect.adjusted(PAD, 0, -4, 0)
    lines = theme.texts.lines(text, room.width(), "small", 500, most=2)
    room.setTop(rect.center().y() - len(lines) * _NAME_LINE / 2)
    draw_lines(
        painter,
        room,
        text,
        theme,
        "small",
        color=theme.colors.text,
        weight=500,
        line_height=_NAME_LINE,
    )


def _draw_tall(
    painter: QPainter,
    rect: QRectF,
    row: CompareRow,
    column: Column,
    bar: RangeBar,
    theme: Theme,
) -> None:
    """Two lines: the value above, what belongs to it below; a name may take both."""
    middle = rect.center().y()
    upper = QRectF(rect.left(), middle - _LINE, rect.width(), _LINE)
    lower = upper.translated(0, _LINE - 1)
    if column is Column.NAME:
        _draw_name(painter, rect, row, theme)
    elif column is Column.RANGE:
        draw_cell(painter, upper, _cell(row, column), theme)
        draw_range(painter, lower.adjusted(PAD, 0, 0, 0), bar, theme)
    elif column in _UNDER and row.cells.get(_UNDER[column]):
        draw_cell(painter, upper, _cell(row, column), theme)
        below = CompareCell(row.cells[_UNDER[column]], "difference", right=True)
        draw_cell(painter, lower.adjusted(0, 0, 2 - PAD, 0), below, theme)
    else:
        draw_cell(painter, rect, _cell(row, column), theme)


class _Heads(TableHeader):
    """The names of the columns; in two lines where rows have two."""

    def __init__(self, themes: ThemeSource, table: CompareTable) -> None:
        super().__init__(themes, table)
        self._table, self._source = table, themes

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draws one name."""
        if not self._table.tall:
            super().paintSection(painter, rect, section)
            return
        theme = self._source.theme
        c = theme.colors
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), c.border)
        inside = QRectF(rect).adjusted(PAD if section in _LEFT else 2, 0, 2 - PAD, -1)
        text = str(self.model().headerData(section, self.orientation()) or "")
        broken = theme.texts.lines(text, inside.width(), "small", 500, most=2)
        line = QRectF(inside.left(), 0, inside.width(), _NAME_LINE)
        line.moveTop(inside.center().y() - len(broken) * _NAME_LINE / 2)
        for part in broken:
            side = "left" if section in _LEFT else "right"
            words = part.text()
            draw_text(painter, line, words, theme, "small", color=c.faint, weight=500, align=side)  # type: ignore[arg-type]  # one of the literals
            line.translate(0, _NAME_LINE)


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
        opened(str, object): The items behind the number in a row and Column are wanted.
        entered(): The keyboard came here.
    """

    chosen = Signal(str)
    opened = Signal(str, object)
    entered = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes, self._quiet = themes, False
        self.tall = False
        self.compared = CompareModel(self)
        self.setModel(self.compared)
        self.setHorizontalHeader(_Heads(themes, self))
        set_up_table(self, themes)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._painter = _Delegate(themes, self, self.compared)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Scenarios compared"))
        self.setAccessibleDescription(
            self.tr("Arrow keys go from number to number, Return lists the items behind it.")
        )
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().currentChanged.connect(lambda _now, _old: self.viewport().update())
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.viewport().update())
        themes.changed.connect(self._on_theme_changed)

    def show_chosen(self, key: str) -> None:
        """Marks the row of a scenario without the signal."""
        row = self.compared.row_of(key)
        now = self.currentIndex()
        if row is None or row == now.row():
            return
        self._quiet = True
        self.setCurrentIndex(self.compared.index(row, max(0, now.column())))
        self._quiet = False

    def wanted_height(self, most: int) -> int:
        """As high as its rows; of more than `most` half a row shows that they go on."""
        rows = self.compared.rowCount()
        shown = most + 0.5 if rows > most else max(1, rows)
        return self.horizontalHeader().height() + 2 + round(self.row_height * shown)

    @property
    def row_height(self) -> int:
        """How high a row is."""
        return TALL_ROW if self.tall else ROW_HEIGHT

    def indexAt(self, at: QPoint) -> QModelIndex:
        """The plan's row is kept in view on top of the others."""
        found = super().indexAt(at)
        if self._is_pinned() and at.y() < self.row_height and found.isValid():
            return self.compared.index(0, found.column())
        return found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name takes what is left; where that is little, rows have two lines."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the plan's row again on top where it has scrolled away."""
        super().paintEvent(event)
        if not self._is_pinned():
            return
        c = self._themes.theme.colors
        with QPainter(self.viewport()) as painter:
            room = QRectF(0, 0, self.viewport().width(), self.row_height)
            painter.fillRect(room, c.surface)
            current = self.currentIndex()
            for column in Column:
                if self.isColumnHidden(column):
                    continue
                left = self.columnViewportPosition(column)
                rect = QRectF(left, 0, self.columnWidth(column), self.row_height)
                index = self.compared.index(0, column)
                focused = self.hasFocus() and index == current
                chosen = current.row() == 0
                self._painter.draw(painter, rect, index, chosen=chosen, focused=focused)
            draw_line(painter, room.bottomLeft(), room.bottomRight(), c.border2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Wherever the table stands it comes into view."""
        super().focusInEvent(event)
        self.entered.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over numbers: they lead to their items."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        leads = index.isValid() and index.column() != Column.NAME and bool(index.data())
        shape = Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a number lists what is behind it; on a name it only chooses."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and index.column() != Column.NAME and index.data():
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return lists what is behind the number in the ring."""
        current = self.currentIndex()
        if event.key() in _ENTER and current.isValid():
            self._open(current)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters are keys of the page."""

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.compared.rows[index.row()].key, Column(index.column()))

    def _is_pinned(self) -> bool:
        return self.verticalScrollBar().value() > 0 and self.compared.rowCount() > 1

    def _fit(self) -> None:
        width = self.viewport().width()
        self.tall = sum(_WIDTHS.values()) + _NAME_LEAST > width
        shown = dict(_TALL_WIDTHS if self.tall else _WIDTHS)
        spare = width - sum(shown.values()) - _NAME_LEAST
        if not self.tall:
            shown[Column.RANGE] += min(70, max(0, (spare - _NAME_MORE) // 2))
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, shown.get(column, 0))
        self.setColumnWidth(Column.NAME, max(76, width - sum(shown.values())))
        self.horizontalHeader().setFixedHeight(TALL_HEAD if self.tall else HEAD_HEIGHT)
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self.row_height)
        rows.setDefaultSectionSize(self.row_height)

    def _on_current_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and not self._quiet:
            self.chosen.emit(self.compared.rows[now.row()].key)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
