"""What is told of the moment shown while the history plays from bookmark to bookmark?"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.lower_third import LowerThirdFace, draw_lower_third, lower_third_height
from gui.theme import Theme, ThemeSource


class CaptionBar(QWidget):
    """A strip over the playback bar; hidden while there is nothing to tell."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._face: LowerThirdFace | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()
        themes.changed.connect(self._on_theme_changed)

    @property
    def face(self) -> LowerThirdFace | None:
        """What is told, None while nothing is."""
        return self._face

    def show_face(self, face: LowerThirdFace | None) -> None:
        """Tells this; None hides the strip."""
        if face == self._face:
            return
        self._face = face
        self.setAccessibleName("" if face is None else face.words)
        self._fit()
        self.setVisible(face is not None)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Takes the height that its words need."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the words."""
        if self._face is not None:
            with QPainter(self) as painter:
                draw_lower_third(painter, QRectF(self.rect()), self._face, self._themes.theme)

    def _fit(self) -> None:
        if self._face is not None:
            parent = self.parentWidget()
            width = self.width() if self.isVisible() or parent is None else parent.width()
            self.setFixedHeight(round(lower_third_height(self._face, width, self._themes.theme)))

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
