"""How are the parts of the window laid out, and what gives way in a narrow one?"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gui.theme import ThemeSource
from gui.tokens import WIDTH_INSPECTOR_OVERLAYS, WIDTH_NAV_ICONS
from gui.widgets.banner import Banner
from gui.widgets.nav_bar import NavBar
from gui.widgets.playback_bar import PlaybackBar
from gui.widgets.top_bar import TopBar
from gui.window_side import Side


class Frame(QWidget):
    """Top bar, banner, navigation, pages, inspector and playback, without any behaviour."""

    def __init__(self, themes: ThemeSource, inspector: QWidget) -> None:
        super().__init__()
        self._has_details, self._over = True, False
        self.top = TopBar(themes)
        self.banner = Banner(themes)
        self.nav = NavBar(themes)
        self.stage = QFrame()
        self.pages = QStackedWidget()
        self._middle = QWidget()
        self.playback = PlaybackBar(themes)
        stage = QVBoxLayout(self.stage)
        stage.setContentsMargins(0, 0, 0, 0)
        stage.addWidget(self.pages)
        middle = QHBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.nav)
        middle.addWidget(self.stage, 1)
        self.side = Side(inspector, self._middle)
        middle.addWidget(self.side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.banner)
        column.addWidget(self._middle, 1)
        column.addWidget(self.playback)

    def fit(self, width: int) -> None:
        """Under 1,280 the inspector lies over the page, under 1,040 the navigation has icons."""
        self._over = width < WIDTH_INSPECTOR_OVERLAYS
        self.side.set_over(self._over)
        self._show_details_button()
        self.nav.set_narrow(width < WIDTH_NAV_ICONS)
        self.top.set_narrow(width < WIDTH_NAV_ICONS)

    def set_details(self, *, has: bool) -> None:
        """Says whether the page has details beside it."""
        self.side.set_allowed(allowed=has)
        self._has_details = has
        self._show_details_button()

    def _show_details_button(self) -> None:
        self.top.details.setVisible(self._over and self._has_details)
