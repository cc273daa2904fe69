"""How is a short list of records edited: a table of lines with Add and Remove below?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gui.dialogs.form import framed
from gui.theme import ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label

ROW_HEIGHT, HEAD_HEIGHT = 36, 30
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and the words to choose from where it is not free text."""

    name: str
    choices: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A record as it stands in the table; ``key`` is its id, "" for a new one."""

    key: str
    texts: tuple[str, ...]


class _ChoiceDelegate(QStyledItemDelegate):
    """Edits a cell with a box of choices."""

    def __init__(self, choices: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._choices = choices

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Offers the choices."""
        box = QComboBox(parent)
        box.addItems(list(self._choices))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Chooses what the cell says."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data()))


class _Table(QTableWidget):
    """Delete takes the chosen lines away, Insert adds one."""

    add_requested = Signal()
    remove_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys; the rest is the table's."""
        idle = self.state() != QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and idle:
            self.remove_requested.emit()
        elif event.key() == Qt.Key.Key_Insert and idle:
            self.add_requested.emit()
        else:
            super().keyPressEvent(event)


class EditableList(QWidget):
    """A table whose cells are edited in place.

    Signals:
        changed(): A line was added, edited or taken away.
    """

    changed = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        columns: Sequence[Column],
        lines: Sequence[Line],
        *,
        name: str,
        thing: str,
        hint: str = "",
    ) -> None:
        """``thing`` is what one line is ("team"), for the buttons; ``hint`` stands above."""
        super().__init__()
        self._columns = tuple(columns)
        self.table = _Table(0, len(self._columns))
        self.table.setAccessibleName(name)
        self.table.setFont(themes.theme.font())
        self.table.setHorizontalHeaderLabels([column.name for column in self._columns])
        self.table.horizontalHeader().setFont(themes.theme.font("small", 500))
        self._set_up()
        for line in lines:
            self._append(line)
        self.add = Button(themes, self.tr("Add {thing}").format(thing=thing), icon="plus")
        self.remove = Button(themes, self.tr("Remove"), icon="trash-2", kind="quiet")
        for button in (self.add, self.remove):
            button.setAutoDefault(False)
        self.add.clicked.connect(self.add_line)
        self.remove.clicked.connect(self.remove_chosen)
        self.table.add_requested.connect(self.add_line)
        self.table.remove_requested.connect(self.remove_chosen)
        self.table.itemChanged.connect(lambda _item: self.changed.emit())
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if hint:
            column.addWidget(Label(themes, hint, style="small", tone="muted", wrap=True))
        column.addWidget(framed(themes, self.table), 1)
        column.addLayout(buttons)

    @property
    def lines(self) -> list[Line]:
        """The lines as they stand; lines without any text are left out."""
        found = []
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(len(self._columns))]
            texts = tuple("" if item is None else item.text().strip() for item in items)
            key = str(items[0].data(Qt.ItemDataRole.UserRole) or "") if items[0] else ""
            if any(texts):
                found.append(Line(key, texts))
        return found

    def add_line(self) -> None:
        """Adds an empty line and begins to edit it."""
        self._append(Line("", ("",) * len(self._columns)))
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, 0)
        self.table.edit(self.table.model().index(row, 0))
        self.changed.emit()

    def remove_chosen(self) -> None:
        """Takes the chosen lines away."""
        rows = {index.row() for index in self.table.selectedIndexes()}
        for row in sorted(rows, reverse=True):
            self.table.removeRow(row)
        if rows:
            self.changed.emit()

    def _set_up(self) -> None:
        table = self.table
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.horizontalHeader().setFixedHeight(HEAD_HEIGHT)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        table.horizontalHeader().setDefaultAlignment(left)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        for place, column in enumerate(self._columns):
            if column.choices:
                table.setItemDelegateForColumn(place, _ChoiceDelegate(column.choices, table))

    def _append(self, line: Line) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for place, text in enumerate(line.texts):
            item = QTableWidgetItem(text)
            item.setToolTip("")
            if place == 0:
                item.setData(Qt.ItemDataRole.UserRole, line.key)
            self.table.setItem(row, place, item)
