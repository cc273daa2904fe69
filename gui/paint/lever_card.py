"""How does one thing that a scenario changes stand among its levers: a card with a stripe?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import draw_text
from gui.tokens import RADIUS, Theme, Tone, WorkRole

CARD_HEIGHT, CROSS = 50, 14
_STRIPE = 3


@dataclass(frozen=True, slots=True)
class LeverFace:
    """What a card shows. `key` and `kind` say what is taken out by its cross."""

    kind: str
    key: str
    title: str
    detail: str
    effort: str = ""
    role: WorkRole = "unsorted"
    tone: Tone = "muted"
    spoken: str = ""


def cross_rect(rect: QRectF) -> QRectF:
    """Where the cross is that takes the card out."""
    return QRectF(rect.right() - CROSS - 7, rect.top() + 7, CROSS, CROSS)


def draw_lever_card(
    painter: QPainter,
    rect: QRectF,
    face: LeverFace,
    theme: Theme,
    *,
    hover: bool = False,
    focused: bool = False,
    editable: bool = True,
) -> None:
    """Draws the card; its cross stands there while it can be taken out."""
    c = theme.colors
    draw_box(painter, rect, fill=c.hover if hover else c.surface, border=c.border)
    shape, cut = QPainterPath(), QPainterPath()
    shape.addRoundedRect(rect, RADIUS, RADIUS)
    cut.addRect(QRectF(rect.left(), rect.top(), _STRIPE, rect.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.fill(face.role))
    painter.drawPath(shape.intersected(cut))
    inside = rect.adjusted(_STRIPE + 9, 0, -9, 0)
    title = QRectF(inside.left(), rect.top() + 5, inside.width(), 20)
    if editable:
        title.setRight(cross_rect(rect).left() - 4)
        theme.icons.draw(painter, "x", cross_rect(rect), c.muted if hover else c.faint)
    draw_text(painter, title, face.title, theme, weight=500)
    lower = QRectF(inside.left(), rect.bottom() - 23, inside.width(), 16)
    if face.effort:
        taken = theme.fonts.width(face.effort, "meta", 600) + 2
        right = QRectF(lower.right() - taken, lower.top(), taken, 16)
        draw_text(painter, right, face.effort, theme, "meta", weight=600, align="right")
        lower.setRight(right.left() - 6)
    draw_text(painter, lower, face.detail, theme, "meta", color=theme.tone(face.tone))
    if focused:
        draw_focus_ring(painter, rect, theme)
