"""Which part of the timeline is in view, at which scale?

One widget paints all rows; what they look like is gui.paint.timeline's question, what a person does
with them canvas.py's.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from gui.paint.timeline import Areas, Look, Words, areas, draw_timeline
from gui.paint.timeline_face import ROW_HEIGHT, Lines, TimelineFace
from gui.paint.timeline_scale import LEAST, MOST
from gui.theme import Theme, ThemeSource
from gui.tokens import FLIGHT_MS

WEEKS, MONTHS, YEARS = 14.0, 4.2, 1.3  # pixels a day
STEP = 1.35
_TODAY_AT = 0.12  # share of the chart's width left of today
_LEAST_FITTED, _ROOM_FOR_WORDS = 2.4, 120.0  # pixels a day, and behind the last date


class TimelineArea(QAbstractScrollArea):
    """The painted timeline, scrolled and zoomed.

    Signals:
        scaled(float): Pixels a day changed.
    """

    scaled = Signal(float)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._face, self._lines = TimelineFace(), Lines(TimelineFace())
        self._day, self._origin = MONTHS, 0.0
        self._selected: str | None = None
        self._hovered: int | None = None
        self._placed, self._fitting = False, True
        self._setting = False
        self._words = Words(
            self.tr("sprint"),
            self.tr("Capacity for dated work"),
            self.tr("person-days a sprint; the outline is what is left after the reserve"),
        )
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(self._on_glided)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        themes.changed.connect(self._on_theme_changed)

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def face(self) -> TimelineFace:
        """What is shown."""
        return self._face

    @property
    def lines(self) -> Lines:
        """Its lines."""
        return self._lines

    @property
    def selected(self) -> str | None:
        """The item whose row is chosen, shown or not."""
        return self._selected

    @property
    def day_width(self) -> float:
        """Pixels a day."""
        return self._day

    @property
    def left_day(self) -> float:
        """The day at the left edge of the chart."""
        return self._origin

    def show_face(self, face: TimelineFace) -> None:
        """Shows other rows; the days in view stay where they are."""
        moved = face.today - self._face.today if self._placed else 0
        self._face, self._lines = face, Lines(face)
        self._hovered = None
        if self._placed:
            self._origin += moved
        self._set_ranges()
        if not self._placed and face.count:
            self._placed = True
            self._fit_dates()
        self.viewport().update()

    def row_rect(self, item: str) -> QRectF | None:
        """Where the row of an item lies in the viewport."""
        line = self._lines.line_of(item)
        if line is None:
            return None
        chart = self._areas().chart
        top = chart.top() - self.verticalScrollBar().value() + self._lines.top(line)
        return QRectF(0, top, self.viewport().width(), ROW_HEIGHT)

    def span_at(self, y: int) -> tuple[int, int] | None:
        """The upper and lower edge of the line at a height of the viewport, for a picture's cut."""
        above = round(self._areas().chart.top()) - self.verticalScrollBar().value()
        line = self._lines.at(y - above)
        if line is None:
            return None
        return above + self._lines.top(line), above + self._lines.top(line + 1)

    def whole_rows(self) -> tuple[int, int]:
        """How many items stand whole in view, of how many."""
        bottom = self._areas().chart.height() + self.verticalScrollBar().value()
        rows = self._lines.rows
        return sum(self._lines.top(row) + ROW_HEIGHT <= bottom for row in rows), len(rows)

    # -- scale ------------------------------------------------------------------------------------

    def go_to_today(self, *, glide: bool = True) -> None:
        """Brings today near the left edge."""
        self._go_to_day(self._face.today, at=_TODAY_AT, glide=glide)

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Zooms about a place of the viewport, by default today or else the middle."""
        parts = self._areas()
        if about is None:
            today = parts.scale.x(self._face.today)
            inside = parts.chart.left() <= today <= parts.chart.right()
            about = today if inside else parts.chart.center().x()
        scale = parts.scale.zoomed(factor, about)
        self.set_scale(scale.day, scale.origin)

    def set_scale(self, day: float, origin: float | None = None) -> None:
        """Sets pixels a day, and the day at the left edge; by default today stays in place."""
        if origin is None:
            self.zoom(day / self._day)
            return
        self._glide.stop()
        self._fitting = False
        self._day, self._origin = min(MOST, max(LEAST, day)), origin
        self._set_ranges()
        self._hovered = None
        self.scaled.emit(self._day)
        self.viewport().update()

    # -- painting and geometry --------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws what is in view."""
        with QPainter(self.viewport()) as painter:
            draw_timeline(
                painter,
                QRectF(self.viewport().rect()),
                self._face,
                self._lines,
                self.look(),
                self._words,
                self._themes.theme,
            )

    def look(self) -> Look:
        """Where one looks at."""
        return Look(
            self._origin,
            self._day,
            self.verticalScrollBar().value(),
            self._selected,
            self._hovered,
            self.hasFocus(),
            self._cursor(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The left edge keeps its day; until somebody moves it, the dates stay in view."""
        super().resizeEvent(event)
        if self._placed and self._fitting:
            self._fit_dates()
        else:
            self._set_ranges()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paints anew."""
        self.viewport().update()

    def _cursor(self) -> int | None:
        """The first row in view has the keyboard until one is chosen."""
        if self._lines.line_of(self._selected) is not None:
            return None
        top = self.verticalScrollBar().value()
        return next((row for row in self._lines.rows if self._lines.top(row) >= top), None)

    def _areas(self) -> Areas:
        return areas(QRectF(self.viewport().rect()), self._face, self.look())

    def _set_ranges(self) -> None:
        """The bars follow the rows and the days; the day at the left edge stays."""
        parts = self._areas()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        whole = (self._face.last - self._face.first) * self._day
        page = round(parts.chart.width())
        self._setting = True
        across.setPageStep(page)
        across.setSingleStep(max(1, round(self._day * 7)))
        across.setRange(0, max(0, math.ceil(whole - page)))
        across.setValue(round((self._origin - self._face.first) * self._day))
        self._setting = False
        wanted = (self._origin - self._face.first) * self._day
        if abs(wanted - across.value()) >= 1:  # beyond the ends
            self._origin = self._face.first + across.value() / self._day
        height = int(parts.chart.height())
        down.setPageStep(max(1, height))
        down.setRange(0, max(0, self._lines.height - height))

    def _fit_dates(self) -> None:
        """Begins with the months that hold every date, as far as their names can be read."""
        rows = (self._lines.row(line) for line in self._lines.rows)
        days = [day for row in rows if row for day in (row.mandatory, row.promised) if day]
        ahead = max(days, default=self._face.today) - self._face.today
        room = self._areas().chart.width() * (1 - _TODAY_AT) - _ROOM_FOR_WORDS
        fitted = room / ahead if ahead > 0 else MONTHS
        self._day = min(MONTHS, max(_LEAST_FITTED, fitted))
        self.go_to_today(glide=False)
        self._fitting = True
        self.scaled.emit(self._day)

    def _on_scrolled(self, value: int) -> None:
        if self._setting:
            return
        self._fitting = False
        self._glide.stop()
        self._origin = self._face.first + value / self._day
        self.viewport().update()

    def _go_to_day(self, day: float, *, at: float, glide: bool = True) -> None:
        width = self._areas().chart.width()
        end = day - at * width / self._day
        self._glide.stop()
        duration = self._themes.theme.duration(FLIGHT_MS) if glide and self.isVisible() else 0
        if not duration:
            self._on_glided(end)
            return
        self._glide.setDuration(duration)
        self._glide.setStartValue(float(self._origin))
        self._glide.setEndValue(float(end))
        self._glide.start()

    def _on_glided(self, origin: float) -> None:
        self._origin = origin
        self._set_ranges()
        self.viewport().update()

    def _bring(self, day: float) -> None:
        """Brings a day into view where it is not."""
        parts = self._areas()
        if not parts.chart.left() + 20 <= parts.scale.x(day) <= parts.chart.right() - 120:
            self._go_to_day(day, at=0.5)

    def _reveal_line(self, line: int | None) -> None:
        if line is None:
            return
        bar, height = self.verticalScrollBar(), int(self._areas().chart.height())
        # The head of the group comes along where the row is its first one.
        top = self._lines.top(line - 1 if self._lines.row(line - 1) is None else line)
        if top < bar.value():
            bar.setValue(top)
        elif self._lines.top(line + 1) > bar.value() + height:
            bar.setValue(self._lines.top(line + 1) - height)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
