"""How much of the work simply had to be done, sprint by sprint, and in which phase was that?

A bar a sprint: what was short-term in the full hue, what was long-term in the tint above it; a rule
under the sprints that count now; bands of phases above; the line from which on short-term must-do
work is firefighting. The last value stands at the end, in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.paint.chart_axis import Axis, axis_for, draw_levels
from gui.paint.shapes import draw_box, draw_line
from gui.paint.text import draw_text
from gui.tokens import RADIUS_SMALL, Family, Theme

AXIS_WIDTH, END_WIDTH = 46, 104
_BAND, _BELOW_BAND, _AXIS = 20, 14, 20
_WIDEST = 44.0  # of a bar with its gap, so that three sprints do not look like a wall


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A sprint. `share` 0..1, None where nothing was done; `counts` says that it counts now.

    `fire` is the part of `share` that was short-term; `words` say all of it.
    """

    sprint: int
    share: float | None
    counts: bool
    words: str
    fire: float = 0.0


@dataclass(frozen=True, slots=True)
class PhaseBand:
    """A phase over the bars from place `first` on, before `last`."""

    name: str
    first: float
    last: float
    family: Family


@dataclass(frozen=True, slots=True)
class ShareBarsFace:
    """The chart. `ticks` and `notes` are (place, words); places count bars from the left edge.

    `line` is drawn dashed, with `line_text` at its end; `now` is the big number, `now_text` says
    of what.
    """

    bars: tuple[ShareBar, ...] = ()
    bands: tuple[PhaseBand, ...] = ()
    ticks: tuple[tuple[float, str], ...] = ()
    notes: tuple[tuple[float, str], ...] = ()
    line: float | None = None
    line_text: tuple[str, ...] = ()
    now: float | None = None
    now_words: str = ""
    now_text: str = ""


def bar_columns(rect: QRectF, face: ShareBarsFace) -> list[QRectF]:
    """The columns of the bars, each as high as the plot."""
    area = _area(rect, face)
    step = _step(area, face)
    return [
        QRectF(area.left() + step * place, area.top(), step, area.height())
        for place in range(len(face.bars))
    ]


def draw_share_bars(
    painter: QPainter, rect: QRectF, face: ShareBarsFace, theme: Theme, *, at: int | None = None
) -> None:
    """Draws the chart; `at` is the bar under the pointer or the keyboard's cursor."""
    area = _area(rect, face)
    columns = bar_columns(rect, face)
    right = columns[-1].right() if columns else area.left()
    shown = QRectF(area.left(), area.top(), max(1.0, right - area.left()), area.height())
    axis = _axis(face)
    labels = QRectF(rect.left(), area.top(), AXIS_WIDTH, area.height())
    draw_levels(painter, shown, axis, theme, labels=labels)
    _draw_bands(painter, rect, shown, face, theme)
    for place, (bar, column) in enumerate(zip(face.bars, columns, strict=True)):
        _draw_bar(painter, column, bar, axis, theme, asked=place == at)
    _draw_line(painter, shown, face, axis, theme)
    _draw_notes(painter, shown, columns, face, axis, theme)
    _draw_ticks(painter, shown, rect, face, theme)
    _draw_end(painter, shown, rect, face, axis, theme)


def _area(rect: QRectF, face: ShareBarsFace) -> QRectF:
    top = _BAND + _BELOW_BAND if face.bands else 8
    return rect.adjusted(AXIS_WIDTH, top, -END_WIDTH, -_AXIS)


def _step(area: QRectF, face: ShareBarsFace) -> float:
    return min(_WIDEST, area.width() / max(1, len(face.bars)))


def _axis(face: ShareBarsFace) -> Axis:
    values = [bar.share for bar in face.bars if bar.share is not None]
    return axis_for([*values, face.line or 0.0, 0.5], percent=True)


def _draw_bands(
    painter: QPainter, rect: QRectF, shown: QRectF, face: ShareBarsFace, theme: Theme
) -> None:
    step = shown.width() / max(1, len(face.bars))
    for number, band in enumerate(face.bands):
        left = shown.left() + step * band.first
        last = number == len(face.bands) - 1
        right = shown.left() + step * band.last - (0 if last else 2)
        if right - left < 2:
            continue
        box = QRectF(left, rect.top(), right - left, _BAND)
        ground, _text = theme.family(band.family)
        draw_box(painter, box, fill=ground, radius=RADIUS_SMALL)
        words = box.adjusted(7, 0, -4, 0)
        if theme.fonts.width(band.name, "axis", 500) <= words.width():
            color = theme.colors.text
            draw_text(painter, words, band.name, theme, "axis", color=color, weight=500)
        if number:
            at = round(left - 1) + 0.5
            draw_line(
                painter,
                QPointF(at, box.bottom() + 4),
                QPointF(at, shown.bottom()),
                theme.colors.border,
            )


def _draw_bar(
    painter: QPainter, column: QRectF, bar: ShareBar, axis: Axis, theme: Theme, *, asked: bool
) -> None:
    c = theme.colors
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    if asked:
        painter.fillRect(column, c.hover)
    if bar.share is None:
        return
    gap = 4 if column.width() > 9 else 2 if column.width() > 4 else 0
    left, right = round(column.left() + gap / 2), round(column.right() - gap / 2)
    top = min(axis.y(column, bar.share), column.bottom() - 1)
    box = QRectF(left, round(top), max(1, right - left), column.bottom() - round(top))
    painter.fillRect(box, theme.fill("must", tint=True))
    if bar.fire > 0:
        fire = QRectF(box)
        fire.setTop(round(min(axis.y(column, bar.fire), column.bottom() - 1)))
        painter.fillRect(fire, theme.fill("must"))
    if bar.counts:
        below = QRectF(box.left(), column.bottom() + 2, box.width(), 2)
        painter.fillRect(below, c.text)
    if asked:
        painter.setPen(QPen(c.must, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0, 0, -1, 0))


def _draw_line(
    painter: QPainter, shown: QRectF, face: ShareBarsFace, axis: Axis, theme: Theme
) -> None:
    if face.line is None:
        return
    y = round(axis.y(shown, face.line)) + 0.5
    pen = QPen(theme.colors.grey, 1)
    pen.setDashPattern([3, 3])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(pen)
    painter.drawLine(QPointF(shown.left(), y), QPointF(shown.right() + 4, y))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _draw_notes(
    painter: QPainter,
    shown: QRectF,
    columns: Sequence[QRectF],
    face: ShareBarsFace,
    axis: Axis,
    theme: Theme,
) -> None:
    """Words beside the bar that they are about, where the bars after it leave room."""
    for place, words in face.notes:
        if int(place) >= len(columns):
            continue
        width = theme.fonts.width(words, "axis") + 4
        left = columns[int(place)].right() + 4
        room = QRectF(left, 0, width, 14)
        if room.right() > shown.right():
            continue
        under = [
            bar.share or 0.0
            for bar, column in zip(face.bars, columns, strict=True)
            if column.right() > left and column.left() < room.right()
        ]
        own = face.bars[int(place)].share or 0.0
        y = axis.y(shown, own) + 1
        if axis.y(shown, max(under, default=0.0)) < y + 14 or y + 14 > shown.bottom():
            continue
        if face.line is not None and y - 2 < axis.y(shown, face.line) < y + 16:
            continue
        room.moveTop(y)
        draw_text(painter, room, words, theme, "axis", color=theme.colors.muted)


def _draw_ticks(
    painter: QPainter, shown: QRectF, rect: QRectF, face: ShareBarsFace, theme: Theme
) -> None:
    step, free = shown.width() / max(1, len(face.bars)), rect.left()
    for place, words in face.ticks:
        left = shown.left() + step * place
        width = theme.fonts.width(words, "axis") + 2
        if left < free or left + width > rect.right():
            continue
        room = QRectF(left, shown.bottom() + 5, width, 14)
        draw_text(painter, room, words, theme, "axis", color=theme.colors.faint)
        free = left + width + 10


def _draw_end(
    painter: QPainter, shown: QRectF, rect: QRectF, face: ShareBarsFace, axis: Axis, theme: Theme
) -> None:
    """The line's name and the number of now, each at its height and apart from the other."""
    left, width = shown.right() + 10, rect.right() - shown.right() - 10
    c = theme.colors
    bottom_of_words = shown.top()
    if face.line is not None:
        y = axis.y(shown, face.line) - 7
        for line in face.line_text:
            draw_text(painter, QRectF(left, y, width, 14), line, theme, "axis", color=c.muted)
            y += 14
        bottom_of_words = y + 6
    if face.now is None:
        return
    height = 42
    y = axis.y(shown, face.now) - 14
    if face.line is not None and y < bottom_of_words:
        above = axis.y(shown, face.line) - 10 - height
        y = above if face.now > face.line else bottom_of_words
    y = min(max(rect.top(), y), rect.bottom() - height)
    number = QRectF(left, y, width, 28)
    draw_text(painter, number, face.now_words, theme, "number", color=c.must, weight=600)
    below = QRectF(left, y + 26, width, 14)
    draw_text(painter, below, face.now_text, theme, "axis", color=c.muted)
