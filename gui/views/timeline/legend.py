"""What do the marks of the timeline mean? One line of them, where the page's head has room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent

from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.paint.timeline_row import (
    BAR_HEIGHT,
    BAR_RADIUS,
    RANGE_HEIGHT,
    draw_bracket,
    draw_diamond,
)
from gui.theme import ThemeSource
from gui.widgets.marks import Mark

_SPOT, _GAP, _NEXT, _HEIGHT = 16, 6, 14, 24
_BAR = 30
_BARS = ("bar", "range")


class TimelineLegend(Mark):
    """Bars, dates, waits and latest starts, each with its word."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self._marks = (
            ("mandatory", self.tr("date")),
            ("waits", self.tr("waits")),
            ("latest", self.tr("latest start")),
        )
        self._promised = ("promised", self.tr("promised"))
        self._entries: tuple[tuple[str, str], ...] = ()
        self._first = 0
        self.setAccessibleName(self.tr("Legend"))
        self.show_range(forecast=False)

    def show_range(self, *, forecast: bool) -> None:
        """Bars show a forecast's range, or the plan by its horizon."""
        # What comes first goes first where the room is short.
        entries = (self._promised, ("range", self.tr("to P50, then P85")), *self._marks)
        if not forecast:
            entries = (("bar", self.tr("short, long-term")), self._promised, *self._marks)
        if entries != self._entries:
            self._entries = entries
            self.setAccessibleDescription(", ".join(text for _, text in entries))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """All that is shown of it."""
        return QSize(self.width_from(self._first), _HEIGHT)

    def width_from(self, first: int) -> int:
        """How wide it is when it begins with this entry."""
        return round(sum(self._width(*entry) for entry in self._entries[first:]))

    def show_from(self, first: int) -> None:
        """Leaves out the entries before."""
        if first != self._first:
            self._first = first
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the marks as the rows have them."""
        theme = self.themes.theme
        left = 0.0
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for key, text in self._entries[self._first :]:
                width = self._width(key, text)
                self._draw_mark(painter, key, left)
                spot = (_BAR if key in _BARS else _SPOT) + _GAP
                room = QRectF(left + spot, 0, width - spot, _HEIGHT)
                draw_text(painter, room, text, theme, "small", color=theme.colors.muted)
                left += width

    def _width(self, key: str, text: str) -> float:
        spot = _BAR if key in _BARS else _SPOT
        return spot + _GAP + self.themes.theme.fonts.width(text, "small") + 1 + _NEXT

    def _draw_mark(self, painter: QPainter, key: str, left: float) -> None:
        theme = self.themes.theme
        c, middle = theme.colors, _HEIGHT / 2
        if key == "bar":
            box = QRectF(left, middle - BAR_HEIGHT / 2, _BAR / 2 - 1, BAR_HEIGHT)
            draw_box(painter, box, fill=c.grey, radius=BAR_RADIUS)
            box.translate(_BAR / 2 + 1, 0)
            draw_box(painter, box, fill=c.border2, radius=BAR_RADIUS)
        elif key == "range":
            thin = QRectF(left + _BAR / 2 - 4, middle - RANGE_HEIGHT / 2, 18, RANGE_HEIGHT)
            draw_box(painter, thin, fill=c.border2, radius=BAR_RADIUS)
            box = QRectF(left, middle - BAR_HEIGHT / 2, _BAR / 2 + 2, BAR_HEIGHT)
            draw_box(painter, box, fill=c.grey, radius=BAR_RADIUS)
        elif key == "waits":
            theme.icons.draw(painter, "hourglass", QRectF(left + 3, middle - 6, 12, 12), c.muted)
        elif key == "latest":
            draw_bracket(painter, left + 6, middle, c.text)
        else:
            draw_diamond(painter, left + 9, middle, theme, filled=key == "mandatory")
