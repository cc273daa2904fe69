"""What cost how many sprints? A bar for each cause, with its number at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.theme import Theme

ROW = 26.0
_WORDS, _END = 118.0, 34.0


@dataclass(frozen=True, slots=True)
class CauseBar:
    """A cause; ``must`` colours it as must-do work."""

    word: str
    value: float
    number: str
    must: bool = False


def draw_cause_bars(
    painter: QPainter, rect: QRectF, bars: Sequence[CauseBar], theme: Theme
) -> None:
    """Draws the bars from the top of ``rect``; the longest takes the room there is."""
    c = theme.colors
    most = max((bar.value for bar in bars), default=0.0) or 1.0
    left = rect.left() + _WORDS
    room = max(4.0, rect.width() - _WORDS - _END)
    for place, bar in enumerate(bars):
        row = QRectF(rect.left(), rect.top() + place * ROW, rect.width(), ROW)
        words = QRectF(row.left(), row.top(), _WORDS - 8, row.height())
        draw_text(painter, words, bar.word, theme, color=c.text if bar.value else c.muted)
        length = room * bar.value / most
        if bar.value:
            box = QRectF(left, row.center().y() - 6, max(3.0, length), 12)
            draw_box(painter, box, fill=c.mustf if bar.must else c.border2, radius=2)
        end = QRectF(left + length + 6, row.top(), _END, row.height())
        draw_text(painter, end, bar.number, theme, weight=600)
