"""What would a file change in a roadmap? The window asks before it imports; nothing is written.

Everything here is pure but for reading the file, and may run on a worker: state in, frozen values
out. The command that comes out is what the import then executes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roadmap.commands import ImportItems
from roadmap.decide.imports import ImportComparison, KeptLocal, Notice, compare_import
from roadmap.decide.source_values import CHOICE_FIELDS
from roadmap.exchange import (
    Export,
    Mapping,
    Preview,
    RefusedRow,
    parse_mapping,
    preview,
    read_mapping,
    write_mapping,
)
from roadmap.exchange.mapping import FIELDS
from roadmap.exchange.sheet import ENCODINGS
from roadmap.importing import HowToRead, read_file
from roadmap.state import State

__all__ = [
    "CHOICE_FIELDS",
    "ENCODINGS",
    "FIELDS",
    "DryRun",
    "HowToRead",
    "ImportComparison",
    "KeptLocal",
    "Mapping",
    "Notice",
    "Preview",
    "RefusedRow",
    "dry_run",
    "look",
    "parse_mapping",
    "read_mapping",
    "write_mapping",
]

Progress = Callable[[int, int], bool]
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class DryRun:
    """What the file says, what that would change, and the command that does it."""

    export: Export
    comparison: ImportComparison
    command: ImportItems


def look(path: Path, how: HowToRead, progress: Progress | None = None) -> Preview:
    """Return what the file looks like. Raises ImportRefused and Cancelled."""
    return preview(
        path,
        rows=_LOOKED_AT,
        encoding=how.encoding,
        delimiter=how.delimiter,
        date_order=how.date_order,
        progress=progress,
    )


def dry_run(
    state: State, path: Path, how: HowToRead, today: date, progress: Progress | None = None
) -> DryRun:
    """Return what importing the file into `state` would do.

    Raises NotFound, ImportRefused and Cancelled.
    """
    export = read_file(path, how, progress)
    command = export.command(how.days_per_point)
    return DryRun(export, compare_import(state, command, today), command)
