"""What does a row of the overview look like: words at the left, numbers and small pictures right?

One face for all sections; a column that a section does not use has no width.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.fonts import Weight
from gui.paint.shapes import draw_avatar, draw_box, draw_focus_ring, draw_line, draw_tag, tag_width
from gui.paint.sparkline import Spark, draw_sparkline
from gui.paint.text import draw_text
from gui.tokens import RADIUS, Family, Theme, Tone, WorkRole

HEIGHTS = {1: 33, 2: 40, 3: 56}  # by lines of words
HEAD_HEIGHT = 24
_TITLE, _LINE = 19, 16
_GAP, _LEAST_PICTURE = 10, 36
SIDE = 8  # between a row's edge and its words, for hover and focus


@dataclass(frozen=True, slots=True)
class Reach:
    """P50, P85 and the date of an item as places 0..1 of the column; None is not in sight."""

    p50: float | None
    p85: float | None
    due: float | None
    role: WorkRole = "must"


@dataclass(frozen=True, slots=True)
class RowFace:
    """One row.

    `link` is what it leads to, "" where it leads nowhere; `note` stands below the title, `below`
    under that; `spoken` says all of it to a screen reader and on hover.
    """

    title: str
    link: str = ""
    note: str = ""
    lead: str = ""
    by: str = ""
    value: str = ""
    tail: str = ""
    tail_tone: Tone = "text"
    value_tone: Tone = "text"
    tag: str = ""
    family: Family = "neutral"
    person: str = ""
    reach: Reach | None = None
    spark: Spark | None = None
    below: str = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the columns in pixels, 0 where a section has no such column.

    `least` is kept for the words: in a narrow section the small picture gives way to them. Words
    stand in up to so many `lines`.
    """

    lead: int = 0
    spark: int = 0
    by: int = 0
    value: int = 0
    reach: int = 0
    tail: int = 0
    person: int = 0
    least: int = 0
    lines: int = 1

    @property
    def height(self) -> int:
        """Of each row."""
        return HEIGHTS[self.lines]

    def fitted(self, width: float) -> Columns:
        """Return the columns for rows of so many pixels."""
        parts = (self.spark, self.by, self.value, self.reach, self.tail, self.person)
        taken = self.lead + sum(part + _GAP for part in parts if part)
        short = self.least - (width - taken)
        if short <= 0:
            return self
        spark, reach = (max(0.0, part - short) for part in (self.spark, self.reach))
        return replace(
            self,
            spark=round(spark) if spark >= _LEAST_PICTURE else 0,
            reach=round(reach) if reach >= _LEAST_PICTURE else 0,
        )


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is touched."""

    hover: bool = False
    focused: bool = False
    last: bool = False


def draw_row(
    painter: QPainter, rect: QRectF, face: RowFace, columns: Columns, theme: Theme, state: RowState
) -> None:
    """Draws a row with the line below it."""
    c = theme.colors
    if state.hover and face.link:
        draw_box(painter, rect.adjusted(0, 1, 0, -1), fill=c.hover, radius=RADIUS)
    if not state.last:
        y = rect.bottom() - 0.5
        draw_line(painter, QPointF(rect.left() + SIDE, y), QPointF(rect.right() - SIDE, y), c.grid)
    inside = rect.adjusted(SIDE, 0, -SIDE, 0)
    columns = columns.fitted(inside.width())
    right = _draw_right(painter, inside, face, columns, theme)
    left = inside.left()
    if columns.lead:
        room = _first_line(QRectF(left, inside.top(), columns.lead - 8, inside.height()), face)
        draw_text(painter, room, face.lead, theme, "small", color=c.muted)
        left += columns.lead
    words = QRectF(left, inside.top(), right - left, inside.height())
    _draw_words(painter, words, face, theme)
    if state.focused:
        draw_focus_ring(painter, rect, theme)


def draw_heads(
    painter: QPainter, rect: QRectF, face: RowFace, columns: Columns, theme: Theme
) -> None:
    """Draws the names of the columns over the rows."""
    inside = rect.adjusted(SIDE, 0, -SIDE, 0)
    columns = columns.fitted(inside.width())
    c = theme.colors
    right = inside.right()
    for width, text, align in (
        (columns.tail, face.tail, "right"),
        (columns.reach, face.note, "left"),
        (columns.value, face.value, "right"),
        (columns.by, face.by, "left"),
    ):
        if not width:
            continue
        room = QRectF(right - width, inside.top(), width, inside.height())
        draw_text(
            painter,
            room,
            text,
            theme,
            "small",
            color=c.faint,
            weight=500,
            align="right" if align == "right" else "left",
        )
        right -= width + _GAP
    if columns.lead:
        room = QRectF(inside.left(), inside.top(), columns.lead - 8, inside.height())
        draw_text(painter, room, face.lead, theme, "small", color=c.faint, weight=500)
    left = inside.left() + columns.lead
    room = QRectF(left, inside.top(), right - left, inside.height())
    draw_text(painter, room, face.title, theme, "small", color=c.faint, weight=500)


def _draw_words(painter: QPainter, room: QRectF, face: RowFace, theme: Theme) -> None:
    if room.width() < 8:
        return
    if not face.note:
        draw_text(painter, room, face.title, theme, "body")
        return
    line = _first_line(room, face)
    draw_text(painter, line, face.title, theme, "body", weight=500)
    for number, text in enumerate((face.note, face.below)):
        below = QRectF(room.left(), line.bottom() + number * _LINE, room.width(), _LINE)
        draw_text(painter, below, text, theme, "small", color=theme.colors.muted)


def _first_line(room: QRectF, face: RowFace) -> QRectF:
    if not face.note:
        return room
    lines = 2 if face.below else 1
    top = room.center().y() - (_TITLE + lines * _LINE + 1) / 2
    return QRectF(room.left(), top, room.width(), _TITLE)


def _draw_right(
    painter: QPainter, inside: QRectF, face: RowFace, columns: Columns, theme: Theme
) -> float:
    """Draws the columns from the right edge; returns where the words have to end."""
    right = inside.right()
    middle = inside.center().y()
    if columns.person:
        if face.person:
            disc = QRectF(right - 24, middle - 12, 24, 24)
            draw_avatar(painter, disc, face.person, theme)
        right -= columns.person + _GAP
    if face.tag:
        width = tag_width(face.tag, theme)
        draw_tag(painter, QPointF(right - width, middle), face.tag, face.family, theme)
        right -= width + _GAP
    if columns.tail:
        color = theme.tone(face.tail_tone)
        right = _number(painter, inside, right, columns.tail, face.tail, color, theme, 600)
    if columns.reach:
        room = QRectF(right - columns.reach, inside.top(), columns.reach, inside.height())
        if face.reach is not None:
            _draw_reach(painter, room, face.reach, theme)
        right -= columns.reach + _GAP
    if columns.value:
        color = theme.tone(face.value_tone)
        # A row without its small picture has room for words in place of a number.
        spare = columns.spark + _GAP if columns.spark and not (face.spark or columns.by) else 0
        wide = columns.value + spare
        right = _number(painter, inside, right, wide, face.value, color, theme, 400) + spare
    if columns.by:
        room = QRectF(right - columns.by, inside.top(), columns.by, inside.height())
        draw_text(painter, room, face.by, theme, "body", color=theme.colors.muted)
        right -= columns.by + _GAP
    if columns.spark:
        room = QRectF(right - columns.spark, middle - 12, columns.spark, 24)
        if face.spark is not None:
            draw_sparkline(painter, room, face.spark, theme)
        right -= columns.spark + _GAP
    return right


def _number(
    painter: QPainter,
    inside: QRectF,
    right: float,
    width: int,
    text: str,
    color: QColor,
    theme: Theme,
    weight: Weight,
) -> float:
    room = QRectF(right - width, inside.top(), width, inside.height())
    draw_text(painter, room, text, theme, "body", color=color, weight=weight, align="right")
    return right - width - _GAP


def _draw_reach(painter: QPainter, room: QRectF, reach: Reach, theme: Theme) -> None:
    """A tick at P50, the tint to P85, the line of the date."""
    c = theme.colors
    middle = round(room.center().y())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(QRectF(room.left(), middle, room.width(), 1), c.grid)

    def x(place: float) -> float:
        return room.left() + room.width() * min(1.0, max(0.0, place))

    if reach.p50 is not None:
        first = x(reach.p50)
        last = x(1.0 if reach.p85 is None else reach.p85)
        tint = theme.fill(reach.role, tint=True)
        painter.fillRect(QRectF(first, middle - 4, max(2.0, last - first), 9), tint)
        painter.fillRect(QRectF(first, middle - 5, 3, 11), theme.fill(reach.role))
    if reach.due is not None:
        at = QRectF(round(x(reach.due)) - 0.75, middle - 7, 1.5, 15)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(at, c.text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
