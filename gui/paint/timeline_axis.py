"""What stands above the rows: months, days where there is room, sprints by number, freezes, today?

Also the ground behind the rows, which repeats the same days as bands and lines.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.paint.timeline_face import TimelineFace
from gui.paint.timeline_scale import Scale, day_ticks, month_ticks, thinned
from gui.tokens import Theme

LINE = 20
_NARROWEST_SPRINT = 7.0  # closer grid lines would be a ground


def axis_height(scale: Scale) -> int:
    """Months and sprints; days have a line of their own where they are named."""
    return 56 + (LINE - 4 if scale.day * 7 >= 34 else 0)


def draw_ground(
    painter: QPainter, chart: QRectF, face: TimelineFace, scale: Scale, theme: Theme
) -> None:
    """Draws freeze bands, the lines of the sprints (of the months from afar), and today."""
    c = theme.colors
    for freeze in face.freezes:
        band = QRectF(scale.x(freeze.start), chart.top(), 0, chart.height())
        band.setRight(max(band.left() + 1, scale.x(freeze.end)))
        if band.intersects(chart):
            painter.fillRect(band.intersected(chart), c.sunken)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(c.grid, 1))
    painter.drawLines(
        [QLineF(x, chart.top(), x, chart.bottom()) for x in _grid(chart, face, scale)]
    )
    x = scale.x(face.today)
    if chart.left() <= x <= chart.right():
        painter.setPen(QPen(c.accent, 2))
        painter.drawLine(QLineF(x, chart.top(), x, chart.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _grid(chart: QRectF, face: TimelineFace, scale: Scale) -> list[float]:
    wide = [s for s in face.sprints if (s.end - s.start) * scale.day >= _NARROWEST_SPRINT]
    if wide:
        days = [sprint.start for sprint in wide] + [wide[-1].end]
    else:
        days = [tick.day for tick in month_ticks(scale, chart.right())]
    return [x for x in map(scale.x, days) if chart.left() <= x <= chart.right()]


def draw_axis(
    painter: QPainter, axis: QRectF, face: TimelineFace, scale: Scale, theme: Theme
) -> None:
    """Draws the axis into ``axis``, whose left edge is the scale's."""
    c = theme.colors
    painter.fillRect(axis, c.surface)
    top = QRectF(axis.left(), axis.top() + 10, axis.width(), LINE)
    ticks = month_ticks(scale, axis.right())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(c.border, 1))
    for tick in ticks:
        x = scale.x(tick.day)
        painter.drawLine(QLineF(x, top.top() + 2, x, axis.bottom()))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, tick in enumerate(ticks):
        x = max(scale.x(tick.day), axis.left()) + 5
        following = scale.x(ticks[number + 1].day) if number + 1 < len(ticks) else axis.right() + 99
        width = theme.fonts.width(tick.text, "small", 600) + 1
        if x + width > following - 4:
            continue  # the month at the edge leaves as the next one comes
        room = QRectF(x, top.top(), width + 2, LINE)
        draw_text(painter, room, tick.text, theme, "small", weight=600)
    for day in day_ticks(scale, axis.right()):
        room = QRectF(scale.x(day.day) + 3, top.bottom() - 2, 22, LINE - 4)
        draw_text(painter, room, day.text, theme, "axis", color=c.faint)
    _draw_sprints(painter, axis, face, scale, theme)


def _draw_sprints(
    painter: QPainter, axis: QRectF, face: TimelineFace, scale: Scale, theme: Theme
) -> None:
    """Today first, then freezes, then the numbers that there is room for."""
    c = theme.colors
    line = QRectF(axis.left(), axis.bottom() - LINE - 4, axis.width(), LINE)
    taken: list[tuple[float, float]] = []
    today = scale.x(face.today)
    if face.today_text and axis.left() <= today <= axis.right():
        half = theme.fonts.width(face.today_text, "axis", 600) / 2 + 6
        left = min(max(today - half, axis.left()), axis.right() - 2 * half)
        chip = QRectF(left, line.top() + 1, 2 * half, LINE - 2)
        draw_box(painter, chip, fill=c.accent, radius=3)
        draw_text(
            painter,
            chip,
            face.today_text,
            theme,
            "axis",
            color=c.onaccent,
            weight=600,
            align="center",
        )
        taken.append((chip.left() - 4, chip.right() + 4))
    for freeze in face.freezes:
        left, right = max(scale.x(freeze.start), axis.left()), scale.x(freeze.end)
        width = theme.fonts.width(freeze.text, "axis") + 1
        room = QRectF((left + right - width) / 2, line.top(), width + 1, LINE)
        if right - left >= width + 4 and _free(taken, room.left(), room.right()):
            draw_text(painter, room, freeze.text, theme, "axis", color=c.faint)
            taken.append((room.left() - 2, room.right() + 2))
    # The number of the sprint at the left edge stays in view as long as the sprint does.
    starts = (
        (max(scale.x(sprint.start), axis.left()), str(sprint.number))
        for sprint in face.sprints
        if scale.x(sprint.end) > axis.left() + 28
    )
    for x, text in thinned(starts, 30):
        if axis.left() - 2 <= x <= axis.right() and _free(taken, x, x + 24):
            room = QRectF(x + 4, line.top(), 30, LINE)
            draw_text(painter, room, text, theme, "axis", color=c.faint)


def _free(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    return all(right <= begin or left >= end for begin, end in taken)
