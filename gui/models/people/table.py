"""How are people laid out as rows and cells, and sorted by any column?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as Persistent
from PySide6.QtGui import QColor

from gui.models.people.rows import LimitRow, PersonRow
from gui.models.words import percent
from gui.theme import ThemeSource
from gui.widgets.plain import plain_tooltip

Index = QModelIndex | Persistent
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def _t(text: str) -> str:
    return QCoreApplication.translate("people", text)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field in the row, its head, and whether it holds a number."""

    key: str
    name: str
    number: bool = False
    width: int = 100


def columns() -> tuple[Column, ...]:
    """The columns of the table of people."""
    return (
        Column("name", _t("Name"), width=168),
        Column("role", _t("Role"), width=145),
        Column("team", _t("Team"), width=90),
        Column("skills", _t("Skills"), width=190),
        Column("availability", _t("Available"), number=True, width=84),
        Column("dates", _t("Works here"), width=115),
        Column("time_off", _t("Next days off"), width=175),
        Column("on_call", _t("On call"), width=130),
        Column("newcomer", _t("Ramp"), width=160),
        Column("mentor", _t("Mentor"), width=105),
    )


class PeopleModel(QAbstractTableModel):
    """The rows of people, read-only; what is edited is edited beside the table."""

    def __init__(self, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.columns = columns()
        self._rows: tuple[PersonRow, ...] = ()
        self._by: str | None = None
        self._descending = False

    @property
    def sorted_by(self) -> tuple[int | None, bool]:
        """The column that the rows are sorted by, and whether downwards."""
        keys = [column.key for column in self.columns]
        return (None if self._by is None else keys.index(self._by)), self._descending

    def set_rows(self, rows: Sequence[PersonRow]) -> None:
        """Shows other people; the same ones in the same order change in place."""
        wanted = self._ordered(rows)
        if [row.key for row in wanted] == [row.key for row in self._rows]:
            changed = [
                place
                for place, (old, new) in enumerate(zip(self._rows, wanted, strict=True))
                if old != new
            ]
            self._rows = wanted
            last = len(self.columns) - 1
            for place in changed:
                self.dataChanged.emit(self.index(place, 0), self.index(place, last))
            return
        self.beginResetModel()
        self._rows = wanted
        self.endResetModel()

    def sort_by(self, section: int) -> None:
        """Sorts by a column; the same one again turns the order, a third time ends it."""
        key = self.columns[section].key
        if self._by != key:
            self._by, self._descending = key, False
        elif not self._descending:
            self._descending = True
        else:
            self._by, self._descending = None, False
        self.set_rows(sorted(self._rows, key=lambda row: (row.gone, row.name.casefold(), row.key)))

    def key_at(self, row: int) -> str | None:
        """The id of the person in a row."""
        return self._rows[row].key if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int | None:
        """The row of a person, None where they are not shown."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column.number else _LEFT)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(self._text(row, column))
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_RIGHT if column.number else _LEFT)
            case Qt.ItemDataRole.FontRole if column.key == "name":
                return self._themes.theme.font("body", 500)
            case Qt.ItemDataRole.ForegroundRole:
                return self._color(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken if column.key == "name" else self._text(row, column)
            case _:
                return None

    def _text(self, row: PersonRow, column: Column) -> str:
        if column.key == "availability":
            return percent(row.availability)
        return str(getattr(row, column.key))

    def _color(self, row: PersonRow, column: Column) -> QColor:
        c = self._themes.theme.colors
        if row.gone:
            return c.faint
        return c.text if column.key in ("name", "availability", "skills") else c.muted

    def _ordered(self, rows: Sequence[PersonRow]) -> tuple[PersonRow, ...]:
        by = self._by
        if by is None:
            return tuple(rows)

        def place(row: PersonRow) -> Any:
            if by == "dates":
                return row.first or date.min
            if by == "time_off":
                return row.next_off or date.max
            value = getattr(row, by)
            return value.casefold() if isinstance(value, str) else value

        return tuple(sorted(rows, key=place, reverse=self._descending))


class LimitsModel(QAbstractTableModel):
    """The rows of one list of records, in words: holidays, constraints, check-ups."""

    def __init__(
        self, themes: ThemeSource, heads: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self.columns = tuple(heads)
        self._rows: tuple[LimitRow, ...] = ()

    def set_rows(self, rows: Sequence[LimitRow]) -> None:
        """Shows other rows."""
        if tuple(rows) != self._rows:
            self.beginResetModel()
            self._rows = tuple(rows)
            self.endResetModel()

    def key_at(self, row: int) -> str | None:
        """The id of the record in a row."""
        return self._rows[row].key if 0 <= row < len(self._rows) else None

    def row_of(self, key: str) -> int | None:
        """The row of a record, None where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """The number of records."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].name
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if self.columns[section].number else _LEFT)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what is past is faint."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(row.texts[index.column()])
            case Qt.ItemDataRole.TextAlignmentRole:
                return int(_RIGHT if column.number else _LEFT)
            case Qt.ItemDataRole.ForegroundRole:
                theme = self._themes.theme
                tone = row.tones[index.column()] if row.tones else "text"
                return theme.colors.faint if row.past else theme.tone(tone)
            case _:
                return None
