"""What does the app do before its first event: settings, log, look, the first window?"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.crash import install_hooks
from gui.desk import Desk
from gui.settings import SettingsFile, log_file
from gui.sign import app_icon
from gui.theme import ThemeSource, apply

_TURN_S = 0.0005
_PRELOAD_AFTER_MS = 3_000


def start(path: Path | str | None) -> tuple[QApplication, Desk]:
    """Shows the first window, on a roadmap or the start page; Qt's events are still to come."""
    settings = SettingsFile()
    _prepare(settings.settings.text_size)
    write_log(log_file())
    app = QApplication.instance()
    there = isinstance(app, QApplication)
    if not isinstance(app, QApplication):
        # The style is named to Qt itself: setStyle makes Python's picture of QStyle with all its
        # enums first, a twentieth of the time until the first frame.
        app = QApplication([*sys.argv[:1], "-style", "fusion"])
    themes = set_up(app, settings, styled=not there)
    desk = Desk(themes, settings)
    install_hooks(themes)
    app.setQuitOnLastWindowClosed(False)
    desk.emptied.connect(app.quit)
    if path is None:
        desk.open_start()
    else:
        desk.open_file(str(path))
    QTimer.singleShot(_PRELOAD_AFTER_MS, desk, lambda: _preload(desk))
    return app, desk


def _preload(desk: Desk) -> None:
    from gui.preloading import Preloading  # noqa: PLC0415 - nothing more before the first frame

    Preloading(desk, after_ms=0)


def set_up(app: QApplication, settings: SettingsFile, *, styled: bool = False) -> ThemeSource:
    """Gives the application its names, its icon and its look; `styled` is ThemeSource's."""
    app.setOrganizationName("roadmap")
    app.setApplicationName("roadmap")
    app.setApplicationDisplayName("Roadmap")
    app.setDesktopFileName("roadmap")
    chosen = settings.settings
    themes = apply(app, chosen.theme, still=chosen.reduced_motion, styled=styled)
    app.setWindowIcon(app_icon(themes.theme))
    return themes


def write_log(path: Path) -> None:
    """Writes warnings and errors to ``path``, and to nowhere where that is not possible."""
    handler: logging.Handler
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    if not any(isinstance(each, type(handler)) for each in root.handlers):
        root.addHandler(handler)


def _prepare(text_size: int) -> None:
    """What holds from the start: fractional scaling, the person's text size, turns with workers.

    Every call into Qt gives the interpreter away, and a worker that plans in Python keeps it for a
    whole switch interval, by default 5 ms: an edit of 10,000 items while the plan was made took
    0.6 to 1.1 s, with this interval about 0.1 s.
    """
    sys.setswitchinterval(_TURN_S)
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
    if text_size != 100 and QGuiApplication.instance() is None:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{text_size / 100:g}")
