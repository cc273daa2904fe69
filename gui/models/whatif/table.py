"""What does each scenario give and cost, side by side in the same futures?

One row a scenario, the plan first; a difference stands in its own column beside its value. Only
what is shown: the numbers come from the comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from gui.models.whatif.lines import Number
from gui.tokens import Tone
from gui.widgets.plain import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


def _t(text: str) -> str:
    return QCoreApplication.translate("whatif", text)


class Column(IntEnum):
    """The columns in their order."""

    NAME = 0
    CHANCE = 1
    CHANCE_APART = 2
    RANGE = 3
    APART = 4
    MUST = 5
    MUST_APART = 6
    LEFT = 7
    LEFT_APART = 8
    DAYS = 9
    MONEY = 10


NUMBERS = {
    Column.NAME: Number.ITEMS,
    Column.CHANCE: Number.CHANCE,
    Column.CHANCE_APART: Number.CHANCE,
    Column.RANGE: Number.RANGE,
    Column.APART: Number.APART,
    Column.MUST: Number.MUST,
    Column.MUST_APART: Number.MUST,
    Column.LEFT: Number.LEFT,
    Column.LEFT_APART: Number.LEFT,
    Column.DAYS: Number.COST,
    Column.MONEY: Number.COST,
}
DIFFERENCES = (Column.CHANCE_APART, Column.MUST_APART, Column.LEFT_APART)
_LEFT_ALIGNED = (Column.NAME, Column.RANGE)


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One scenario as words. `p50`, `p85` and `due` are places from 0 to 1; above 1 is beyond.

    `tips` say the whole of a cell, by column.
    """

    key: str
    name: str
    cells: dict[Column, str]
    tone: Tone = "text"
    p50: float | None = None
    p85: float | None = None
    due: float | None = None
    tips: dict[Column, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompareHeads:
    """What stands above the columns, and what each means in full."""

    texts: dict[Column, str]
    tips: dict[Column, str] = field(default_factory=dict)


class CompareModel(QAbstractTableModel):
    """The comparison as a table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CompareRow, ...] = ()
        self._heads = CompareHeads({})

    @property
    def rows(self) -> tuple[CompareRow, ...]:
        """What is shown."""
        return self._rows

    def row_of(self, key: str) -> int | None:
        """Where a scenario stands."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), None)

    def show_rows(self, heads: CompareHeads, rows: Sequence[CompareRow]) -> None:
        """Shows other numbers; the same scenarios keep their rows."""
        if heads != self._heads:
            self._heads = heads
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        if [row.key for row in rows] != [row.key for row in self._rows]:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()
            return
        before, self._rows = self._rows, tuple(rows)
        for number, (old, new) in enumerate(zip(before, self._rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(Column) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a scenario."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Always the same columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell as text, its tooltip, what a screen reader says."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Column(index.column())
        text = row.cells.get(column, "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text
            case Qt.ItemDataRole.AccessibleTextRole:
                meant = self._heads.tips.get(column) or self._heads.texts.get(column, "")
                head = meant.split("\n", 1)[
                    0
                ]  # how to go on is said of the table, not of each cell
                return f"{row.name}, {head}: {text}" if head and column is not Column.NAME else text
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(row.tips.get(column, ""))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _:
                return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """The name of a column and what it means."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._heads.texts.get(column, "")
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._heads.tips.get(column, ""))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case _:
                return None


def _alignment(column: Column) -> int:
    left = column in _LEFT_ALIGNED
    side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
    return int((side | Qt.AlignmentFlag.AlignVCenter).value)
