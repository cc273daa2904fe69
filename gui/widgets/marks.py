"""Which small marks stand beside text: key caps, tags, avatars, the logo, the mini bar?"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.logo import draw_logo
from gui.paint.shapes import (
    KEY_CAP_HEIGHT,
    draw_avatar,
    draw_key_cap,
    draw_tag,
    key_cap_width,
    tag_width,
)
from gui.theme import Family, Theme, ThemeSource
from gui.tokens import TAG_HEIGHT


class Mark(QWidget):
    """A small painted thing of fixed size, redrawn when the theme changes."""

    def __init__(self, themes: ThemeSource, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = themes
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._on_theme_changed)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class KeyCap(Mark):
    """A key such as "Ctrl K"."""

    def __init__(self, themes: ThemeSource, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(themes, keys, parent)
        self._keys = keys

    def sizeHint(self) -> QSize:
        """As wide as the keys."""
        return QSize(round(key_cap_width(self._keys, self.themes.theme)), KEY_CAP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the cap."""
        with QPainter(self) as painter:
            draw_key_cap(painter, QRectF(self.rect()), self._keys, self.themes.theme)


class Tag(Mark):
    """A word on the ground of its family; the word says it, the colour repeats it."""

    def __init__(
        self,
        themes: ThemeSource,
        text: str,
        *,
        family: Family = "neutral",
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, text, parent)
        self._text, self._family, self._icon = text, family, icon

    def set_tag(self, text: str, family: Family, icon: str | None = None) -> None:
        """Shows another word."""
        self._text, self._family, self._icon = text, family, icon
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return QSize(round(tag_width(self._text, self.themes.theme, self._icon)), TAG_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the tag."""
        with QPainter(self) as painter:
            at = QPointF(0, self.height() / 2)
            draw_tag(painter, at, self._text, self._family, self.themes.theme, icon=self._icon)


class Avatar(Mark):
    """A person as initials, 24 pixels."""

    def __init__(self, themes: ThemeSource, person: str, parent: QWidget | None = None) -> None:
        super().__init__(themes, person, parent)
        self._person = person

    def sizeHint(self) -> QSize:
        """A disc."""
        return QSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the initials."""
        with QPainter(self) as painter:
            draw_avatar(painter, QRectF(0, 0, 24, 24), initials(self._person), self.themes.theme)


class Logo(Mark):
    """The four squares."""

    def __init__(self, themes: ThemeSource, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(themes, "Roadmap", parent)
        self._size = size

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the sign."""
        with QPainter(self) as painter:
            draw_logo(painter, QRectF(self.rect()), self.themes.theme)


def initials(person: str) -> str:
    """First letters of the first and last name ("Maya Okafor" gives "MO")."""
    words = person.split()
    if not words:
        return "?"
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()
