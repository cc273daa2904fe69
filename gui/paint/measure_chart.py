"""How did one measure go: each measurement, its level, where it was breached, where it leads?

The line with a point at the value under the pointer, the level dashed with its number at the end,
breaches filled in bad and marked with their day, the trend with the band of its uncertainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.dates import month_ticks
from gui.paint.chart_axis import Axis, axis_for, draw_levels, spread_apart
from gui.paint.shapes import draw_box, draw_line
from gui.paint.sparkline import fill_beyond
from gui.paint.text import draw_text
from gui.tokens import RADIUS_SMALL, Theme

CHART_HEIGHT = 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 48.0, 10.0, 24.0
_BAND_OPACITY = 0.18
_NOTE = 20.0
_MANY = 40  # more points than that stand too close to be dots


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One measurement; `note` says value, day and source."""

    day: date
    value: float
    note: str
    breached: bool = False


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A day on which the level came to be breached, or was kept again."""

    day: date
    text: str
    breached: bool


@dataclass(frozen=True, slots=True)
class MeasureChart:
    """Everything that the chart shows.

    `path` is the trend: (day, value, low, high). `end` and `level_text` stand at the right.
    """

    points: tuple[ChartPoint, ...]
    first: date
    last: date
    level: float | None = None
    level_text: str = ""
    end: str = ""
    unit: str = ""
    worse_above: bool = True
    marks: tuple[ChartMark, ...] = ()
    path: tuple[tuple[date, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    area: QRectF
    axis: Axis
    first: date
    days: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return self.area.left() + self.area.width() * min(1.0, max(0.0, share))

    def at(self, day: date, value: float) -> QPointF:
        return QPointF(self.x(day), self.axis.y(self.area, value))


def draw_measure_chart(
    painter: QPainter, rect: QRectF, chart: MeasureChart, theme: Theme, marked: int | None = None
) -> None:
    """Draws the chart into `rect`; `marked` is the point under the pointer or the cursor."""
    place, c = _place(rect, chart), theme.colors
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    labels = QRectF(rect.left(), rect.top(), _LEFT, rect.height())
    draw_levels(painter, place.area, place.axis, theme, labels=labels)
    _draw_months(painter, rect, place, chart, theme)
    _draw_trend(painter, place, chart, theme)
    line = [place.at(each.day, each.value) for each in chart.points]
    if chart.level is not None:
        y = round(place.axis.y(place.area, chart.level)) + 0.5
        fill_beyond(painter, line, y, c.bad, worse_above=chart.worse_above, area=place.area)
        pen = QPen(c.text, 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawLine(QPointF(place.area.left(), y), QPointF(place.area.right() + 2, y))
    _draw_marks(painter, place, chart, theme)
    if line:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(c.text, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(line))
        _draw_dots(painter, line, chart, theme, marked)
    _draw_ends(painter, rect, place, chart, theme)
    if marked is not None and marked < len(line):
        _draw_note(painter, rect, line[marked], chart.points[marked].note, theme)


def point_at(rect: QRectF, chart: MeasureChart, spot: QPointF) -> int | None:
    """Return the measurement nearest to the pointer, sideways; None outside or without any."""
    if not chart.points or not rect.contains(spot):
        return None
    place = _place(rect, chart)
    away = [abs(place.x(each.day) - spot.x()) for each in chart.points]
    return away.index(min(away))


def _place(rect: QRectF, chart: MeasureChart) -> _Place:
    values = [each.value for each in chart.points]
    values += [] if chart.level is None else [chart.level]
    values += [value for _, value, _, _ in chart.path]
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low == high:
        gap = abs(high) * 0.1 or 1.0
        low, high = low - gap, high + gap
    axis = axis_for((low, high), from_zero=False, lines=3)
    area = rect.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)
    return _Place(area, axis, chart.first, max(1, (chart.last - chart.first).days))


def _draw_months(
    painter: QPainter, rect: QRectF, place: _Place, chart: MeasureChart, theme: Theme
) -> None:
    ends = [datetime.combine(day, time(), UTC) for day in (chart.first, chart.last)]
    most = max(2, int(place.area.width() // 44))
    right = rect.left()
    for moment, word in month_ticks(ends[0], ends[1], most):
        x = place.x(moment.date())
        wide = theme.fonts.width(word, "axis") + 2
        left = min(max(x - wide / 2, place.area.left() - 8), rect.right() - wide)
        if left < right:
            continue
        room = QRectF(left, place.area.bottom() + 6, wide, 14)
        draw_text(painter, room, word, theme, "axis", color=theme.colors.faint)
        right = left + wide + 10


def _draw_trend(painter: QPainter, place: _Place, chart: MeasureChart, theme: Theme) -> None:
    if len(chart.path) < 2:
        return
    c = theme.colors
    upper = [place.at(day, high) for day, _, _, high in chart.path]
    lower = [place.at(day, low) for day, _, low, _ in reversed(chart.path)]
    band = QPainterPath()
    band.addPolygon(QPolygonF([*upper, *lower]))
    band.closeSubpath()
    ground = QColor(c.grey)
    ground.setAlphaF(_BAND_OPACITY)
    painter.save()
    painter.setClipRect(place.area)
    painter.fillPath(band, ground)
    pen = QPen(c.grey, 1.4)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF([place.at(day, value) for day, value, _, _ in chart.path]))
    painter.restore()


def _draw_marks(painter: QPainter, place: _Place, chart: MeasureChart, theme: Theme) -> None:
    """Lines at the days of breaches; the last one has its words, on the side of the breach.

    There the line was not before it.
    """
    c = theme.colors
    marks = [each for each in chart.marks if chart.first <= each.day <= chart.last]
    for mark in marks:
        x = round(place.x(mark.day)) + 0.5
        color = c.bad if mark.breached else c.ok
        draw_line(painter, QPointF(x, place.area.top()), QPointF(x, place.area.bottom()), color)
    if not marks:
        return
    last = marks[-1]
    wide = theme.fonts.width(last.text, "axis") + 2
    x = place.x(last.day)
    left = x - wide - 4 if x - wide - 4 >= place.area.left() else x + 4
    top = place.area.top() + 2 if chart.worse_above else place.area.bottom() - 18
    draw_text(
        painter,
        QRectF(left, top, wide, 14),
        last.text,
        theme,
        "axis",
        color=c.bad if last.breached else c.ok,
    )


def _draw_dots(
    painter: QPainter,
    line: Sequence[QPointF],
    chart: MeasureChart,
    theme: Theme,
    marked: int | None,
) -> None:
    c = theme.colors
    painter.setPen(Qt.PenStyle.NoPen)
    if len(line) <= _MANY:
        for spot, each in zip(line, chart.points, strict=True):
            painter.setBrush(c.bad if each.breached else c.text)
            painter.drawEllipse(spot, 1.8, 1.8)
    painter.setBrush(c.bad if chart.points[-1].breached else c.text)
    painter.drawEllipse(line[-1], 3.5, 3.5)
    if marked is not None and marked < len(line):
        painter.setPen(QPen(c.surface, 2))
        painter.setBrush(c.accent)
        painter.drawEllipse(line[marked], 5, 5)


def _draw_ends(
    painter: QPainter, rect: QRectF, place: _Place, chart: MeasureChart, theme: Theme
) -> None:
    """The last value with its unit below, and the level, kept apart."""
    c = theme.colors
    left = place.area.right() + 6
    wanted = []
    if chart.points:
        wanted.append(place.axis.y(place.area, chart.points[-1].value))
    if chart.level is not None:
        wanted.append(place.axis.y(place.area, chart.level))
    spots = spread_apart(wanted, 17, rect.top(), place.area.bottom() + 8)
    wide = rect.right() - left
    if chart.points:
        room = QRectF(left, spots[0] - 9, wide, 18)
        color = c.bad if chart.points[-1].breached else c.text
        draw_text(painter, room, chart.end, theme, "body", color=color, weight=600)
    if chart.level is not None:
        room = QRectF(left, spots[-1] - 8, wide, 16)
        draw_text(painter, room, chart.level_text, theme, "small", color=c.muted)


def _draw_note(painter: QPainter, rect: QRectF, spot: QPointF, text: str, theme: Theme) -> None:
    c = theme.colors
    wide = min(rect.width(), theme.fonts.width(text, "small") + 16)
    left = min(max(rect.left(), spot.x() - wide / 2), rect.right() - wide)
    top = spot.y() - _NOTE - 10
    if top < rect.top():
        top = spot.y() + 10
    box = QRectF(left, top, wide, _NOTE)
    draw_box(painter, box, fill=c.surface, border=c.border2, radius=RADIUS_SMALL)
    draw_text(painter, box.adjusted(8, 0, -6, 0), text, theme, "small")
