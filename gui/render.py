"""How is a roadmap drawn as pictures without a screen? The real window, grabbed.

The command line finds `pictures` by entry point, for `roadmap demo --out` and the README. Qt runs
offscreen unless somebody chose otherwise, and every picture has the size of the looks.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from gui.session import Session
from gui.settings import Settings
from gui.theme import Mode, apply
from gui.window import MainWindow
from roadmap.service import Roadmap

WIDTH, HEIGHT = 1440, 900
PAGES = ("grid", "backlog", "decisions")
MODES: tuple[Mode, ...] = ("light", "dark")
_SETTLE_SECONDS = 10.0


def render(path: Path, folder: Path) -> list[Path]:
    """Draws the pages of the roadmap at `path` into `folder`; returns the files it wrote."""
    return pictures(path, folder)


def pictures(
    path: Path, folder: Path, *, pages: Sequence[str] = PAGES, modes: Sequence[Mode] = MODES
) -> list[Path]:
    """Draws each page in each theme as `<page>-<theme>.png`, and the grid in the past.

    Raises RoadmapError where the roadmap cannot be opened.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["roadmap"])
    themes = apply(app, "light", still=True)
    folder.mkdir(parents=True, exist_ok=True)
    session = Session(Roadmap.open(path), Settings().author)
    window = MainWindow(session, themes)
    window.resize(WIDTH, HEIGHT)
    window.show()
    written: list[Path] = []
    for mode in modes:
        themes.set_mode(mode)
        written += _pages(window, folder, mode, pages)
    themes.set_mode("light")
    written += _past(window, session, folder)
    window.close()
    settle()
    return written


def _pages(window: MainWindow, folder: Path, mode: str, pages: Sequence[str]) -> list[Path]:
    written = []
    for page in pages:
        if window.open_page(page) is None:
            continue
        settle()
        written.append(grab(window, folder / f"{page}-{mode}.png"))
    return written


def _past(window: MainWindow, session: Session, folder: Path) -> list[Path]:
    if session.count < 2:
        return []
    window.open_page("grid")
    window.frame.playback.set_open(True)
    session.go_to(session.count // 3, animate=False)
    settle()
    written = [grab(window, folder / "grid-past-light.png")]
    window.frame.playback.set_open(False)
    session.go_to_now(animate=False)
    return written


def grab(window: MainWindow, path: Path) -> Path:
    """Writes what the window shows to `path`."""
    window.grab().save(str(path))
    return path


def settle() -> None:
    """Lets the window do what it has put off, until it rests."""
    end = monotonic() + _SETTLE_SECONDS
    quiet = 0
    while quiet < 3 and monotonic() < end:
        before = monotonic()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        quiet = quiet + 1 if monotonic() - before < 0.02 else 0
