"""What must be said over the whole window: another version, a read-only file, a full disk?"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.theme import Theme, ThemeSource
from gui.widgets.buttons import Button
from gui.widgets.label import Label

BannerTone = Literal["warn", "neutral"]


class Banner(QFrame):
    """One sentence and its way out, 36 pixels under the top bar. Hidden until ``say``.

    Signals:
        action_requested(str): The key of the pressed action.
    """

    action_requested = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._tone: BannerTone = "warn"
        self._text = Label(themes, elide=True)
        self._buttons: list[Button] = []
        self.setFixedHeight(36)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._text, 1)
        themes.changed.connect(self._on_theme_changed)
        self.hide()

    def say(self, text: str, *actions: tuple[str, str], tone: BannerTone = "warn") -> None:
        """Shows ``text``; ``actions`` are (key, the button's words, "Open a copy")."""
        self._tone = tone
        self._text.setText(text)
        self._text.set_tone("warn" if tone == "warn" else "text")
        self.setAccessibleName(text)
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(key, words) for key, words in actions]
        self.show()
        self.update()

    @property
    def text(self) -> str:
        """The sentence in view, "" while hidden."""
        return "" if self.isHidden() else self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground and lower line."""
        c = self._themes.theme.colors
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), c.warn2 if self._tone == "warn" else c.sunken)
            painter.fillRect(0, self.height() - 1, self.width(), 1, c.border)

    def _button(self, key: str, words: str) -> Button:
        button = Button(self._themes, words, small=True)
        button.clicked.connect(lambda _checked=False: self.action_requested.emit(key))
        self._row.addWidget(button)
        return button

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
