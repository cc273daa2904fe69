"""Which part of a page is open? Words over a line, the open one underlined in the accent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui.fonts import Weight
from gui.paint.shapes import draw_focus_ring
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource, Tone

TABS_HEIGHT = 36
INSET = 4  # around a word, for the focus ring: the tabs begin so much left of the page's words
_GAP = 12


class _Tab(QAbstractButton):
    """One word, with a count where something waits there."""

    moved = Signal(int)

    def __init__(self, themes: ThemeSource, text: str) -> None:
        super().__init__()
        self._themes = themes
        self._count = ""
        self._tone: Tone = "muted"
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._on_theme_changed)

    def set_count(self, count: str, tone: Tone, spoken: str) -> None:
        """The number beside the word."""
        self._count, self._tone = count, tone
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Both weights fit, so that choosing moves nothing."""
        fonts = self._themes.theme.fonts
        wide = fonts.width(self.text(), "body", 600)
        wide += 6 + fonts.width(self._count, "body", 600) if self._count else 0
        return QSize(round(wide) + 2 * INSET + 2, TABS_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys open the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws word, count and the line below."""
        theme = self._themes.theme
        c, whole = theme.colors, QRectF(self.rect())
        rect = whole.adjusted(INSET, 0, -INSET, 0)
        chosen = self.isChecked()
        color = c.text if chosen or self.underMouse() else c.muted
        with QPainter(self) as painter:
            weight: Weight = 600 if chosen else 500
            used = draw_text(painter, rect, self.text(), theme, color=color, weight=weight)
            count = rect.adjusted(used + 6, 0, 0, 0)
            tone = theme.tone(self._tone)
            draw_text(painter, count, self._count, theme, color=tone, weight=600)
            if chosen:
                below = QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2)
                painter.fillRect(below, c.accent)
            if self.hasFocus():
                draw_focus_ring(painter, whole.adjusted(0, 5, 0, -5), theme, radius=4)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class Tabs(QWidget):
    """The tabs of a page, from left to right; controls may stand at the right.

    Signals:
        chosen(str): The key of the tab that the person opened.
    """

    chosen = Signal(str)

    def __init__(self, themes: ThemeSource, tabs: Sequence[tuple[str, str]], *, name: str) -> None:
        super().__init__()
        self._themes = themes
        self.setAccessibleName(name)
        self.setFixedHeight(TABS_HEIGHT)
        self.tabs: dict[str, _Tab] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        for key, text in tabs:
            tab = _Tab(themes, text)
            tab.clicked.connect(lambda _checked=False, key=key: self._on_clicked(key))
            tab.moved.connect(self._on_moved)
            self.tabs[key] = tab
            self._group.addButton(tab)
            self._row.addWidget(tab)
        self._row.addStretch(1)
        next(iter(self.tabs.values())).setChecked(True)
        themes.changed.connect(self._on_theme_changed)

    @property
    def value(self) -> str:
        """The key of the open tab."""
        return next(key for key, tab in self.tabs.items() if tab.isChecked())

    def set_value(self, key: str) -> None:
        """Marks a tab as open without the signal."""
        self.tabs[key].setChecked(True)

    def set_count(self, key: str, count: str, tone: Tone = "muted", spoken: str = "") -> None:
        """The number beside a tab's word; "" takes it away."""
        self.tabs[key].set_count(count, tone, spoken)

    def add_control(self, *controls: QWidget) -> None:
        """Puts controls at the right end."""
        for control in controls:
            self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the line."""
        with QPainter(self) as painter:
            line = self._themes.theme.colors.border
            painter.fillRect(INSET, self.height() - 1, self.width() - INSET, 1, line)

    def _on_clicked(self, key: str) -> None:
        """Opens a tab; a focus that stood on another one comes along."""
        if any(tab.hasFocus() for tab in self.tabs.values()):
            self.tabs[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(key)

    def _on_moved(self, step: int) -> None:
        keys = list(self.tabs)
        place = (keys.index(self.value) + step) % len(keys)
        self.tabs[keys[place]].setFocus()
        self.tabs[keys[place]].click()

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()
