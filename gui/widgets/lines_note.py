"""How does a long sentence stand where there is room for two lines? The rest is in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.paint.text import draw_lines
from gui.theme import Theme, ThemeSource
from gui.tokens import Tone
from gui.widgets.plain import set_plain_tooltip

_LINE = 16


class LinesNote(QWidget):
    """Small text in at most two lines, the last one elided."""

    def __init__(self, themes: ThemeSource, tone: Tone = "muted") -> None:
        super().__init__()
        self._themes = themes
        self._text, self._tone = "", tone
        self.setFixedHeight(2 * _LINE)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._on_theme_changed)

    @property
    def text(self) -> str:
        """What is said."""
        return self._text

    def say(self, sentence: str, tone: Tone = "muted") -> None:
        """Says something else."""
        self._text, self._tone = sentence, tone
        set_plain_tooltip(self, sentence)
        self.setAccessibleName(sentence)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the lines."""
        theme = self._themes.theme
        color = theme.tone(self._tone)
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_lines(painter, rect, self._text, theme, "small", color=color, line_height=_LINE)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
