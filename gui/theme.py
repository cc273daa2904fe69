"""Which theme is in force, and who hears when it changes?

The tokens are in tokens.py, which this module hands on so that callers import one name.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui.fonts import Fonts
from gui.icons import IconSet
from gui.text_cache import TextCache
from gui.theme_qss import palette, style_sheet
from gui.tokens import DARK, LIGHT, Colors, Family, Mode, Theme, Tone, WorkRole

__all__ = [
    "DARK",
    "LIGHT",
    "Colors",
    "Family",
    "Mode",
    "Theme",
    "ThemeSource",
    "Tone",
    "WorkRole",
    "apply",
]


class ThemeSource(QObject):
    """Holds the theme in force and says when it changed; handed to whoever draws."""

    changed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        mode: Mode = "system",
        *,
        still: bool = False,
        styled: bool = False,
    ) -> None:
        """``styled`` says that the application was started in Qt's style Fusion already."""
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._system_dark = _is_dark(app.palette())
        colors = DARK if self._wants_dark() else LIGHT
        still = still or _system_reduces_motion(app)
        fonts = Fonts()
        self._theme = Theme(colors is DARK, colors, fonts, IconSet(), TextCache(fonts), still)
        self.for_onlookers = False  # who cannot press anything: buttons are not drawn for them
        if not styled:
            app.setStyle("Fusion")
        app.setFont(self._theme.font())
        self._show()
        app.styleHints().colorSchemeChanged.connect(self._on_color_scheme_changed)

    @property
    def theme(self) -> Theme:
        """The theme in force."""
        return self._theme

    @property
    def mode(self) -> Mode:
        """What the person chose."""
        return self._mode

    def set_mode(self, mode: Mode) -> None:
        """Follows the system, or stays light or dark; shown at once."""
        self._mode = mode
        hints = self._app.styleHints()
        if mode == "system":
            hints.unsetColorScheme()
        else:
            dark = mode == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
        self._switch()

    def set_still(self, still: bool) -> None:
        """Turns reduced motion on or off; the system's own wish stays respected."""
        wanted = still or _system_reduces_motion(self._app)
        if wanted != self._theme.still:
            self._theme = replace(self._theme, still=wanted)
            self.changed.emit(self._theme)

    def _on_color_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self._mode == "system":
            self._switch()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        scheme = self._app.styleHints().colorScheme()
        if scheme == Qt.ColorScheme.Unknown:
            return self._system_dark
        return scheme == Qt.ColorScheme.Dark

    def _switch(self) -> None:
        colors = DARK if self._wants_dark() else LIGHT
        if colors is self._theme.colors:
            return
        self._theme = replace(self._theme, dark=colors is DARK, colors=colors)
        self._show()
        self.changed.emit(self._theme)

    def _show(self) -> None:
        # Set by hand besides setColorScheme, which does nothing on plain X11, KDE and offscreen.
        self._app.setPalette(palette(self._theme))
        self._app.setStyleSheet(style_sheet(self._theme))


def apply(
    app: QApplication, mode: Mode = "system", *, still: bool = False, styled: bool = False
) -> ThemeSource:
    """Gives the whole app its look and returns the source that changes it live."""
    source = ThemeSource(app, mode, still=still, styled=styled)
    if mode != "system":
        source.set_mode(mode)
    return source


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def _system_reduces_motion(app: QApplication) -> bool:
    """Whether the system asks for no animations; only Windows answers this through Qt."""
    if QGuiApplication.platformName() != "windows":
        return False
    return not app.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
