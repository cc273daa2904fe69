"""What stands in the tables of the sort page: the groups, and the items of one group?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from gui.models.face_model import FaceModel
from gui.tokens import Family
from gui.widgets.plain import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
Column = Literal["key", "title", "priority", "due", "suggestion", "because"]
COLUMNS: tuple[Column, ...] = ("key", "title", "priority", "due", "suggestion", "because")
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class SortRow:
    """One item to sort, as its row says it."""

    item: str
    key: str
    title: str
    priority: str
    due: str
    suggestion: str
    family: Family
    because: str

    def text(self, column: Column) -> str:
        """The text of a cell."""
        return str(getattr(self, column))


class SortTableModel(QAbstractTableModel):
    """The items of one group that are still to be sorted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[SortRow, ...] = ()

    @property
    def rows(self) -> tuple[SortRow, ...]:
        """The rows in order."""
        return self._rows

    def show(self, rows: Sequence[SortRow]) -> None:
        """Shows other rows; sorted ones at the place they left tell only that."""
        new = tuple(rows)
        if new == self._rows:
            return
        staying = set(new)
        gone = [at for at, row in enumerate(self._rows) if row not in staying]
        kept = tuple(row for row in self._rows if row in staying)
        if kept == new and gone and gone[-1] - gone[0] == len(gone) - 1:
            self.beginRemoveRows(_NO_PARENT, gone[0], gone[-1])
            self._rows = new
            self.endRemoveRows()
            return
        self.beginResetModel()
        self._rows = new
        self.endResetModel()

    def row_of(self, item: str) -> int | None:
        """The row of an item."""
        return next((at for at, row in enumerate(self._rows) if row.item == item), None)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many items are left."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Six columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and the whole row for the delegate."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text(COLUMNS[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole and COLUMNS[index.column()] in ("title", "because"):
            return plain_tooltip(row.text(COLUMNS[index.column()]))
        return row if role == ROW_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads; the due date stands at the right as numbers do."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            heads = ("Key", "Title", "Priority", "Due", "Suggestion", "Because")
            return self.tr(heads[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if COLUMNS[section] == "due" else None
            return (side or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        return None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group: how many of its items are sorted."""

    name: str
    done: int
    count: int

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.name}, {self.done} of {self.count}"


class GroupsModel(FaceModel[GroupRow]):
    """The groups, the finished ones with a tick."""

    def row_key(self, face: GroupRow) -> str:
        """A group keeps its row."""
        return face.name

    def text(self, face: GroupRow, role: int) -> str | None:
        """The name, and what is read out."""
        if role == Qt.ItemDataRole.DisplayRole:
            return face.name
        return face.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
