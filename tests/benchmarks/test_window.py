"""What the window's start and a frame of playback cost, against Qt alone and painting alone."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from roadmap.sample import write_sample
from tests.benchmarks.ratio import Ratio, hold

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
ROUNDS = 5

QT_ALONE = """
import PySide6.QtWidgets
import time
print(time.process_time())
"""

FIRST_PAINT = """
import os
import sys
import time

import gui.app
from PySide6.QtCore import QEvent, QObject, QTimer

def painted():
    print(time.process_time(), flush=True)
    os._exit(0)

class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return False

first = First()

class Desk(gui.app.Desk):
    def open_file(self, location):
        super().open_file(location)
        self.windows[0].installEventFilter(first)

gui.app.Desk = Desk
gui.app.open_window(sys.argv[1])
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


def test_the_first_painted_window_of_the_sample(tmp_path: Path) -> None:
    """CPU time since the process began."""
    sample = tmp_path / "sample.roadmap"
    write_sample(sample, NOW)
    cpu_seconds(FIRST_PAINT, tmp_path, str(sample))  # compiles what it imports

    def attempt() -> Ratio:
        pairs = [
            (cpu_seconds(QT_ALONE, tmp_path), cpu_seconds(FIRST_PAINT, tmp_path, str(sample)))
            for _ in range(ROUNDS)
        ]
        return Ratio(
            statistics.median(ours for _, ours in pairs), statistics.median(qt for qt, _ in pairs)
        )

    hold("first painted window, against importing QtWidgets (goal 2)", 12.0, attempt)
