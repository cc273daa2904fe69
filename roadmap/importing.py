"""Taking in exports of trackers: each file is read, compared and appended as its own decision.

A dry run takes the same path, rules included, and only does not write: several files of one run
are compared with the state that the earlier ones would leave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from roadmap.commands import ImportItems
from roadmap.decide.imports import ImportComparison, compare_import
from roadmap.errors import NotFound, Refused
from roadmap.events import Because
from roadmap.exchange import Export, Mapping, read_export
from roadmap.exchange.report import report
from roadmap.service import Roadmap, applied
from roadmap.state import State
from roadmap.values import Author, clean_line

Progress = Callable[[int, int], bool]


_MOST_DAYS = 1e12  # person-days, the bound of all efforts
_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class HowToRead:
    """How the files are to be read; None is detected, or as the mapping says.

    Raises Refused for a source without a name and for points that stand for no effort.
    """

    format: str = "auto"
    mapping: Mapping | None = None
    source: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    date_order: str | None = None
    days_per_point: float | None = None

    def __post_init__(self) -> None:
        days = self.days_per_point
        if days is not None and not 0 < days <= _MOST_DAYS:
            raise Refused(f"A point cannot stand for {days:g} person-days: give more than 0.")
        if self.source is not None and not 1 <= len(clean_line(self.source)) <= _NAME_LENGTH:
            raise Refused(f"A source's name has 1 to {_NAME_LENGTH} characters: give another one.")


@dataclass(frozen=True, slots=True)
class Imported:
    """One file taken in: what it said, what that changed, and the decision; None: no change."""

    path: Path
    export: Export
    comparison: ImportComparison
    decision: str | None

    @property
    def report(self) -> dict[str, Any]:
        """The report in the shape of cli.md."""
        return report(self.export, self.comparison, self.decision, self.comparison.factor)


def import_files(
    roadmap: Roadmap,
    sources: Sequence[Path],
    *,
    by: Author,
    at: datetime,
    how: HowToRead | None = None,
    why: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[Imported]:
    """Take in `sources`, each as one decision, in the order given.

    All files are read before anything is written. Raises NotFound, ImportRefused, Refused,
    Cancelled when `progress(done, total)` of one file returns False, and StoreError.
    """
    how = how or HowToRead()
    exports = [(path, read_file(path, how, progress)) for path in sources]
    state = roadmap.state
    results = []
    for path, export in exports:
        command = export.command(how.days_per_point)
        if dry_run:
            comparison, state = _tried(roadmap, state, command, by, at)
            results.append(Imported(path, export, comparison, None))
        else:
            comparison = compare_import(roadmap.state, command, roadmap.today(at))
            told = roadmap.execute([command], by=by, at=at, why=why, because=Because(kind="import"))
            results.append(Imported(path, export, comparison, None if told is None else told.id))
    return results


def read_file(path: Path, how: HowToRead, progress: Progress | None) -> Export:
    """Return what the file says. Raises NotFound, ImportRefused and Cancelled."""
    if not path.exists():
        raise NotFound(f"There is no file {path}: name an export of your tracker.")
    return read_export(
        path,
        format=how.format,
        mapping=how.mapping,
        source=None if how.source is None else clean_line(how.source),
        encoding=how.encoding,
        delimiter=how.delimiter,
        date_order=how.date_order,
        progress=progress,
    )


def _tried(
    roadmap: Roadmap, state: State, command: ImportItems, by: Author, at: datetime
) -> tuple[ImportComparison, State]:
    """Return what `command` would change in `state`, and the state after it."""
    comparison = compare_import(state, command, roadmap.today(at))
    draft = roadmap.draft([command], by=by, at=at, because=Because(kind="import"), state=state)
    return comparison, state if draft is None else applied(state, draft)
