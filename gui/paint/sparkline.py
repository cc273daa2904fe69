"""How did a measure go in the last weeks, in a line of a row's height?

The dashed line is the minimum acceptable level, what lies beyond it is filled in bad, and where the
trend leads to a breach the way there is dotted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.tokens import Theme

BREACH_OPACITY = 0.28
_DOT = 3.0


@dataclass(frozen=True, slots=True)
class Spark:
    """Values by day within [first, last]; `level` None where there is none.

    `worse_above` says on which side of the level a breach lies. `ahead` is where the trend meets
    the level, None where it does not soon. A target that is still to be reached fills nothing.
    """

    points: tuple[tuple[date, float], ...]
    first: date
    last: date
    level: float | None = None
    worse_above: bool = True
    breached: bool = False
    ahead: tuple[date, float] | None = None
    is_target: bool = False


def draw_sparkline(painter: QPainter, rect: QRectF, spark: Spark, theme: Theme) -> None:
    """Draws the line into `rect`; nothing where nothing was measured."""
    c = theme.colors
    inside = rect.adjusted(_DOT, _DOT + 1, -_DOT - 1, -_DOT - 1)
    place = Placing.over(spark, inside)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = [place.at(day, value) for day, value in spark.points]
    if spark.level is not None:
        y = round(place.y(spark.level)) + 0.5
        if not spark.is_target:
            fill_beyond(painter, line, y, c.bad, worse_above=spark.worse_above, area=rect)
        pen = QPen(c.grey, 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
    if not line:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(c.muted, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline(QPolygonF(line))
    if spark.ahead is not None:
        dots = QPen(c.warn, 1.8)
        dots.setDashPattern([1, 1.6])
        painter.setPen(dots)
        painter.drawLine(line[-1], place.at(*spark.ahead))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(c.bad if spark.breached else c.text)
    painter.drawEllipse(line[-1], _DOT, _DOT)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a day and a value lie in an area."""

    area: QRectF
    first: date
    days: int
    bottom: float
    top: float

    @classmethod
    def over(cls, spark: Spark, area: QRectF) -> Placing:
        """Return the places in a spark: all its values and its level are in sight."""
        values = [value for _, value in spark.points]
        values += [] if spark.level is None else [spark.level]
        low, high = min(values, default=0.0), max(values, default=1.0)
        gap = (high - low) * 0.08 or max(abs(high), 1.0) * 0.1
        days = max(1, (spark.last - spark.first).days)
        return cls(area, spark.first, days, low - gap, high + gap)

    def x(self, day: date) -> float:
        """Where a day lies; outside it lies at the edge."""
        share = (day - self.first).days / self.days
        return self.area.left() + self.area.width() * min(1.0, max(0.0, share))

    def y(self, value: float) -> float:
        """Where a value lies."""
        share = (value - self.bottom) / max(1e-12, self.top - self.bottom)
        return self.area.bottom() - self.area.height() * min(1.0, max(0.0, share))

    def at(self, day: date, value: float) -> QPointF:
        """Where a value of a day lies."""
        return QPointF(self.x(day), self.y(value))


def fill_beyond(
    painter: QPainter,
    line: Sequence[QPointF],
    y: float,
    color: QColor,
    *,
    worse_above: bool,
    area: QRectF,
) -> None:
    """Fills what lies between the line and the level at `y` on the side of a breach."""
    if len(line) < 2:
        return
    path = QPainterPath(QPointF(line[0].x(), y))
    for spot in line:
        path.lineTo(spot)
    path.lineTo(QPointF(line[-1].x(), y))
    path.closeSubpath()
    side = QRectF(area.left(), area.top(), area.width(), y - area.top())
    if not worse_above:
        side = QRectF(area.left(), y, area.width(), area.bottom() - y)
    ground = QColor(color)
    ground.setAlphaF(BREACH_OPACITY)
    painter.save()
    painter.setClipRect(side, Qt.ClipOperation.IntersectClip)
    painter.fillPath(path, ground)
    painter.restore()
