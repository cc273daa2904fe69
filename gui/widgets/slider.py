"""How is a number set by dragging? A slider with its name, and its value in words at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from gui.paint.shapes import draw_box
from gui.theme import Theme, ThemeSource
from gui.widgets.label import Label

_HEIGHT, _KNOB, _TRACK = 24, 14, 4
_REST_MS = 350  # after the last key


class Slider(QSlider):
    """A painted slider; a click goes there at once. `rested` follows when it is let go.

    Signals:
        rested(int): The value at which it was let go, or at which the keys stopped.
    """

    rested = Signal(int)

    def __init__(self, themes: ThemeSource, name: str, low: int, high: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._themes = themes
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self.sliderReleased.connect(self._on_rest)
        self.valueChanged.connect(self._on_value_changed)
        themes.changed.connect(self._on_theme_changed)

    def set_quietly(self, value: int) -> None:
        """Shows a value without a signal."""
        if not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(False)
            self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(120, _HEIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Goes where it is pressed and follows from there."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setSliderDown(True)
        self.setSliderPosition(self._value_at(event.position()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follows the pointer."""
        if self.isSliderDown():
            self.setSliderPosition(self._value_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Rests."""
        if event.button() == Qt.MouseButton.LeftButton and self.isSliderDown():
            self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the levers, it does not turn them."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the track, what is chosen of it, and the knob."""
        c = self._themes.theme.colors
        middle = self.height() / 2
        x = self._x()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(1.0 if self.isEnabled() else 0.4)
            track = QRectF(0, middle - _TRACK / 2, self.width(), _TRACK)
            draw_box(painter, track, fill=c.border, radius=_TRACK / 2)
            done = QRectF(0, track.top(), x, _TRACK)
            draw_box(painter, done, fill=c.accent, radius=_TRACK / 2)
            painter.setBrush(c.surface)
            painter.setPen(QPen(c.accent, 2))
            painter.drawEllipse(QPointF(x, middle), _KNOB / 2, _KNOB / 2)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x, middle), _KNOB / 2 + 3, _KNOB / 2 + 3)

    def handle_spot(self) -> QPoint:
        """Where the knob is taken hold of."""
        return QPoint(round(self._x()), self.height() // 2)

    def _x(self) -> float:
        edge = _KNOB / 2 + 4
        span = max(1, self.maximum() - self.minimum())
        share = (self.sliderPosition() - self.minimum()) / span
        return edge + (self.width() - 2 * edge) * share

    def _value_at(self, spot: QPointF) -> int:
        edge = _KNOB / 2 + 4
        share = (spot.x() - edge) / max(1.0, self.width() - 2 * edge)
        step = self.singleStep()
        value = self.minimum() + share * (self.maximum() - self.minimum())
        return max(self.minimum(), min(self.maximum(), round(value / step) * step))

    def _on_value_changed(self, _value: int) -> None:
        self.update()
        if not self.isSliderDown():
            self._rest.start()

    def _on_rest(self) -> None:
        self._rest.stop()
        self.rested.emit(self.value())

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class NamedSlider(QWidget):
    """A slider under its name and its value in words."""

    def __init__(
        self, themes: ThemeSource, name: str, low: int, high: int, say: Callable[[int], str]
    ) -> None:
        """`say` puts a value into words."""
        super().__init__()
        self._say = say
        self.slider = Slider(themes, name, low, high)
        self.name = Label(themes, name)
        self._value = Label(themes, weight=600)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._show)
        self._show(self.slider.value())

    @property
    def said(self) -> str:
        """The value in words."""
        return self._value.text()

    def show_value(self, value: int) -> None:
        """Shows a value without a signal."""
        self.slider.set_quietly(value)
        self._show(self.slider.value())

    def _show(self, value: int) -> None:
        text = self._say(value)
        self._value.setText(text)
        self.slider.setAccessibleDescription(text)
