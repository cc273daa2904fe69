"""How does the app start and end? The entry point that the command line finds.

It is called only where there is a display; looking for one before Qt is loaded is the command
line's part. What a first frame needs is loaded with the garbage collector at rest, and then set
aside: modules are no garbage, and looking through them took a tenth of the time until that frame.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from gui.desk import Desk


def open_window(path: Path | str | None) -> int:
    """Opens the app on a roadmap, or on the start page; returns the exit code when it ends."""
    app, _desk = started(path)
    return app.exec()


def started(path: Path | str | None) -> tuple[QApplication, Desk]:
    """Opens the app; its first window is painted once Qt's events are let in."""
    gc.disable()
    try:
        from gui.starting import start  # noqa: PLC0415 - Qt, with the collector at rest

        return start(path)
    finally:
        gc.freeze()
        gc.enable()
