"""Is this start just the window, on a file that looks like a roadmap or on none?

Whatever else is asked for, or stands in the way, is told by the commands: see window/window.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from roadmap.recognise import is_document


def window_at_once(arguments: Sequence[str]) -> Callable[[], int] | None:
    """Return what opens the window that `arguments` ask for; None where a command has to answer."""
    if len(arguments) > 1 or not all(map(_is_roadmap, arguments)):
        return None
    from roadmap.cli.display import display_problem  # noqa: PLC0415 - a command needs neither
    from roadmap.cli.plugins import window  # noqa: PLC0415 - as above

    opens = window() if display_problem() is None else None
    return None if opens is None else partial(opens, Path(arguments[0]) if arguments else None)


def _is_roadmap(text: str) -> bool:
    """Whether `text` cannot be a command's name and is a roadmap's file."""
    return (os.sep in text or "." in text) and is_document(Path(text))
