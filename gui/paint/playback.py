"""What does the history look like in one strip: how many decisions when, and where one stands?

The strip knows buckets, not decisions: equal slices of time with the number of decisions in
each. So a history of a million decisions costs what one of a hundred costs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.paint.shapes import draw_box, draw_line
from gui.paint.text import draw_text
from gui.tokens import Family, Theme, Tone

NARROWEST_BAR = 8
MOST_OVER_USUAL = 6
BAND_HEIGHT = 16
MARK_SIZE, MARK_GAP = 12, 5
WORDS_LEAST, WORDS_MOST = 64, 190


@dataclass(frozen=True, slots=True)
class Marker:
    """An event worth finding again, at a share 0..1 of the time.

    ``number`` is its decision (1..count), ``tip`` what is said when one points at it. Where marks
    would stand upon each other those of a lower ``rank`` stay.
    """

    at: float
    text: str
    icon: str = "flag"
    tone: Tone = "muted"
    number: int = 0
    tip: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class AxisTick:
    """A date of the axis, at a share 0..1 of the time."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """A phase from ``start`` to ``end``, shares 0..1 of the time."""

    start: float
    end: float
    text: str
    family: Family = "neutral"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter chip."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaybackModel:
    """The history as the playback bar shows it. Texts are ready to be read.

    Attributes:
        buckets: Decisions in equal slices of time from the first decision to now; their sum is
            the number of decisions. Some 300 are plenty.
        first_date: "2 Jun 2025".
        marks: Named events, in order of time.
        people, kinds, about: Values of the filter chips; the first one is "All" with the key "".
        shown: Decisions per bucket that meet the filters, None while nothing is filtered.
    """

    buckets: tuple[int, ...]
    first_date: str = ""
    marks: tuple[Marker, ...] = ()
    axis: tuple[AxisTick, ...] = ()
    bands: tuple[Band, ...] = ()
    people: tuple[Choice, ...] = (Choice("", "All"),)
    kinds: tuple[Choice, ...] = (Choice("", "All"),)
    shown: tuple[int, ...] | None = None
    about: tuple[Choice, ...] = (Choice("", "All"),)
    before: tuple[int, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        """Sums the buckets once; every question after that is a bisection."""
        object.__setattr__(self, "before", (0, *accumulate(self.buckets)))

    @property
    def count(self) -> int:
        """The number of decisions."""
        return self.before[-1]

    def share_of(self, number: int) -> float:
        """Where decision ``number`` (1..count) lies, 0..1 of the time; the last one at 1."""
        if number >= self.count or not self.buckets:
            return 1.0
        if number <= 0:
            return 0.0
        bucket = bisect_left(self.before, number) - 1
        inside = (number - self.before[bucket]) / self.buckets[bucket]
        return (bucket + inside) / len(self.buckets)

    def number_at(self, share: float) -> int:
        """The last decision (1..count) made at this share of the time; at least the first."""
        if not self.count:
            return 0
        if share >= 1:
            return self.count
        place = max(0.0, share) * len(self.buckets)
        bucket = min(int(place), len(self.buckets) - 1)
        made = self.before[bucket] + (place - bucket) * self.buckets[bucket]
        return max(1, min(self.count, round(made)))


def draw_density(
    painter: QPainter,
    rect: QRectF,
    model: PlaybackModel,
    theme: Theme,
    *,
    number: int | None = None,
) -> None:
    """Bars of the decisions over time; those up to decision ``number`` in the accent.

    Heights grow with the square root of the number, and what is over six times the usual fills
    the height: one busy day (an import, a sorting) would flatten all others.
    """
    shown = model.shown if model.shown is not None else model.buckets
    bars = _joined(shown, max(1, int(rect.width() // NARROWEST_BAR)))
    if not bars:
        return
    most = _highest(bars)
    c = theme.colors
    played = QColor(c.accent)
    played.setAlphaF(0.55)
    here = rect.width() * (0.0 if number is None else model.share_of(number))
    least = max(2.0, rect.height() / 8)
    pitch = rect.width() / len(bars)
    gap = 1 if pitch > 3 else 0
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for place, value in enumerate(bars):
        if not value:
            continue
        height = max(least, round(rect.height() * sqrt(min(1.0, value / most))))
        left, right = round(place * pitch), round((place + 1) * pitch) - gap
        bar = QRectF(rect.left() + left, rect.bottom() - height, right - left, height)
        painter.fillRect(bar, played if place * pitch < here else c.border2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _highest(bars: Sequence[int]) -> int:
    """What fills the height: the busiest bar, at most so many times the usual one."""
    busy = sorted(value for value in bars if value)
    return min(busy[-1], MOST_OVER_USUAL * busy[len(busy) // 2]) if busy else 1


def draw_handle(painter: QPainter, top: QPointF, bottom: float, theme: Theme) -> None:
    """The dot and, where ``bottom`` is lower, its stem."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if bottom > top.y():
        painter.setPen(QPen(theme.colors.accent, 2))
        painter.drawLine(top, QPointF(top.x(), bottom))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colors.accent)
    painter.drawEllipse(top, 5, 5)


def draw_marks(
    painter: QPainter, rect: QRectF, marks: Sequence[Marker], theme: Theme, *, base: float
) -> None:
    """Icons and words in the line ``rect``, a stem to ``base``.

    Of icons that collide the lower rank stays; words are cut where the next icon begins and left
    out where hardly any room is.
    """
    c = theme.colors
    spots = mark_spots(rect, marks)
    ends = [left - MARK_GAP for left, _ in spots[1:]] + [rect.right()]
    for (left, mark), end in zip(spots, ends[: len(spots)], strict=True):
        at = round(rect.left() + rect.width() * mark.at)
        draw_line(painter, QPointF(at, rect.bottom()), QPointF(at, base), c.border2)
        icon = QRectF(left, rect.center().y() - MARK_SIZE / 2, MARK_SIZE, MARK_SIZE)
        theme.icons.draw(painter, mark.icon, icon, theme.tone(mark.tone))
        words = QRectF(icon.right() + 4, rect.top(), end - icon.right() - 4, rect.height())
        wanted = min(theme.fonts.width(mark.text, "axis"), WORDS_MOST)
        if words.width() >= min(wanted, WORDS_LEAST):
            words.setWidth(min(words.width(), WORDS_MOST))
            draw_text(painter, words, mark.text, theme, "axis", color=c.muted)


def mark_spots(rect: QRectF, marks: Sequence[Marker]) -> list[tuple[float, Marker]]:
    """Where icons stand in ``rect``: the left edge of each that has room, from left to right."""
    spots: list[tuple[float, Marker]] = []
    lefts: list[float] = []
    for mark in sorted(marks, key=lambda mark: mark.rank):
        left = rect.left() + rect.width() * mark.at - MARK_SIZE / 2
        left = max(rect.left(), min(left, rect.right() - MARK_SIZE))
        place = bisect_left(lefts, left)
        near = lefts[max(0, place - 1) : place + 1]
        if all(abs(left - other) >= MARK_SIZE + 1 for other in near):
            lefts.insert(place, left)
            spots.insert(place, (left, mark))
    return spots


def marks_near(rect: QRectF, marks: Sequence[Marker], x: float) -> list[Marker]:
    """The marks whose icon is at ``x``, or would be; the nearest icon's decision comes first."""
    reach = MARK_SIZE / 2 + 1
    found = [m for m in marks if abs(rect.left() + rect.width() * m.at - x) <= reach]
    drawn = [mark for _, mark in mark_spots(rect, marks)]
    return sorted(found, key=lambda mark: (mark not in drawn, mark.number, mark.rank))


def draw_axis(painter: QPainter, rect: QRectF, ticks: Sequence[AxisTick], theme: Theme) -> None:
    """Dates with short ticks; words that would collide or be cut are left out."""
    c = theme.colors
    free = rect.left()
    for tick in ticks:
        left = round(rect.left() + rect.width() * tick.at)
        width = theme.fonts.width(tick.text, "axis") + 6
        if left < free or left + width > rect.right():
            continue
        top = QPointF(left, rect.top())
        draw_line(painter, top, QPointF(left, rect.bottom() - 4), c.border2)
        words = QRectF(left + 5, rect.top() + 2, width, rect.height() - 2)
        draw_text(painter, words, tick.text, theme, "axis", color=c.faint)
        free = left + width + 12


def draw_bands(painter: QPainter, rect: QRectF, bands: Sequence[Band], theme: Theme) -> None:
    """The phases, each a ground with its name."""
    for band in bands:
        left = rect.left() + rect.width() * band.start
        right = rect.left() + rect.width() * band.end
        room = QRectF(left, rect.top(), max(2.0, right - left - 1), rect.height())
        ground, _ = theme.family(band.family)
        draw_box(painter, room, fill=ground, radius=3)
        words = room.adjusted(6, 0, -4, 0)
        if words.width() > 24:
            draw_text(painter, words, band.text, theme, "axis")


def _joined(buckets: Sequence[int], most: int) -> list[int]:
    """At most ``most`` bars: neighbouring buckets are added up."""
    if len(buckets) <= most:
        return list(buckets)
    edges = [number * len(buckets) // most for number in range(most + 1)]
    return [sum(buckets[a:b]) for a, b in pairwise(edges)]
