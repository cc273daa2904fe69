"""How does the load of a capability come up to its capacity, sprint by sprint?

Bars of load under the line of capacity; what goes beyond it is hatched in bad, and the items that
change either in a sprint are counted above its bar.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.paint.chart_axis import axis_for, draw_levels
from gui.paint.shapes import draw_box, draw_line, hatch
from gui.paint.text import draw_text
from gui.tokens import RADIUS_SMALL, Theme

_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 84.0, 18.0, 34.0
_WIDEST = 44.0
_NUMBER = 20.0  # so wide is a sprint's number with its gap


@dataclass(frozen=True, slots=True)
class HeadroomBar:
    """The end of a sprint: capacity and load in the unit, `items` that change them there."""

    number: int
    first: str
    capacity: float
    load: float
    items: int = 0
    note: str = ""

    @property
    def is_short(self) -> bool:
        """Whether the load asks for more than there is."""
        return self.load > self.capacity


def column_rects(rect: QRectF, count: int) -> list[QRectF]:
    """The columns of the sprints, each as high as the whole chart."""
    area = _area(rect)
    step = area.width() / max(1, count)
    return [
        QRectF(area.left() + step * place, rect.top(), step, rect.height())
        for place in range(count)
    ]


def draw_headroom(
    painter: QPainter,
    rect: QRectF,
    bars: Sequence[HeadroomBar],
    words: tuple[str, str],
    theme: Theme,
    marked: int | None = None,
) -> None:
    """Draws the chart into `rect`; `words` name load and capacity at the right end."""
    if not bars:
        return
    c, area = theme.colors, _area(rect)
    axis = axis_for([value for bar in bars for value in (bar.capacity, bar.load)], lines=3)
    labels = QRectF(rect.left(), rect.top(), _LEFT, rect.height())
    draw_levels(painter, area, axis, theme, labels=labels)
    columns = column_rects(rect, len(bars))
    for place, (bar, column) in enumerate(zip(bars, columns, strict=True)):
        if place == marked:
            ground = column.adjusted(1, 0, -1, 0)
            draw_box(painter, ground, fill=c.hover, radius=RADIUS_SMALL)
        top, level = axis.y(area, bar.load), axis.y(area, bar.capacity)
        wide = min(_WIDEST, column.width() - 6)
        left = column.center().x() - wide / 2
        within = QRectF(left, max(top, level), wide, area.bottom() - max(top, level))
        painter.fillRect(within, c.grey)
        if bar.is_short:
            over = QRectF(left, top, wide, level - top)
            painter.fillRect(over, hatch(c.bad))
            draw_box(painter, over, border=c.bad, radius=1)
        numbered = place % max(1, math.ceil(_NUMBER / max(1.0, column.width()))) == 0
        _draw_words(painter, rect, column, bar, min(top, level), theme, numbered=numbered)
    _draw_capacity(painter, [axis.y(area, bar.capacity) for bar in bars], columns, theme)
    _draw_ends(
        painter, area, axis.y(area, bars[-1].load), axis.y(area, bars[-1].capacity), words, theme
    )


def _area(rect: QRectF) -> QRectF:
    return rect.adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)


def _draw_words(
    painter: QPainter,
    rect: QRectF,
    column: QRectF,
    bar: HeadroomBar,
    top: float,
    theme: Theme,
    *,
    numbered: bool,
) -> None:
    c = theme.colors
    color = c.bad if bar.is_short else c.faint
    number = QRectF(column.left(), rect.bottom() - _BOTTOM + 4, column.width(), 14)
    if numbered:
        wide = number.adjusted(-12, 0, 12, 0)
        draw_text(painter, wide, str(bar.number), theme, "axis", color=color, align="center")
    if theme.fonts.width(bar.first, "axis") <= column.width() - 2:
        below = number.translated(0, 14)
        draw_text(painter, below, bar.first, theme, "axis", color=c.faint, align="center")
    if bar.items:
        above = QRectF(column.left(), top - 16, column.width(), 14)
        draw_text(painter, above, f"+{bar.items}", theme, "axis", color=c.muted, align="center")


def _draw_capacity(
    painter: QPainter, heights: Sequence[float], columns: Sequence[QRectF], theme: Theme
) -> None:
    pen = QPen(theme.colors.text, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    for place, (y, column) in enumerate(zip(heights, columns, strict=True)):
        at = round(y) + 0.5
        painter.drawLine(QPointF(column.left(), at), QPointF(column.right(), at))
        if place and abs(heights[place - 1] - y) > 0.5:
            before = round(heights[place - 1]) + 0.5
            painter.drawLine(QPointF(column.left(), before), QPointF(column.left(), at))


def _draw_ends(
    painter: QPainter,
    area: QRectF,
    load: float,
    capacity: float,
    words: tuple[str, str],
    theme: Theme,
) -> None:
    """The names at the line's end, kept apart."""
    c = theme.colors
    if abs(load - capacity) < 16:
        middle = (load + capacity) / 2
        up = load < capacity
        load, capacity = middle + (-8 if up else 8), middle + (8 if up else -8)
    for y, text, color in ((load, words[0], c.muted), (capacity, words[1], c.text)):
        room = QRectF(area.right() + 6, y - 8, _RIGHT - 8, 16)
        draw_text(painter, room, text, theme, "small", color=color)
    line = QPointF(area.left(), area.bottom()), QPointF(area.right(), area.bottom())
    draw_line(painter, *line, c.border2)
