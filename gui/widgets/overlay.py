"""How does something lie over its parent and follow its size?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui.paint.shapes import draw_box
from gui.theme import Theme, ThemeSource
from gui.tokens import RADIUS_PANEL


class Overlay(QFrame):
    """A child that is no part of its parent's layout; ``place`` is called when that resizes."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self.themes = themes
        self.hide()
        parent.installEventFilter(self)
        themes.changed.connect(self._on_theme_changed)

    def place(self) -> None:
        """Takes the place over the parent; covers it unless a subclass says otherwise."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def appear(self) -> None:
        """Shows it on top."""
        self.place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the parent's size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A popover's box."""
        c = self.themes.theme.colors
        with QPainter(self) as painter:
            rect = self.rect().toRectF()
            draw_box(painter, rect, fill=c.surface, border=c.border2, radius=RADIUS_PANEL)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
