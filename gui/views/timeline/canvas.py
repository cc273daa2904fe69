"""How does one choose a row of the timeline, learn why it stands there, and move on?

Keys, pointer, wheel, tooltips and what screen readers hear; where one looks at is
area.py's question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip

from gui.paint.timeline_face import ROW_HEIGHT, RowFace, SprintFace, TimelineFace
from gui.theme import ThemeSource
from gui.views.timeline.area import STEP, TimelineArea
from gui.widgets.plain import plain_tooltip

_NOTCH = 120  # of a wheel, in eighths of a degree

Details = Callable[[RowFace | SprintFace], str]


class TimelineCanvas(TimelineArea):
    """The timeline with its rows to choose from.

    Signals:
        picked(str): The person chose the item of a row.
        opened(str): The details of an item are wanted.
    """

    picked = Signal(str)
    opened = Signal(str)

    def __init__(self, themes: ThemeSource, details: Details) -> None:
        super().__init__(themes)
        self._details = details

    def show_face(self, face: TimelineFace) -> None:
        """Shows other rows and says how many."""
        super().show_face(face)
        self._say()

    def set_selected(self, item: str | None, *, reveal: bool = False) -> None:
        """Marks the row of an item; ``reveal`` brings it into view."""
        self._selected = item
        if reveal:
            self._reveal_line(self._lines.line_of(item))
        self._say()
        self.viewport().update()

    def next_date(self, step: int) -> None:
        """Chooses the row with the next date after (before, for -1) the one chosen, or today."""
        dates = sorted(
            (day, line)
            for line in self._lines.rows
            if (row := self._lines.row(line)) is not None
            for day in [row.mandatory if row.mandatory is not None else row.promised]
            if day is not None
        )
        if not dates:
            return
        line = self._lines.line_of(self._selected)
        places = [at for at, (_, each) in enumerate(dates) if each == line]
        if places:
            place = min(max(places[0] + step, 0), len(dates) - 1)
        else:
            later = sum(day < self._face.today for day, _ in dates)
            place = min(later if step > 0 else max(0, later - 1), len(dates) - 1)
        day, line = dates[place]
        self._choose(line)
        self._bring(day)

    # -- gestures ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose rows and scroll; Enter opens."""
        key = Qt.Key(event.key())
        page = max(1, int(self._areas().chart.height()) // ROW_HEIGHT - 1)
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
        }
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in steps:
            self._move(steps[key])
        elif key in sideways:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + sideways[key] * max(1, round(bar.pageStep() / 8)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._selected is not None:
            self.opened.emit(self._selected)
        elif key == Qt.Key.Key_End:
            self._move(len(self._lines.entries))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the row under the pointer."""
        line = self._line_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._lines.row(line) is not None:
            self._choose(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the row under the pointer."""
        row = self._lines.row(self._line_at(event.position().toPoint()))
        if row is not None:
            self.opened.emit(row.item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lights up the row under the pointer."""
        self._hover(self._line_at(event.position().toPoint()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms about the pointer, Shift scrolls sideways."""
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = delta.y() / _NOTCH
            self.zoom(STEP**notches, event.position().x())
            event.accept()
            return
        sideways = delta.x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            sideways = sideways or delta.y()
        if sideways:
            pixels = event.pixelDelta().x() or round(sideways / _NOTCH * 90)
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - pixels)
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips say why a row stands where it stands; the hover ends with the pointer."""
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.tip_at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tooltip(text), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """What is said of a place of the viewport: of its row, or of the sprint there."""
        parts = self._areas()
        row = self._lines.row(self._line_at(point))
        if row is not None:
            return self._details(row)
        on_axis = parts.axis.contains(point) or parts.strip.contains(point)
        day = parts.scale.day_at(point.x())
        for sprint in self._face.sprints if on_axis else ():
            if sprint.start <= day < sprint.end:
                return self._details(sprint)
        return ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where the focus is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Takes the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _line_at(self, point: QPoint) -> int | None:
        parts = self._areas()
        if not parts.chart.top() <= point.y() < parts.chart.bottom():
            return None
        return self._lines.at(point.y() - parts.chart.top() + self.verticalScrollBar().value())

    def _hover(self, line: int | None) -> None:
        if line != self._hovered:
            self._hovered = line
            self.viewport().update()

    def _move(self, step: int) -> None:
        rows = self._lines.rows
        if not rows:
            return
        line = self._lines.line_of(self._selected)
        if line is None and self._cursor() is not None:
            self._choose(self._cursor())
            return
        place = bisect_left(rows, line) + step if line is not None else 0
        self._choose(rows[min(max(place, 0), len(rows) - 1)])

    def _choose(self, line: int | None) -> None:
        row = self._lines.row(line)
        if row is None:
            return
        self._reveal_line(line)
        self._selected = row.item
        self._say()
        self.viewport().update()
        self.picked.emit(row.item)

    def _say(self) -> None:
        """Tells screen readers which row is chosen and what is known of it."""
        row = self._lines.row(self._lines.line_of(self._selected))
        text = self.tr("{n} items").format(n=f"{self._face.count:,}")
        if row is not None:
            text = self._details(row).replace("\n", ", ")
        if text == self.accessibleDescription():
            return
        self.setAccessibleDescription(text)
        if self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.NameChanged)
            QAccessible.updateAccessibility(event)
