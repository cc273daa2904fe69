"""Taking in files: each is read, compared with the roadmap and appended as its own decision.

Exports of trackers bring items; files of facts bring levels, measurements or incidents.

A dry run takes the same path, rules included, and only does not write: several files of one run
are compared with the state that the earlier ones would leave.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from roadmap.commands import Command
from roadmap.decide import Now
from roadmap.decide.facts import compare_facts
from roadmap.decide.imports import compare_import
from roadmap.errors import NotFound, Refused
from roadmap.events import Because
from roadmap.exchange import Export, Mapping, read_export
from roadmap.exchange.facts import Facts, facts_report
from roadmap.exchange.read_facts import read_facts
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
    """One file taken in: the decision, None where nothing changed, and the report of cli.md."""

    path: Path
    decision: str | None
    report: dict[str, Any]


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
    files = [(path, read_any(path, how, progress)) for path in sources]
    state = roadmap.state
    results = []
    for path, said in files:
        now = Now(at, roadmap.today(at))
        command, told_of = _compared(said, state if dry_run else roadmap.state, how, now)
        because, decision = Because(kind="import"), None
        if dry_run:
            draft = roadmap.draft([command], by=by, at=at, because=because, state=state)
            state = state if draft is None else applied(state, draft)
        else:
            told = roadmap.execute([command], by=by, at=at, why=why, because=because)
            decision = None if told is None else told.id
        results.append(Imported(path, decision, told_of(decision)))
    return results


def _compared(
    said: Export | Facts, state: State, how: HowToRead, now: Now
) -> tuple[Command, Callable[[str | None], dict[str, Any]]]:
    """Return the command that takes a file in, and what makes its report of a decision's id."""
    if isinstance(said, Facts):
        facts, of_facts = said, said.command()
        changes = compare_facts(state, of_facts, now)
        return of_facts, lambda decision: facts_report(facts, changes, decision)
    export, command = said, said.command(how.days_per_point)
    comparison = compare_import(state, command, now.today)
    return command, lambda decision: report(export, comparison, decision, comparison.factor)


def read_any(path: Path, how: HowToRead, progress: Progress | None) -> Export | Facts:
    """Return what a file says, of items or of facts. Raises as `read_file`."""
    if how.mapping is None and path.exists():
        facts = read_facts(
            path,
            format=how.format,
            source=None if how.source is None else clean_line(how.source),
            encoding=how.encoding,
            delimiter=how.delimiter,
            date_order=how.date_order,
            progress=progress,
        )
        if facts is not None:
            return facts
    return read_file(path, how, progress)


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
