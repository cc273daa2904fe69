"""How does a quantity spread over the coming sprints, in each scenario, and what is it on a day?

Plots under one another share the days below them. A series is a line at P50 with bands that hold
50 and 80% of the futures; its name and value stand at its end, so that no legend is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from gui.paint.chart_axis import Axis, draw_levels, spread_apart
from gui.paint.shapes import draw_box, draw_line
from gui.paint.text import draw_text
from gui.tokens import RADIUS, Theme

AXIS_WIDTH, AXIS_HEIGHT, END_WIDTH = 44, 24, 132
TITLE_HEIGHT, GAP = 26, 14
_WIDE_BAND, _NARROW_BAND = 0.16, 0.22  # opacity
_ROW, _MARK = 18, 16
_FIGURE = 6.6  # the width of a figure of an axis label


@dataclass(frozen=True, slots=True)
class FanSeries:
    """One scenario's course. The tuples have a value for each of the chart's days.

    `end` is said under the name at the line's end; `words` has for each day what the crosshair
    says. `chosen` is drawn in the accent, the other one grey and dashed. `low` is a second, thin
    line where another percentile counts.
    """

    key: str
    name: str
    end: str
    p10: tuple[float, ...]
    p25: tuple[float, ...]
    line: tuple[float, ...]
    p75: tuple[float, ...]
    p90: tuple[float, ...]
    words: tuple[str, ...]
    chosen: bool = False
    low: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class FanMark:
    """Something that happens on a day: a short line up from the series and its words."""

    day: float
    text: str


@dataclass(frozen=True, slots=True)
class FanPlot:
    """One plot: its title, axis and series. `whole` is a named dashed line, such as all items."""

    title: str
    axis: Axis
    series: tuple[FanSeries, ...]
    share: float = 1.0
    marks: tuple[FanMark, ...] = ()
    whole: tuple[float, str] | None = None
    named: bool = True  # whether names stand at the ends, or the values alone
    brief: str = ""  # what it shows, for the head of a column


@dataclass(frozen=True, slots=True)
class FanFace:
    """All plots over the same days. `days` count from the first one, `ticks` are (day, text).

    `day_words` says for each day which one it is.
    """

    days: tuple[float, ...]
    plots: tuple[FanPlot, ...]
    ticks: tuple[tuple[float, str], ...]
    day_words: tuple[str, ...]


def axis_width(face: FanFace) -> float:
    """How much room the longest label of the axes needs."""
    words = [plot.axis.word(level) for plot in face.plots for level in plot.axis.levels()]
    return max(AXIS_WIDTH, 14 + _FIGURE * max((len(word) for word in words), default=0))


def plot_rects(rect: QRectF, face: FanFace) -> list[QRectF]:
    """Where the lines of each plot are drawn, without titles, axis and ends.

    What is pointed out stands above a plot, clear of its bands.
    """
    whole = sum(plot.share for plot in face.plots) or 1.0
    titles = [(TITLE_HEIGHT if p.title else 8) + _MARK * len(p.marks) for p in face.plots]
    side = axis_width(face)
    free = rect.height() - AXIS_HEIGHT - sum(titles) - GAP * (len(titles) - 1)
    found, top = [], rect.top()
    for plot, title in zip(face.plots, titles, strict=True):
        height = max(20.0, free * plot.share / whole)
        left, width = rect.left() + side, rect.width() - side - END_WIDTH
        found.append(QRectF(left, top + title, max(40.0, width), height))
        top += title + height + GAP
    return found


def day_at(rect: QRectF, face: FanFace, x: float) -> int | None:
    """The place of the day nearest to `x`; None left or right of the plots."""
    areas = plot_rects(rect, face)
    if not areas or not face.days or not areas[0].left() - 6 <= x <= areas[0].right() + 6:
        return None
    spots = [_x(areas[0], face, day) for day in face.days]
    return min(range(len(spots)), key=lambda place: abs(spots[place] - x))


def between(old: FanFace, new: FanFace, share: float) -> FanFace:
    """The face on its way from `old` to `new`; `new` where they do not have the same days."""
    if share >= 1 or old.days != new.days or len(old.plots) != len(new.plots):
        return new
    plots = []
    for before, after in zip(old.plots, new.plots, strict=True):
        known = {series.key: series for series in before.series}
        series = tuple(_series_between(known.get(each.key), each, share) for each in after.series)
        plots.append(replace(after, series=series))
    return replace(new, plots=tuple(plots))


def _series_between(old: FanSeries | None, new: FanSeries, share: float) -> FanSeries:
    if old is None:
        return new

    def mixed(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
        if len(a) != len(b):
            return b
        return tuple(x + (y - x) * share for x, y in zip(a, b, strict=True))

    return replace(
        new,
        p10=mixed(old.p10, new.p10),
        p25=mixed(old.p25, new.p25),
        line=mixed(old.line, new.line),
        p75=mixed(old.p75, new.p75),
        p90=mixed(old.p90, new.p90),
        low=mixed(old.low, new.low),
    )


def draw_fan(
    painter: QPainter, rect: QRectF, face: FanFace, theme: Theme, *, at: int | None = None
) -> None:
    """Draws the chart; `at` is the day under the crosshair."""
    areas = plot_rects(rect, face)
    for plot, area in zip(face.plots, areas, strict=True):
        _draw_title(painter, rect, plot, area, theme)
        labels = QRectF(rect.left(), 0, axis_width(face), 0)
        draw_levels(painter, area, plot.axis, theme, labels=labels)
        for series in _behind_first(plot.series):
            _draw_bands(painter, area, face, plot, series, theme)
        _draw_whole(painter, area, plot, theme)
        for series in _behind_first(plot.series):
            _draw_lines(painter, area, face, plot, series, theme)
        _draw_marks(painter, area, face, plot, theme)
        _draw_ends(painter, rect, area, plot, theme)
    if areas:
        _draw_days(painter, rect, areas[-1], face, theme)
    if at is not None and 0 <= at < len(face.days) and areas:
        _draw_crosshair(painter, areas, face, at, theme)


def _behind_first(series: Sequence[FanSeries]) -> list[FanSeries]:
    return sorted(series, key=lambda each: each.chosen)


def _x(area: QRectF, face: FanFace, day: float) -> float:
    first, last = face.days[0], face.days[-1]
    return area.left() + area.width() * (day - first) / max(1e-9, last - first)


def _points(area: QRectF, face: FanFace, plot: FanPlot, values: Sequence[float]) -> list[QPointF]:
    return [
        QPointF(_x(area, face, day), plot.axis.y(area, value))
        for day, value in zip(face.days, values, strict=False)
    ]


def series_color(series: FanSeries, theme: Theme) -> QColor:
    """The accent for the chosen scenario, grey for what it is compared with."""
    return theme.colors.accent if series.chosen else theme.colors.grey


def _draw_title(painter: QPainter, rect: QRectF, plot: FanPlot, area: QRectF, theme: Theme) -> None:
    if plot.title:
        top = area.top() - TITLE_HEIGHT - _MARK * len(plot.marks)
        room = QRectF(rect.left(), top, rect.width(), 20)
        draw_text(painter, room, plot.title, theme, weight=500)


def _draw_bands(
    painter: QPainter,
    area: QRectF,
    face: FanFace,
    plot: FanPlot,
    series: FanSeries,
    theme: Theme,
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    bands = ((series.p10, series.p90, _WIDE_BAND), (series.p25, series.p75, _NARROW_BAND))
    for low, high, opacity in bands:
        if not low or not high:
            continue
        color = QColor(series_color(series, theme))
        color.setAlphaF(opacity)
        painter.setBrush(color)
        outline = _points(area, face, plot, high) + _points(area, face, plot, low)[::-1]
        painter.drawPolygon(QPolygonF(outline))


def _draw_lines(
    painter: QPainter,
    area: QRectF,
    face: FanFace,
    plot: FanPlot,
    series: FanSeries,
    theme: Theme,
) -> None:
    color = series_color(series, theme)
    pen = QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
    if not series.chosen:
        pen.setDashPattern([2.5, 1.75])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(_points(area, face, plot, series.line)))
    if series.low:
        thin = QPen(color, 1)
        thin.setDashPattern([1, 3])
        painter.setPen(thin)
        painter.drawPolyline(QPolygonF(_points(area, face, plot, series.low)))


def _draw_whole(painter: QPainter, area: QRectF, plot: FanPlot, theme: Theme) -> None:
    if plot.whole is None:
        return
    value, name = plot.whole
    y = plot.axis.y(area, value)
    pen = QPen(theme.colors.faint, 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
    room = QRectF(area.left() + 2, y - 16, area.width() - 4, 14)
    draw_text(painter, room, name, theme, "axis", color=theme.colors.muted)


def _draw_marks(
    painter: QPainter, area: QRectF, face: FanFace, plot: FanPlot, theme: Theme
) -> None:
    """Words above the plot, each in a line of its own, and a line down to the series."""
    chosen = next((series for series in plot.series if series.chosen), None)
    for number, mark in enumerate(plot.marks):
        if chosen is None or not face.days[0] <= mark.day <= face.days[-1]:
            continue
        x = _x(area, face, mark.day)
        y = plot.axis.y(area, _value_on(face.days, chosen.line, mark.day))
        top = area.top() - _MARK * (len(plot.marks) - number - 1)
        draw_line(painter, QPointF(x, top), QPointF(x, y), theme.colors.muted)
        width = theme.fonts.width(mark.text, "axis") + 2
        left = min(max(area.left(), x - width / 2), area.right() - width)
        room = QRectF(left, top - 16, width, 14)
        draw_text(painter, room, mark.text, theme, "axis", color=theme.colors.muted)


def _value_on(days: Sequence[float], values: Sequence[float], day: float) -> float:
    for (before, after), (low, high) in zip(pairwise(days), pairwise(values), strict=False):
        if before <= day <= after:
            return low + (high - low) * (day - before) / max(1e-9, after - before)
    return values[-1]


def _draw_ends(painter: QPainter, rect: QRectF, area: QRectF, plot: FanPlot, theme: Theme) -> None:
    """Names and values beside the ends of the lines, none over another."""
    shown = [series for series in plot.series if series.line]
    height = 33.0 if plot.named else 18.0
    wanted = [plot.axis.y(area, series.line[-1]) for series in shown]
    middles = spread_apart(wanted, height, area.top() - 4, area.bottom() + 4)
    for series, middle in zip(shown, middles, strict=True):
        left = area.right() + 8
        room = QRectF(left, middle - height / 2, rect.right() - left, height)
        color = theme.colors.accent if series.chosen else theme.colors.text
        if not plot.named:
            draw_text(painter, room, series.end, theme, "axis", color=color, weight=600)
            continue
        upper = QRectF(room.left(), room.top(), room.width(), 17)
        lower = QRectF(room.left(), room.top() + 17, room.width(), 15)
        draw_text(painter, upper, series.name, theme, "small", color=color, weight=600)
        draw_text(painter, lower, series.end, theme, "axis", color=theme.colors.muted)


def _draw_days(painter: QPainter, rect: QRectF, area: QRectF, face: FanFace, theme: Theme) -> None:
    c = theme.colors
    free = rect.left()
    for day, text in face.ticks:
        x = _x(area, face, day)
        half = theme.fonts.width(text, "axis") / 2 + 1
        left = max(x - half, area.left() - 4)
        if left < free or x > area.right() + 1:
            continue
        draw_line(painter, QPointF(x, area.bottom() + 3), QPointF(x, area.bottom() + 6), c.border2)
        room = QRectF(left, area.bottom() + 8, 2 * half, 14)
        draw_text(painter, room, text, theme, "axis", color=c.faint)
        free = left + 2 * half + 8


def _draw_crosshair(
    painter: QPainter, areas: Sequence[QRectF], face: FanFace, at: int, theme: Theme
) -> None:
    c = theme.colors
    x = _x(areas[0], face, face.days[at])
    line = QPointF(x, areas[0].top()), QPointF(x, areas[-1].bottom())
    draw_line(painter, *line, c.faint)
    for plot, area in zip(face.plots, areas, strict=True):
        for series in _behind_first(plot.series):
            if at < len(series.line):
                spot = QPointF(x, plot.axis.y(area, series.line[at]))
                painter.setPen(QPen(c.surface, 1.5))
                painter.setBrush(series_color(series, theme))
                painter.drawEllipse(spot, 4, 4)
        _draw_values(painter, area, x, face.day_words[at], plot.series, at, theme)


def _draw_values(
    painter: QPainter,
    area: QRectF,
    x: float,
    day: str,
    series: Sequence[FanSeries],
    at: int,
    theme: Theme,
) -> None:
    """A box beside the crosshair: the day, and each scenario's value on it."""
    c, fonts = theme.colors, theme.fonts
    rows = [(each, each.words[at]) for each in _behind_first(series)[::-1] if at < len(each.words)]
    if not rows:
        return
    name_width = min(150.0, max(fonts.width(each.name, "small", 500) for each, _ in rows)) + 14
    value_width = max(fonts.width(text, "small", 600) for _, text in rows)
    width = max(name_width + value_width, fonts.width(day, "axis") - 4) + 24
    height = 24 + _ROW * len(rows)
    left = x + 12 if x + 12 + width < area.right() + END_WIDTH else x - 12 - width
    top = min(max(area.top() + 2, area.center().y() - height / 2), area.bottom() - height + 18)
    box = QRectF(left, top, width, height)
    draw_box(painter, box, fill=c.surface, border=c.border2, radius=RADIUS)
    head = QRectF(box.left() + 10, box.top() + 4, box.width() - 18, 16)
    draw_text(painter, head, day, theme, "axis", color=c.faint)
    for number, (each, text) in enumerate(rows):
        row = QRectF(box.left() + 10, box.top() + 21 + _ROW * number, box.width() - 20, _ROW)
        swatch = QRectF(row.left(), row.center().y() - 1, 8, 2)
        painter.fillRect(swatch, series_color(each, theme))
        name = QRectF(row.left() + 14, row.top(), name_width - 14, _ROW)
        draw_text(painter, name, each.name, theme, "small", color=c.text, weight=500)
        draw_text(painter, row, text, theme, "small", color=c.text, weight=600, align="right")
