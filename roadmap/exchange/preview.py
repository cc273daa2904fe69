"""What a file looks like before it is imported: settings, first rows, a suggested mapping.

The suggested mapping is a guess from the names of the columns; a person looks at it first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from roadmap.exchange import github, jira, linear, mapped
from roadmap.exchange.dates import DateReader, order_of
from roadmap.exchange.mapped import positions
from roadmap.exchange.mapping import HOURS, SECONDS, SPRINTS, Mapping
from roadmap.exchange.read import format_of, is_json, read_export
from roadmap.exchange.sheet import Progress, Sheet
from roadmap.values import clean_line

_CELL_SHOWN = 300
_ROWS_FOR_DATES = 2000
_DATED = re.compile(r"[\s_.(-]*\d[\d\s_.:T()-]*$")
# Names of columns, case-folded, by the field that they usually are; the first hit wins.
_NAMES: dict[str, tuple[str, ...]] = {
    "key": ("issue key", "key", "iid", "issue id", "id", "number", "task id", "ticket", "uuid"),
    "title": ("title", "summary", "name", "subject", "task", "task name", "item"),
    "notes": ("description", "notes", "body", "details"),
    "status": ("status", "state", "section/column", "column"),
    "type": ("type", "issue type", "work item type", "kind"),
    "priority": ("priority",),
    "labels": ("labels", "tags", "label"),
    "points": ("story points", "points", "estimate (points)", "weight", "effort"),
    HOURS: ("original estimate", "estimate (hours)", "hours"),
    SECONDS: ("time estimate",),
    "estimate": ("estimate", "person-days", "days", "effort (days)", "work"),
    "due": ("due date", "due", "target date", "deadline", "finish date"),
    "created_on": ("created", "created at", "created at (utc)", "created date", "created_date"),
    "started_on": ("started", "start date", "activated date", "started at"),
    "done_on": (
        *("completed", "completed at", "closed at (utc)", "closed at", "closed date"),
        *("finished_date", "finished", "resolved", "done"),
    ),
    "updated": ("updated", "updated at", "updated at (utc)", "changed date", "last modified"),
    SPRINTS: ("sprint", "cycle name", "iteration path", "iteration"),
    "component": ("component", "component/s", "components", "area path"),
    "team": ("team",),
    "parent": ("parent", "parent key", "parent iid", "parent issue", "parent task", "epic"),
    "prerequisites": ("blocked by", "blocked by (dependencies)", "depends on", "predecessors"),
    "links": ("url", "link"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A file before its import. `header` and `rows` are empty for JSON; cells are cut for display.

    `mapping` is a suggestion and None where a known format needs none or no column looks like a
    key and a title.
    """

    path: Path
    format: str
    source: str
    encoding: str
    delimiter: str | None
    date_order: str | None
    ambiguous_dates: bool
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: Mapping | None

    @property
    def needs_mapping(self) -> bool:
        """Whether a mapping has to say what the columns are."""
        return self.format == mapped.FORMAT


def preview(
    path: Path,
    *,
    rows: int = 20,
    encoding: str | None = None,
    delimiter: str | None = None,
    date_order: str | None = None,
    progress: Progress | None = None,
) -> Preview:
    """Return what the file at `path` looks like; what is not given is detected.

    Dates are judged by the first 2,000 rows only, the import itself reads them all. Raises
    ImportRefused and Cancelled.
    """
    if is_json(path):
        return _preview_json(path, rows, encoding, progress)
    sheet = Sheet(path, encoding, delimiter, progress)
    name = format_of(sheet, None)
    suggested = suggest_mapping(source_of(path), sheet.header) if name == mapped.FORMAT else None
    dates = DateReader(order_of(date_order))
    shown: list[tuple[str, ...]] = []
    for row in islice(sheet.rows(), _ROWS_FOR_DATES):
        for cell in row.cells:
            if 6 <= len(cell) <= 60:
                dates.see(cell)
        if len(shown) < rows:
            shown.append(tuple(clean_line(cell[:_CELL_SHOWN]) for cell in row.cells))
    sources = {jira.FORMAT: jira.SOURCE, linear.FORMAT: linear.SOURCE}
    return Preview(
        path=path,
        format=name,
        source=sources.get(name, source_of(path)),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        date_order=dates.order,
        ambiguous_dates=dates.is_ambiguous,
        header=tuple(clean_line(cell[:_CELL_SHOWN]) for cell in sheet.header),
        rows=tuple(shown),
        mapping=suggested,
    )


def _preview_json(
    path: Path, rows: int, encoding: str | None, progress: Progress | None
) -> Preview:
    export = read_export(path, encoding=encoding, progress=progress)
    columns = ("key", "title", "status", "labels")
    shown = [
        (row.key, *(_shown(row.values.get(name)) for name in columns[1:]))
        for row in export.rows[:rows]
    ]
    return Preview(
        path=path,
        format=export.format,
        source=github.SOURCE,
        encoding=export.encoding,
        delimiter=None,
        date_order=export.date_order,
        ambiguous_dates=False,
        header=columns,
        rows=tuple(shown),
        mapping=None,
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)[:_CELL_SHOWN]


def source_of(path: Path) -> str:
    """Return the file's name without its date and number, so that the next export has it too."""
    stem = clean_line(path.stem)[:200]
    return _DATED.sub("", stem) or stem or mapped.FORMAT


def suggest_mapping(source: str, header: list[str]) -> Mapping | None:
    """Return the mapping that the names of the columns suggest; None without key and title."""
    found: dict[str, str] = {}
    taken: set[int] = set()
    for field, names in _NAMES.items():
        for name in names:
            free = [index for index in positions(header, name) if index not in taken]
            if free:
                found[field] = header[free[0]]
                taken.add(free[0])
                break
    key = found.pop("key", None)
    if key is None or "title" not in found:
        return None
    return Mapping(source=source, key=key, columns=dict(found))
