"""How the command line finds the window and the painter: by entry point, never by import.

`roadmap.window` is called as `open(path or None) -> exit code`; `roadmap.render` as
`render(path, folder) -> the files it wrote`; `roadmap.draw` as `draw(path, decision, view,
target, wanted, watch)` and `roadmap.print` as `print_paper(source, target)`, each for one file.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the window is found without it, in a tenth of the time
    from roadmap.redaction import Redaction
    from roadmap.report.html.source import Source
    from roadmap.report.watching import Watch

OpenWindow = Callable[[Path | None], int]
Render = Callable[[Path, Path], list[Path]]
Draw = Callable[[Path, str | None, str, Path, "Redaction", "Watch"], None]
Print = Callable[["Source", Path], None]


def found_names(group: str) -> list[str]:
    """Return what is registered for `group`, without loading it."""
    return sorted(point.value for point in entry_points(group=group))


def window() -> OpenWindow | None:
    """Return what opens the window; None where it is not installed."""
    return cast(OpenWindow | None, _load("roadmap.window"))


def painter() -> Render | None:
    """Return what draws the pictures; None where it is not installed."""
    return cast(Render | None, _load("roadmap.render"))


def view_drawer() -> Draw | None:
    """Return what draws one view; None where it is not installed."""
    return cast(Draw | None, _load("roadmap.draw"))


def paper_printer() -> Print | None:
    """Return what sets the paper for leadership; None where it is not installed."""
    return cast("Print | None", _load("roadmap.print"))


def _load(group: str) -> object | None:
    for point in sorted(entry_points(group=group), key=lambda each: each.value):
        try:
            return cast(object, point.load())
        except (ImportError, AttributeError):
            continue
    return None
