"""What does the timeline look like at a scroll position and a scale?

One function for the window and for pictures. It costs what is in view: the rows between the upper
and the lower edge, however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.paint.timeline_axis import axis_height, draw_axis, draw_ground
from gui.paint.timeline_face import ROW_HEIGHT, Entry, GroupFace, Lines, RowFace, TimelineFace
from gui.paint.timeline_row import BAR_HEIGHT, bar_rect, draw_row
from gui.paint.timeline_scale import Scale
from gui.paint.timeline_strip import LOW_STRIP, STRIP_HEIGHT, draw_strip, draw_strip_words
from gui.tokens import Theme

PAD, NAMES_WIDTH, NARROW_NAMES, COLUMN = 16, 312, 240, 68
_MOST_LINKS = 60  # of one row: more would be a solid ground


@dataclass(frozen=True, slots=True)
class Look:
    """Where one looks at: the day at the left edge, pixels a day, pixels scrolled down.

    ``cursor`` is the line that has the keyboard where no row shown is selected.
    """

    origin: float
    day: float
    top: float = 0.0
    selected: str | None = None
    hovered: int | None = None
    focused: bool = False
    cursor: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words on the timeline, ready to be read."""

    sprint: str
    strip: str
    strip_note: str


@dataclass(frozen=True, slots=True)
class Areas:
    """Where the parts lie, and the scale of the chart."""

    names: QRectF
    axis: QRectF
    chart: QRectF
    strip: QRectF
    scale: Scale


def areas(rect: QRectF, face: TimelineFace, look: Look) -> Areas:
    """The parts of ``rect``; a low one has a low strip or none, a narrow one shorter titles."""
    names = NAMES_WIDTH if rect.width() > 960 else NARROW_NAMES
    names += COLUMN * len(face.columns)
    left = rect.left() + PAD + names
    scale = Scale(left, look.origin, look.day)
    head = axis_height(scale)
    foot = STRIP_HEIGHT if rect.height() > 420 else LOW_STRIP if rect.height() > 280 else 0
    width = max(1.0, rect.right() - PAD - left)
    height = max(0.0, rect.height() - head - foot)
    top = rect.top() + head
    return Areas(
        QRectF(rect.left() + PAD, top, names, height),
        QRectF(left, rect.top(), width, head),
        QRectF(left, top, width, height),
        QRectF(left, top + height, width, foot),
        scale,
    )


def draw_timeline(
    painter: QPainter,
    rect: QRectF,
    face: TimelineFace,
    lines: Lines,
    look: Look,
    words: Words,
    theme: Theme,
) -> None:
    """Draws the timeline into ``rect``; ``lines`` are those of ``face``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(rect, theme.colors.surface)
    parts = areas(rect, face, look)
    seen = list(lines.between(look.top, look.top + parts.chart.height()))
    painter.save()
    painter.setClipRect(parts.names.united(parts.chart))
    _draw_grounds(painter, parts, lines, seen, look, theme)
    painter.setClipRect(parts.chart)
    draw_ground(painter, parts.chart, face, parts.scale, theme)
    _draw_links(painter, parts, lines, seen, look, theme, face.drawn)
    shift = parts.chart.top() - look.top
    for line, entry in seen:
        if isinstance(entry, RowFace):
            middle = shift + lines.middle(line)
            draw_row(painter, parts.chart, face.drawn(entry), parts.scale, middle, theme)
    painter.setClipRect(parts.names.united(parts.chart))
    for line, entry in seen:
        _draw_name(painter, parts, lines, line, entry, look, theme)
    painter.restore()
    _draw_head(painter, rect, parts, face, words, theme)
    if parts.strip.height():
        _draw_foot(painter, rect, parts, face, words, theme)


def _draw_grounds(
    painter: QPainter,
    parts: Areas,
    lines: Lines,
    seen: list[tuple[int, Entry]],
    look: Look,
    theme: Theme,
) -> None:
    c = theme.colors
    width = parts.chart.right() - parts.names.left()
    for line, entry in seen:
        top = parts.chart.top() - look.top + lines.top(line)
        row = QRectF(parts.names.left(), top, width, ROW_HEIGHT)
        if isinstance(entry, RowFace):
            if entry.item == look.selected:
                painter.fillRect(row, c.accent2)
            elif line == look.hovered:
                painter.fillRect(row, c.hover)
            painter.fillRect(row.adjusted(0, ROW_HEIGHT - 1, 0, 0), c.grid)


def _draw_name(
    painter: QPainter,
    parts: Areas,
    lines: Lines,
    line: int,
    entry: Entry,
    look: Look,
    theme: Theme,
) -> None:
    """The title at the left and the line below, or the head of a group over the whole width."""
    c = theme.colors
    top = parts.chart.top() - look.top + lines.top(line)
    height = lines.top(line + 1) - lines.top(line)
    names = QRectF(parts.names.left(), top, parts.names.width(), height)
    whole = QRectF(names.left(), top, parts.chart.right() - names.left(), height)
    if isinstance(entry, GroupFace):
        painter.fillRect(whole.adjusted(0, 2, 0, -2), c.bg)
        room = whole.adjusted(8, 0, -8, 0)
        used = draw_text(painter, room, entry.title, theme, "body", weight=600)
        note = room.adjusted(used + 12, 0, 0, 0)
        draw_text(painter, note, entry.note, theme, "small", color=c.muted)
        return
    selected = entry.item == look.selected
    columns = [text for text in (entry.needs, entry.share) if text]
    right = names.right() - 8 - COLUMN * len(columns)
    room = QRectF(names.left() + 12, top, right - names.left() - 12, height)
    draw_text(painter, room, entry.title, theme, "body", weight=600 if selected else 400)
    for place, text in enumerate(columns):
        cell = QRectF(right + COLUMN * place, top, COLUMN - 8, height)
        draw_text(painter, cell, text, theme, "small", align="right")
    if look.focused and (selected or line == look.cursor):
        draw_box(painter, whole.adjusted(0, 0, 0, -1), border=c.accent, width=2, radius=4)


def _draw_links(
    painter: QPainter,
    parts: Areas,
    lines: Lines,
    seen: list[tuple[int, Entry]],
    look: Look,
    theme: Theme,
    drawn: Callable[[RowFace], RowFace],
) -> None:
    """Lines from what comes first to what waits for it.

    The critical chain's stand out, the selected row's are dark.
    """
    c = theme.colors
    for _line, entry in seen:
        if isinstance(entry, RowFace) and entry.item != look.selected:
            for other in entry.waits_for[:_MOST_LINKS]:
                if other != look.selected:
                    row = lines.row(lines.line_of(other))
                    chained = entry.chained and row is not None and row.chained
                    color = c.grey if chained else c.border2
                    _draw_link(painter, parts, lines, look, (other, entry.item), color, drawn)
    for pair in _links_of(lines, look.selected):
        _draw_link(painter, parts, lines, look, pair, c.text, drawn)


def _links_of(lines: Lines, item: str | None) -> Iterator[tuple[str, str]]:
    row = lines.row(lines.line_of(item))
    if row is not None:
        for other in row.waits_for[:_MOST_LINKS]:
            yield other, row.item
        for other in lines.followers(row.item)[:_MOST_LINKS]:
            yield row.item, other


def _draw_link(
    painter: QPainter,
    parts: Areas,
    lines: Lines,
    look: Look,
    pair: tuple[str, str],
    color: QColor,
    drawn: Callable[[RowFace], RowFace],
) -> None:
    first, then = lines.line_of(pair[0]), lines.line_of(pair[1])
    if first is None or then is None:
        return
    shift = parts.chart.top() - look.top
    ends = []
    for line in (first, then):
        row = lines.row(line)
        middle = shift + lines.middle(line)
        bar = None if row is None else bar_rect(drawn(row), parts.scale, middle)
        if bar is None:
            return
        ends.append(bar)
    begin, end = ends
    down = then > first
    half = BAR_HEIGHT / 2
    # Halves of pixels, so that the lines are crisp.
    start = QPointF(round(begin.right()) - 3.5, begin.center().y() + (half if down else -half))
    tip = QPointF(round(end.left()) + 5.5, end.center().y() + (-half - 1 if down else half + 1))
    bend = round(end.center().y() + (-ROW_HEIGHT / 2 if down else ROW_HEIGHT / 2)) - 0.5
    path = QPainterPath(start)
    path.lineTo(start.x(), bend)
    path.lineTo(tip.x(), bend)
    path.lineTo(tip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.25))
    painter.drawPath(path)
    back = -5.0 if down else 5.0
    head = [tip, tip + QPointF(-3, back), tip + QPointF(3, back)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF(head))


def _draw_head(
    painter: QPainter, rect: QRectF, parts: Areas, face: TimelineFace, words: Words, theme: Theme
) -> None:
    c = theme.colors
    painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), parts.axis.height()), c.surface)
    painter.save()
    painter.setClipRect(parts.axis)
    draw_axis(painter, parts.axis, face, parts.scale, theme)
    painter.restore()
    line = QRectF(parts.names.left(), parts.axis.bottom() - 24, parts.names.width() - 8, 20)
    if face.columns:
        left = parts.names.right() - 8 - COLUMN * len(face.columns)
        for place, text in enumerate(face.columns):
            cell = QRectF(left + COLUMN * place - 8, line.top(), COLUMN, 20)
            draw_text(painter, cell, text, theme, "axis", color=c.faint, align="right")
    elif face.sprints:
        draw_text(painter, line, words.sprint, theme, "axis", color=c.faint, align="right")


def _draw_foot(
    painter: QPainter, rect: QRectF, parts: Areas, face: TimelineFace, words: Words, theme: Theme
) -> None:
    c = theme.colors
    top = parts.strip.top()
    painter.fillRect(QRectF(rect.left(), top, rect.width(), parts.strip.height()), c.surface)
    painter.fillRect(QRectF(parts.names.left(), top, rect.width() - 2 * PAD, 1), c.border)
    painter.save()
    painter.setClipRect(parts.strip)
    draw_strip(painter, parts.strip, face, parts.scale, theme)
    painter.restore()
    names = QRectF(parts.names.left() + 8, top, parts.names.width() - 24, parts.strip.height())
    draw_strip_words(painter, names, words.strip, words.strip_note, theme)
