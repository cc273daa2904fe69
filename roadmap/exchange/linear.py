"""Linear's CSV export: which column is what, in all the widths that it has had.

No column says what a status means: the days of completion and cancellation do, then the status's
name. Linear puts an apostrophe before cells that a spreadsheet could take for a formula; one is
taken off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap.decide.source_values import BASIS
from roadmap.exchange.gather import NAME_LENGTH, Gathering, Values, line_of
from roadmap.exchange.records import whole_rows
from roadmap.exchange.sheet import Row, Sheet

FORMAT = "linear-csv"
SOURCE = "linear"

_NEEDED = {"id", "title", "status"}
_TELLING = {"uuid", "cycle number", "cycle name", "parent issue", "triaged", "canceled"}
_DONE = re.compile(r"\b(done|completed?|released|shipped|merged|closed)\b")
_SHED = re.compile(r"\b(cancell?ed|duplicate|won'?t (?:do|fix))\b")
_AT_WORK = re.compile(r"\b(progress|started|doing|review|testing|qa)\b")
_ESCAPED = re.compile(r"'(?=['=+\-@\t\r])")
_RELATIONS = (("related to", "relates"), ("duplicate of", "duplicates"))


def fits(header: Sequence[str]) -> bool:
    """Whether this is the header of a Linear export."""
    names = {name.casefold() for name in header}
    return names >= _NEEDED and bool(names & _TELLING)


def read(sheet: Sheet, gathering: Gathering) -> None:
    """Read every row of `sheet` into `gathering`."""
    columns: dict[str, int] = {}
    for index, name in enumerate(sheet.header):
        columns.setdefault(name.casefold(), index)
    reader = _Reader(columns, gathering)
    for row in whole_rows(sheet, gathering, columns["id"]):
        reader.row(row)


class _Reader:
    def __init__(self, columns: dict[str, int], gathering: Gathering) -> None:
        self._columns = columns
        self._to = gathering
        ends = ("canceled", "completed")
        self._basis = "\n".join(f"status:{name}" for name in ends if name in columns)

    def _cell(self, cells: list[str], name: str) -> str | None:
        """Return the cell of a column, without Linear's apostrophe; None without that column."""
        index = self._columns.get(name)
        if index is None or index >= len(cells):
            return None
        return _ESCAPED.sub("", cells[index], count=1) if cells[index][:1] == "'" else cells[index]

    def row(self, row: Row) -> None:
        """Read one record."""
        cells, to = row.cells, self._to
        key = line_of(self._cell(cells, "id") or "")
        values: Values = {"title": line_of(self._cell(cells, "title") or "")}
        if (notes := self._cell(cells, "description")) is not None:
            values["notes"] = to.text(notes, key)
        if (points := self._cell(cells, "estimate")) is not None:
            values["points"] = to.number(points, f"estimate of {key}")
        if (priority := self._cell(cells, "priority")) is not None:
            named = to.line(priority, NAME_LENGTH, key)
            values["priority"] = None if named == "No priority" else named
        if (labels := self._cell(cells, "labels")) is not None:
            values["labels"] = to.names(labels.split(","), key)
        done = self._status(cells, key, values)
        self._dates(cells, values)
        self._cycle(cells, key, values)
        parent = self._cell(cells, "parent issue")
        if parent is not None:
            values["parent"] = to.line(parent, NAME_LENGTH, key)
        blockers = self._keys(cells, "blocked by")
        if blockers is not None:
            values["prerequisites"] = blockers
        if not to.add(row.number, key, values):
            return
        to.done += done
        to.links.update(("blocks", other, key) for other in blockers or ())
        for column, kind in _RELATIONS:
            for other in self._keys(cells, column) or ():
                first, second = sorted((key, other)) if kind == "relates" else (key, other)
                to.links.add((kind, first, second))

    def _keys(self, cells: list[str], column: str) -> tuple[str, ...] | None:
        cell = self._cell(cells, column)
        return None if cell is None else self._to.names(cell.split(","), column)

    def _status(self, cells: list[str], key: str, values: Values) -> bool:
        name = self._to.line(self._cell(cells, "status") or "", NAME_LENGTH, key)
        said = (name or "").casefold()
        if self._cell(cells, "canceled") or _SHED.search(said):
            status = "shed"
        elif self._cell(cells, "completed") or _DONE.search(said):
            status = "done"
        else:
            status = "in_progress" if _AT_WORK.search(said) else "open"
        values["source_status"] = name
        values["status"] = status
        values[BASIS] = self._basis
        return status == "done"

    def _dates(self, cells: list[str], values: Values) -> None:
        for field, column in (
            ("created_on", "created"),
            ("updated", "updated"),
            ("started_on", "started"),
            ("done_on", "completed"),
            ("shed_on", "canceled"),
            ("due", "due date"),
        ):
            cell = self._cell(cells, column)
            if cell is not None:
                values[field] = self._to.date(cell)

    def _cycle(self, cells: list[str], key: str, values: Values) -> None:
        name, number = self._cell(cells, "cycle name"), self._cell(cells, "cycle number")
        if name is None and number is None:
            return
        names = self._to.names([name or (f"Cycle {number}" if number else "")], key)
        values["sprints"] = names
        self._to.sprints.update(names)
