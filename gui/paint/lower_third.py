"""How does a moment of the history look to people who sit far from the screen?

A line in the accent colour, what matters large, then what was decided, who did and when, and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.fonts import SCALE, Style
from gui.paint.text import draw_lines, draw_text
from gui.theme import Theme

LEFT, TOP, RIGHT = 24.0, 14.0, 24.0
_BAR = 4.0
_TITLE: Style = "start"


@dataclass(frozen=True, slots=True)
class LowerThirdFace:
    """What is said. ``text`` is the decision where ``title`` is a caption; ``place`` stands right.

    What is "" takes no room.
    """

    title: str = ""
    text: str = ""
    meta: str = ""
    why: str = ""
    place: str = ""

    @property
    def words(self) -> str:
        """All of it for a screen reader."""
        return ". ".join(part for part in (self.title, self.text, self.meta, self.why) if part)


def lower_third_height(face: LowerThirdFace, width: float, theme: Theme) -> float:
    """The height that ``face`` takes at a width."""
    room = width - LEFT - RIGHT
    height = 2 * TOP + _lines(face.title, room, theme, _TITLE) * SCALE[_TITLE].line
    if face.text:
        height += 4 + _lines(face.text, room, theme, "title") * SCALE["title"].line
    if face.meta:
        height += 6 + SCALE["share"].line
    if face.why:
        height += 6 + _lines(face.why, room, theme, "advice") * SCALE["advice"].line
    return height


def draw_lower_third(painter: QPainter, rect: QRectF, face: LowerThirdFace, theme: Theme) -> None:
    """Draws ``face`` from the top of ``rect`` on a ground of its own; the reason fills the rest."""
    c = theme.colors
    painter.fillRect(rect, c.surface)
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), c.border)
    painter.fillRect(QRectF(rect.left(), rect.top(), _BAR, rect.height()), c.accent)
    left, width = rect.left() + LEFT, rect.width() - LEFT - RIGHT
    top = rect.top() + TOP

    def lines(text: str, style: Style, gap: float, tone: str, most: int) -> None:
        nonlocal top
        count = _lines(text, width, theme, style, most)
        height = count * SCALE[style].line
        room = QRectF(left, top + gap, width, height)
        draw_lines(painter, room, text, theme, style, color=getattr(c, tone), most=most)
        top += gap + height

    lines(face.title, _TITLE, 0, "text", 2)
    if face.text:
        lines(face.text, "title", 4, "text", 2)
    if face.meta:
        row = QRectF(left, top + 6, width, SCALE["share"].line)
        taken = draw_text(
            painter, row, face.place, theme, "share", color=c.faint, weight=400, align="right"
        )
        row.setRight(row.right() - taken - 16)
        draw_text(painter, row, face.meta, theme, "share", color=c.accent)
        top += 6 + SCALE["share"].line
    most = min(2, int((rect.bottom() - top - 6) // SCALE["advice"].line))
    if face.why and most > 0:
        lines(face.why, "advice", 6, "muted", most)


def _lines(text: str, width: float, theme: Theme, style: Style, most: int = 2) -> int:
    if not text:
        return 0
    return max(1, len(theme.texts.lines(text, width, style, None, most=most)))
