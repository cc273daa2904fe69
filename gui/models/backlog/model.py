"""What stands in each cell of the backlog, and what must its view hear when that changes?

A read-only table over the state. Cells are made when a view asks, so that ten thousand rows cost
what is visible; sorting is rows.py's question, done here and not in a proxy (1 ms against
430 ms).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.models.backlog.columns import Cell, Column, Seen, columns
from gui.models.backlog.rows import Group, Rows, Wanted, rows_of
from gui.models.backlog.steps import MANY, Step, steps
from gui.models.faces import Mark, card_face
from gui.paint.card import CardFace
from gui.widgets.card_area import ID_ROLE
from gui.widgets.plain import plain_tooltip
from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.items.layout import layout
from roadmap.state import EMPTY, Item, State

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_NO_MARKS: Mapping[str, Mark] = {}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class BacklogModel(QAbstractTableModel):
    """The backlog as a table; rows are items, and heads of groups where there are groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[Column, ...] = columns()
        self._rows = Rows()
        self._ids: tuple[str, ...] = ()
        self._places: dict[str, int] | None = None
        self._seen = Seen(EMPTY, layout(EMPTY.items, sizes_of(None)), date.min)
        self._marks: Mapping[str, Mark] = _NO_MARKS
        self._cells: dict[str, tuple[Item, list[Cell | None]]] = {}

    @property
    def rows(self) -> Rows:
        """What is shown, with its sums."""
        return self._rows

    @property
    def seen(self) -> Seen:
        """What the cells are made from."""
        return self._seen

    def show(
        self,
        state: State,
        wanted: Wanted,
        today: date,
        *,
        changed: Collection[str] | None = None,
        marks: Mapping[str, Mark] = _NO_MARKS,
    ) -> None:
        """Shows the rows that are ``wanted`` of ``state``.

        Args:
            state: Where the items are looked up.
            wanted: Filter, order and groups.
            today: The day that dates are seen from.
            changed: The items that differ from what was shown; None means perhaps all.
            marks: How single rows stand out.
        """
        touched = dict.fromkeys(changed or ())
        for key in (*self._marks, *marks):
            if self._marks.get(key) != marks.get(key):
                touched[key] = None
        places, groups = _places_of(self._seen), self._rows.groups
        self._seen = Seen(state, layout(state.items, sizes_of(state.roadmap)), today)
        self._marks = marks
        if changed is None:
            self._cells.clear()
        for key in touched:
            self._cells.pop(key, None)
        self._take(rows_of(self._seen, wanted))
        self._tell(changed, touched)
        self._tell_ranks(places)
        self._tell_groups(groups)

    def _take(self, rows: Rows) -> None:
        self._rows = rows
        if rows.ids == self._ids:
            self._set(rows.ids)  # the same ids in a new tuple: the old one may go
            return
        found = steps(self._ids, rows.ids)
        if found is None:
            self.beginResetModel()
            self._set(rows.ids)
            self.endResetModel()
            return
        for step in found:
            self._take_step(step)

    def _take_step(self, step: Step) -> None:
        first, last = step.first, step.last
        if step.kind == "insert":
            self.beginInsertRows(_NO_PARENT, first, last)
            self._set(step.rows)
            self.endInsertRows()
        elif step.kind == "remove":
            self.beginRemoveRows(_NO_PARENT, first, last)
            self._set(step.rows)
            self.endRemoveRows()
        else:
            self.beginMoveRows(_NO_PARENT, first, last, _NO_PARENT, step.target)
            self._set(step.rows)
            self.endMoveRows()

    def _set(self, ids: tuple[str, ...]) -> None:
        if ids != self._ids:
            self._places = None
        self._ids = ids

    def _tell(self, changed: Collection[str] | None, touched: Mapping[str, None]) -> None:
        last = len(self.columns) - 1
        if changed is None or len(touched) > MANY:
            if self._ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, last))
            return
        for key in touched:
            row = self.row_of(key)
            if row is not None:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def _tell_ranks(self, before: tuple[str, ...]) -> None:
        """One move changes the numbers of all rows in between: one column is told, not each."""
        if self._ids and before != _places_of(self._seen):
            self._forget_ranks()
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def _forget_ranks(self) -> None:
        for _, cells in self._cells.values():
            cells[0] = None

    def _tell_groups(self, before: Mapping[str, Group]) -> None:
        for key, group in self._rows.groups.items():
            if before.get(key) != group:
                row = self.row_of(key)
                if row is not None:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    # -- what the view asks -----------------------------------------------------------------------

    def row_of(self, key: str) -> int | None:
        """The row of an item or a group, None where it is not shown."""
        if self._places is None:
            self._places = {each: row for row, each in enumerate(self._ids)}
        return self._places.get(key)

    def id_at(self, row: int) -> str:
        """The id in a row; that of a group's head begins with "group:"."""
        return self._ids[row]

    def group_at(self, row: int) -> Group | None:
        """The group whose head stands in a row, None where an item does."""
        return self._rows.groups.get(self._ids[row]) if self._rows.groups else None

    def item_at(self, row: int) -> Item | None:
        """The item in a row, None where the head of a group stands."""
        return self._seen.state.items.get(self._ids[row])

    def mark_at(self, row: int) -> Mark | None:
        """How a row stands out, None where it does not."""
        return self._marks.get(self._ids[row]) if self._marks else None

    def face_at(self, row: int) -> CardFace | None:
        """The item in a row as a card, for dragging it."""
        item = self.item_at(row)
        return None if item is None else card_face(item, self._seen.state, self._seen.today)

    def column_of(self, key: str) -> int:
        """The number of a column."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    def cell(self, row: int, column: int) -> Cell:
        """What stands in a cell of an item's row."""
        key = self._ids[row]
        item = self._seen.state.items[key]
        found = self._cells.get(key)
        if found is None or found[0] is not item:
            found = self._cells[key] = (item, [None] * len(self.columns))
        cell = found[1][column]
        if cell is None:
            cell = self.columns[column].cell(item, self._seen)
            mark = self._marks.get(key)
            if mark is not None and mark.note and self.columns[column].key == "title":
                cell = replace(cell, note=mark.note)
            found[1][column] = cell
        return cell

    # -- what Qt asks -----------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """How many columns there are, shown or not."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Items can be selected and dragged; the head of a group can have the cursor only."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if self._rows.groups and self._ids[index.row()] in self._rows.groups:
            return flags
        return flags | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, its id, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[index.row()]
        group = self.group_at(index.row())
        if group is not None:
            return self._group_data(group, index.column(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.cell(index.row(), index.column()).tooltip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[index.column()].right else _LEFT
        return None

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role not in texts or (column and role == Qt.ItemDataRole.DisplayRole):
            return None
        name = self._seen.words.of(group.quadrant)
        return self.tr("{name}, {n} items").format(name=name, n=group.count)

    def _spoken(self, row: int, column: int) -> str:
        cell, name = self.cell(row, column), self.columns[column].name
        text = ", ".join(part for part in (cell.text, cell.note) if part) or self.tr("empty")
        return f"{name}: {text}"

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The names of the columns."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.short
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._tip(column))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.right else _LEFT
        return None

    def _tip(self, column: Column) -> str:
        if column.key == "rank":
            return self.tr(
                "Rank order. Drag rows, or press Alt and an arrow, to change it; "
                "while the table is sorted by something else rows stay where they are."
            )
        return self.tr("Sort by {name}").format(name=column.name.lower())


def _places_of(seen: Seen) -> tuple[str, ...]:
    """What the numbers of the ranks are counted from: the open items in order."""
    return seen.layout.every.ids
