"""What does a bug report need to know of this machine? Never anything of a roadmap's content."""

from __future__ import annotations

import platform
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from gui.settings import log_file
from roadmap.folders import config_folder

_PARTS = ("roadmap", "PySide6-Essentials", "eventsourcing", "pydantic", "msgspec", "immutables")


def diagnostics() -> str:
    """Returns versions, display and paths as lines of text."""
    lines = [f"{name} {_version(name)}" for name in _PARTS]
    lines.append(f"Python {platform.python_version()} ({sys.implementation.name})")
    lines.append(f"Qt {qVersion()} on {QGuiApplication.platformName()}")
    lines.append(f"SQLite {sqlite3.sqlite_version}")
    lines.append(f"{platform.platform()}")
    for screen in QGuiApplication.screens():
        size = screen.size()
        lines.append(
            f"Screen {size.width()} x {size.height()} at {screen.devicePixelRatio() * 100:.0f}%"
        )
    lines.append(f"Settings {config_folder()}")
    lines.append(f"Log {log_file()}")
    return "\n".join(lines)


def app_version() -> str:
    """Returns the version of the installed program."""
    try:
        return version("roadmap")
    except PackageNotFoundError:
        return "0"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
