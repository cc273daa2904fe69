"""How are the rows of the backlog painted and selected?

A QTableView that paints its rows itself: asking a delegate for each cell costs more than drawing.
Gestures are table.py's question.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QRectF,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from gui.models.backlog.model import BacklogModel
from gui.models.words import work_role
from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource
from gui.views.backlog.paint import RowState, draw_group, draw_row
from gui.widgets.table_header import TableHeader
from gui.widgets.tables import ROW_HEIGHT, set_up_table


class BacklogArea(QTableView):
    """Rows that can be selected and looked at.

    Signals:
        picked(object): ``tuple`` of the selected ids in order, after it changed.
    """

    picked = Signal(object)

    def __init__(self, themes: ThemeSource, model: BacklogModel, name: str) -> None:
        super().__init__()
        self.themes, self.backlog = themes, model
        self.head = TableHeader(themes, self)
        self._hovered = -1
        self._drop_row: int | None = None
        self.setModel(model)
        self._set_up(name)
        themes.changed.connect(self._on_theme_changed)

    def _set_up(self, name: str) -> None:
        self.setHorizontalHeader(self.head)
        set_up_table(self, self.themes)
        # A painter takes over the features of its widget's font, and figures of one width would
        # widen the hyphens of every title.
        self.setFont(self.themes.theme.font())
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView, QTableView:focus { border:0; background:transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # -- selection --------------------------------------------------------------------------------

    def selected_ids(self) -> tuple[str, ...]:
        """The selected items in the order shown."""
        ids, groups = self.backlog.rows.ids, self.backlog.rows.groups
        found = [key for top, last in self._selected_ranges() for key in ids[top : last + 1]]
        return tuple(key for key in dict.fromkeys(found) if key not in groups)

    def _selected_ranges(self) -> list[tuple[int, int]]:
        """The first and last row of each selected part, from the top."""
        chosen = self.selectionModel().selection()
        parts = (chosen.at(number) for number in range(chosen.size()))
        return sorted((part.top(), part.bottom()) for part in parts)

    def acting_ids(self) -> tuple[str, ...]:
        """What a key is meant for: the selected items, else the one with the cursor."""
        row = self.currentIndex().row()
        if self.selectionModel().hasSelection() or row < 0 or self.backlog.item_at(row) is None:
            return self.selected_ids()
        return (self.backlog.id_at(row),)

    def select_ids(self, ids: Iterable[str]) -> None:
        """Selects these and brings the cursor to the first; unknown ids are left out."""
        rows = sorted(row for row in map(self.backlog.row_of, ids) if row is not None)
        selection = QItemSelection()
        last_column = self.backlog.columnCount() - 1
        for first, last in _runs(rows):
            top, end = self.backlog.index(first, 0), self.backlog.index(last, last_column)
            selection.select(top, end)
        model = self.selectionModel()
        if rows and self.currentIndex().row() not in rows:
            self.put_cursor(rows[0])
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def put_cursor(self, row: int, column: int | None = None) -> None:
        """Moves the cursor without selecting, by default within its column."""
        if column is None:
            column = self.currentIndex().column()
        if column < 0 or self.isColumnHidden(column):
            column = self.backlog.column_of("title")
        index = self.backlog.index(row, column)
        none = QItemSelectionModel.SelectionFlag.NoUpdate
        self.selectionModel().setCurrentIndex(index, none)
        self.scrollTo(index)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells which items are selected now."""
        super().selectionChanged(selected, deselected)
        self.picked.emit(self.selected_ids())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the first title, not at a number."""
        if not self.currentIndex().isValid() and self.backlog.rowCount():
            self.put_cursor(0)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def set_hovered(self, row: int) -> None:
        """Shows the pointer on a row, -1 for none."""
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def set_drop_row(self, row: int | None) -> None:
        """Shows where something would land, before a row; None takes the line away."""
        if row != self._drop_row:
            self._drop_row = row
            self.viewport().update()

    # -- paint ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows that meet the region, then the focus ring and the drop line."""
        theme = self.themes.theme
        columns = self._columns_in_view(event.rect())
        first = max(0, self.rowAt(event.rect().top()))
        bottom = self.rowAt(event.rect().bottom())
        last = self.backlog.rowCount() - 1 if bottom < 0 else bottom
        if self.rowAt(event.rect().top()) < 0:
            last = -1
        ranges = self._selected_ranges()
        with QPainter(self.viewport()) as painter:
            for row in range(first, last + 1):
                selected = any(top <= row <= end for top, end in ranges)
                self._paint_row(painter, row, columns, theme, selected=selected)
            index = self.currentIndex()
            if self.hasFocus() and index.isValid():
                draw_focus_ring(painter, self._focus_rect(index), theme, radius=4)
            if self._drop_row is not None:
                painter.fillRect(self._drop_line(self._drop_row), theme.colors.accent)

    def _columns_in_view(self, area: QRect) -> list[tuple[int, float, float, bool]]:
        found = []
        for at, column in enumerate(self.backlog.columns):
            if self.isColumnHidden(at):
                continue
            left, width = self.columnViewportPosition(at), self.columnWidth(at)
            if left <= area.right() and left + width > area.left():
                found.append((at, float(left), float(width), column.right))
        return found

    def _paint_row(
        self,
        painter: QPainter,
        row: int,
        columns: list[tuple[int, float, float, bool]],
        theme: Theme,
        *,
        selected: bool,
    ) -> None:
        top, height = float(self.rowViewportPosition(row)), float(self.rowHeight(row))
        whole = QRectF(0, top, self.viewport().width(), height)
        model = self.backlog
        group = model.group_at(row)
        if group is not None:
            name = model.seen.words.of(group.quadrant)
            draw_group(painter, whole, group, name, theme, hover=row == self._hovered)
            return
        item = model.item_at(row)
        if item is None:
            return
        state = RowState(
            selected=selected,
            hover=row == self._hovered,
            changed=model.mark_at(row) is not None,
        )
        cells = [
            (QRectF(left, top, width, height), model.cell(row, at), right)
            for at, left, width, right in columns
        ]
        draw_row(painter, whole, cells, work_role(item.quadrant), theme, state)

    def _focus_rect(self, index: QModelIndex) -> QRectF:
        if self.backlog.group_at(index.row()) is not None:
            top = self.rowViewportPosition(index.row())
            return QRectF(0, top, self.viewport().width(), self.rowHeight(index.row()) - 1)
        return QRectF(self.visualRect(index)).adjusted(0, 0, 0, -1)

    def _drop_line(self, row: int) -> QRect:
        count = self.backlog.rowCount()
        below = self.rowViewportPosition(row) if row < count else 0
        if row >= count and count:
            below = self.rowViewportPosition(count - 1) + ROW_HEIGHT
        return QRect(0, max(0, below - 1), self.viewport().width(), 2)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()


def _runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """Yield the first and last of each run of rows that follow one another."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            yield rows[start], rows[at - 1]
            start = at
