"""Which columns of the table are in view, how wide, and how are its rows arranged?

The title takes the room that the others leave. What a person chose is kept between starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHeaderView, QMenu

from gui.models.backlog.columns import Column
from gui.views.backlog.layout import LayoutFile
from gui.views.backlog.table import BacklogTable

_KEEP_MS = 800
_LEAST_TITLE, _SCROLLED_TITLE = 160, 240
_ALWAYS = ("rank", "title")
_RANK_MARGINS = 30


class BacklogColumns(QObject):
    """Owns the head of the table.

    Signals:
        changed(): Another order or grouping is wanted.
    """

    changed = Signal()

    def __init__(self, table: BacklogTable, file: LayoutFile) -> None:
        super().__init__(table)
        self._table, self._file = table, file
        self.layout = file.read()
        self.sorted_by: Column | None = None
        self.descending = False
        self.menu: QMenu | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_KEEP_MS)
        self._later.timeout.connect(self._keep)
        self._set_up()
        table.viewport().installEventFilter(self)
        table.head.sectionClicked.connect(self._on_section_clicked)
        table.head.menu_requested.connect(self.open_menu)
        table.head.sectionResized.connect(self._on_section_resized)

    # -- width and choice -------------------------------------------------------------------------

    def _set_up(self) -> None:
        head, modes = self._table.head, QHeaderView.ResizeMode
        for at, column in enumerate(self._table.backlog.columns):
            fixed = column.key in _ALWAYS  # they follow the table and the numbers
            head.setSectionResizeMode(at, modes.Fixed if fixed else modes.Interactive)
            self._table.setColumnWidth(at, self.layout.widths.get(column.key, column.width))
            self._table.setColumnHidden(at, not self._is_shown(column))
        self._fit_title()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The title follows the width of the table."""
        if event.type() == QEvent.Type.Resize:
            self._fit_title()
        return super().eventFilter(watched, event)

    def _fit_title(self) -> None:
        """Gives the title what the others leave, but never so little that it says nothing."""
        title = self._table.backlog.column_of("title")
        taken = self._table.head.length() - self._table.columnWidth(title)
        room = self._table.viewport().width() - taken
        # Where the table scrolls sideways anyway, the title may as well be read.
        self._table.setColumnWidth(title, room if room >= _LEAST_TITLE else _SCROLLED_TITLE)

    def fit_ranks(self, highest: int) -> None:
        """Makes room for the longest rank: a number that is cut reads as another one."""
        rank = self._table.backlog.column_of("rank")
        digits = self._table.fontMetrics().horizontalAdvance(f"{highest:,}")
        width = max(self._table.backlog.columns[rank].width, digits + _RANK_MARGINS)
        if self._table.columnWidth(rank) != width:
            self._table.setColumnWidth(rank, width)
            self._fit_title()

    def _is_shown(self, column: Column) -> bool:
        if column.key in _ALWAYS:
            return True
        return column.shown if self.layout.shown is None else column.key in self.layout.shown

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Shows or hides a column."""
        columns = self._table.backlog.columns
        keys = {column.key for column in columns if self._is_shown(column)}
        keys = keys | {key} if shown else keys - {key}
        ordered = tuple(column.key for column in columns if column.key in keys)
        self.layout = replace(self.layout, shown=ordered)
        self._table.setColumnHidden(self._table.backlog.column_of(key), not shown)
        self._fit_title()
        self._later.start()

    def toggle_groups(self) -> None:
        """Groups the rows by quadrant, or not."""
        self.layout = replace(self.layout, grouped=not self.layout.grouped)
        self._later.start()
        self.changed.emit()

    def reset(self) -> None:
        """Shows the columns and widths that the table begins with."""
        self.layout = replace(self.layout, shown=None, widths={})
        self._set_up()
        self.sort(None)
        self._later.start()

    def flush(self) -> None:
        """Keeps at once what is still to be kept."""
        if self._later.isActive():
            self._later.stop()
            self._keep()

    def _on_section_resized(self, section: int, _old: int, new: int) -> None:
        column = self._table.backlog.columns[section]
        # The title's width follows from the others', the rank's from its numbers; a hidden column
        # has none.
        if column.key in _ALWAYS or new <= 0 or self._table.isColumnHidden(section):
            return
        self._fit_title()
        if new != self.layout.widths.get(column.key, column.width):
            self.layout = replace(self.layout, widths={**self.layout.widths, column.key: new})
            self._later.start()

    def _keep(self) -> None:
        self._file.write(self.layout)

    # -- order ------------------------------------------------------------------------------------

    def sort(self, column: Column | None, *, descending: bool = False) -> None:
        """Sorts by a column; None is rank order."""
        if column is not None and column.key == "rank":
            column, descending = None, False
        if (column, descending) == (self.sorted_by, self.descending):
            return
        self.sorted_by, self.descending = column, descending
        section = None if column is None else self._table.backlog.column_of(column.key)
        self._table.head.set_sorted(section, descending=descending)
        self.changed.emit()

    def _on_section_clicked(self, section: int) -> None:
        """Up, then down, then back to rank order."""
        column = self._table.backlog.columns[section]
        if column is not self.sorted_by:
            self.sort(column)
        elif not self.descending:
            self.sort(column, descending=True)
        else:
            self.sort(None)

    # -- menu -------------------------------------------------------------------------------------

    def open_menu(self, at: QPoint) -> None:
        """The menu over the head: groups, order, then columns."""
        menu = QMenu(self._table)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(self._on_menu_destroyed)
        self.menu = menu
        columns = self._table.backlog.columns
        grouping = self.tr("Group by quadrant") + "\tG"
        self._entry(menu, grouping, self._on_grouping, chosen=self.layout.grouped)
        order = menu.addMenu(self.tr("Sort by"))
        for column in columns:
            is_rank = column.key == "rank"
            chosen = self.sorted_by is None if is_rank else column is self.sorted_by
            name = self.tr("Rank order") if is_rank else column.name
            self._entry(order, name, partial(self._on_sort, column), chosen=chosen)
        menu.addSeparator()
        for column in columns:
            if column.key not in _ALWAYS:
                self._column_entry(menu, column)
        menu.addSeparator()
        menu.addAction(self.tr("As at the beginning"), self.reset)
        menu.popup(at)

    def _on_grouping(self, _checked: bool) -> None:
        self.toggle_groups()

    def _on_sort(self, column: Column, _checked: bool) -> None:
        self.sort(column)

    def _column_entry(self, menu: QMenu, column: Column) -> None:
        self._entry(
            menu,
            column.name,
            lambda on: self.set_shown(column.key, shown=on),
            chosen=self._is_shown(column),
        )

    def _entry(self, menu: QMenu, text: str, do: Callable[[bool], object], *, chosen: bool) -> None:
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(do)
        menu.addAction(action)

    def _on_menu_destroyed(self) -> None:
        self.menu = None
