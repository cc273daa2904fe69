"""How does a question lie where its answer matters: framed, kept in sight, and left by Esc?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui.paint.shapes import draw_box
from gui.theme import Theme, ThemeSource
from gui.tokens import RADIUS_PANEL
from gui.widgets.label import Label
from gui.widgets.toast import KEPT_CLEAR


class Prompt(QFrame):
    """A frame in the accent colour with a question; hidden until it is asked."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._question = Label(themes, elide=True)
        themes.changed.connect(self._on_theme_changed)
        self.setProperty(KEPT_CLEAR, True)
        self.hide()

    def leave(self) -> None:
        """Closes without an answer."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the accent frame."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            rect = self.contentsRect().toRectF()
            draw_box(painter, rect, fill=c.surface, border=c.accent, radius=RADIUS_PANEL)

    def _appear(self, question: str) -> None:
        self._question.setText(question)
        self.setAccessibleName(question)
        self.show()
        self.raise_()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
