"""What the window's start and a frame of playback cost, against Qt alone and painting alone."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.selection import Selection
from gui.session import Session
from gui.theme import apply
from gui.views.grid.page import GridPage
from roadmap.sample import write_sample
from roadmap.service import Roadmap
from roadmap.values import Author
from tests.benchmarks.long_history import written
from tests.benchmarks.ratio import Ratio, hold, measure

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ROUNDS = 5

QT_ALONE = """
import PySide6.QtWidgets
import time
print(time.process_time())
"""

PAINTED = """
import os
import sys
import time

import gui.app

app, desk = gui.app.started(sys.argv[1])

from PySide6.QtCore import QEvent, QObject, QTimer

[window] = desk.windows
awaited = sys.argv[2]

def painted():
    print(time.process_time(), flush=True)
    os._exit(0)

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and (awaited == "first" or window.begun):
            QTimer.singleShot(0, painted)
        return False

seen = Painted()
window.installEventFilter(seen)
app.exec()
"""


def cpu_seconds(program: str, folder: Path, *arguments: str) -> float:
    """Run `program`, which prints the seconds it took since its process began.

    Modules are compiled as in an installed app; the person's own settings are left alone.
    """
    own = {
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "ROADMAP_PORTABLE": str(folder / "own"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    kept = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**kept, **own},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return float(ended.stdout)


def against_qt(folder: Path, awaited: str) -> Callable[[], Ratio]:
    """What measures the CPU time since the process began until the window of the sample is painted.

    "first": top bar, navigation and the grounds of what is to come; "cards": the grid with its
    cards, all counts and the playback.
    """
    sample = folder / "sample.roadmap"
    write_sample(sample, NOW)
    cpu_seconds(PAINTED, folder, str(sample), awaited)  # compiles what it imports

    def attempt() -> Ratio:
        pairs = [
            (cpu_seconds(QT_ALONE, folder), cpu_seconds(PAINTED, folder, str(sample), awaited))
            for _ in range(ROUNDS)
        ]
        return Ratio(
            statistics.median(ours for _, ours in pairs), statistics.median(qt for qt, _ in pairs)
        )

    return attempt


def test_the_first_painted_window_of_the_sample(tmp_path: Path) -> None:
    """The window is there and says which page comes; its roadmap is read in the turn after."""
    name = "first painted window, against importing QtWidgets"
    hold(name, 2.0, against_qt(tmp_path, "first"))


def test_the_window_with_the_cards_of_the_sample(tmp_path: Path) -> None:
    """No goal: what the first frame puts off must not grow unseen."""
    name = "window with all its cards, against importing QtWidgets"
    hold(name, 9.0, against_qt(tmp_path, "cards"))


LENGTH = 60_000  # the last 10,000 events change ten thousand items
FRAMES = 20
DRAG, JUMP = 2.5, 4.5  # the goal; what is reached, with room for a busy machine


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> GridPage:
    """A grid page of ten thousand cards."""
    path = tmp_path / "long.roadmap"
    written(path, LENGTH)
    session = Session(Roadmap.open(path), Author(id="maya", name="Maya"), clock=lambda: NOW)
    page = GridPage(session, apply(qapp, "light", still=True), Selection())
    qtbot.addWidget(page, before_close_func=lambda _page: session.close())
    page.resize(1400, 900)
    page.show()
    page.toggle_tray()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: session.is_ready, timeout=60_000)
    return page


def frame(page: GridPage, places: list[int]) -> Ratio:
    """Show each of `places` and paint it; the bound paints the last one again as often."""
    session = page._session

    def frames() -> None:
        for place in places:
            session.go_to(place, animate=False)
            page.grab()

    def bound() -> None:
        for _ in places:
            page.grab()

    frames()  # the blocks there are warm, as after the first moments of a drag
    ratio = measure(frames, bound, rounds=5)
    return Ratio(ratio.work / len(places), ratio.bound / len(places))


def test_a_frame_of_a_drag_over_10000_cards(page: GridPage) -> None:
    """Seek, order and paint, 60 decisions on: a pixel of a bar of a thousand over the history."""
    assert len(page._session.state.items) == 10_000
    places = [LENGTH - 5_000 + 60 * step for step in range(FRAMES)]
    name = "a frame of a drag over 10,000 cards, against painting alone"
    hold(name, DRAG, lambda: frame(page, places))


def test_a_jump_over_10000_cards(page: GridPage) -> None:
    """A quarter of all cards differs from the frame before."""
    dice = random.Random(20261120)  # noqa: S311 - the same every time
    places = [LENGTH - 1 - dice.randrange(10_000) for _ in range(FRAMES)]
    name = "a jump over 10,000 cards, against painting alone"
    hold(name, JUMP, lambda: frame(page, places))
