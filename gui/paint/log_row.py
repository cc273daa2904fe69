"""What does one decision look like in the log, and the day it stands under?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.paint.button import ButtonFace, ButtonState, button_width, draw_button
from gui.paint.shapes import draw_avatar, draw_focus_ring, draw_tag, tag_width
from gui.paint.text import Run, draw_runs, draw_text, plain
from gui.tokens import CONTROL_SMALL, Family, Theme

ROW_HEIGHT, ROW_WITH_ACTIONS, DAY_HEIGHT = 58, 84, 30
TEXT_LEFT = 92


@dataclass(frozen=True, slots=True)
class LogRowFace:
    """A decision: when, who, what in runs, its reason, the kind as a tag.

    Attributes:
        time: "16:40".
        reason: Without quotes; "" where none was given.
        detail: Shown where there is no reason, without quotes.
        actions: Words of the buttons under a selected row; the first two have a border.
    """

    time: str
    initials: str
    what: tuple[Run, ...]
    reason: str = ""
    detail: str = ""
    tag: str = ""
    family: Family = "neutral"
    actions: tuple[str, ...] = ()

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.time, plain(self.what), self.reason or self.detail, self.tag)
        return ", ".join(part for part in parts if part)


def draw_log_row(
    painter: QPainter,
    rect: QRectF,
    face: LogRowFace,
    theme: Theme,
    *,
    selected: bool = False,
    hover: bool = False,
    focused: bool = False,
    hot: int | None = None,
) -> None:
    """Draws the decision; ``hot`` is the action under the pointer."""
    c = theme.colors
    if selected or hover:
        painter.fillRect(rect, c.accent2 if selected else c.hover)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
    first = QRectF(rect.left() + 15, rect.top() + 9, rect.width() - 30, 20)
    draw_text(painter, first, face.time, theme, "small", color=c.muted)
    disc = QRectF(rect.left() + 62, rect.top() + 10, 22, 22)
    draw_avatar(painter, disc, face.initials, theme)
    right = rect.right() - 14
    if face.tag:
        right -= tag_width(face.tag, theme)
        draw_tag(painter, QPointF(right, first.center().y()), face.tag, face.family, theme)
        right -= 12
    words = QRectF(rect.left() + TEXT_LEFT, first.top(), 0, 20)
    words.setRight(right)
    draw_runs(painter, words, face.what, theme)
    below = QRectF(words.left(), words.bottom() - 1, words.width(), 16)
    text = f"\u201c{face.reason}\u201d" if face.reason else face.detail
    draw_text(painter, below, text, theme, "small", color=c.muted)
    if selected:
        for place, box in enumerate(action_rects(rect, face, theme)):
            state = ButtonState(hover=place == hot)
            draw_button(painter, box, _action_face(face.actions[place], place), theme, state)
    if focused:
        draw_focus_ring(painter, rect, theme, radius=2)


def action_rects(rect: QRectF, face: LogRowFace, theme: Theme) -> list[QRectF]:
    """Where the actions of a selected row lie, to be pressed."""
    found = []
    left = rect.left() + TEXT_LEFT
    for place, words in enumerate(face.actions):
        width = button_width(_action_face(words, place), theme)
        found.append(QRectF(left, rect.top() + 49, width, CONTROL_SMALL))
        left += width + 8
    return found


def draw_day(painter: QPainter, rect: QRectF, day: str, count: str, theme: Theme) -> None:
    """The day's heading with the number of its decisions."""
    c = theme.colors
    painter.fillRect(rect, c.bg)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.border)
    inside = rect.adjusted(14, 0, -14, 0)
    draw_text(painter, inside, day, theme, "small", color=c.muted, weight=600)
    draw_text(painter, inside, count, theme, "small", color=c.muted, align="right")


def _action_face(words: str, place: int) -> ButtonFace:
    return ButtonFace(words, kind="secondary" if place < 2 else "quiet", small=True)
