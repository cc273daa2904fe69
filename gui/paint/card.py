"""What does one work item look like as a card of 62 pixels?

The anatomy is fixed: stripe, two lines of title, a meta line whose text elides and whose
numbers never do. Which texts stand there is the model's question.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from gui.paint.shapes import draw_box
from gui.paint.text import draw_lines, draw_text
from gui.tokens import RADIUS, Theme, Tone, WorkRole

CARD_HEIGHT = 62
STRIPE = 3
PAD_LEFT, PAD_RIGHT, PAD_Y = 13, 10, 6
TITLE_LINE, META_LINE = 16, 16
ICON, ICON_GAP = 12, 5
PROBABILITY_COLUMN = 32
DOT = " \u00b7 "
LEAST_WORDS = 40  # pixels; less of a driver's words tells nothing


@dataclass(frozen=True, slots=True)
class CardFace:
    """Everything a card shows.

    Attributes:
        icon: Lucide name of the driver's icon, None where there is none.
        meta: Driver and date (must do), or whom it serves, what it saves or protects (choice).
        effort: Number with unit ("14 pd"), or "" where nothing is estimated.
        meta_tone: The tone of meta line and icon where it is not the usual one.
        probability: "88%" or ""; drawn in its own column in ``probability_tone``.
        changed: It just moved: accent border, ``changed_note`` instead of the meta line.
        ghost: The place it left: dashed, faint.
        tooltip: The whole title and more, as plain text.
    """

    title: str
    role: WorkRole = "unsorted"
    meta: str = ""
    effort: str = ""
    icon: str | None = None
    meta_tone: Tone = "muted"
    probability: str = ""
    probability_tone: Tone = "text"
    changed: bool = False
    changed_note: str = ""
    ghost: bool = False
    tooltip: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        note = self.changed_note if self.changed and self.changed_note else self.meta
        role = {"must": "must do", "choice": "choice", "unsorted": "unsorted"}[self.role]
        likely = f"{self.probability} done by then" if self.probability else ""
        parts = (self.title, role, note, self.effort, likely)
        return ", ".join(part for part in parts if part)


def draw_card(
    painter: QPainter,
    rect: QRectF,
    face: CardFace,
    theme: Theme,
    *,
    selected: bool = False,
    hover: bool = False,
    focused: bool = False,
) -> None:
    """Draws ``face`` into ``rect``; an accent outline reaches one pixel beyond it."""
    c = theme.colors
    if face.ghost:
        draw_box(painter, rect, border=c.border2, dashed=True)
    else:
        ground = c.accent2 if selected else (c.hover if hover else c.surface)
        outlined = selected or face.changed or focused
        # The outline takes one pixel of the stripe's place.
        shift = 1 if outlined else 0
        draw_box(painter, rect, fill=ground, border=c.border)
        _draw_stripe(painter, rect.adjusted(shift, 0, 0, 0), theme.fill(face.role))
    if selected or focused or (face.changed and not face.ghost):
        outline = rect.adjusted(-1, -1, 1, 1)
        draw_box(painter, outline, border=c.accent, width=2, radius=RADIUS + 1)
    inside = rect.adjusted(PAD_LEFT, PAD_Y, -PAD_RIGHT, -PAD_Y)
    color = c.faint if face.ghost else c.text
    draw_lines(
        painter, inside, face.title, theme, "body", color=color, weight=500, line_height=TITLE_LINE
    )
    _draw_meta(painter, inside, face, theme)


def _draw_stripe(painter: QPainter, rect: QRectF, stripe: QColor) -> None:
    edge = QRectF(rect.left(), rect.top(), 2 * RADIUS, rect.height())
    shape = QPainterPath()
    shape.addRoundedRect(edge, RADIUS - 1, RADIUS - 1)
    cut = QPainterPath()
    cut.addRect(QRectF(rect.left(), rect.top(), STRIPE, rect.height()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(stripe)
    painter.drawPath(shape.intersected(cut))


def _draw_reasons(painter: QPainter, room: QRectF, text: str, theme: Theme, color: QColor) -> None:
    """Reasons, the strongest first: those that have no room whole are left out from the end."""
    parts = text.split(DOT)
    while len(parts) > 1 and theme.fonts.width(DOT.join(parts), "meta") > room.width():
        parts.pop()
    draw_text(painter, room, DOT.join(parts), theme, "meta", color=color)


def _draw_words_and_date(
    painter: QPainter, room: QRectF, text: str, theme: Theme, color: QColor
) -> None:
    """Where the room is short the words are cut, not the date after the last dot.

    Where next to nothing of the words would be left the date stands alone.
    """
    words, dot, date = text.rpartition(DOT)
    kept = f"{dot}{date}"
    width = theme.fonts.width(kept, "meta")
    if not words or theme.fonts.width(text, "meta") <= room.width():
        draw_text(painter, room, text, theme, "meta", color=color)
        return
    if width > room.width() - LEAST_WORDS:
        draw_text(painter, room, date, theme, "meta", color=color)
        return
    used = draw_text(painter, room.adjusted(0, 0, -width, 0), words, theme, "meta", color=color)
    draw_text(painter, room.adjusted(used, 0, 0, 0), kept, theme, "meta", color=color)


def _draw_meta(painter: QPainter, inside: QRectF, face: CardFace, theme: Theme) -> None:
    c = theme.colors
    line = QRectF(inside.left(), inside.bottom() - META_LINE, inside.width(), META_LINE)
    right = line.right()
    faint = c.faint if face.ghost else None
    if face.probability:
        # "100%" and ">99%" are wider than most: no figure of a number is ever cut.
        wide = max(PROBABILITY_COLUMN, ceil(theme.fonts.width(face.probability, "meta", 600)) + 1)
        column = QRectF(right - wide, line.top(), wide, META_LINE)
        color = faint or theme.tone(face.probability_tone)
        draw_text(
            painter, column, face.probability, theme, "meta", color=color, weight=600, align="right"
        )
        right = column.left() - 4
    if face.effort:
        room = QRectF(line.left(), line.top(), right - line.left(), META_LINE)
        width = draw_text(
            painter,
            room,
            face.effort,
            theme,
            "meta",
            color=faint or c.text,
            weight=600,
            align="right",
        )
        right -= width + 8
    left = line.left()
    noted = face.changed and face.changed_note
    if face.icon and not noted:
        spot = QRectF(left, line.center().y() - ICON / 2, ICON, ICON)
        usual: Tone = "must" if face.role == "must" else "muted"
        color = faint or theme.tone(usual if face.meta_tone == "muted" else face.meta_tone)
        theme.icons.draw(painter, face.icon, spot, color)
        left += ICON + ICON_GAP
    text = face.changed_note if noted else face.meta
    color = c.accent if noted else (faint or theme.tone(face.meta_tone))
    room = QRectF(left, line.top(), max(0.0, right - left), META_LINE)
    if noted:
        draw_text(painter, room, text, theme, "meta", color=color, weight=500)
    elif face.role == "must":
        _draw_words_and_date(painter, room, text, theme, color)
    else:
        _draw_reasons(painter, room, text, theme, color)
