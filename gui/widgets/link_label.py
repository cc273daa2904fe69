"""How does a value that leads somewhere look and answer?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gui.paint.shapes import draw_box, draw_focus_ring
from gui.paint.text import Run
from gui.theme import ThemeSource
from gui.widgets.label import RunsLabel

ROOM = 3  # between the words and the focus ring


class LinkLabel(RunsLabel):
    """Runs that can be pressed when they have a link, by mouse, Return or Space.

    Signals:
        activated(str): The link.
    """

    activated = Signal(str)

    def __init__(
        self,
        themes: ThemeSource,
        runs: Sequence[Run] = (),
        link: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, runs, style="detail", parent=parent)
        self.setContentsMargins(ROOM, 0, ROOM, 0)
        self._source = themes
        self._link = link
        if link:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follows the link."""
        inside = self.rect().contains(event.position().toPoint())
        if self._link and inside and event.button() == Qt.MouseButton.LeftButton:
            self.activated.emit(self._link)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space follow the link."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._link and event.key() in keys:
            self.activated.emit(self._link)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hover ground and focus ring around the runs."""
        theme = self._source.theme
        if self._link and self.underMouse():
            with QPainter(self) as painter:
                draw_box(painter, QRectF(self.rect()), fill=theme.colors.hover, radius=4)
        super().paintEvent(event)
        if self.hasFocus():
            with QPainter(self) as painter:
                draw_focus_ring(painter, QRectF(self.rect()), theme, radius=4)
