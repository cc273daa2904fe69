"""How does a scenario stand in the list: the dash of its line, name, what it changes, its mark?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import draw_text
from gui.tokens import RADIUS, Theme, Tone

ROW_HEIGHT = 44
Mark = Literal["", "private", "shared", "adopted", "problem"]
MARKS: dict[str, tuple[str, Tone]] = {
    "private": ("lock", "muted"),
    "shared": ("users", "muted"),
    "adopted": ("circle-check", "ok"),
    "problem": ("alert-triangle", "warn"),
}
_LINE, _ICON = 18, 14


@dataclass(frozen=True, slots=True)
class ScenarioFace:
    """What a row shows; `spoken` says all of it."""

    key: str
    name: str
    detail: str
    mark: Mark = ""
    spoken: str = ""


def draw_scenario(
    painter: QPainter,
    rect: QRectF,
    face: ScenarioFace,
    theme: Theme,
    *,
    chosen: bool = False,
    hover: bool = False,
    focused: bool = False,
) -> None:
    """Draws a row; the chosen one has the line that it has in the charts."""
    c = theme.colors
    box = rect.adjusted(0, 1, 0, -1)
    if chosen or hover:
        draw_box(painter, box, fill=c.accent2 if chosen else c.hover, radius=RADIUS)
    if focused:
        draw_focus_ring(painter, box, theme)
    inside = rect.adjusted(10, 0, -10, 0)
    pen = QPen(c.accent if chosen else c.grey, 2)
    if not chosen:
        pen.setDashPattern([2.25, 1.5])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle = round(rect.center().y())
    painter.drawLine(QPointF(inside.left(), middle), QPointF(inside.left() + _LINE, middle))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if face.mark:
        icon, tone = MARKS[face.mark]
        spot = QRectF(inside.right() - _ICON, middle - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, icon, spot, theme.tone(tone))
        inside.setRight(spot.left() - 6)
    words = inside.adjusted(_LINE + 8, 0, 0, 0)
    upper = QRectF(words.left(), middle - 17, words.width(), 18)
    lower = QRectF(words.left(), middle + 1, words.width(), 16)
    draw_text(painter, upper, face.name, theme, weight=600 if chosen else 500)
    draw_text(painter, lower, face.detail, theme, "small", color=c.muted)
