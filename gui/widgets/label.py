"""How does a line or a paragraph of text stand on a page?

``Label`` is one style and tone; ``RunsLabel`` mixes tones and weights and wraps. Both are plain
text always.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.fonts import SCALE, Style, Weight
from gui.paint.text import Run, draw_text, lay_out_runs, plain
from gui.theme import Theme, ThemeSource, Tone
from gui.widgets.plain import plain_tooltip


class Label(QLabel):
    """One plain text in one style and tone."""

    def __init__(
        self,
        themes: ThemeSource,
        text: str = "",
        *,
        style: Style = "body",
        tone: Tone = "text",
        weight: Weight | None = None,
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``elide`` cuts with an ellipsis instead of demanding room; the tooltip has it all."""
        super().__init__(parent)
        self._themes = themes
        self._style: Style = style
        self._weight: Weight | None = weight
        self._tone: Tone = tone
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        self.setText(text)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.setMinimumWidth(16)
        themes.changed.connect(self._on_theme_changed)

    def setText(self, text: str) -> None:
        """Shows ``text``, figures in one width."""
        self.setFont(self._themes.theme.fonts.font_for(text, self._style, self._weight))
        super().setText(text)
        if self._elide:
            self.setAccessibleName(text)
            self.setToolTip(plain_tooltip(text))

    def set_wrapping(self) -> None:
        """Wraps from now on instead of eliding: every word can be read."""
        self._elide = False
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_tone(self, tone: Tone) -> None:
        """Changes the colour."""
        if tone == self._tone:
            return
        self._tone = tone
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """An eliding label gives way."""
        hint = super().minimumSizeHint()
        return QSize(16, hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the elided line itself; leaves the rest to QLabel."""
        if not self._elide:
            super().paintEvent(event)
            return
        theme = self._themes.theme
        with QPainter(self) as painter:
            rect = QRectF(self.rect())
            draw_text(
                painter,
                rect,
                self.text(),
                theme,
                self._style,
                color=theme.tone(self._tone),
                weight=self._weight,
            )

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class RunsLabel(QWidget):
    """Plain text in several tones and weights, wrapped to the width it gets."""

    def __init__(
        self,
        themes: ThemeSource,
        runs: Sequence[Run] = (),
        *,
        style: Style = "body",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._style: Style = style
        self._runs: tuple[Run, ...] = ()
        # A layout asks for the height several times a pass: each width is laid out once.
        self._heights: dict[int, int] = {}
        self._hint: QSize | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_runs(runs)
        themes.changed.connect(self._on_theme_changed)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Shows other runs."""
        self._runs = tuple(runs)
        self._forget()
        self.setAccessibleName(plain(self._runs))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The text wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text."""
        margins = self.contentsMargins()
        inside = width - margins.left() - margins.right()
        height = self._heights.get(inside)
        if height is None:
            laid_out = lay_out_runs(self._runs, inside, self._themes.theme, self._style)[1]
            height = self._heights[inside] = round(laid_out)
        return height + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        if self._hint is None:
            lines = 1 + sum(run.text.count("\n") for run in self._runs)
            fonts = self._themes.theme.fonts
            width = sum(fonts.width(run.text, self._style, run.weight) for run in self._runs)
            self._hint = QSize(round(width) + 2, lines * SCALE[self._style].line)
        margins = self.contentsMargins()
        across, down = margins.left() + margins.right(), margins.top() + margins.bottom()
        return self._hint + QSize(across, down)

    def minimumSizeHint(self) -> QSize:
        """One line high, any width."""
        return QSize(24, SCALE[self._style].line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the wrapped runs."""
        inside = self.contentsRect()
        layout, _ = lay_out_runs(self._runs, inside.width(), self._themes.theme, self._style)
        with QPainter(self) as painter:
            layout.draw(painter, QPointF(inside.topLeft()))

    def _forget(self) -> None:
        self._heights.clear()
        self._hint = None

    def _on_theme_changed(self, _theme: Theme) -> None:
        self._forget()
        self.update()
