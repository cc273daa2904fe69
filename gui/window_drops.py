"""Which files were dropped on a window, and is each one opened or imported?"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

ROADMAP_FILES = (".roadmap", ".roadsnap")


def dropped_files(event: QDropEvent) -> list[str]:
    """Return the paths of the files that were dropped."""
    urls = event.mimeData().urls()
    return [url.toLocalFile() for url in urls if url.isLocalFile()]


def is_roadmap(path: str) -> bool:
    """Return whether a file is opened; every other one is imported."""
    return Path(path).suffix.lower() in ROADMAP_FILES
