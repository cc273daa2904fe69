"""What does capacity look like, sprint by sprint: focus time at the bottom, what takes the rest?

One stacked bar a sprint in neutral hues, told apart by density as well as by lightness; each part
is named once, beside the last bar. The number that the plan works with stands above each bar.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter

from gui.fonts import Weight
from gui.paint.shapes import draw_box, draw_line
from gui.paint.text import draw_text
from gui.tokens import RADIUS_SMALL, Theme

AXIS_HEIGHT, AXIS_WIDTH = 36, 34
_NAMES = 132  # room for the names of the parts
_TOP = 22  # room for the numbers above the bars
_WIDEST = 46.0
_LINE = 15.0


@dataclass(frozen=True, slots=True)
class CapacityBar:
    """A sprint: its number, its first day in words, and (part, person-days) from the bottom up."""

    number: int
    first: str
    days: float
    parts: tuple[tuple[str, float], ...]
    partial: bool = False


def column_rects(rect: QRectF, count: int) -> list[QRectF]:
    """The columns of the sprints, each as high as the whole chart."""
    area = _area(rect)
    step = area.width() / max(1, count)
    return [
        QRectF(area.left() + step * place, rect.top(), step, rect.height())
        for place in range(count)
    ]


def draw_capacity(
    painter: QPainter,
    rect: QRectF,
    bars: Sequence[CapacityBar],
    names: Mapping[str, str],
    theme: Theme,
    *,
    marked: int | None = None,
    chosen: int | None = None,
) -> None:
    """Draws the chart; ``marked`` is under the pointer, ``chosen`` is explained beside."""
    most = _most(bars)
    _draw_levels(painter, rect, most, theme)
    for place, column in enumerate(column_rects(rect, len(bars))):
        if place in (marked, chosen):
            ground = theme.colors.accent2 if place == chosen else theme.colors.hover
            draw_box(painter, column.adjusted(1, 0, -1, 0), fill=ground, radius=RADIUS_SMALL)
    for place, (bar, column) in enumerate(zip(bars, column_rects(rect, len(bars)), strict=True)):
        _draw_bar(painter, rect, column, bar, most, theme)
        _draw_axis(painter, rect, column, bar, theme, chosen=place == chosen)
    if bars:
        _draw_names(painter, rect, bars, most, names, theme)


def _area(rect: QRectF) -> QRectF:
    return rect.adjusted(AXIS_WIDTH, _TOP, -_NAMES, -AXIS_HEIGHT)


def _most(bars: Sequence[CapacityBar]) -> float:
    highest = max((math.fsum(days for _, days in bar.parts) for bar in bars), default=0.0)
    step = 10.0 ** math.floor(math.log10(max(highest, 1.0)))
    return next(step * n for n in (1, 1.5, 2, 3, 4, 5, 6, 8, 10) if highest <= step * n + 1e-9)


def _draw_levels(painter: QPainter, rect: QRectF, most: float, theme: Theme) -> None:
    area, c = _area(rect), theme.colors
    for level in (0.0, most / 2, most):
        y = area.bottom() - area.height() * level / most
        color = c.border2 if level == 0 else c.grid
        draw_line(painter, QPointF(area.left(), y), QPointF(area.right(), y), color)
        label = QRectF(rect.left(), y - 8, AXIS_WIDTH - 8, 16)
        draw_text(painter, label, f"{level:g}", theme, "axis", color=c.faint, align="right")


def _stack(column: QRectF, area: QRectF, bar: CapacityBar, most: float) -> list[tuple[str, QRectF]]:
    """The boxes of a bar from the bottom up, without the parts that are nothing."""
    width = min(_WIDEST, column.width() * 0.62)
    left, bottom = column.center().x() - width / 2, area.bottom()
    boxes = []
    for part, days in bar.parts:
        height = area.height() * max(0.0, days) / most
        if height >= 0.5:
            boxes.append((part, QRectF(left, bottom - height, width, height)))
            bottom -= height
    return boxes


def _draw_bar(
    painter: QPainter, rect: QRectF, column: QRectF, bar: CapacityBar, most: float, theme: Theme
) -> None:
    area, c = _area(rect), theme.colors
    boxes = _stack(column, area, bar, most)
    for part, box in boxes:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        solid, pattern = _fill(part, theme)
        painter.fillRect(box, solid)
        if pattern is not None:
            painter.fillRect(box, pattern)
        if part != "days":
            draw_line(painter, box.bottomLeft(), box.bottomRight(), c.surface)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    top = boxes[-1][1].top() if boxes else area.bottom()
    label = QRectF(column.left() - 4, top - 19, column.width() + 8, 17)
    color = c.muted if bar.partial else c.text
    # A number is never cut: without room for its decimal it is whole.
    number = f"{bar.days:.1f}"
    if theme.fonts.width(number, "small", 600) > column.width():
        number = f"{bar.days:.0f}"
    draw_text(painter, label, number, theme, "small", color=color, weight=600, align="center")


def _fill(part: str, theme: Theme) -> tuple[QBrush, QBrush | None]:
    """Ground and pattern of a part: the denser, the more it is work."""
    c = theme.colors
    match part:
        case "days":
            return QBrush(c.grey), None
        case "focus":
            return QBrush(c.border2), None
        case "on_call":
            return QBrush(c.sunken), QBrush(c.grey, Qt.BrushStyle.FDiagPattern)
        case "mentoring":
            return QBrush(c.sunken), QBrush(c.grey, Qt.BrushStyle.HorPattern)
        case "interviews":
            return QBrush(c.sunken), QBrush(c.grey, Qt.BrushStyle.VerPattern)
        case "ramp":
            return QBrush(c.sunken), QBrush(c.grey, Qt.BrushStyle.Dense5Pattern)
        case _:
            return QBrush(c.sunken), None


def _draw_axis(
    painter: QPainter,
    rect: QRectF,
    column: QRectF,
    bar: CapacityBar,
    theme: Theme,
    *,
    chosen: bool,
) -> None:
    c = theme.colors
    number = QRectF(column.left(), rect.bottom() - AXIS_HEIGHT + 3, column.width(), 15)
    color = c.accent if chosen else c.muted
    weight: Weight = 600 if chosen else 500
    draw_text(
        painter, number, str(bar.number), theme, "small", color=color, weight=weight, align="center"
    )
    below = QRectF(column.left(), rect.bottom() - AXIS_HEIGHT + 18, column.width(), 15)
    if column.width() > 40:
        draw_text(painter, below, bar.first, theme, "axis", color=c.faint, align="center")


def _apart(wanted: Sequence[float | None], top: float, bottom: float) -> list[float]:
    """Middles of lines near those wanted, from the bottom up, none over another or above `top`."""
    places: list[float] = []
    lowest = bottom
    for middle in wanted:
        places.append(lowest if middle is None else min(lowest, middle))
        lowest = places[-1] - _LINE
    highest = top
    for place in reversed(range(len(places))):
        places[place] = max(places[place], highest)
        highest = places[place] + _LINE
    return places


def _draw_names(
    painter: QPainter,
    rect: QRectF,
    bars: Sequence[CapacityBar],
    most: float,
    names: Mapping[str, str],
    theme: Theme,
) -> None:
    """Names beside the last bar that has the part, with a swatch, none over another."""
    area, c = _area(rect), theme.colors
    wanted = {part for bar in bars for part, days in bar.parts if days >= 0.05}
    column = column_rects(rect, len(bars))[-1]
    middles = {part: box.center().y() for part, box in _stack(column, area, bars[-1], most)}
    parts = [part for part, _ in bars[-1].parts if part in wanted]
    places = _apart([middles.get(part) for part in parts], area.top() - 8, area.bottom() - 8)
    for part, y in zip(parts, places, strict=True):
        left = area.right() + 8
        swatch = QRectF(left, y - 5, 10, 10)
        solid, pattern = _fill(part, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.fillRect(swatch, solid)
        if pattern is not None:
            painter.fillRect(swatch, pattern)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QRectF(left + 16, y - 8, _NAMES - 26, 16)
        strong = part == "days"
        color = c.text if strong else c.muted
        draw_text(painter, line, names[part], theme, "small", color=color, weight=500)
