"""How many, or how much, sprint by sprint: neutral bars with their newest value in words?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.paint.chart_axis import Axis, axis_for, draw_levels
from gui.paint.text import draw_text
from gui.tokens import Theme

AXIS_WIDTH, AXIS_HEIGHT, END_WIDTH = 38, 20, 48
_TOP = 10
_WIDEST = 34.0  # of a bar with its gap


@dataclass(frozen=True, slots=True)
class Bar:
    """A sprint: its whole `value`, None where there is none, and the `part` in the full hue.

    Without a part all of it is. `words` say the bar.
    """

    label: str
    value: float | None
    part: float | None
    words: str


@dataclass(frozen=True, slots=True)
class BarsFace:
    """The chart; `percent` has shares 0..1, `warns` says that the newest value presses."""

    bars: tuple[Bar, ...] = ()
    percent: bool = False
    warns: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join(bar.words for bar in self.bars)


def bar_columns(rect: QRectF, count: int) -> list[QRectF]:
    """Return the columns of the bars, each as high as the plot."""
    area = _area(rect)
    step = min(_WIDEST, area.width() / max(1, count))
    return [
        QRectF(area.left() + step * place, area.top(), step, area.height())
        for place in range(count)
    ]


def draw_sprint_bars(
    painter: QPainter, rect: QRectF, face: BarsFace, theme: Theme, *, at: int | None = None
) -> None:
    """Draws the chart; `at` is the bar under the pointer or the keyboard's cursor."""
    values = [bar.value for bar in face.bars if bar.value is not None]
    least = [0.05] if face.percent else [2.0]
    axis = axis_for([*values, *least], percent=face.percent, whole=not face.percent, lines=3)
    columns = bar_columns(rect, len(face.bars))
    area = _area(rect)
    right = columns[-1].right() if columns else area.right()
    plot = QRectF(area.left(), area.top(), max(1.0, right - area.left()), area.height())
    labels = QRectF(rect.left(), area.top(), AXIS_WIDTH, area.height())
    draw_levels(painter, plot, axis, theme, labels=labels)
    for place, (bar, column) in enumerate(zip(face.bars, columns, strict=True)):
        _draw_bar(painter, column, bar, axis, theme, asked=place == at)
    _draw_ticks(painter, columns, face.bars, theme)
    _draw_end(painter, plot, face, axis, theme)


def _area(rect: QRectF) -> QRectF:
    return rect.adjusted(AXIS_WIDTH, _TOP, -END_WIDTH, -AXIS_HEIGHT)


def _draw_bar(
    painter: QPainter, column: QRectF, bar: Bar, axis: Axis, theme: Theme, *, asked: bool
) -> None:
    c = theme.colors
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if asked:
        painter.fillRect(column, c.hover)
    if not bar.value:
        return
    gap = 6 if column.width() > 14 else 2
    left, right = round(column.left() + gap / 2), round(column.right() - gap / 2)
    whole = _box(left, right, column, axis.y(column, bar.value))
    painter.fillRect(whole, c.border2 if bar.part is not None else c.grey)
    if bar.part:
        painter.fillRect(_box(left, right, column, axis.y(column, bar.part)), c.grey)
    if asked:
        painter.setPen(QPen(c.text, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(whole.adjusted(0, 0, -1, 0))


def _box(left: int, right: int, column: QRectF, top: float) -> QRectF:
    top = min(round(top), column.bottom() - 1)
    return QRectF(left, top, max(1, right - left), column.bottom() - top)


def _draw_ticks(
    painter: QPainter, columns: Sequence[QRectF], bars: Sequence[Bar], theme: Theme
) -> None:
    free = 0.0
    for bar, column in zip(bars, columns, strict=True):
        width = theme.fonts.width(bar.label, "axis") + 2
        room = QRectF(column.center().x() - width / 2, column.bottom() + 5, width, 14)
        if room.left() >= free:
            color = theme.colors.faint
            draw_text(painter, room, bar.label, theme, "axis", color=color, align="center")
            free = room.right() + 8


def _draw_end(painter: QPainter, plot: QRectF, face: BarsFace, axis: Axis, theme: Theme) -> None:
    """The newest value, at its height beside the bars."""
    newest = next((bar.value for bar in reversed(face.bars) if bar.value is not None), None)
    if newest is None:
        return
    words = f"{newest:.0%}" if face.percent else f"{newest:,.0f}"
    y = min(axis.y(plot, newest), plot.bottom() - 8)
    color = theme.colors.warn if face.warns else theme.colors.text
    room = QRectF(plot.right() + 8, y - 10, END_WIDTH - 8, 20)
    draw_text(painter, room, words, theme, "section", color=color, weight=600)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(plot.right() + 3, y), 2, 2)
