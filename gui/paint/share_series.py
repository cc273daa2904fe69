"""What does the must-do share look like, sprint by sprint and over the window of sprints?

Bars are the sprints, the line is the window that ends with each; the last value of the line stands
at its end. Empty sprints have no bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.paint.shapes import draw_line
from gui.paint.text import draw_text
from gui.tokens import Theme

AXIS_HEIGHT, AXIS_WIDTH = 18, 42
_END = 40  # room for the last value


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A sprint by its number; shares 0..1, None where nothing was done."""

    sprint: int
    share: float | None
    window: float | None


def bar_rects(rect: QRectF, count: int) -> list[QRectF]:
    """The columns of the sprints, each as high as the chart."""
    area = _area(rect)
    step = area.width() / max(1, count)
    return [
        QRectF(area.left() + step * place, area.top(), step, area.height())
        for place in range(count)
    ]


def draw_share_series(
    painter: QPainter,
    rect: QRectF,
    bars: Sequence[ShareBar],
    theme: Theme,
    *,
    marked: int | None = None,
) -> None:
    """Draws the chart; ``marked`` is the sprint under the pointer or the keyboard's cursor."""
    c = theme.colors
    area = _area(rect)
    most = _most(bars)
    for level in (0.0, most / 2, most):
        y = area.bottom() - area.height() * level / most
        draw_line(
            painter,
            QPointF(area.left(), y),
            QPointF(area.right(), y),
            c.border2 if level == 0 else c.grid,
        )
        label = QRectF(rect.left(), y - 8, AXIS_WIDTH - 8, 16)
        draw_text(painter, label, f"{level:.0%}", theme, "axis", color=c.faint, align="right")
    columns = bar_rects(rect, len(bars))
    for place, (bar, column) in enumerate(zip(bars, columns, strict=True)):
        if place == marked:
            painter.fillRect(column, c.hover)
        _draw_bar(painter, column, bar, most, theme)
    _draw_window(painter, columns, bars, most, theme)
    _draw_axis(painter, rect, columns, bars, theme)


def _area(rect: QRectF) -> QRectF:
    return rect.adjusted(AXIS_WIDTH, 8, -_END, -AXIS_HEIGHT)


def _most(bars: Sequence[ShareBar]) -> float:
    highest = max((bar.share or 0.0 for bar in bars), default=0.0)
    highest = max(highest, max((bar.window or 0.0 for bar in bars), default=0.0))
    return next((level for level in (0.2, 0.4, 0.6) if highest <= level), 1.0)


def _draw_bar(painter: QPainter, column: QRectF, bar: ShareBar, most: float, theme: Theme) -> None:
    if bar.share is None:
        return
    height = max(2.0, column.height() * bar.share / most)
    inset = min(4.0, column.width() * 0.2)
    box = QRectF(
        column.left() + inset, column.bottom() - height, column.width() - 2 * inset, height
    )
    painter.fillRect(box, theme.fill("must", tint=True))


def _draw_window(
    painter: QPainter,
    columns: Sequence[QRectF],
    bars: Sequence[ShareBar],
    most: float,
    theme: Theme,
) -> None:
    points = [
        QPointF(column.center().x(), column.bottom() - column.height() * bar.window / most)
        for column, bar in zip(columns, bars, strict=True)
        if bar.window is not None
    ]
    if not points:
        return
    c = theme.colors
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(c.must, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if len(points) > 1:
        painter.drawPolyline(QPolygonF(points))
    else:
        painter.drawPoint(points[0])
    last = next(bar.window for bar in reversed(bars) if bar.window is not None)
    spot = QRectF(columns[-1].right() + 6, points[-1].y() - 10, _END, 20)
    draw_text(painter, spot, f"{last:.0%}", theme, "small", color=c.must, weight=600)


def _draw_axis(
    painter: QPainter,
    rect: QRectF,
    columns: Sequence[QRectF],
    bars: Sequence[ShareBar],
    theme: Theme,
) -> None:
    """The first and the last sprint by number, and some between where there is room."""
    free = rect.left()
    step = max(1, round(44 / max(1.0, columns[0].width()))) if columns else 1
    for place in range(len(bars) - 1, -1, -step):
        column = columns[place]
        if column.center().x() - 16 < free:
            break
        below = QRectF(column.center().x() - 20, rect.bottom() - AXIS_HEIGHT + 3, 40, 14)
        color = theme.colors.faint
        draw_text(
            painter, below, str(bars[place].sprint), theme, "axis", color=color, align="center"
        )
