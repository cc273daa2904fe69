"""Where does the log of decisions lie, how does it scroll, and how is it painted?

To screen readers it is a list view, but it lies and paints by its own rule: rows have three
heights, and list views ask for every row's height before they show the first one. Only the rows in
view are made and painted; those that cost too much for one frame come with the next. Keys and
clicks are decisions_log.py's question.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from time import perf_counter

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
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
    TEXT_LEFT,
    draw_day,
    draw_log_row,
)
from gui.paint.text import draw_text
from gui.session import Session
from gui.theme import Theme, ThemeSource
from roadmap.analysis.words import say_day, say_number

HEIGHTS = Heights(ROW_HEIGHT, DAY_HEIGHT, ROW_WITH_ACTIONS - ROW_HEIGHT)
FAINT = 0.65
_FRAME_SECONDS = 0.012  # for making rows that were never in view
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

    def __init__(self, themes: ThemeSource, session: Session, model: DecisionsModel) -> None:
        super().__init__()
        self._themes, self._session = themes, session
        self.log = model
        self._hovered = -1
        self._over_name = False
        self._today = session.today
        self._anchor: tuple[int, int] | None = None  # the first decision in view, its offset
        self._restoring = False
        self._unseen = 0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self.viewport().update)
        self._set_up()
        self.setModel(model)
        model.modelReset.connect(self._on_reset)
        session.shown.connect(self._on_shown)
        themes.changed.connect(self._on_theme_changed)

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

    # -- painting ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows that meet the region."""
        places, offset = self.places(), self.verticalOffset()
        area = event.rect()
        row = places.row_at(max(0, area.top() + offset))
        end = perf_counter() + _FRAME_SECONDS
        self._today = self._session.today
        with QPainter(self.viewport()) as painter:
            painter.fillRect(area, self._themes.theme.colors.surface)
            while row is not None and row < self.log.rows.row_count:
                top = places.top(row) - offset
                if top > area.bottom():
                    break
                height = places.height_of(row)
                rect = QRectF(0, top, self.viewport().width(), height)
                self._paint_row(painter, rect, row, in_time=perf_counter() < end)
                row += 1

    def _paint_row(self, painter: QPainter, rect: QRectF, row: int, *, in_time: bool) -> None:
        theme = self._themes.theme
        index = self.log.rows.index_at(row)
        if index is None:
            head = self.log.rows.head_at(row)
            if head is not None:
                words = day_words(head.day, self._today)
                draw_day(painter, rect, words, say_number(head.count), theme)
            return
        if not in_time and not self.log.entries.is_known(index):
            inside = rect.adjusted(TEXT_LEFT, 8, 0, -30)
            draw_text(painter, inside, "…", theme, color=theme.colors.faint)
            self._again.start()
            return
        shown = self._session.index
        entry = self.log.entries.entry(index)
        painter.save()
        if index > shown:
            painter.setOpacity(FAINT)
        is_open = row == self.open_row()
        draw_log_row(
            painter,
            rect,
            entry.face,
            theme,
            selected=is_open,
            hover=row == self._hovered,
            focused=is_open and self.hasFocus(),
        )
        painter.restore()
        if self._over_name and row == self._hovered:
            name = self.name_rect(row, entry)
            painter.fillRect(
                QRectF(name.left(), name.bottom() - 1, name.width(), 1), theme.colors.text
            )
        if index == shown and not self._session.at_now:
            painter.fillRect(QRectF(0, rect.top(), 3, rect.height() - 1), theme.colors.accent)

    def name_rect(self, row: int, entry: Entry) -> QRect:
        """Where the bold words of a row stand in the viewport; empty where they name no item."""
        if not entry.named:
            return QRect()
        theme = self._themes.theme
        left = float(TEXT_LEFT)
        for run in entry.face.what:
            width = theme.fonts.width(run.text, "body", run.weight)
            if run.weight == 600:
                top = self.places().top(row) - self.verticalOffset() + 8
                room = self.viewport().width() - left - 110
                return QRect(round(left), top, round(min(width, room)), 18)
            left += width
        return QRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The scroll bar follows."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draws the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

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

    def _on_shown(self, _shown: object) -> None:
        self.viewport().update()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()


def day_words(day: date, today: date) -> str:
    """A day's head: "Fri 20 November", with the year where it is not this one."""
    return f"{day:%a} {say_day(day, today)}"
