"""How does capacity over the next sprints stand on the page, and how is a sprint asked about?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.paint.capacity_over_time import CapacityBar, column_rects, draw_capacity
from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label
from gui.widgets.panel import Panel

_HEIGHT = 216


class CapacityChart(QWidget):
    """The painted chart. Click, or arrows and Return, ask why a sprint has its number.

    Signals:
        asked(int): The place of the sprint that is asked about.
    """

    asked = Signal(int)

    def __init__(self, themes: ThemeSource, names: dict[str, str]) -> None:
        super().__init__()
        self._themes, self._names = themes, names
        self._bars: tuple[CapacityBar, ...] = ()
        self._sentences: tuple[str, ...] = ()
        self._marked: int | None = None
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Capacity over the next sprints"))
        themes.changed.connect(self._on_theme_changed)

    def set_bars(self, bars: Sequence[CapacityBar], sentences: Sequence[str]) -> None:
        """Shows other sprints; ``sentences`` say the same to a screen reader."""
        self._bars, self._sentences = tuple(bars), tuple(sentences)
        if self._marked is not None and self._marked >= len(self._bars):
            self._marked = None
        self._describe()
        self.update()

    def set_chosen(self, place: int | None) -> None:
        """Marks the sprint that is explained beside the chart."""
        self._chosen = place
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(700, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows squeeze the bars."""
        return QSize(360, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart, and the ring while it has the focus."""
        with QPainter(self) as painter:
            draw_capacity(
                painter,
                self._inside(),
                self._bars,
                self._names,
                self._themes.theme,
                marked=self._marked,
                chosen=self._chosen,
            )
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), self._themes.theme)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the sprint under the pointer."""
        self._mark(self._at(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Asks about the sprint under the pointer."""
        place = self._at(event)
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._mark(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the sprint that is explained, else at the first."""
        super().focusInEvent(event)
        if self._marked is None and self._bars:
            self._mark(self._chosen or 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move over the sprints, Return and Space ask."""
        place = 0 if self._marked is None else self._marked
        last = len(self._bars) - 1
        moves = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if last < 0:
            super().keyPressEvent(event)
        elif key in moves:
            self._mark(moves[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.asked.emit(place)
        else:
            super().keyPressEvent(event)

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(12, 4, -4, -6)

    def _at(self, event: QMouseEvent) -> int | None:
        rects = column_rects(self._inside(), len(self._bars))
        spot = event.position()
        return next((n for n, rect in enumerate(rects) if rect.contains(spot)), None)

    def _mark(self, place: int | None) -> None:
        if place != self._marked:
            self._marked = place
            self._describe()
            self.update()

    def _describe(self) -> None:
        if self._marked is not None and self._marked < len(self._sentences):
            text = self._sentences[self._marked]
        else:
            text = " ".join(self._sentences)
        self.setAccessibleDescription(text)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class CapacityPanel(Panel):
    """The chart under its title."""

    def __init__(self, themes: ThemeSource, names: dict[str, str]) -> None:
        super().__init__(themes)
        self.chart = CapacityChart(themes, names)
        title = self.tr("Person-days over the next sprints")
        self._note = Label(themes, style="small", tone="muted", elide=True)
        words = QVBoxLayout()
        words.setContentsMargins(15, 0, 15, 0)
        words.setSpacing(0)
        words.addWidget(Label(themes, title, style="section"))
        words.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 4)
        column.setSpacing(0)
        column.addLayout(words)
        column.addWidget(self.chart, 1)

    def say(self, note: str) -> None:
        """Says under the title what the numbers rest on."""
        self._note.setText(note)
