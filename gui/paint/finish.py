"""When is one item finished, in each scenario, against its date?

Two shapes under one another on the same days: how many futures finish in each sprint. What is
finished after the date is pale; the line of the date goes through both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.paint.shapes import draw_line, hatch
from gui.paint.text import draw_text
from gui.tokens import Theme, Tone

NAME_HEIGHT, AXIS_HEIGHT, GAP = 22, 24, 16
_BEYOND = 30  # the column of what is not in sight
_PALE = 0.38
_CLEAR = 60  # above the highest bar, for the number beside the date and what is asked about


@dataclass(frozen=True, slots=True)
class FinishShape:
    """One scenario: the share of futures in each sprint shown, and of those out of sight.

    `chance` is the big number ("87%"), None without a date; `words` says each bar. `note` stands
    in place of the bars where there are none: "Given up in this scenario".
    """

    key: str
    name: str
    shares: tuple[float, ...]
    beyond: float
    chance: str | None
    tone: Tone
    words: tuple[str, ...]
    chosen: bool = False
    note: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The share of each bar as it stands above it."""
        if not self.shares and not self.beyond:
            return ()
        shares = (*self.shares, self.beyond)
        return tuple("<1%" if 0 < share < 0.005 else f"{share * 100:.0f}%" for share in shares)


@dataclass(frozen=True, slots=True)
class FinishFace:
    """`due` counts sprints from the left edge, with a fraction; None has no line in sight.

    `ticks` are (place, text) in the same measure, `sprint_words` says each sprint.
    """

    shapes: tuple[FinishShape, ...]
    due: float | None
    due_text: str
    ticks: tuple[tuple[float, str], ...]
    sprint_words: tuple[str, ...]
    in_time: str
    beyond_text: str
    caption: str = ""  # what the bars are, where there is room beside the first name
    first: int = 0  # which sprint of those looked at the first bar is

    @property
    def sprints(self) -> int:
        """How many sprints are shown."""
        return len(self.sprint_words)


def shape_rects(rect: QRectF, face: FinishFace) -> list[QRectF]:
    """Where the bars of each shape stand."""
    count = max(1, len(face.shapes))
    free = rect.height() - AXIS_HEIGHT - GAP * (count - 1)
    height = max(60.0, free / count)
    beyond = _BEYOND if any(shape.beyond > 0 for shape in face.shapes) else 0
    return [
        QRectF(
            rect.left(),
            rect.top() + number * (height + GAP) + NAME_HEIGHT,
            rect.width() - beyond,
            height - NAME_HEIGHT,
        )
        for number in range(count)
    ]


def sprint_at(rect: QRectF, face: FinishFace, x: float) -> int | None:
    """The place of the sprint under `x`; the number of sprints is what is not in sight."""
    areas = shape_rects(rect, face)
    if not areas or not face.sprints:
        return None
    if areas[0].right() < x <= rect.right():
        return face.sprints
    place = int((x - areas[0].left()) / areas[0].width() * face.sprints)
    return place if areas[0].left() <= x and place < face.sprints else None


def draw_finish(
    painter: QPainter, rect: QRectF, face: FinishFace, theme: Theme, *, at: int | None = None
) -> None:
    """Draws the shapes; `at` is the sprint that is asked about."""
    areas = shape_rects(rect, face)
    highest = max((max(shape.shares, default=0.0) for shape in face.shapes), default=0.0)
    highest = max(highest, *(shape.beyond for shape in face.shapes), 1e-9)
    for shape, area in zip(face.shapes, areas, strict=True):
        _draw_shape(painter, rect, area, shape, face, highest, at, theme)
    if face.due is not None and areas:
        _draw_date(painter, rect, areas, face, theme)
    for shape, area in zip(face.shapes, areas, strict=True):
        _draw_words(painter, rect, area, shape, face, theme)
    if areas:
        _draw_axis(painter, rect, areas[-1], face, theme)
    if at is not None and areas:
        _draw_asked(painter, rect, areas, face, at, theme)


def _draw_shape(
    painter: QPainter,
    rect: QRectF,
    area: QRectF,
    shape: FinishShape,
    face: FinishFace,
    highest: float,
    at: int | None,
    theme: Theme,
) -> None:
    c = theme.colors
    color = c.accent if shape.chosen else c.grey
    pale = QColor(color)
    pale.setAlphaF(_PALE)
    step = area.width() / max(1, face.sprints)
    room = _room(area)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for place, share in enumerate(shape.shares):
        if share <= 0:
            continue
        left, right = area.left() + step * place, area.left() + step * (place + 1)
        height = max(1.0, room * share / highest)
        box = QRectF(
            round(left), area.bottom() - height, max(1.0, round(right) - round(left) - 1), height
        )
        late = face.due is not None and place + 1e-9 >= face.due
        painter.fillRect(box, pale if late else color)
        if place == at:
            painter.setPen(QPen(c.text, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
    if shape.beyond > 0:
        height = max(1.0, room * shape.beyond / highest)
        box = QRectF(area.right() + 9, area.bottom() - height, _BEYOND - 10, height)
        painter.fillRect(box, hatch(color))
        painter.setPen(QPen(pale, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
    line = QPointF(rect.left(), area.bottom()), QPointF(rect.right(), area.bottom())
    draw_line(painter, *line, c.border2)


def _room(area: QRectF) -> float:
    """How high the highest bar may be."""
    return area.height() - min(_CLEAR, area.height() * 0.45)


def _due_x(area: QRectF, face: FinishFace) -> float:
    return area.left() + area.width() * (face.due or 0.0) / max(1, face.sprints)


def _draw_date(
    painter: QPainter, rect: QRectF, areas: Sequence[QRectF], face: FinishFace, theme: Theme
) -> None:
    x = round(_due_x(areas[0], face))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    top = rect.top() + NAME_HEIGHT - 4
    line = QRectF(x - 0.75, top, 1.5, areas[-1].bottom() + 5 - top)
    painter.fillRect(line, theme.colors.text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _draw_words(
    painter: QPainter,
    rect: QRectF,
    area: QRectF,
    shape: FinishShape,
    face: FinishFace,
    theme: Theme,
) -> None:
    """The name above, and the chance beside the line of the date, on the side with more room."""
    c = theme.colors
    color = c.accent if shape.chosen else c.text
    name = QRectF(rect.left(), area.top() - NAME_HEIGHT, rect.width(), 18)
    wide = min(theme.fonts.width(shape.name, "small", 600), name.width())
    painter.fillRect(QRectF(name.left(), name.top(), wide + 4, name.height()), c.surface)
    taken = draw_text(painter, name, shape.name, theme, "small", color=color, weight=600)
    caption = theme.fonts.width(face.caption, "axis") + 2
    if shape is face.shapes[0] and taken + caption + 10 <= rect.width():
        draw_text(painter, name, face.caption, theme, "axis", color=c.muted, align="right")
    if shape.note:
        draw_text(painter, area, shape.note, theme, "small", color=c.muted, align="center")
    if shape.chance is None:
        return
    x = rect.center().x() if face.due is None else _due_x(area, face)
    first = shape is face.shapes[0]
    if first and face.due_text:
        width = theme.fonts.width(face.due_text, "axis", 600) + 2
        room = QRectF(_beside(x, width, rect), area.top() - 4, width, 16)
        draw_text(painter, room, face.due_text, theme, "axis", weight=600)
    number = theme.fonts.width(shape.chance, "number", 600)
    words = theme.fonts.width(face.in_time, "axis")
    top = area.top() + (14 if first else 2)
    spot = QRectF(_beside(x, number + words + 8, rect), top, number + 2, 28)
    tone = theme.tone(shape.tone)
    draw_text(painter, spot, shape.chance, theme, "number", color=tone, weight=600)
    note = QRectF(spot.right() + 3, top + 6, words + 3, 18)
    draw_text(painter, note, face.in_time, theme, "axis", color=c.muted)


def _beside(x: float, width: float, rect: QRectF) -> float:
    """Where something stands right of the line at `x`, left of it where there is no room."""
    return x + 8 if x + 8 + width <= rect.right() + 2 else x - 8 - width


def _draw_axis(
    painter: QPainter, rect: QRectF, area: QRectF, face: FinishFace, theme: Theme
) -> None:
    c = theme.colors
    free = rect.left() - 1
    for place, text in face.ticks:
        x = area.left() + area.width() * place / max(1, face.sprints)
        width = theme.fonts.width(text, "axis") + 2
        left = max(rect.left(), x)
        if left < free or left + width > area.right() + 4:
            continue
        room = QRectF(left, area.bottom() + 8, width, 14)
        draw_text(painter, room, text, theme, "axis", color=c.faint)
        free = left + width + 8


def _draw_asked(
    painter: QPainter,
    rect: QRectF,
    areas: Sequence[QRectF],
    face: FinishFace,
    at: int,
    theme: Theme,
) -> None:
    """The share of each shape above its bar, and the sprint in place of the months."""
    c, fonts = theme.colors, theme.fonts
    middle = areas[0].left() + areas[0].width() * (at + 0.5) / max(1, face.sprints)
    if at >= face.sprints:
        middle = areas[0].right() + 9 + (_BEYOND - 10) / 2
    highest = max((max(each.shares, default=0.0) for each in face.shapes), default=0.0)
    highest = max(highest, *(each.beyond for each in face.shapes), 1e-9)
    for shape, area in zip(face.shapes, areas, strict=True):
        if at < len(shape.marks):
            share = (*shape.shares, shape.beyond)[at]
            top = area.bottom() - _room(area) * share / highest
            text = shape.marks[at]
            _draw_tag(painter, rect, middle, top - 18, text, theme, c.text)
    head = face.sprint_words[at] if at < face.sprints else face.beyond_text
    ground = QRectF(rect.left(), areas[-1].bottom() + 6, rect.width(), 17)
    painter.fillRect(ground, c.surface)
    width = min(fonts.width(head, "axis", 600) + 2, rect.width())
    _draw_tag(painter, rect, middle, ground.top() + 1, head, theme, c.text, width=width)


def _draw_tag(
    painter: QPainter,
    rect: QRectF,
    middle: float,
    top: float,
    text: str,
    theme: Theme,
    color: QColor,
    width: float = 0.0,
) -> None:
    """Words centred at a place, moved inside, on their own ground."""
    width = width or theme.fonts.width(text, "axis", 600) + 2
    left = min(max(rect.left(), middle - width / 2), rect.right() - width)
    room = QRectF(left, top, width, 16)
    painter.fillRect(room.adjusted(-2, 0, 2, 0), theme.colors.surface)
    draw_text(painter, room, text, theme, "axis", color=color, weight=600)
