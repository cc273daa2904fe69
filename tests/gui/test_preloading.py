"""Are the pages there before they are opened, and only once nothing heavy has to be loaded?"""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from gui.preloading import Preloading

def pages():
    return sum(name.startswith("gui.views.") and name.endswith(".page") for name in sys.modules)

app = QApplication(["test", "-platform", "offscreen"])
holder = QObject()
loading = Preloading(holder, after_ms=10)
loading._timer.setInterval(0)
QTimer.singleShot(200, app.quit)
app.exec()
print(pages(), "numpy" in sys.modules)
import numpy
loading.done.connect(app.quit)
app.exec()
print(pages(), any(heavy in sys.modules for heavy in ("pyqtgraph", "highspy", "openpyxl")))
"""


def test_all_pages_are_loaded_in_idle_turns_and_nothing_heavy_with_them() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, timeout=120, check=True
    )
    before, after = ended.stdout.splitlines()
    assert before == "0 False"
    pages, heavy = after.split()
    assert int(pages) >= 10
    assert heavy == "False"
