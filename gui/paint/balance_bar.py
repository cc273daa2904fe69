"""How does foundation lie against its band, beside innovation?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.paint.text import draw_text
from gui.tokens import Theme

HEIGHT = 64
_BAR, _TOP = 12, 22


@dataclass(frozen=True, slots=True)
class BalanceFace:
    """Shares of what was chosen, 0..1; the band in which foundation should lie."""

    foundation: float
    low: float
    high: float
    band_words: str
    foundation_words: str
    innovation_words: str


def draw_balance(painter: QPainter, rect: QRectF, face: BalanceFace, theme: Theme) -> None:
    """Draws the bar, the edges of the band over it, and the words below."""
    c = theme.colors
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    bar = QRectF(rect.left(), rect.top() + _TOP, rect.width(), _BAR)
    cut = round(bar.left() + bar.width() * face.foundation)
    painter.fillRect(bar, theme.fill("choice", tint=True))
    painter.fillRect(QRectF(bar.left(), bar.top(), cut - bar.left(), _BAR), theme.fill("choice"))
    ends = [round(rect.left() + rect.width() * share) for share in (face.low, face.high)]
    for at in ends:
        painter.fillRect(QRectF(at, bar.top() - 5, 1.5, _BAR + 10), c.text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = theme.fonts.width(face.band_words, "axis") + 2
    left = min(max(rect.left(), sum(ends) / 2 - width / 2), rect.right() - width)
    over = QRectF(left, rect.top(), width, 14)
    draw_text(painter, over, face.band_words, theme, "axis", color=c.muted)
    below = QRectF(rect.left(), bar.bottom() + 8, rect.width(), 16)
    used = draw_text(painter, below, face.foundation_words, theme, "small", weight=600)
    rest = below.adjusted(used + 12, 0, 0, 0)
    draw_text(painter, rest, face.innovation_words, theme, "small", color=c.muted, align="right")
