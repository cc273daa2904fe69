"""How is one part of a painted chart told apart, with the pointer, the keys or a screen reader?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.paint.shapes import draw_focus_ring
from gui.theme import Theme, ThemeSource


class MarkedChart(QWidget):
    """A painted chart of which one part is marked; a subclass draws it and knows its parts.

    That is the part under the pointer or, with the focus, the one at the cursor: Left, Right, Home
    and End move it. ``from_last`` says that the cursor begins at the last part.
    """

    from_last = False

    def __init__(self, themes: ThemeSource, name: str) -> None:
        super().__init__()
        self._themes = themes
        self._marked: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        themes.changed.connect(self._on_theme_changed)

    # -- what a subclass says ---------------------------------------------------------------------

    def count(self) -> int:
        """Return how many parts there are."""
        raise NotImplementedError

    def part_at(self, spot: QPointF) -> int | None:
        """Return which part is at a point of the widget."""
        raise NotImplementedError

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """Draws the chart."""
        raise NotImplementedError

    def describe(self) -> None:
        """Says the part that is marked, or all, to a screen reader."""
        raise NotImplementedError

    # -- show -------------------------------------------------------------------------------------

    def mark(self, place: int | None) -> None:
        """Marks another part, or none."""
        if place != self._marked:
            self._marked = place
            self.describe()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the chart, and the ring while it has the focus."""
        with QPainter(self) as painter:
            self.draw(painter, self._themes.theme)
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), self._themes.theme)

    # -- gestures ---------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Marks the part under the pointer."""
        self.mark(self.part_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.mark(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor begins at the first part, or at the last."""
        super().focusInEvent(event)
        if self._marked is None and self.count():
            self.mark(self._cursor())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor goes with the focus."""
        super().focusOutEvent(event)
        self.mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left, Right, Home and End move the cursor."""
        last, place = self.count() - 1, self._cursor()
        moves = {
            Qt.Key.Key_Left: max(0, place - 1),
            Qt.Key.Key_Right: min(last, place + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if last >= 0 and key in moves:
            self.mark(moves[key])
        else:
            super().keyPressEvent(event)

    def _cursor(self) -> int:
        """Where the cursor is, or where it begins."""
        if self._marked is not None:
            return self._marked
        return self.count() - 1 if self.from_last else 0

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
