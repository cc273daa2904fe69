"""Where does one type to narrow a list? A line edit with a lens and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gui.paint.shapes import KEY_CAP_HEIGHT, draw_key_cap, key_cap_width
from gui.theme import Theme, ThemeSource

LENS = 16


class SearchField(QLineEdit):
    """A search input. Esc empties it, then leaves it.

    Signals:
        left(): Esc was pressed in the empty field.
    """

    left = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        placeholder: str,
        *,
        keys: str = "",
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``bare``: without a frame, inside something that has one."""
        super().__init__(parent)
        self._themes = themes
        self._keys = keys
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFont(themes.theme.font())
        right = round(key_cap_width(keys, themes.theme)) + 6 if keys else 0
        self.setTextMargins(LENS + (16 if bare else 6), 0, right, 0)
        self.setProperty("bare", bare)
        self.setFixedHeight(30)
        themes.changed.connect(self._on_theme_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc as described; everything else as usual."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Adds the lens and the key to what QLineEdit draws."""
        super().paintEvent(event)
        theme = self._themes.theme
        middle = self.height() / 2
        with QPainter(self) as painter:
            spot = QRectF(9, middle - LENS / 2, LENS, LENS)
            theme.icons.draw(painter, "search", spot, theme.colors.muted)
            if self._keys and not self.text() and not self.hasFocus():
                width = key_cap_width(self._keys, theme)
                top = middle - KEY_CAP_HEIGHT / 2
                cap = QRectF(self.width() - width - 7, top, width, KEY_CAP_HEIGHT)
                draw_key_cap(painter, cap, self._keys, theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
