"""How do a principle and its measures stand in rows: level, latest value, headroom, trend, next?

The columns give way with the width: first the sparkline, then the bar, never a number. Where no
row has a line or a bar, their room goes to the names.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gui.fonts import Weight
from gui.paint.shapes import draw_focus_ring, draw_line, draw_tag, tag_width
from gui.paint.sparkline import Spark, draw_sparkline
from gui.paint.text import Align, draw_lines, draw_text
from gui.tokens import RADIUS_PANEL, Family, Theme, Tone

HEAD_ROW, MEASURE_ROW, GROUP_GAP, COLUMN_HEAD = 36, 56, 10, 34
_PAD = 15
_LEVEL, _LATEST, _HEADROOM, _BAR, _GAP = 78, 72, 62, 72, 8
_NEXT = 138
_NAME, _SPARK_LEAST, _SPARK_MOST = 184, 84, 230
_BAR_UP, _BAR_DOWN = 42.0, 17.0  # pixels a bar may reach to either side, one a percent


@dataclass(frozen=True, slots=True)
class RowTag:
    """A word with its family and icon."""

    text: str
    family: Family
    icon: str | None = None


@dataclass(frozen=True, slots=True)
class PrincipleFace:
    """The head of a group. `alone`: nothing is measured for it yet, and `note` says so."""

    key: str
    number: str
    name: str
    tag: RowTag | None
    effort: str = ""
    effort_tone: Tone = "muted"
    note: str = ""
    alone: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Which of the drawn columns any row of the list has something in."""

    bars: bool = True
    sparks: bool = True


ALL_DRAWN = Drawn()


@dataclass(frozen=True, slots=True)
class MeasureFace:
    """A measure in its row. `action` is what a press on `next_text` asks for, "" for nothing.

    `share` is the headroom that the bar shows, 0.1 for 10%.
    """

    key: str
    name: str
    detail: str
    level: str
    latest: str
    headroom: str
    share: float | None
    tone: Tone
    spark: Spark | None
    next_text: str = ""
    next_tone: Tone = "muted"
    next_detail: str = ""
    action: str = ""
    last: bool = False
    spoken: str = ""
    drawn: Drawn = ALL_DRAWN


Face = PrincipleFace | MeasureFace


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row is looked at."""

    selected: bool = False
    hover: bool = False
    focused: bool = False
    over_action: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Left and right of each column within a row of some width; None where it gives way."""

    name: tuple[float, float]
    level: tuple[float, float]
    latest: tuple[float, float]
    headroom: tuple[float, float]
    bar: tuple[float, float] | None
    spark: tuple[float, float] | None
    next: tuple[float, float]

    def within(self, rect: QRectF, column: tuple[float, float]) -> QRectF:
        """The column in a row."""
        return QRectF(rect.left() + column[0], rect.top(), column[1] - column[0], rect.height())


def columns(width: float, drawn: Drawn = ALL_DRAWN) -> Columns:
    """Return where the columns of rows of this width lie."""
    inner = width - 2 * _PAD
    room = inner - (_LEVEL + _LATEST + _HEADROOM + 2 * _GAP) - (_GAP + _NEXT)
    has_bar = drawn.bars and room - _BAR >= _NAME - 30
    room -= _BAR if has_bar else 0
    spark = min(float(_SPARK_MOST), room - _NAME - 2 * _GAP)
    has_spark = drawn.sparks and has_bar is drawn.bars and spark >= _SPARK_LEAST
    room -= (spark + 2 * _GAP) if has_spark else 0
    places: list[tuple[float, float]] = []
    left = float(_PAD)
    for wide, gap in ((room, 0), (_LEVEL, 0), (_LATEST, _GAP), (_HEADROOM, _GAP)):
        left += gap
        places.append((left, left + wide))
        left += wide
    bar = (left, left + _BAR) if has_bar else None
    left += _BAR if has_bar else 0
    line = (left + _GAP, left + _GAP + spark) if has_spark else None
    end = width - _PAD
    return Columns(places[0], places[1], places[2], places[3], bar, line, (end - _NEXT, end))


def row_height(face: Face) -> int:
    """How high a row is, with the gap below the last one of its group."""
    if isinstance(face, PrincipleFace):
        return HEAD_ROW + (GROUP_GAP if face.alone else 0)
    return MEASURE_ROW + (GROUP_GAP if face.last else 0)


def draw_head(
    painter: QPainter,
    rect: QRectF,
    words: tuple[str, str, str, str, str, str],
    theme: Theme,
    drawn: Drawn,
) -> None:
    """Draws the names of the columns: measure, minimum, latest, headroom, the weeks, next."""
    place, c = columns(rect.width(), drawn), theme.colors
    spots = (place.name, place.level, place.latest, place.headroom, place.spark, place.next)
    for number, (text, spot) in enumerate(zip(words, spots, strict=True)):
        if spot is not None:
            align: Align = "right" if number in (1, 2, 3) else "left"
            room = place.within(rect, spot)
            draw_text(painter, room, text, theme, "small", color=c.muted, weight=500, align=align)


def draw_row(painter: QPainter, rect: QRectF, face: Face, theme: Theme, state: RowState) -> None:
    """Draws a row with its part of the panel that its group lies on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if isinstance(face, PrincipleFace):
        box = QRectF(rect.left(), rect.top(), rect.width(), HEAD_ROW)
        _draw_ground(painter, box, theme, state, top=True, bottom=face.alone)
        _draw_principle(painter, box.adjusted(_PAD, 0, -_PAD, 0), face, theme)
    else:
        box = QRectF(rect.left(), rect.top(), rect.width(), MEASURE_ROW)
        _draw_ground(painter, box, theme, state, top=False, bottom=face.last)
        _draw_measure(painter, box, face, theme, state)
    if state.focused:
        draw_focus_ring(painter, box.adjusted(1, 1, -1, -1), theme)


def _draw_ground(
    painter: QPainter, box: QRectF, theme: Theme, state: RowState, *, top: bool, bottom: bool
) -> None:
    c = theme.colors
    ground = c.accent2 if state.selected else (c.hover if state.hover else c.surface)
    edge = box.adjusted(0.5, 0.5 if top else -20.0, -0.5, -0.5 if bottom else 20.0)
    path = QPainterPath()
    path.addRoundedRect(edge, RADIUS_PANEL - 0.5, RADIUS_PANEL - 0.5)
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(c.border, 1))
    painter.setBrush(ground)
    painter.drawPath(path)
    painter.restore()
    if not top:
        line = QPointF(box.left() + 1, box.top()), QPointF(box.right() - 1, box.top())
        draw_line(painter, *line, c.border)


def _draw_principle(painter: QPainter, box: QRectF, face: PrincipleFace, theme: Theme) -> None:
    c = theme.colors
    used = draw_text(painter, box, face.number, theme, "section", color=c.faint, weight=500)
    name = box.adjusted(used + 10, 0, 0, 0)
    wide = theme.fonts.width(face.effort, "small", 600) if face.effort else 0.0
    tag = tag_width(face.tag.text, theme, face.tag.icon) + 10 if face.tag else 0.0
    room = QRectF(name.left(), box.top(), max(40.0, name.width() - tag - wide - 16), box.height())
    left = name.left() + draw_text(painter, room, face.name, theme, "section")
    if face.tag is not None:
        at = QPointF(left + 10, box.center().y())
        left += 10 + draw_tag(
            painter, at, face.tag.text, face.tag.family, theme, icon=face.tag.icon
        )
    end = QRectF(left + 12, box.top(), max(0.0, box.right() - left - 12), box.height())
    color = theme.tone(face.effort_tone)
    weight: Weight = 600 if face.effort_tone == "bad" else 400
    used = draw_text(
        painter, end, face.effort, theme, "small", color=color, weight=weight, align="right"
    )
    note = end.adjusted(0, 0, -used - 12, 0)
    draw_text(painter, note, face.note, theme, "small", color=c.muted)


def _draw_measure(
    painter: QPainter, box: QRectF, face: MeasureFace, theme: Theme, state: RowState
) -> None:
    c, place = theme.colors, columns(box.width(), face.drawn)
    _draw_name(painter, place.within(box, place.name), face, theme)
    level = place.within(box, place.level)
    draw_text(painter, level, face.level, theme, "body", align="right")
    latest = place.within(box, place.latest)
    latest_color = c.bad if face.tone == "bad" else c.text
    draw_text(painter, latest, face.latest, theme, color=latest_color, weight=600, align="right")
    headroom, color = place.within(box, place.headroom), theme.tone(face.tone)
    draw_text(painter, headroom, face.headroom, theme, color=color, weight=600, align="right")
    if place.bar is not None and face.share is not None:
        _draw_bar(painter, place.within(box, place.bar), face.share, face.tone, theme)
    if place.spark is not None and face.spark is not None:
        room = place.within(box, place.spark).adjusted(0, 12, 0, -12)
        draw_sparkline(painter, room, face.spark, theme)
    spot = place.within(box, place.next)
    tone: Tone = "accent" if face.action else face.next_tone
    weight: Weight = 600 if face.next_tone in ("bad", "warn") and not face.action else 400
    _draw_two(painter, spot, (face.next_text, tone, weight), face.next_detail, theme)
    if face.action and state.over_action:
        y = spot.center().y() + (0 if face.next_detail else 8)
        wide = min(spot.width(), theme.fonts.width(face.next_text))
        draw_line(painter, QPointF(spot.left(), y), QPointF(spot.left() + wide, y), c.accent)


def _draw_name(painter: QPainter, box: QRectF, face: MeasureFace, theme: Theme) -> None:
    """The name over how it is measured; in two lines where names may differ only at their end."""
    if theme.fonts.width(face.name, "body", 500) <= box.width() or not face.detail:
        _draw_two(painter, box, (face.name, "text", 500), face.detail, theme)
        return
    middle, c = box.center().y(), theme.colors
    upper = QRectF(box.left(), middle - 26, box.width(), 34)
    draw_lines(
        *(painter, upper, face.name, theme, "body"),
        color=c.text,
        weight=500,
        line_height=17,
        keep_end=True,
    )
    lower = QRectF(box.left(), middle + 9, box.width(), 16)
    draw_text(painter, lower, face.detail, theme, "small", color=c.muted)


def _draw_two(
    painter: QPainter, box: QRectF, first: tuple[str, Tone, Weight], second: str, theme: Theme
) -> None:
    """Two lines around the middle; the first alone stands in it."""
    text, tone, weight = first
    middle = box.center().y()
    upper = QRectF(box.left(), middle - 18, box.width(), 20) if second else box
    draw_text(painter, upper, text, theme, color=theme.tone(tone), weight=weight)
    lower = QRectF(box.left(), middle + 2, box.width(), 16)
    draw_text(painter, lower, second, theme, "small", color=theme.colors.muted)


def _draw_bar(painter: QPainter, box: QRectF, share: float, tone: Tone, theme: Theme) -> None:
    """A bar from the level: to the right what is left, to the left what is missing."""
    axis = round(box.left() + 10 + _BAR_DOWN) + 0.5
    middle = box.center().y()
    length = min(_BAR_UP, max(-_BAR_DOWN, share * 100))
    if 0 < abs(length) < 1.5:
        length = 1.5 if length > 0 else -1.5
    color = theme.tone(tone)
    left, wide = (axis, length) if length >= 0 else (axis + length, -length)
    painter.fillRect(QRectF(left, middle - 4, wide, 8), color)
    draw_line(painter, QPointF(axis, middle - 8), QPointF(axis, middle + 8), theme.colors.text)
