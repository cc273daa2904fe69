"""What does the timeline say as a table: the same rows, for screen readers and for copying?"""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.models.timeline.forecast import RowForecasts
from gui.models.timeline.schedule import Schedule
from gui.models.timeline.words import Where, details, sprints_text
from gui.models.words import day_text
from gui.paint.timeline_face import RowFace, TimelineFace
from gui.widgets.plain import plain_tooltip
from roadmap.analysis.words import say_days

Index = QModelIndex | QPersistentModelIndex
_NOTHING = QModelIndex()
_EFFORT_COLUMN, SHARE_COLUMN, FORECAST_COLUMN = 2, 9, 10


class TimelineTable(QAbstractTableModel):
    """One row an item, in the order of the timeline."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._schedule: Schedule | None = None
        self._rows: tuple[tuple[str, RowFace], ...] = ()
        self._forecasts: RowForecasts | None = None
        self._columns = (
            self.tr("Item"),
            self.tr("Group"),
            self.tr("Effort"),
            self.tr("Planned"),
            self.tr("From"),
            self.tr("To"),
            self.tr("Due"),
            self.tr("Latest start"),
            self.tr("Waits until"),
            self.tr("Share of capacity"),
            self.tr("Forecast"),
            self.tr("State"),
        )

    def show(self, schedule: Schedule, face: TimelineFace) -> None:
        """Shows the rows of a face."""
        self.beginResetModel()
        self._schedule = schedule
        self._rows = tuple((group.title, row) for group in face.groups for row in group.rows)
        self.endResetModel()

    def show_forecasts(self, forecasts: RowForecasts | None) -> None:
        """Shows what is forecast of the same rows."""
        self._forecasts = forecasts
        if self._rows:
            last = self.index(len(self._rows) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, FORECAST_COLUMN), last)

    def item_at(self, row: int) -> str:
        """The id of the item in a row."""
        return self._rows[row][1].item

    def row_of(self, item: str | None) -> int | None:
        """The row of an item, None where it is not shown."""
        return next((at for at, (_, row) in enumerate(self._rows) if row.item == item), None)

    def rowCount(self, parent: Index = _NOTHING) -> int:
        """The items."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOTHING) -> int:
        """What is said of each."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; ISO dates and the reason in the tooltip."""
        if self._schedule is None or not index.isValid():
            return None
        group, row = self._rows[index.row()]
        where = self._schedule.where[row.item]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(group, row, where, self._schedule.as_of)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            state = self._schedule.state
            text = details(state, state.items[row.item], where)
            more = () if self._forecasts is None else self._forecasts.details(row.item)
            return plain_tooltip("\n".join((text, *more)))
        return None

    def _texts(self, group: str, row: RowFace, where: Where, today: date) -> tuple[str, ...]:
        def day(ordinal: int | None, back: int = 0) -> str:
            return "" if ordinal is None else day_text(date.fromordinal(ordinal - back), today)

        return (
            row.title,
            group,
            say_days(where.effort.days),
            sprints_text(where) if where.planned else "",
            day(row.start),
            day(row.end, 1),
            "" if where.due is None else day_text(where.due, today),
            day(row.latest),
            day(max(row.waits, default=None)),
            row.share,
            "" if self._forecasts is None else self._forecasts.range_text(row.item),
            self._state_text(row),
        )

    def _state_text(self, row: RowFace) -> str:
        """The words after the bar; what the forecast says of the end has its own column."""
        chance = "" if self._forecasts is None else self._forecasts(row).chance
        return f"{chance} {row.note}".strip()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = (
        Qt.AlignmentFlag.AlignRight
        if column in (_EFFORT_COLUMN, SHARE_COLUMN)
        else Qt.AlignmentFlag.AlignLeft
    )
    return side | Qt.AlignmentFlag.AlignVCenter
