"""Which one of two to four ways? A segmented control, moved through with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from gui.paint.shapes import draw_focus_ring
from gui.paint.text import draw_text
from gui.theme import Theme, ThemeSource
from gui.tokens import CONTROL_SMALL, RADIUS


class _Segment(QAbstractButton):
    """One segment; draws its part of the common frame."""

    moved = Signal(int)

    def __init__(self, themes: ThemeSource, text: str, *, first: bool, last: bool) -> None:
        super().__init__()
        self._themes = themes
        self._first, self._last = first, last
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes.changed.connect(self._on_theme_changed)

    def sizeHint(self) -> QSize:
        """Both weights fit, so that choosing moves nothing."""
        width = self._themes.theme.fonts.width(self.text(), "small", 600)
        return QSize(round(width) + 22, CONTROL_SMALL)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws ground, frame and text."""
        theme = self._themes.theme
        c = theme.colors
        rect = QRectF(self.rect()).adjusted(0 if not self._first else 0.5, 0.5, -0.5, -0.5)
        if not self._first:
            rect.setLeft(-0.5)
        ground = c.accent2 if self.isChecked() else (c.hover if self.underMouse() else c.surface)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(c.border2, 1))
            painter.setBrush(ground)
            painter.drawPath(_outline(rect, first=self._first, last=self._last))
            color = c.accent if self.isChecked() else c.muted
            draw_text(
                painter,
                QRectF(self.rect()),
                self.text(),
                theme,
                "small",
                color=color,
                weight=600 if self.isChecked() else 500,
                align="center",
            )
            if self.hasFocus():
                draw_focus_ring(painter, QRectF(self.rect()), theme)

    def _on_theme_changed(self, _theme: Theme) -> None:
        self.update()


class SegmentedControl(QWidget):
    """Exactly one of its segments is chosen.

    Signals:
        chosen(str): The key of the segment the person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        options: Sequence[tuple[str, str]],
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """``options`` are (key, text); the first is chosen. ``name`` says what is chosen."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys = [key for key, _ in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text) in enumerate(options):
            segment = _Segment(themes, text, first=number == 0, last=number == len(self._keys) - 1)
            segment.moved.connect(self._on_moved)
            self._group.addButton(segment, number)
            row.addWidget(segment)
        if self._keys:
            self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._on_id_clicked)

    @property
    def value(self) -> str:
        """The key of the chosen segment."""
        return self._keys[self._group.checkedId()]

    def set_value(self, key: str) -> None:
        """Chooses a segment without the signal."""
        self._group.button(self._keys.index(key)).setChecked(True)

    def _on_moved(self, step: int) -> None:
        number = self._group.checkedId() + step
        if 0 <= number < len(self._keys):
            button = self._group.button(number)
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()

    def _on_id_clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])


def _outline(rect: QRectF, *, first: bool, last: bool) -> QPainterPath:
    path = QPainterPath()
    if not (first or last):
        path.addRect(rect)
        return path
    path.addRoundedRect(rect, RADIUS, RADIUS)
    square = QRectF(rect)
    if not last:
        square.setLeft(rect.left() + RADIUS)
    if not first:
        square.setRight(rect.right() - RADIUS)
    other = QPainterPath()
    other.addRect(square)
    joined = path.united(other)
    return joined if not (first and last) else path
