"""What would a file change in a roadmap? The window asks before it imports; nothing is written.

Everything here is pure but for reading the file, and may run on a worker: state in, frozen values
out. The command that comes out is what the import then executes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roadmap.commands.facts import ImportFacts
from roadmap.commands.imports import ImportItems
from roadmap.decide import Now
from roadmap.decide.facts import FactsComparison, compare_facts, in_percent
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
from roadmap.exchange.facts import Facts
from roadmap.exchange.mapping import FIELDS
from roadmap.exchange.measurements import (
    Pasted,
    PastedMeasurement,
    fitted,
    parse_pasted,
    value_of,
)
from roadmap.exchange.read_facts import read_facts
from roadmap.exchange.sheet import ENCODINGS
from roadmap.importing import HowToRead, read_file
from roadmap.state import State

__all__ = [
    "CHOICE_FIELDS",
    "ENCODINGS",
    "FIELDS",
    "DryRun",
    "Facts",
    "FactsComparison",
    "FactsRun",
    "HowToRead",
    "ImportComparison",
    "KeptLocal",
    "Mapping",
    "Notice",
    "Now",
    "Pasted",
    "PastedMeasurement",
    "Preview",
    "RefusedRow",
    "dry_run",
    "facts_run",
    "fitted",
    "in_percent",
    "look",
    "parse_mapping",
    "parse_pasted",
    "read_mapping",
    "value_of",
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


@dataclass(frozen=True, slots=True)
class FactsRun:
    """The same of a file that brings levels, measurements or incidents instead of items."""

    facts: Facts
    comparison: FactsComparison
    command: ImportFacts


def facts_run(
    state: State, path: Path, how: HowToRead, now: Now, progress: Progress | None = None
) -> FactsRun | None:
    """Return what importing a file of facts into `state` would do; None where it is none.

    An export of items is not read further than to see that. Raises ImportRefused and Cancelled.
    `now` is `Now(moment, day)`.
    """
    if how.mapping is not None or not path.exists():
        return None
    said = read_facts(
        path,
        format=how.format,
        source=how.source,
        encoding=how.encoding,
        delimiter=how.delimiter,
        date_order=how.date_order,
        progress=progress,
    )
    if said is None:
        return None
    command = said.command()
    return FactsRun(said, compare_facts(state, command, now), command)


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
