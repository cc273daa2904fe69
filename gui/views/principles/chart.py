"""How is one measure seen point by point, with the pointer, the arrow keys or a screen reader?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.measure_chart import CHART_HEIGHT, MeasureChart, draw_measure_chart, point_at
from gui.theme import Theme, ThemeSource
from gui.widgets.marked_chart import MarkedChart

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class MeasureChartView(MarkedChart):
    """The painted chart; Left and Right go from measurement to measurement."""

    from_last = True

    def __init__(self, themes: ThemeSource, chart: MeasureChart, name: str, spoken: str) -> None:
        super().__init__(themes, name)
        self._chart, self._spoken = chart, spoken
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.describe()

    @property
    def chart(self) -> MeasureChart:
        """What is shown."""
        return self._chart

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(300, CHART_HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the latest measurement; a press marks what it is at."""
        if event.reason() in _BY_KEY:
            super().focusInEvent(event)
        else:
            QWidget.focusInEvent(self, event)

    def count(self) -> int:
        """The measurements."""
        return len(self._chart.points)

    def part_at(self, spot: QPointF) -> int | None:
        """The nearest measurement."""
        return point_at(self._inside(), self._chart, spot)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the line over its level."""
        draw_measure_chart(painter, self._inside(), self._chart, theme, self._marked)

    def describe(self) -> None:
        """The measurement that is marked, or all of them."""
        points = self._chart.points
        if self._marked is not None and self._marked < len(points):
            self.setAccessibleDescription(points[self._marked].note)
        else:
            self.setAccessibleDescription(self._spoken)

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(0, 4, 0, 0)
