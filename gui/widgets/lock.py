"""How does a page say that nothing can be changed here? A lock and the sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.widgets.label import Label
from gui.widgets.marks import Mark


class LockNote(QWidget):
    """The past is read-only, or the file is; hidden where neither is."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_LockMark(themes))
        self._sentence = Label(themes, tone="muted")
        row.addWidget(self._sentence)
        self.hide()

    def show_reason(self, reason: str | None) -> None:
        """Shows why nothing can be changed; None hides it."""
        self._sentence.setText("" if reason is None else reason.rstrip("."))
        self.setVisible(reason is not None)


class _LockMark(Mark):
    """A lock of 16 pixels."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "")
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the icon."""
        theme = self.themes.theme
        with QPainter(self) as painter:
            theme.icons.draw(painter, "lock", QRectF(0, 0, 16, 16), theme.colors.muted)
