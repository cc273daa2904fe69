"""What do all widgets look like? Run by hand: ``python -m tests.gui.gallery OUT``.

Writes one picture a scene, theme and scale to OUT.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import (
    QApplication,
)

from gui.theme import Mode, apply
from tests.gui.gallery_scenes import SCENES

Index = QModelIndex | QPersistentModelIndex


def render(out: Path, mode: Mode, scale: str) -> None:
    """Draws every scene in one theme."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    themes = apply(app, mode, still=True)
    for name, build in SCENES.items():
        scene = build(themes)
        scene.show()
        app.processEvents()
        scene.grab().save(str(out / f"{name}-{mode}-{scale}.png"))
        scene.close()


def main() -> None:
    """Starts one process a theme and scale: the scale is fixed at start-up."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) > 2:
        render(out, "dark" if sys.argv[2] == "dark" else "light", sys.argv[3])
        return
    for scale in ("1", "1.5", "2"):
        for mode in ("light", "dark"):
            env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
            command = [sys.executable, "-m", "tests.gui.gallery", str(out), mode, scale]
            subprocess.run(command, env=env, check=True)


if __name__ == "__main__":
    main()
