"""How does the app start and end? The entry point that the command line finds.

It is called only where there is a display; looking for one before Qt is loaded is the command
line's part.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.crash import install_hooks
from gui.desk import Desk
from gui.settings import SettingsFile, log_file
from gui.sign import app_icon
from gui.theme import ThemeSource, apply

_TURN_S = 0.0005


def open_window(path: Path | str | None) -> int:
    """Opens the app on a roadmap, or on the start page; returns the exit code when it ends."""
    settings = SettingsFile()
    _prepare(settings.settings.text_size)
    write_log(log_file())
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    themes = set_up(app, settings)
    desk = Desk(themes, settings)
    install_hooks(themes)
    app.setQuitOnLastWindowClosed(False)
    desk.emptied.connect(app.quit)
    if path is None:
        desk.open_start()
    else:
        desk.open_file(str(path))
    return app.exec()


def set_up(app: QApplication, settings: SettingsFile) -> ThemeSource:
    """Gives the application its names, its icon and its look."""
    app.setOrganizationName("roadmap")
    app.setApplicationName("roadmap")
    app.setApplicationDisplayName("Roadmap")
    app.setDesktopFileName("roadmap")
    chosen = settings.settings
    themes = apply(app, chosen.theme, still=chosen.reduced_motion)
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
