"""How does capacity over the next sprints stand on the page, and how is a sprint asked about?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.paint.capacity_over_time import CapacityBar, column_rects, draw_capacity
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label
from gui.widgets.marked_chart import MarkedChart
from gui.widgets.panel import Panel

_HEIGHT = 216


class CapacityChart(MarkedChart):
    """The painted chart. Click, or arrows and Return, ask why a sprint has its number.

    Signals:
        asked(int): The place of the sprint that is asked about.
    """

    asked = Signal(int)

    def __init__(self, themes: ThemeSource, names: dict[str, str]) -> None:
        super().__init__(themes, "")
        self._names = names
        self._bars: tuple[CapacityBar, ...] = ()
        self._sentences: tuple[str, ...] = ()
        self._chosen: int | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Capacity over the next sprints"))

    def set_bars(self, bars: Sequence[CapacityBar], sentences: Sequence[str]) -> None:
        """Shows other sprints; ``sentences`` say the same to a screen reader."""
        self._bars, self._sentences = tuple(bars), tuple(sentences)
        if self._marked is not None and self._marked >= len(self._bars):
            self._marked = None
        self.describe()
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

    def count(self) -> int:
        """The sprints."""
        return len(self._bars)

    def part_at(self, spot: QPointF) -> int | None:
        """The sprint at a point."""
        rects = column_rects(self._inside(), len(self._bars))
        return next((n for n, rect in enumerate(rects) if rect.contains(spot)), None)

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the bars."""
        draw_capacity(
            painter,
            self._inside(),
            self._bars,
            self._names,
            theme,
            marked=self._marked,
            chosen=self._chosen,
        )

    def describe(self) -> None:
        """The sprint that is marked, or all of them."""
        if self._marked is not None and self._marked < len(self._sentences):
            text = self._sentences[self._marked]
        else:
            text = " ".join(self._sentences)
        self.setAccessibleDescription(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Asks about the sprint under the pointer."""
        place = self.part_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the sprint that is explained, else at the first."""
        if self._marked is None and self._chosen is not None and self._bars:
            self.mark(self._chosen)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor stays: whoever comes back goes on from there."""
        QWidget.focusOutEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space ask about the sprint at the cursor."""
        asks = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._bars and event.key() in asks:
            self.asked.emit(self._marked or 0)
        else:
            super().keyPressEvent(event)

    def _inside(self) -> QRectF:
        return QRectF(self.rect()).adjusted(12, 4, -4, -6)


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
