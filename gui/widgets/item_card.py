"""How does one item stand as a card in a column, and how does it lead to the item?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.card import CARD_HEIGHT, CardFace, draw_card
from gui.theme import Theme, ThemeSource
from gui.widgets.plain import set_plain_tooltip

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ItemCard(QWidget):
    """A card outside a list: few of them, each a widget of its own.

    Signals:
        opened(str): The id of the item.
    """

    opened = Signal(str)

    def __init__(self, themes: ThemeSource, key: str, face: CardFace) -> None:
        super().__init__()
        self._themes, self._key, self._face = themes, key, face
        self.setFixedHeight(CARD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(face.spoken)
        set_plain_tooltip(self, face.tooltip)
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(200, CARD_HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Opens the item."""
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space open the item."""
        if event.key() in _OPENS:
            self.opened.emit(self._key)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the card."""
        with QPainter(self) as painter:
            draw_card(
                painter,
                QRectF(self.rect()),
                self._face,
                self._themes.theme,
                hover=self.underMouse(),
                focused=self.hasFocus(),
            )

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
