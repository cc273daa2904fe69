"""Which columns does a person look at, how wide, and are the rows grouped? Kept between starts.

A file of its own beside the settings: what a table looks like is no setting that anybody types, and
two windows that write it at once lose a width at most.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from roadmap.folders import config_folder

_log = logging.getLogger(__name__)
_WIDEST = 4000


@dataclass(frozen=True, slots=True)
class TableLayout:
    """The shown columns by key (None: those shown by default), widths by key, and grouping."""

    shown: tuple[str, ...] | None = None
    widths: dict[str, int] = field(default_factory=dict)
    grouped: bool = False


class LayoutFile:
    """The layout and the file it is kept in; one that cannot be read counts as absent."""

    def __init__(self, path: Path | None = None) -> None:
        """By default backlog.json in the config folder."""
        self.path = path or config_folder() / "backlog.json"

    def read(self) -> TableLayout:
        """Return what was kept, as far as it fits."""
        try:
            given = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return TableLayout()
        except (OSError, ValueError) as error:
            _log.warning("The backlog's layout in %s cannot be read: %s", self.path, error)
            return TableLayout()
        return _fitting(given)

    def write(self, layout: TableLayout) -> None:
        """Keeps ``layout``; a folder that cannot be written costs only the memory."""
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(asdict(layout), indent=1), encoding="utf-8")
            beside.replace(self.path)
        except OSError as error:
            _log.warning("The backlog's layout cannot be written to %s: %s", self.path, error)


def _fitting(given: Any) -> TableLayout:
    if not isinstance(given, dict):
        return TableLayout()
    shown, widths = given.get("shown"), given.get("widths")
    texts = isinstance(shown, list) and all(isinstance(key, str) for key in shown)
    kept = {}
    if isinstance(widths, dict):
        kept = {
            key: width
            for key, width in widths.items()
            if type(width) is int and 0 < width <= _WIDEST
        }
    return TableLayout(tuple(shown) if texts else None, kept, given.get("grouped") is True)  # type: ignore[arg-type]  # `texts` says that it is a list
