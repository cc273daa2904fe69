"""Whether a window can be shown here; asked before Qt is loaded, which would abort instead."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

_WITHOUT_WINDOWS = frozenset(("offscreen", "minimal", "vnc", "linuxfb"))
_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")


def display_problem() -> str | None:
    """Return a sentence about why no window can be shown here, or None when one can."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in _WITHOUT_WINDOWS:
        return f"QT_QPA_PLATFORM is {platform!r}, which shows no windows: unset it."
    if sys.platform in ("win32", "darwin"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    local = _LOCAL.fullmatch(display)
    if local is not None and not _answers(int(local[1])):
        return f"the display {display} does not answer."
    return None


def _answers(number: int) -> bool:
    path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers listen
    names = [f"\0{path}"] if sys.platform == "linux" else []
    if Path(path).exists():
        names.append(path)
    for name in names:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
            server.settimeout(2)
            try:
                server.connect(name)
            except OSError:
                continue
            return True
    return False
