"""What does a past decision with what came of it look like, and the heading of its phase?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_focus_ring, draw_tag, tag_width
from gui.paint.text import draw_text
from gui.tokens import Family, Theme

OUTCOME_ROW, OUTCOME_HEAD = 54, 30
_DAY = 88  # "22 Sep 2025"
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class OutcomeFace:
    """A line: a decision or an obstacle; or a heading, which has no day.

    Attributes:
        what: What was decided, or what stood in the way.
        said: What came of it.
        why: The reason of the decision, for the tooltip.
        decision: Where it was decided, or began; "" where no single decision did.
    """

    what: str
    said: str = ""
    day: str = ""
    tag: str = ""
    family: Family = "neutral"
    why: str = ""
    items: tuple[str, ...] = ()
    decision: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it is the heading of the lines below."""
        return not self.day

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.day, self.what, self.tag, self.said, self.why)
        return ", ".join(part for part in parts if part)


def draw_outcome_head(painter: QPainter, rect: QRectF, face: OutcomeFace, theme: Theme) -> None:
    """Draws the heading: its words at the left, its numbers at the right."""
    c = theme.colors
    painter.fillRect(rect, c.bg)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.border)
    inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
    taken = draw_text(painter, inside, face.what, theme, "small", color=c.muted, weight=600)
    inside.setLeft(inside.left() + taken + 16)
    draw_text(painter, inside, face.said, theme, "small", color=c.muted, align="right")


def draw_outcome_row(
    painter: QPainter,
    rect: QRectF,
    face: OutcomeFace,
    theme: Theme,
    *,
    selected: bool = False,
    hover: bool = False,
    focused: bool = False,
) -> None:
    """Draws the decision with what came of it below."""
    c = theme.colors
    if selected or hover:
        painter.fillRect(rect, c.accent2 if selected else c.hover)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
    first = QRectF(rect.left() + _MARGIN, rect.top() + 8, _DAY - 8, 18)
    draw_text(painter, first, face.day, theme, "small", color=c.muted)
    right = rect.right() - _MARGIN
    if face.tag:
        right -= tag_width(face.tag, theme)
        draw_tag(painter, QPointF(right, first.center().y()), face.tag, face.family, theme)
        right -= 12
    words = QRectF(rect.left() + _MARGIN + _DAY, first.top(), 0, 18)
    words.setRight(right)
    draw_text(painter, words, face.what, theme, weight=500)
    below = QRectF(words.left(), words.bottom() + 1, 0, 17)
    below.setRight(rect.right() - _MARGIN)
    draw_text(painter, below, face.said, theme, "small", color=c.muted)
    if focused:
        draw_focus_ring(painter, rect, theme, radius=2)
