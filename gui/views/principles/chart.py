"""How is one measure seen point by point, with the pointer, the arrow keys or a screen reader?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.measure_chart import CHART_HEIGHT, MeasureChart, draw_measure_chart, point_at
from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource


class MeasureChartView(QWidget):
    """The painted chart; Left and Right go from measurement to measurement."""

    def __init__(self, themes: ThemeSource, chart: MeasureChart, name: str, spoken: str) -> None:
        super().__init__()
        self._themes, self._chart, self._spoken = themes, chart, spoken
        self._marked: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self._describe()
        themes.changed.connect(self._on_theme_changed)

    @property
    def marked(self) -> int | None:
        """The measurement whose value stands beside it."""
        return self._marked

    @property
    def chart(self) -> MeasureChart:
        """What is shown."""
        return self._chart

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(300, CHART_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart, and the ring while it has the focus."""
        with QPainter(self) as painter:
            theme = self._themes.theme
            draw_measure_chart(painter, self._inside(), self._chart, theme, self._marked)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the nearest measurement."""
        self._mark(point_at(self._inside(), self._chart, event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._mark(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the latest measurement."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and self._marked is None and self._chart.points:
            self._mark(len(self._chart.points) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes."""
        super().focusOutEvent(event)
        self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right, Home and End."""
        last = len(self._chart.points) - 1
        place = last if self._marked is None else self._marked
        moves = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if last < 0 or key not in moves:
            super().keyPressEvent(event)
        else:
            self._mark(moves[key])

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, 4, 0, 0)

    def _mark(self, place: int | None) -> None:
        if place != self._marked:
            self._marked = place
            self._describe()
            self.update()

    def _describe(self) -> None:
        points = self._chart.points
        if self._marked is not None and self._marked < len(points):
            self.setAccessibleDescription(points[self._marked].note)
        else:
            self.setAccessibleDescription(self._spoken)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
