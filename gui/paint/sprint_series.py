"""How did the closed sprints go, one bar each: kept promises, must-do share, carried over?

Small multiples: a title with a word beside it, bars, the first and last sprint's number and the
last value at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.paint.text import draw_text
from gui.tokens import Theme

SERIES_HEIGHT = 92
_TITLE, _AXIS, _END = 20, 16, 64
_WIDEST = 28.0


@dataclass(frozen=True, slots=True)
class SeriesFace:
    """One small chart; ``values`` by sprint, None where there is nothing to say.

    Attributes:
        whole: The value drawn as a dashed line (all of what was committed), None without.
        band: Between which values it should lie, drawn as a ground with dashed edges.
        most: The least that the height stands for, so that small numbers stay small.
        end: The last value in words.
    """

    title: str
    hint: str
    numbers: tuple[int, ...]
    values: tuple[float | None, ...]
    end: str
    hue: Literal["grey", "must", "pale"] = "grey"
    whole: float | None = None
    band: tuple[float, float] | None = None
    most: float = 1.0


def draw_series(painter: QPainter, rect: QRectF, face: SeriesFace, theme: Theme) -> None:
    """Draws the chart into ``rect`` (SERIES_HEIGHT high)."""
    c = theme.colors
    head = QRectF(rect.left(), rect.top(), rect.width(), _TITLE)
    used = draw_text(painter, head, face.title, theme, "body", weight=500)
    hint = head.adjusted(used + 8, 0, 0, 0)
    if theme.fonts.width(face.hint, "small", 400) <= hint.width():  # whole, or not at all
        draw_text(painter, hint, face.hint, theme, "small", color=c.muted)
    area = rect.adjusted(0, _TITLE + 6, -_END, -_AXIS)
    columns = series_columns(rect, len(face.values))
    most = max([face.most, *(value for value in face.values if value is not None)])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if face.band is not None and columns:
        wide = QRectF(area.left(), area.top(), columns[-1].right() - area.left(), area.height())
        _draw_band(painter, wide, face.band, most, theme)
    color = {"grey": c.grey, "must": c.must3, "pale": c.border2}[face.hue]
    for value, column in zip(face.values, columns, strict=True):
        _draw_bar(painter, column, value, most, color)
    right = columns[-1].right() if columns else area.left()
    if face.whole is not None and columns:
        y = area.bottom() - area.height() * face.whole / most
        painter.setPen(QPen(c.text, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), y), QPointF(right, y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    end = QRectF(right + 8, area.top() - 2, _END, 20)
    draw_text(painter, end, face.end, theme, "body", weight=600)
    _draw_axis(painter, rect, right, face.numbers, theme)


def series_columns(rect: QRectF, count: int) -> list[QRectF]:
    """The columns of the bars, each as high as the chart."""
    area = rect.adjusted(0, _TITLE + 6, -_END, -_AXIS)
    step = min(_WIDEST, area.width() / max(1, count))
    return [
        QRectF(area.left() + step * place, area.top(), step, area.height())
        for place in range(count)
    ]


def _draw_band(
    painter: QPainter, area: QRectF, band: tuple[float, float], most: float, theme: Theme
) -> None:
    low, high = (area.bottom() - area.height() * min(1.0, value / most) for value in band)
    painter.fillRect(QRectF(area.left(), high, area.width(), low - high), theme.colors.sunken)
    painter.setPen(QPen(theme.colors.border2, 1, Qt.PenStyle.DashLine))
    for y in (low, high):
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))


def _draw_bar(
    painter: QPainter, column: QRectF, value: float | None, most: float, color: QColor
) -> None:
    if value is None:
        return
    height = max(1.0, column.height() * value / most) if value > 0 else 1.0
    gap = 2 if column.width() > 5 else 1
    box = QRectF(column.left(), column.bottom() - height, column.width() - gap, height)
    painter.fillRect(box, color)


def _draw_axis(
    painter: QPainter, rect: QRectF, right: float, numbers: Sequence[int], theme: Theme
) -> None:
    if not numbers:
        return
    line = QRectF(rect.left(), rect.bottom() - _AXIS + 2, max(0.0, right - rect.left()), 14)
    c = theme.colors
    wide = line.adjusted(0, 0, 40, 0) if len(numbers) < 4 else line
    used = draw_text(painter, wide, f"sprint {numbers[0]}", theme, "axis", color=c.faint)
    if len(numbers) > 1 and used + 26 < line.width():
        last = str(numbers[-1])
        draw_text(painter, line, last, theme, "axis", color=c.faint, align="right")
