"""How are the parts of the window laid out, and what gives way in a narrow one?

Top bar and navigation stand at once, the other parts once the roadmap was read: importing and
building them takes three times as long as Qt, and a window that is there is waited for with less
worry than none. Until then their grounds are painted where they will stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.paint.skeleton import draw_skeleton
from gui.theme import ThemeSource
from gui.tokens import PLAYBACK_THIN, WIDTH_INSPECTOR_OVERLAYS, WIDTH_NAV_ICONS
from gui.widgets.nav_bar import NavBar, NavItem
from gui.widgets.top_bar import TopBar
from gui.window.side import Side

if TYPE_CHECKING:
    from gui.widgets.banner import Banner
    from gui.widgets.playback_bar import PlaybackBar


class Frame(QWidget):
    """Top bar and navigation, then banner, pages, inspector and playback; without any behaviour.

    Signals:
        painted(): The frame was painted for the first time while the other parts are still to come.
    """

    painted = Signal()

    banner: Banner
    side: Side
    playback: PlaybackBar

    def __init__(self, themes: ThemeSource, pages: Sequence[NavItem], opens: NavItem) -> None:
        """``pages`` are those of the navigation, ``opens`` the one that comes into view first."""
        super().__init__()
        self._themes, self._opens = themes, opens
        self._filled, self._said = False, False
        self.top = TopBar(themes)
        self.nav = NavBar(themes, pages)
        self.nav.set_current(opens.key)
        self.stage = QFrame()
        self.pages = QStackedWidget()
        self._middle = QWidget()
        self._column = QVBoxLayout(self)
        self._row = QHBoxLayout(self._middle)
        self._build()

    def _build(self) -> None:
        stage = QVBoxLayout(self.stage)
        stage.setContentsMargins(0, 0, 0, 0)
        stage.addWidget(self.pages)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self.nav)
        self._row.addWidget(self.stage, 1)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.top)
        self._column.addWidget(self._middle, 1)
        self._column.addSpacing(PLAYBACK_THIN)

    def fill(self, banner: Banner, inspector: QWidget, playback: PlaybackBar) -> None:
        """Puts the other parts in."""
        self.banner, self.playback = banner, playback
        self._filled = True
        self._column.takeAt(self._column.count() - 1)
        self._column.insertWidget(1, banner)
        self._column.addWidget(playback)
        self.side = Side(inspector, self._middle)
        self._row.addWidget(self.side)
        self.fit(self.width())

    def add_above_playback(self, strip: QWidget) -> None:
        """Puts a strip between the page and the playback bar."""
        self._column.insertWidget(self._column.indexOf(self.playback), strip)

    def fit(self, width: int) -> None:
        """Under 1,280 the inspector lies over the page, under 1,040 the navigation has icons."""
        over = width < WIDTH_INSPECTOR_OVERLAYS
        if self._filled:
            self.side.set_over(over)
        self.top.details.setVisible(over)
        self.nav.set_narrow(width < WIDTH_NAV_ICONS)
        self.top.set_narrow(width < WIDTH_NAV_ICONS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the grounds of the parts that are still to come."""
        if self._filled:
            return
        left, top = self.nav.width(), self.top.height()
        room = QRectF(left, top, self.width() - left, self.height() - top)
        with QPainter(self) as painter:
            draw_skeleton(painter, room, self._themes.theme, title=self._opens.text)
        if not self._said:
            self._said = True
            self.painted.emit()
