"""Which round numbers stand at the side of a chart, and how do its lines and labels keep apart?"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_line
from gui.paint.text import draw_text
from gui.tokens import Theme

_MOST_LINES = 4  # grid lines, the lowest one besides
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `bottom` to `top` with a level each `step`; `percent` says them as shares."""

    bottom: float
    top: float
    step: float
    percent: bool = False

    def y(self, area: QRectF, value: float) -> float:
        """Where a value stands in `area`; what is outside stands at its edge."""
        share = (value - self.bottom) / max(1e-12, self.top - self.bottom)
        return area.bottom() - area.height() * min(1.0, max(0.0, share))

    def levels(self) -> list[float]:
        """The values at which lines are drawn, the lowest first."""
        count = round((self.top - self.bottom) / self.step)
        return [self.bottom + self.step * number for number in range(count + 1)]

    def word(self, level: float) -> str:
        """A level as it stands at the side; only the highest share has its sign."""
        if not self.percent:
            return f"{level:,.10g}"
        last = math.isclose(level, self.levels()[-1])
        return f"{level * 100:.0f}%" if last else f"{level * 100:.0f}"


def axis_for(
    values: Sequence[float],
    *,
    percent: bool = False,
    from_zero: bool = True,
    whole: bool = False,
    lines: int = _MOST_LINES,
) -> Axis:
    """An axis of round numbers over `values`; `whole` has no fractions."""
    highest = max(values, default=0.0)
    lowest = 0.0 if from_zero else min(values, default=0.0)
    if percent:
        return _shares(lowest, highest, lines)
    span = max(highest - lowest, 1.0 if whole else 1e-6)
    step = _step(span / lines)
    if whole:
        step = max(1.0, math.ceil(step))
    bottom = math.floor(lowest / step + 1e-9) * step
    count = max(1, math.ceil((highest - bottom) / step - 1e-9))
    return Axis(bottom, bottom + count * step, step)


def _shares(lowest: float, highest: float, lines: int) -> Axis:
    """Levels that anybody knows: quarters, halves, tenths of the whole."""
    highest, lowest = min(1.0, max(0.0, highest)), max(0.0, min(1.0, lowest))
    step, bottom, count = 0.5, 0.0, 2
    for step in (0.05, 0.1, 0.25, 0.5):
        bottom = math.floor(lowest / step + 1e-9) * step
        count = max(1, math.ceil((highest - bottom) / step - 1e-9))
        if count <= lines:
            break
    if bottom + count * step > 1 + 1e-9:
        bottom = max(0.0, 1 - count * step)
    return Axis(bottom, bottom + count * step, step, percent=True)


def _step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * step for step in _STEPS if raw <= power * step * (1 + 1e-9))


def draw_levels(
    painter: QPainter, area: QRectF, axis: Axis, theme: Theme, *, labels: QRectF
) -> None:
    """Draws the grid lines across `area`, their numbers in the column `labels`."""
    c = theme.colors
    for level in axis.levels():
        y = round(axis.y(area, level)) + 0.5
        lowest = level == axis.bottom and axis.bottom == 0
        color = c.border2 if lowest else c.grid
        draw_line(painter, QPointF(area.left(), y), QPointF(area.right(), y), color)
        room = QRectF(labels.left(), y - 8, labels.width() - 8, 16)
        draw_text(painter, room, axis.word(level), theme, "axis", color=c.faint, align="right")


def spread_apart(wanted: Sequence[float], height: float, top: float, bottom: float) -> list[float]:
    """Middles near those wanted, `height` apart and within top and bottom, in the given order."""
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    places = [min(max(wanted[n], top + height / 2), bottom - height / 2) for n in order]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + height)
    edge = bottom - height / 2
    for number in reversed(range(len(places))):
        places[number] = min(places[number], edge)
        edge = places[number] - height
    found = [0.0] * len(wanted)
    for place, middle in zip(order, places, strict=True):
        found[place] = middle
    return found
