"""What stands above the cards of a quadrant: its name, meaning, share and counts?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_box, draw_tag, tag_width
from gui.paint.text import draw_text
from gui.tokens import Family, Theme, WorkRole

HEADER_HEIGHT, LOW_HEADER_HEIGHT = 61, 39


@dataclass(frozen=True, slots=True)
class QuadrantFace:
    """The head of a quadrant.

    Attributes:
        tag: "must do" or "choice".
        short_term: Short-term areas have the full hue, long-term ones the tint.
        share: Share of the open effort, 0..1, None where nothing is estimated.
        share_text: The same as people read it ("22%").
        capacity_share: Share of the coming sprints' capacity, drawn as a tick while hovered; None
            where there is no capacity.
        capacity_text: The same in a sentence, which stands for the meaning while hovered.
        counts: "6 items · 50 pd".
    """

    title: str
    tag: str
    meaning: str
    role: WorkRole
    short_term: bool
    share: float | None = None
    share_text: str = ""
    counts: str = ""
    capacity_share: float | None = None
    capacity_text: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        share, known = self.share_text, self.capacity_text
        parts = (self.title, self.tag, share, self.counts, known, self.meaning)
        return ", ".join(part for part in parts if part)


def draw_quadrant_header(
    painter: QPainter, rect: QRectF, face: QuadrantFace, theme: Theme, *, hover: bool = False
) -> None:
    """Draws the head into ``rect`` (HEADER_HEIGHT high, the panel's top padding included).

    LOW_HEADER_HEIGHT high it has no meaning, and the counts only where the title leaves room.
    """
    c = theme.colors
    low = rect.height() < HEADER_HEIGHT
    top = QRectF(rect.left(), rect.top() + 11, rect.width(), 20)
    color = theme.tone("must" if face.role == "must" else "choice")
    taken = draw_text(
        painter, top, face.share_text, theme, "share", color=color, weight=600, align="right"
    )
    room = top.width() - taken - 12 - tag_width(face.tag, theme) - 8
    title = QRectF(top.left(), top.top(), max(0.0, room), top.height())
    used = draw_text(painter, title, face.title, theme, "section")
    family: Family = "must" if face.role == "must" else "choice"
    draw_tag(painter, QPointF(top.left() + used + 8, top.center().y()), face.tag, family, theme)
    if low:
        room -= used + theme.fonts.width(face.counts, "small") + 10
        second = top.adjusted(0, 0, -taken - 10, 0)
    else:
        second = QRectF(rect.left(), rect.top() + 33, rect.width(), 16)
    if not low or room >= 0:
        counts = draw_text(
            painter, second, face.counts, theme, "small", color=c.muted, align="right"
        )
        second.setRight(second.right() - counts - 12)
    if not low:
        words = face.capacity_text if hover and face.capacity_text else face.meaning
        draw_text(painter, second, words, theme, "small", color=c.muted)
    track = QRectF(rect.left(), rect.bottom() - 4, rect.width(), 4)
    _draw_share(painter, track, face, theme, hover=hover)


def _draw_share(
    painter: QPainter, track: QRectF, face: QuadrantFace, theme: Theme, *, hover: bool
) -> None:
    draw_box(painter, track, fill=theme.colors.sunken, radius=2)
    if face.share:
        filled = QRectF(track)
        filled.setWidth(max(4.0, track.width() * min(1.0, face.share)))
        fill = theme.fill(face.role, tint=not face.short_term)
        draw_box(painter, filled, fill=fill, radius=2)
    if hover and face.capacity_share is not None:
        at = track.left() + track.width() * min(1.0, face.capacity_share)
        tick = QRectF(at - 0.75, track.top() - 2, 1.5, track.height() + 4)
        draw_box(painter, tick, fill=theme.colors.text, radius=0)
