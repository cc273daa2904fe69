"""How does one see that a list goes on below?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from gui.paint.text import draw_text
from gui.theme import ThemeSource


class MoreButton(QPushButton):
    """Says how many are below ("8 more"); a click scrolls on."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the words."""
        c = self._themes.theme.colors
        color = c.accent if self.underMouse() else c.muted
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_text(painter, rect, self.text(), self._themes.theme, "small", color=color)
