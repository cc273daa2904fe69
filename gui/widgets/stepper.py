"""How is a small number spun up and down? Minus, the number, plus, in one frame."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import CONTROL_HEIGHT

_SIDE, _NUMBER = 26, 26


class Stepper(QWidget):
    """A number from `low` to `high`; clicks, arrows, + and - step it.

    Signals:
        changed(int): The person stepped it.
    """

    changed = Signal(int)

    def __init__(self, themes: ThemeSource, name: str, low: int = 0, high: int = 9) -> None:
        super().__init__()
        self._themes, self._low, self._high = themes, low, high
        self._value = low
        self._name = name
        self.setFixedSize(2 * _SIDE + _NUMBER, CONTROL_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._describe()
        themes.changed.connect(self._on_theme_changed)

    @property
    def value(self) -> int:
        """The number."""
        return self._value

    def show_value(self, value: int) -> None:
        """Shows a number without the signal."""
        self._value = value
        self._describe()
        self.update()

    def step(self, by: int) -> None:
        """Steps as a click would."""
        value = max(self._low, min(self._high, self._value + by))
        if value != self._value and self.isEnabled():
            self.show_value(value)
            self.changed.emit(value)

    def sizeHint(self) -> QSize:
        """The frame."""
        return QSize(2 * _SIDE + _NUMBER, CONTROL_HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A side was pressed."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        if x < _SIDE:
            self.step(-1)
        elif x > self.width() - _SIDE:
            self.step(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, + and - step; other keys go on."""
        up = (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Plus)
        down = (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Minus)
        if event.key() in up:
            self.step(1)
        elif event.key() in down:
            self.step(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the frame, the two signs and the number."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect())
        with QPainter(self) as painter:
            painter.setOpacity(1.0 if self.isEnabled() else 0.4)
            draw_box(painter, rect, fill=c.surface, border=c.border2)
            middle = rect.center().y()
            sides = (
                (QPointF(_SIDE / 2, middle), "minus", self._value > self._low),
                (
                    QPointF(rect.right() - _SIDE / 2, rect.center().y()),
                    "plus",
                    self._value < self._high,
                ),
            )
            for spot, icon, possible in sides:
                box = QRectF(spot.x() - 7, spot.y() - 7, 14, 14)
                theme.icons.draw(painter, icon, box, c.muted if possible else c.border2)
            text = str(self._value)
            draw_text(painter, rect, text, theme, weight=600, align="center")
            if self.hasFocus():
                draw_focus_ring(painter, rect, theme)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name}: {self._value}")

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
