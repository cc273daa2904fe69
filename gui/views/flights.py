"""How does one see that a card went from here to there? It flies, 220 ms, over everything else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEasingCurve, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.paint.card import CardFace, draw_card
from gui.theme import ThemeSource
from gui.tokens import FLIGHT_MS

MOST = 16  # more cards in the air at once show nothing


@dataclass(frozen=True, slots=True)
class Flight:
    """One card from one place to another, in the coordinates of the layer's parent."""

    face: CardFace
    start: QRectF
    end: QRectF


class FlightLayer(QWidget):
    """Lies over its parent while cards fly, and takes no mouse."""

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._flights: tuple[Flight, ...] = ()
        self._progress = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value_changed)
        self._animation.finished.connect(self._on_finished)
        self.hide()

    @property
    def flying(self) -> bool:
        """Whether cards are in the air."""
        return self._animation.state() == QVariantAnimation.State.Running

    def fly(self, flights: Iterable[Flight]) -> None:
        """Lets cards fly; those that do not move, and too many at once, do not."""
        self._animation.stop()
        moving = tuple(each for each in flights if each.start != each.end)
        duration = self._themes.theme.duration(FLIGHT_MS)
        parent = self.parentWidget()
        if not moving or len(moving) > MOST or not duration or parent is None:
            self.hide()
            return
        self._flights = moving
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self._animation.setDuration(duration)
        self._animation.start()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws each card on its way."""
        with QPainter(self) as painter:
            for flight in self._flights:
                rect = _between(flight.start, flight.end, self._progress)
                draw_card(painter, rect, flight.face, self._themes.theme)

    def _on_value_changed(self, value: float) -> None:
        self._progress = value
        self.update()

    def _on_finished(self) -> None:
        self._flights = ()
        self.hide()


def _between(start: QRectF, end: QRectF, progress: float) -> QRectF:
    left = start.left() + (end.left() - start.left()) * progress
    top = start.top() + (end.top() - start.top()) * progress
    return QRectF(left, top, end.width(), end.height())
