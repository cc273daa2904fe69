"""Which files were dropped on a window, and is each one opened, taken in or imported?"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtGui import QDropEvent

ROADMAP_FILES = (".roadmap", ".roadsnap")
_REPLIES = (".json", ".txt", ".eml", "")


def dropped_files(event: QDropEvent) -> list[str]:
    """Return the paths of the files that were dropped."""
    urls = event.mimeData().urls()
    return [url.toLocalFile() for url in urls if url.isLocalFile()]


def is_roadmap(path: str) -> bool:
    """Return whether a file is opened."""
    return Path(path).suffix.lower() in ROADMAP_FILES


def kind_of(path: str) -> Literal["roadmap", "reply", "source"]:
    """Return what a file seems to be: opened, taken in as an answer, or imported."""
    if is_roadmap(path):
        return "roadmap"
    if Path(path).suffix.lower() in _REPLIES:
        from roadmap.answering import looks_like_reply  # noqa: PLC0415 - when something is dropped

        if looks_like_reply(Path(path)):
            return "reply"
    return "source"
