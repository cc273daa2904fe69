"""Where does the log of decisions lie, and how does it scroll?

To screen readers it is a list view, but it lies by its own rule: rows have three heights, and list
views ask for every row's height before they show the first one. What a row looks like is
painting.py's question, keys and clicks are log.py's.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from gui.models.decisions.faces import Entry
from gui.models.decisions.model import ENTRY_ROLE, DecisionsModel
from gui.models.decisions.rows import Heights, LogPlaces
from gui.paint.log_row import (
    DAY_HEIGHT,
    ROW_HEIGHT,
    ROW_WITH_ACTIONS,
)

HEIGHTS = Heights(ROW_HEIGHT, DAY_HEIGHT, ROW_WITH_ACTIONS - ROW_HEIGHT)
_WHEEL = 3 * 20
Index = QModelIndex | QPersistentModelIndex


class LogArea(QListView):
    """The decisions, newest first; the current one is open, with room for its actions.

    Signals:
        picked(object): The Entry of the decision that is open now, None for none.
        newer_hidden(int): So many decisions came in above what is in view since it was the top.
    """

    picked = Signal(object)
    newer_hidden = Signal(int)

    def __init__(self, model: DecisionsModel) -> None:
        super().__init__()
        self.log = model
        self._anchor: tuple[int, int] | None = None  # the first decision in view, its offset
        self._restoring = False
        self._unseen = 0
        self._set_up()
        self.setModel(model)
        model.modelReset.connect(self._on_reset)

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Decisions, newest first"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("cards", True)  # no border of its own, in focus neither
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # -- what stands where ------------------------------------------------------------------------

    def places(self) -> LogPlaces:
        """Where the rows lie now."""
        return LogPlaces(self.log.rows, HEIGHTS, self.open_row())

    def open_row(self) -> int | None:
        """The row of the open decision."""
        index = self.currentIndex()
        return index.row() if index.isValid() and self.open_entry() is not None else None

    def open_entry(self) -> Entry | None:
        """The open decision."""
        index = self.currentIndex()
        if not index.isValid() or not self.selectionModel().isSelected(index):
            return None
        return self.entry_at(index.row())

    def entry_at(self, row: int) -> Entry | None:
        """The decision in a row, None where a head stands there."""
        found = self.log.index(row).data(ENTRY_ROLE)
        return found if isinstance(found, Entry) else None

    def select_index(self, index: int) -> bool:
        """Opens a decision of the history and brings it into view; False where it is left out."""
        row = self.log.row_of_decision(index)
        if row is None:
            return False
        self.setCurrentIndex(self.log.index(row))
        return True

    def close_entry(self) -> None:
        """Closes the open decision."""
        self.selectionModel().clear()

    def show_newest(self) -> None:
        """Scrolls to the top."""
        self.verticalScrollBar().setValue(0)

    # -- what QAbstractItemView asks --------------------------------------------------------------

    def visualRect(self, index: Index) -> QRect:
        """The row's rectangle in the viewport."""
        if not index.isValid():
            return QRect()
        places = self.places()
        top = places.top(index.row()) - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), places.height_of(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a point of the viewport."""
        row = self.places().row_at(point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self.log.index(row)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Brings a row into view, with the head of its day where that stands right above."""
        if not index.isValid():
            return
        self.updateGeometries()
        rect = self.visualRect(index)
        bar = self.verticalScrollBar()
        head = index.row() > 0 and self.log.rows.head_at(index.row() - 1) is not None
        above = HEIGHTS.head if head else 0
        hints = QAbstractItemView.ScrollHint
        if hint == hints.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - self.viewport().height() // 2)
        elif hint == hints.PositionAtTop or rect.top() - above < 0:
            bar.setValue(bar.value() + rect.top() - above)
        elif rect.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() + 1 - self.viewport().height())

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, _modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """From decision to decision, over the heads of the days."""
        rows = self.log.rows
        if not rows.count:
            return QModelIndex()
        actions = QAbstractItemView.CursorAction
        here = self.currentIndex()
        index = rows.index_at(here.row()) if here.isValid() else None
        if index is None:
            return self.log.index(1)
        if not self.selectionModel().isSelected(here):
            return here  # Qt puts the cursor on the first row when the focus comes in
        place = rows.place_of(index)
        page = max(1, self.viewport().height() // HEIGHTS.row - 1)
        step = {
            actions.MoveDown: 1,
            actions.MoveNext: 1,
            actions.MoveUp: -1,
            actions.MovePrevious: -1,
            actions.MovePageDown: page,
            actions.MovePageUp: -page,
            actions.MoveHome: -rows.count,
            actions.MoveEnd: rows.count,
        }.get(action, 0)
        return self.log.index(rows.row_at_place(max(0, min(rows.count - 1, place + step))))

    def horizontalOffset(self) -> int:
        """Nothing scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """The scroll position in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, _index: Index) -> bool:
        """No row is hidden."""
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects the decision at the corner, never a head."""
        index = self.indexAt(rect.topLeft())
        if index.isValid() and self.log.rows.head_at(index.row()) is None:
            self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What must be painted again when the selection changes."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Opens the decision that is selected now."""
        super().selectionChanged(selected, deselected)
        self.updateGeometries()
        self.viewport().update()
        self.picked.emit(self.open_entry())

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands in this app, never a jump to a sentence."""

    def updateGeometries(self) -> None:
        """The scroll bar follows the height of all rows."""
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        bar.setSingleStep(_WHEEL // 3)
        bar.setPageStep(room)
        bar.setRange(0, max(0, self.places().height - room))

    def doItemsLayout(self) -> None:
        """Skips QListView's own layout, which asks for the size of every row."""
        QAbstractItemView.doItemsLayout(self)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paints anew; QListView would move what it laid out itself."""
        self.viewport().update()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paints anew; QListView would ask for sizes."""
        QAbstractItemView.dataChanged(self, first, last, roles)
        self.viewport().update()

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """Keeps what is in view where it is; decisions that came in above are told."""
        QAbstractItemView.rowsInserted(self, parent, start, end)
        anchor = self._anchor
        self.updateGeometries()
        self.viewport().update()
        row = None if anchor is None else self.log.row_of_decision(anchor[0])
        if anchor is None or row is None or start > row:
            return
        heads = sum(self.log.rows.head_at(each) is not None for each in range(start, end + 1))
        self._unseen += end + 1 - start - heads
        self._restoring = True
        self.verticalScrollBar().setValue(self.places().top(row) - anchor[1])
        self._restoring = False
        self.newer_hidden.emit(self._unseen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scroll bar follows."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    # -- inside -----------------------------------------------------------------------------------

    def _on_scrolled(self, value: int) -> None:
        if self._restoring:
            return
        self._anchor = None
        places = self.places()
        row = places.row_at(value) if value else None
        if row is None:
            self._see_all()
            return
        index = self.log.rows.index_at(row)
        if index is None:
            row += 1
            index = self.log.rows.index_at(row)
        if index is not None:
            self._anchor = (index, places.top(row) - value)

    def _see_all(self) -> None:
        self._unseen = 0
        self.newer_hidden.emit(0)

    def _on_reset(self) -> None:
        self._anchor = None
        self._see_all()
        self.updateGeometries()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self.picked.emit(None)
