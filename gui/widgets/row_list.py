"""What do lists of painted rows share: how they scroll, are hovered and tell a whole row?"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QFrame, QListView, QToolTip

from gui.theme import Theme, ThemeSource
from gui.widgets.plain import plain_tooltip


class RowList(QListView):
    """A list without a frame, scrolled by pixels and up and down only; nothing is edited in it."""

    def __init__(self, themes: ThemeSource, name: str = "") -> None:
        super().__init__()
        self._themes = themes
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        themes.changed.connect(self._on_theme_changed)

    def tip(self, _index: QModelIndex) -> tuple[str, ...] | None:
        """Return the lines of a row's tooltip; None where the model says it."""
        return None

    def keyboardSearch(self, _search: str) -> None:
        """Letters are commands in this app, never a jump to a row."""

    def viewportEvent(self, event: QEvent) -> bool:
        """Plain tooltips with the whole row."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            lines = self.tip(index)
            if lines is not None:
                text = plain_tooltip("\n".join(line for line in lines if line))
                QToolTip.showText(event.globalPos(), text, self.viewport(), self.visualRect(index))
                return True
        return super().viewportEvent(event)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.viewport().update()
