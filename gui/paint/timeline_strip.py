"""How much of each sprint does dated must-do work take? Bars under the timeline, on its days."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_box
from gui.paint.text import draw_lines, draw_text
from gui.paint.timeline_face import TimelineFace
from gui.paint.timeline_scale import Scale
from gui.tokens import Theme

STRIP_HEIGHT, LOW_STRIP = 104, 60
_NUMBER = 16


def _parts(strip: QRectF) -> tuple[float, float]:
    """Return what is above the bars, and how high they are: less of both in a low strip."""
    return (14, 56) if strip.height() >= STRIP_HEIGHT else (8, 32)


def draw_strip(
    painter: QPainter, strip: QRectF, face: TimelineFace, scale: Scale, theme: Theme
) -> None:
    """Draws one bar a sprint; the outline is what is left after the reserve."""
    most = max((sprint.room for sprint in face.sprints), default=0.0)
    if most <= 0:
        return
    c = theme.colors
    above, bars = _parts(strip)
    base = strip.top() + above + bars
    for sprint in face.sprints:
        left, right = scale.x(sprint.start), scale.x(sprint.end)
        if right < strip.left() or left > strip.right():
            continue
        roomy = right - left > 8
        if roomy:
            left, right = left + 1, right - 2
        outline = QRectF(left, 0, right - left, max(1.0, bars * sprint.room / most))
        outline.moveBottom(base)
        used = QRectF(left, 0, right - left, bars * min(sprint.dated, most) / most)
        used.moveBottom(base)
        if sprint.dated > 0:
            painter.fillRect(used, theme.fill("must", tint=True))
        if roomy:
            draw_box(painter, outline, border=c.border2, radius=1)
        else:
            painter.fillRect(QRectF(left, outline.top(), right - left, 1), c.border2)
        text = _number(sprint.dated)
        if text and right - left >= theme.fonts.width(text, "axis"):
            room = QRectF(left, base + 3, right - left, _NUMBER)
            draw_text(painter, room, text, theme, "axis", align="center")


def draw_strip_words(painter: QPainter, names: QRectF, title: str, text: str, theme: Theme) -> None:
    """Draws what the bars are, beside them."""
    above, _bars = _parts(names)
    room = QRectF(names.left(), names.top() + above - 2, names.width(), 20)
    draw_text(painter, room, title, theme, "body", weight=600)
    rest = QRectF(names.left(), room.bottom(), names.width(), 40)
    if names.height() < STRIP_HEIGHT:
        rest.setHeight(_NUMBER)
        draw_text(painter, rest, text, theme, "small", color=theme.colors.muted)
        return
    draw_lines(painter, rest, text, theme, "small", color=theme.colors.muted)


def _number(days: float) -> str:
    if days < 0.05:
        return ""
    return f"{days:,.0f}" if days >= 10 else f"{days:.1f}".removesuffix(".0")
