"""How is a roadmap drawn as pictures without a screen? The real window, grabbed.

The command line finds `pictures` by entry point, for `roadmap demo --out` and the README. Qt runs
offscreen unless somebody chose otherwise, and every picture has the size of the looks.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, thread_time

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from gui.session import Session
from gui.settings import Settings
from gui.tasks import under_way
from gui.theme import Mode, apply
from gui.window.window import MainWindow
from roadmap.analysis.items.grid import grid
from roadmap.service import Roadmap
from roadmap.values import Author, Quadrant

WIDTH, HEIGHT = 1440, 900
PAGES = (
    *("overview", "grid", "backlog", "sprints", "timeline", "what-if", "decisions"),
    *("principles", "users", "people"),
)
MODES: tuple[Mode, ...] = ("light", "dark")
_TURN_MS, _CALM_TURNS, _IDLE_SECONDS = 15, 4, 0.005
_SOON_MS, _LONGEST_SECONDS = 1_000, 15.0


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
    roadmap = Roadmap.open(path)
    session = Session(roadmap, _author_of(roadmap))
    window = MainWindow(themes)
    window.begin(session)
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
        window.selection.select(_worth_seeing(window.session) if page == "grid" else ())
        settle()
        written.append(grab(window, folder / f"{page}-{mode}.png"))
    return written


def _past(window: MainWindow, session: Session, folder: Path) -> list[Path]:
    if session.count < 2:
        return []
    window.open_page("grid")
    window.selection.clear()
    window.frame.playback.set_open(True)
    session.go_to(_told_best(session), animate=False)
    settle()
    written = [grab(window, folder / "grid-past-light.png")]
    window.frame.playback.set_open(False)
    session.go_to_now(animate=False)
    return written


def _author_of(roadmap: Roadmap) -> Author:
    """Who decided last: the pictures are taken as if at that person's desk."""
    last = roadmap.timeline.count - 1
    return roadmap.timeline.tell(last).by if last >= 0 else Settings().author


def _worth_seeing(session: Session) -> tuple[str, ...]:
    """The dated must-do item with the most said about it, for the inspector."""
    items = [session.state.items[key] for key in _dated(session)]
    said = {item.id: (len(item.waits) + len(item.consumers), item.id) for item in items}
    best = max(items, key=lambda item: said[item.id], default=None)
    return () if best is None else (best.id,)


def _dated(session: Session) -> tuple[str, ...]:
    return grid(session.state).of(Quadrant.FORCED_LONG_TERM).items


def _told_best(session: Session) -> int:
    """The reclassification with the longest reason, not from the first days; else one between."""
    moved = [
        told
        for told in session.history(session.count // 8, session.count - 1)
        if told.why and any(event.kind == "item_reclassified" for event in told.events)
    ]
    best = max(moved, key=lambda told: len(told.why or ""), default=None)
    return session.count // 3 if best is None else best.index


def grab(window: MainWindow, path: Path) -> Path:
    """Writes what the window shows to `path`."""
    window.grab().save(str(path))
    return path


def settle() -> None:
    """Lets the window do what it has put off: until nothing is under way, due soon or drawn."""
    longest = monotonic() + _LONGEST_SECONDS
    calm = 0
    while calm < _CALM_TURNS and monotonic() < longest:
        spent = thread_time()  # and not the clock, which goes on while others have the machine
        _let_in_events()
        calm = 0 if thread_time() - spent > _IDLE_SECONDS or is_awaited() else calm + 1


def _let_in_events() -> None:
    """Sleeps in between, so that workers have the interpreter to themselves."""
    turn = QEventLoop()
    QTimer.singleShot(_TURN_MS, turn.quit)
    turn.exec()


def is_awaited() -> bool:
    """Whether a worker has something to tell, or a timer will soon."""
    return under_way() > 0 or any(
        timer.isActive() and timer.isSingleShot() and timer.remainingTime() < _SOON_MS
        for window in QApplication.topLevelWidgets()
        for timer in window.findChildren(QTimer)
    )
