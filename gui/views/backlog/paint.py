"""What does one row of the backlog look like: an item's cells, or the head of a group?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from gui.models.backlog.columns import Cell
from gui.models.backlog.rows import Group
from gui.models.words import family_of, items_text, tag_word, whole_days_text
from gui.paint.shapes import draw_box, draw_tag, tag_width
from gui.paint.text import Align, draw_text
from gui.tokens import RADIUS_SMALL, TAG_HEIGHT, Theme, WorkRole
from gui.widgets.table_header import PAD
from roadmap.values import Quadrant

STRIPE = 3
_ICON, _GAP = 12, 5


@dataclass(frozen=True, slots=True)
class RowState:
    """What the pointer, the selection and a decision do to a row."""

    selected: bool = False
    hover: bool = False
    changed: bool = False


def draw_row(
    painter: QPainter,
    rect: QRectF,
    cells: Sequence[tuple[QRectF, Cell, bool]],
    role: WorkRole,
    theme: Theme,
    state: RowState,
) -> None:
    """Draws an item's row: ground, line below, stripe, and (place, cell, right-aligned) each."""
    c = theme.colors
    if state.selected or state.hover:
        painter.fillRect(rect, c.accent2 if state.selected else c.hover)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.grid)
    if role != "unsorted":
        stripe = QRectF(rect.left(), rect.top() + 4, STRIPE, rect.height() - 9)
        painter.fillRect(stripe, theme.fill(role))
    for place, cell, right in cells:
        draw_cell(painter, place, cell, theme, right=right)
    if state.changed:
        outline = rect.adjusted(0, 0, 0, -1)
        draw_box(painter, outline, border=c.accent, width=2, radius=RADIUS_SMALL)


def draw_cell(painter: QPainter, rect: QRectF, cell: Cell, theme: Theme, *, right: bool) -> None:
    """Draws what stands in one cell; text elides, nothing leaves the cell."""
    inside = rect.adjusted(PAD, 0, -PAD, -1)
    if not cell.text or inside.width() < 4:
        return
    if cell.family is not None:
        _draw_tag(painter, inside, cell, theme)
        return
    color = theme.tone(cell.tone)
    if cell.note:
        room = max(0.0, inside.width() - 40)
        width = min(room, theme.fonts.width(cell.note, "meta", 500) + 2)
        spot = QRectF(inside.right() - width, inside.top(), width, inside.height())
        accent = theme.colors.accent
        draw_text(painter, spot, cell.note, theme, "meta", color=accent, weight=500, align="right")
        inside.setRight(spot.left() - 8)
    if cell.icon and not right:
        spot = QRectF(inside.left(), inside.center().y() - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, cell.icon, spot, color)
        inside.setLeft(inside.left() + _ICON + _GAP)
    align: Align = "right" if right else "left"
    text, weight = cell.text, cell.weight
    used = draw_text(painter, inside, text, theme, color=color, weight=weight, align=align)
    if cell.icon and right and used + _ICON + _GAP <= inside.width():
        left = inside.right() - used - _GAP - _ICON
        spot = QRectF(left, inside.center().y() - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, cell.icon, spot, color)


def _draw_tag(painter: QPainter, inside: QRectF, cell: Cell, theme: Theme) -> None:
    """A tag as wide as its word; a word too long for the column is cut inside its ground."""
    family = cell.family or "neutral"
    if tag_width(cell.text, theme) <= inside.width():
        at = QPointF(inside.left(), inside.center().y())
        draw_tag(painter, at, cell.text, family, theme)
        return
    ground, color = theme.family(family)
    top = inside.center().y() - TAG_HEIGHT / 2
    box = QRectF(inside.left(), top, inside.width(), TAG_HEIGHT)
    draw_box(painter, box, fill=ground, radius=RADIUS_SMALL)
    words = box.adjusted(7, 0, -7, 0)
    draw_text(painter, words, cell.text, theme, "meta", color=color, weight=500)


def draw_group(
    painter: QPainter, rect: QRectF, group: Group, name: str, theme: Theme, *, hover: bool
) -> None:
    """Draws the head of a group: arrow, name, kind of work, and how much stands under it."""
    c = theme.colors
    painter.fillRect(rect, c.hover if hover else c.bg)
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), c.border)
    inside = rect.adjusted(PAD, 0, -PAD, -1)
    arrow = QRectF(inside.left(), inside.center().y() - 7, 14, 14)
    theme.icons.draw(painter, "chevron-right" if group.folded else "chevron-down", arrow, c.muted)
    counts = f"{items_text(group.count)} · {whole_days_text(group.effort)}"
    taken = draw_text(painter, inside, counts, theme, "small", color=c.muted, align="right")
    words = QRectF(inside.left() + 24, inside.top(), 0, inside.height())
    words.setRight(inside.right() - taken - 16)
    used = draw_text(painter, words, name, theme, "body", color=c.text, weight=600)
    if group.quadrant is not Quadrant.UNSORTED:
        tag, at = tag_word(group.quadrant), QPointF(words.left() + used + 8, words.center().y())
        if at.x() + tag_width(tag, theme) <= words.right():
            draw_tag(painter, at, tag, family_of(group.quadrant), theme)
