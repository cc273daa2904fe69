"""How do people stand in a table, and how does a person open one of them?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.models.people.rows import LimitRow
from gui.models.people.table import Column, LimitsModel, PeopleModel
from gui.theme import Theme, ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label
from gui.widgets.panel import Panel
from gui.widgets.table_header import TableHeader
from gui.widgets.tables import HEAD_HEIGHT, ROW_HEIGHT, set_up_table

_NARROW = 900
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# Given up first where the window is narrow: what the form beside the table shows as well.
_LESS = ("role", "mentor", "newcomer", "dates", "on_call", "time_off")


class _Table(QTableView):
    """Rows that open by a click or Return.

    Signals:
        opened(int): The row.
        menu_requested(QPoint): The right button was pressed on a selected row, here on the screen.
    """

    opened = Signal(int)
    menu_requested = Signal(QPoint)

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        set_up_table(self, themes)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._on_clicked)
        themes.changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space open a row."""
        row = self.currentIndex().row()
        if row >= 0 and event.key() in (*_ENTER, Qt.Key.Key_Space):
            self.opened.emit(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Only the left button selects: another would part the row from the form beside it."""
        if event.button() == Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        here = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.RightButton and self.selectionModel().isSelected(here):
            self.menu_requested.emit(event.globalPosition().toPoint())

    def choose(self, row: int | None) -> None:
        """Selects a row, or none, without opening it."""
        if row is None:
            self.clearSelection()
            return
        flags = (
            QItemSelectionModel.SelectionFlag.ClearAndSelect
            | QItemSelectionModel.SelectionFlag.Rows
        )
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags)

    def _on_clicked(self, index: QModelIndex) -> None:
        selection = self.selectionModel()
        if len(selection.selectedRows()) == 1 and selection.isSelected(index):
            self.opened.emit(index.row())

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()


class PeopleTable(Panel):
    """The table of people in its panel.

    Signals:
        opened(str): The id of a person.
    """

    opened = Signal(str)

    def __init__(self, themes: ThemeSource, model: PeopleModel) -> None:
        super().__init__(themes)
        self.model = model
        self.table = _Table(themes, self.tr("People"))
        self.head = TableHeader(themes, self.table)
        self.table.setHorizontalHeader(self.head)
        self.table.setModel(model)
        for place, column in enumerate(model.columns):
            self.table.setColumnWidth(place, column.width)
        self.head.setStretchLastSection(False)
        skills = [column.key for column in model.columns].index("skills")
        self.head.setSectionResizeMode(skills, QHeaderView.ResizeMode.Stretch)
        self.head.sectionClicked.connect(self._on_section_clicked)
        self.table.opened.connect(self._on_opened)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 4, 1, 4)
        inside.addWidget(self.table)
        self.setFocusProxy(self.table)

    def choose(self, key: str | None) -> None:
        """Selects a person without opening them."""
        self.table.choose(None if key is None else self.model.row_of(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets narrow, columns go that the form shows as well."""
        super().resizeEvent(event)
        room = self.width() - 24
        needed = sum(column.width for column in self.model.columns)
        hidden = set()
        for key in _LESS:
            if needed <= room:
                break
            hidden.add(key)
            needed -= next(each.width for each in self.model.columns if each.key == key)
        for place, column in enumerate(self.model.columns):
            self.table.setColumnHidden(place, column.key in hidden)

    def _on_opened(self, row: int) -> None:
        key = self.model.key_at(row)
        if key is not None:
            self.opened.emit(key)

    def _on_section_clicked(self, section: int) -> None:
        self.model.sort_by(section)
        place, descending = self.model.sorted_by
        self.head.set_sorted(place, descending=descending)


class LimitList(Panel):
    """One list of limits under its title, with a button that adds one.

    Signals:
        opened(str): The id of a record.
        add_requested(): A new one is wanted.
        selected(object): The ids that are selected now, a tuple in the order of the rows.
    """

    opened = Signal(str)
    add_requested = Signal()
    selected = Signal(object)

    def __init__(
        self,
        themes: ThemeSource,
        title: str,
        note: str,
        add: str,
        columns: Sequence[Column],
        *,
        less: Sequence[str] = (),
        narrow: int = _NARROW,
        several: bool = False,
    ) -> None:
        """``less`` are the columns that go below ``narrow``; a width of 0 takes what is left.

        ``several`` rows can be selected at once, with Ctrl, Shift and the arrows.
        """
        super().__init__(themes)
        self.model = LimitsModel(themes, columns, self)
        self._less, self._narrow = tuple(less), narrow
        self.table = _Table(themes, title)
        self.head = TableHeader(themes, self.table)
        self.table.setHorizontalHeader(self.head)
        self.table.setModel(self.model)
        self.add = Button(themes, add, icon="plus", small=True)
        self._none = Label(themes, note, tone="muted", wrap=True)
        self._none.setContentsMargins(15, 4, 15, 10)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        for place, column in enumerate(columns):
            self.table.setColumnWidth(place, column.width)
            if column.width == 0:
                self.head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        head = QHBoxLayout()
        head.setContentsMargins(15, 10, 10, 4)
        self._title = Label(themes, title, style="section", elide=True)
        head.addWidget(self._title, 1)
        head.addWidget(self.add)
        self._head = head
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 1, 1, 6)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self._none)
        inside.addWidget(self.table, 1)
        self.add.clicked.connect(self.add_requested)
        self.table.opened.connect(self._on_opened)
        if several:
            self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.setMinimumHeight(HEAD_HEIGHT + 2 * ROW_HEIGHT + 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it gets narrow, columns go that the form shows as well."""
        super().resizeEvent(event)
        narrow = self.width() < self._narrow
        for place, column in enumerate(self.model.columns):
            self.table.setColumnHidden(place, narrow and column.key in self._less)

    def add_control(self, control: QWidget) -> None:
        """Puts a control at the right of the title."""
        self._head.addWidget(control)

    def say_none(self, note: str) -> None:
        """Says another sentence where there is nothing to list."""
        self._none.setText(note)

    def say_title(self, title: str) -> None:
        """Says what the list is about."""
        self._title.setText(title)
        self.table.setAccessibleName(title)

    def set_rows(self, rows: Sequence[LimitRow]) -> None:
        """Shows these; where there are none, the sentence that teaches."""
        before = self.selected_keys()
        self.model.set_rows(rows)
        self._none.setVisible(not rows)
        self.table.setVisible(bool(rows))
        if before != self.selected_keys():
            self._select_again(before)
            self.selected.emit(self.selected_keys())

    def selected_keys(self) -> tuple[str, ...]:
        """The ids of the selected rows, in their order."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.key_at(row) for row in rows)
        return tuple(key for key in found if key is not None)

    def choose(self, key: str | None) -> None:
        """Selects a record without opening it, or none."""
        self.table.choose(None if key is None else self.model.row_of(key))

    def _select_again(self, keys: Sequence[str]) -> None:
        """Other rows are shown: those of before that are among them stay selected."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in map(self.model.row_of, keys):
            if row is not None:
                self.table.selectionModel().select(self.model.index(row, 0), flags)

    def _on_selection_changed(self) -> None:
        self.selected.emit(self.selected_keys())

    def _on_opened(self, row: int) -> None:
        key = self.model.key_at(row)
        if key is not None:
            self.opened.emit(key)
