"""How full is a sprint: reserve, must do and choice against its capacity, and what is over?

The reserve is hatched, work has its two hues, what exceeds the capacity is hatched in bad beyond
the line. The head of a sprint's column is painted here too, around its bar.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from gui.paint.shapes import draw_box, draw_tag, hatch, tag_width
from gui.paint.text import Run, draw_runs, draw_text
from gui.tokens import Family, Theme, Tone

SPRINT_HEAD_HEIGHT = 82
BAR_HEIGHT = 14
_LINE = 2  # the capacity line, which stands out above and below the bar
_STANDS_OUT = 3
_ICON = 14


@dataclass(frozen=True, slots=True)
class BarFace:
    """Person-days of one sprint; reserve and work may together exceed the capacity."""

    capacity: float
    reserve: float = 0.0
    must: float = 0.0
    choice: float = 0.0

    @property
    def used(self) -> float:
        """The work, without the reserve."""
        return self.must + self.choice

    @property
    def left(self) -> float:
        """What is still free; negative where the sprint is over its capacity."""
        return self.capacity - self.reserve - self.used

    @property
    def extent(self) -> float:
        """How far the bar reaches, in person-days."""
        return max(self.capacity, self.reserve + self.used)


@dataclass(frozen=True, slots=True)
class SprintFace:
    """The head of a sprint's column.

    Attributes:
        tag: "committed", "closed" or "".
        tag_icon: Stands for the tag where there is no room for its word.
        amount: "28.5 of 41.3 pd".
        rest: "4.6 free" or "1.7 over".
        scale: Person-days that the whole width stands for; the same in all columns.
        parts: "reserve 8.2", "must do 16.5", "choice 12".
    """

    title: str
    dates: str
    bar: BarFace
    scale: float
    tag: str = ""
    tag_family: Family = "neutral"
    tag_icon: str | None = None
    amount: str = ""
    rest: str = ""
    rest_tone: Tone = "text"
    parts: tuple[Run, ...] = ()

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = "".join(run.text for run in self.parts).replace("  ", ", ")
        texts = (self.title, self.tag, self.dates, self.amount, self.rest, parts)
        return ", ".join(text for text in texts if text)


def draw_sprint_head(painter: QPainter, rect: QRectF, face: SprintFace, theme: Theme) -> None:
    """Draws the head into ``rect`` (SPRINT_HEAD_HEIGHT high)."""
    c = theme.colors
    top = QRectF(rect.left(), rect.top() + 2, rect.width(), 20)
    taken = draw_text(painter, top, face.dates, theme, "small", color=c.muted, align="right")
    room = top.width() - taken - 8
    title = QRectF(top.left(), top.top(), max(0.0, room), top.height())
    used = draw_text(painter, title, face.title, theme, "section")
    if face.tag:
        _draw_tag(painter, QRectF(title).adjusted(used + 8, 0, 0, 0), face, theme)
    second = QRectF(rect.left(), rect.top() + 23, rect.width(), 16)
    tone = theme.tone(face.rest_tone)
    taken = draw_text(
        painter, second, face.rest, theme, "small", color=tone, weight=600, align="right"
    )
    left = second.adjusted(0, 0, -taken - 8, 0)
    draw_text(painter, left, face.amount, theme, "small", color=c.muted)
    bar = QRectF(rect.left(), rect.top() + 44, rect.width(), BAR_HEIGHT)
    draw_capacity_bar(painter, bar, face.bar, face.scale, theme)
    below = QRectF(rect.left(), rect.top() + 63, rect.width(), 14)
    draw_runs(painter, below, face.parts, theme, "axis")


def _draw_tag(painter: QPainter, room: QRectF, face: SprintFace, theme: Theme) -> None:
    """The word where there is room for it, else its icon; screen readers hear the word."""
    if tag_width(face.tag, theme) <= room.width() + 1:
        at = QPointF(room.left(), room.center().y())
        draw_tag(painter, at, face.tag, face.tag_family, theme)
    elif face.tag_icon and room.width() >= _ICON:
        spot = QRectF(room.left(), room.center().y() - _ICON / 2, _ICON, _ICON)
        theme.icons.draw(painter, face.tag_icon, spot, theme.family(face.tag_family)[1])


def draw_capacity_bar(
    painter: QPainter, rect: QRectF, face: BarFace, scale: float, theme: Theme
) -> None:
    """Draws the bar; ``scale`` person-days fill the width of ``rect``."""
    c = theme.colors
    if scale <= 0:
        draw_box(painter, rect, fill=c.sunken, radius=0)
        return
    room = rect.width() - _LINE
    at = rect.left() + room * min(1.0, face.capacity / scale)

    def x(days: float) -> float:
        return rect.left() + room * min(1.0, days / scale)

    draw_box(painter, QRectF(rect.left(), rect.top(), at - rect.left(), BAR_HEIGHT), fill=c.sunken,
             border=c.border2, radius=0)  # fmt: skip
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    reserved = min(at, x(face.reserve))
    _fill(painter, rect, rect.left(), reserved, c.surface)
    _hatch(painter, rect, rect.left(), reserved, c.mustf)
    must = min(at, x(face.reserve + face.must))
    _fill(painter, rect, reserved, must, c.mustf)
    choice = min(at, x(face.reserve + face.used))
    start = must + (1 if must > reserved and choice > must else 0)
    _fill(painter, rect, start, choice, c.chf)
    if face.left < -0.05:
        _hatch(painter, rect, at + _LINE, x(face.extent) + _LINE, c.bad)
    line = QRectF(at, rect.top() - _STANDS_OUT, _LINE, BAR_HEIGHT + 2 * _STANDS_OUT)
    painter.fillRect(line, c.text)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def _fill(painter: QPainter, rect: QRectF, left: float, right: float, color: QColor) -> None:
    if right - left >= 1:
        painter.fillRect(QRectF(left, rect.top(), right - left, BAR_HEIGHT), color)


def _hatch(painter: QPainter, rect: QRectF, left: float, right: float, color: QColor) -> None:
    if right - left < 1:
        return
    area = QRectF(left, rect.top(), right - left, BAR_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrushOrigin(QPointF(0, 0))
    painter.setBrush(hatch(color))
    painter.drawRect(area)
