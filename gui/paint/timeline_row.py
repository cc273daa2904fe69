"""What does one item look like on the timeline: its bar, its dates, its words?

A row is 32 high and its bar 13 in the middle of it. With a forecast the bar ends at P50 in the full
hue, and a thinner one goes on in the tint to P85.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from gui.fonts import Weight
from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.paint.timeline_face import ROW_HEIGHT, RowFace
from gui.paint.timeline_scale import Scale
from gui.tokens import Theme

BAR_HEIGHT, BAR_RADIUS, LEAST_BAR = 13, 3, 6
NOTE_WIDTH = 280  # fixed, so that scrolling finds the words laid out already
_ICON, _GAP, _START, _DIAMOND = 12, 8, 4, 6.5
RANGE_HEIGHT = 7
_LEAST_WORDS = 24  # pixels; less would be an ellipsis


def bar_rect(face: RowFace, scale: Scale, middle: float) -> QRectF | None:
    """Where the bar lies, None below the cut line."""
    if face.start is None or face.end is None:
        return None
    left = scale.x(face.start)
    width = max(LEAST_BAR, scale.x(face.p50 if face.p50 is not None else face.end) - left - 1)
    return QRectF(left, middle - BAR_HEIGHT / 2, width, BAR_HEIGHT)


def draw_row(
    painter: QPainter, chart: QRectF, face: RowFace, scale: Scale, middle: float, theme: Theme
) -> None:
    """Draws what the row has in the chart; ``chart`` is as wide as what is in view."""
    bar = bar_rect(face, scale, middle)
    if bar is not None and face.has_range:
        _draw_range(painter, chart.adjusted(-40, 0, 40, 0), bar, face, scale, theme)
    elif bar is not None:
        _draw_bar(painter, bar.intersected(chart.adjusted(-40, 0, 40, 0)), face, theme)
    for day in face.waits:
        spot = QRectF(scale.x(day) - _ICON - 3, middle - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, "hourglass", spot, theme.colors.muted)
    if face.order_by is not None:
        spot = QRectF(scale.x(face.order_by) - _ICON / 2, middle - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, "circle-euro", spot, theme.colors.muted)
    if face.latest is not None:
        draw_bracket(painter, scale.x(face.latest), middle, theme.colors.text)
    if face.promised is not None:
        draw_diamond(painter, scale.x(face.promised + 1), middle, theme, filled=False)
    if face.mandatory is not None:
        draw_diamond(painter, scale.x(face.mandatory + 1), middle, theme, filled=True)
    if face.out_of_sight:
        _draw_out_of_sight(painter, chart, face, middle, theme)
    else:
        _draw_note(painter, chart, face, scale, middle, theme)


def draw_diamond(
    painter: QPainter,
    x: float,
    middle: float,
    theme: Theme,
    *,
    filled: bool,
    size: float = _DIAMOND,
) -> None:
    """A date: filled where it is mandatory, an outline where it was promised."""
    c = theme.colors
    points = ((x, middle - size), (x + size, middle), (x, middle + size), (x - size, middle))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(c.surface if filled else c.text, 1.5))
    painter.setBrush(c.text if filled else c.surface)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))


def _draw_bar(painter: QPainter, bar: QRectF, face: RowFace, theme: Theme) -> None:
    if bar.isEmpty():
        return
    draw_box(painter, bar, fill=theme.fill(face.role, tint=not face.short), radius=BAR_RADIUS)
    if face.short:
        return
    start = QRectF(bar.left(), bar.top(), 2 * BAR_RADIUS, bar.height())
    shape, cut = QPainterPath(), QPainterPath()
    shape.addRoundedRect(start, BAR_RADIUS, BAR_RADIUS)
    cut.addRect(QRectF(bar.left(), bar.top(), _START, bar.height()))
    painter.setBrush(theme.fill(face.role))
    painter.drawPath(shape.intersected(cut))


def _draw_range(
    painter: QPainter,
    seen: QRectF,
    bar: QRectF,
    face: RowFace,
    scale: Scale,
    theme: Theme,
) -> None:
    """Draws the bar to P50, and what goes on to P85, or out of sight."""
    end = seen.right() if face.p85 is None else scale.x(face.p85) - 1
    thin = QRectF(bar.right() - _START, 0, max(0.0, end - bar.right() + _START), RANGE_HEIGHT)
    thin.moveTop(bar.center().y() - RANGE_HEIGHT / 2)
    if end > bar.right() and not thin.intersected(seen).isEmpty():
        fill = theme.fill(face.role, tint=True)
        draw_box(painter, thin.intersected(seen), fill=fill, radius=BAR_RADIUS)
    if not bar.intersected(seen).isEmpty():
        fill = theme.fill(face.role)
        draw_box(painter, bar.intersected(seen), fill=fill, radius=BAR_RADIUS)


def draw_bracket(painter: QPainter, x: float, middle: float, color: QColor) -> None:
    """The latest start: a bracket that opens to the right."""
    half = 9.0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setPen(QPen(color, 1.6))
    painter.drawLines(
        [
            QLineF(x, middle - half, x, middle + half),
            QLineF(x, middle - half, x + 5, middle - half),
            QLineF(x, middle + half, x + 5, middle + half),
        ]
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _draw_note(
    painter: QPainter,
    chart: QRectF,
    face: RowFace,
    scale: Scale,
    middle: float,
    theme: Theme,
) -> None:
    ends = _mark_ends(face, scale)
    seen = [x for x in ends if x <= chart.right() - _GAP]
    goes_on = face.start is not None and scale.x(face.start) <= chart.right() - _GAP
    if goes_on and face.end is not None:
        end = scale.x(face.p85 if face.p85 is not None else face.end)
        goes_on = end > chart.right() - _GAP  # the bar goes on beyond the edge, as do its words
    if goes_on or not seen:
        _draw_beyond(painter, chart, face, scale, middle, theme, mark=not goes_on and bool(ends))
        return
    left = max(seen) + _GAP
    if left < chart.left():  # all of it is over: its words stay in reach at the edge
        spot = QRectF(chart.left() + 4, middle - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, "chevron-left", spot, theme.colors.faint)
        left = chart.left() + 4 + _ICON + 4
    if face.chance and left + theme.fonts.width(face.chance, "small", 600) > chart.right() - 4:
        _draw_beyond(painter, chart, face, scale, middle, theme, mark=False)
        return
    ahead = [scale.x(day + 1) - _DIAMOND for day in (face.mandatory, face.promised) if day]
    # A date at the very edge is drawn, but has no room for words behind it: they end before it.
    limit = min((x for x in ahead if x > left), default=left + NOTE_WIDTH)
    _draw_words(painter, left, face, middle, theme, min(NOTE_WIDTH, limit - left - 2))


def _draw_beyond(
    painter: QPainter,
    chart: QRectF,
    face: RowFace,
    scale: Scale,
    middle: float,
    theme: Theme,
    *,
    mark: bool,
) -> None:
    """What is beyond the right edge: how likely the date is kept, before any date in view.

    A row without any bar or date in view has a mark besides.
    """
    right = chart.right() - 4
    if mark and (face.start is None or scale.x(face.start) > chart.right()):
        spot = QRectF(right - _ICON, middle - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, "chevron-right", spot, theme.colors.faint)
        right = spot.left() - 2
    if not face.chance:
        return
    width = theme.fonts.width(face.chance, "small", 600) + 2 * _GAP
    for day in (face.mandatory, face.promised):
        x = scale.x(day + 1) if day else 0.0
        if right - width - _DIAMOND < x < right + _DIAMOND:
            right = x - _DIAMOND - 4
    box = QRectF(right - width, middle - 10, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    draw_box(painter, box, fill=theme.colors.sunken, radius=4)
    tone = theme.tone(face.chance_tone)
    draw_text(painter, box, face.chance, theme, "small", color=tone, weight=600, align="center")


def _mark_ends(face: RowFace, scale: Scale) -> list[float]:
    """The right edges of all that the row draws: words stand behind the last one in view."""
    end = face.p85 if face.has_range and face.p85 is not None else face.end
    bars = [scale.x(day) for day in (end, *face.waits) if day is not None]
    dates = [scale.x(day + 1) + _DIAMOND for day in (face.mandatory, face.promised) if day]
    return bars + dates + ([scale.x(face.latest) + 5] if face.latest is not None else [])


def _draw_words(
    painter: QPainter,
    left: float,
    face: RowFace,
    middle: float,
    theme: Theme,
    width: float = NOTE_WIDTH,
) -> None:
    right = left + width
    if face.flagged:
        spot = QRectF(left, middle - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, "alert-triangle", spot, theme.tone(face.note_tone))
        left += _ICON + 4
    if right - left < _LEAST_WORDS:
        return
    room = QRectF(left, middle - ROW_HEIGHT / 2, right - left, ROW_HEIGHT)
    if face.chance:
        tone = theme.tone(face.chance_tone)
        taken = draw_text(painter, room, face.chance, theme, "small", color=tone, weight=600)
        room.setLeft(left + taken + 4)
    if room.width() < _LEAST_WORDS:
        return
    color = theme.tone(face.note_tone)
    draw_text(painter, room, face.note, theme, "small", color=color, weight=_weight(face))


def _draw_out_of_sight(
    painter: QPainter, chart: QRectF, face: RowFace, middle: float, theme: Theme
) -> None:
    """Words at the right edge, wherever one has scrolled to: there is no place on the axis."""
    width = theme.fonts.width(face.note, "small", _weight(face)) + 2
    width += _ICON + 4 if face.flagged else 0
    width += theme.fonts.width(face.chance, "small", 600) + 4 if face.chance else 0
    box = QRectF(chart.right() - width - 18, middle - 10, width + 12, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    draw_box(painter, box, fill=theme.colors.sunken, radius=4)
    _draw_words(painter, box.left() + 6, face, middle, theme)


def _weight(face: RowFace) -> Weight:
    return 400 if face.note_tone == "muted" else 600
