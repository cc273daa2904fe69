"""Jira's CSV export: which column is what, headers that repeat, links that both ends list.

Headers are looked for in English first, then as Jira writes them in Spanish and Polish. What the
format knows only by position (27 columns called "Sprint") is read by position and name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from roadmap.decide.source_values import BASIS
from roadmap.exchange.gather import (
    NAME_LENGTH,
    SECONDS_PER_DAY,
    Gathering,
    Values,
    line_of,
)
from roadmap.exchange.records import whole_rows
from roadmap.exchange.sheet import Row, Sheet

FORMAT = "jira-csv"
SOURCE = "jira"

# Jira exports at most this many rows and says nothing.
_ROW_LIMIT = 1000

# Header texts by field, case-folded, the first hit wins.
HEADERS: dict[str, tuple[str, ...]] = {
    "key": ("issue key", "clave de incidencia", "klucz zgłoszenia"),
    "id": ("issue id", "id de la incidencia", "id zgłoszenia"),
    "title": ("summary", "resumen", "podsumowanie"),
    "notes": ("description", "descripción", "opis"),
    "type": ("issue type", "work type", "tipo de incidencia", "typ zgłoszenia"),
    "status": ("status", "estado", "stan"),
    "category": ("status category", "categoría de estado", "kategoria statusu"),
    "category_changed": ("status category changed",),
    "resolution": ("resolution", "resolución", "rozwiązanie"),
    "priority": ("priority", "prioridad", "priorytet"),
    "rank": ("custom field (rank)", "campo personalizado (rank)", "pole niestandardowe (rank)"),
    "points": (
        "custom field (story points)",
        "campo personalizado (story points)",
        "pole niestandardowe (story points)",
        "story points",
    ),
    "points_next": (
        "custom field (story point estimate)",
        "campo personalizado (story point estimate)",
        "pole niestandardowe (story point estimate)",
        "story point estimate",
    ),
    "estimate": ("original estimate", "estimación original"),
    "remaining": ("remaining estimate", "estimación restante"),
    "spent": ("time spent", "tiempo empleado"),
    "labels": ("labels", "etiquetas", "etykiety"),
    "components": ("component/s", "components", "componentes", "komponenty"),
    "sprints": ("sprint",),
    "created": ("created", "creada", "utworzono"),
    "updated": ("updated", "actualizada", "zaktualizowano"),
    "resolved": ("resolved", "resuelta", "rozwiązano"),
    "due": ("due date", "fecha de vencimiento", "termin"),
    "parent_key": ("parent key", "clave principal"),
    "epic": (
        "custom field (epic link)",
        "campo personalizado (epic link)",
        "pole niestandardowe (epic link)",
    ),
    "parent": ("parent", "parent id", "principal"),
}
_INWARD = re.compile(r"(?:inward issue link|enlace a la incidencia interna) \((.+)\)")
_OUTWARD = re.compile(
    r"(?:outward issue link|enlace de incidencia saliente|zewnętrzne łącze do zgłoszenia) \((.+)\)"
)
_CATEGORIES = {
    **dict.fromkeys(("done", "listo", "hecho", "finalizado", "gotowe"), "done"),
    **dict.fromkeys(("in progress", "en curso", "w toku"), "in_progress"),
    **dict.fromkeys(("to do", "new", "por hacer", "tareas por hacer", "do zrobienia"), "open"),
}
_NO_RESOLUTION = ("", "unresolved", "sin resolver", "nierozwiązane")
_GIVEN_UP = frozenset(
    (
        *("won't do", "won't fix", "wont fix", "wont do", "duplicate", "declined", "rejected"),
        *("cannot reproduce", "not a bug", "invalid", "abandoned", "obsolete", "cancelled"),
        *("canceled", "incomplete", "no se hará", "duplicado"),
    )
)
_AT_WORK = ("progress", "doing", "review", "testing", "develop", "en curso", "w toku")

# Fields that are read from several columns, by the value that they help to tell.
_BASIS = {
    **dict.fromkeys(("category", "resolution", "resolved", "category_changed"), "status"),
    **dict.fromkeys(("points", "points_next"), "points"),
    **dict.fromkeys(("parent_key", "epic", "parent"), "parent"),
}

Columns = dict[str, list[int]]


def fits(header: Sequence[str]) -> bool:
    """Whether this is the header of a Jira export."""
    names = {name.casefold() for name in header}
    return any(name in names for name in HEADERS["key"]) and any(
        name in names for name in HEADERS["title"]
    )


def find_columns(header: Sequence[str]) -> Columns:
    """Return the positions of each field's columns; a field without a column has no entry."""
    places: dict[str, list[int]] = {}
    for index, name in enumerate(header):
        places.setdefault(" ".join(name.casefold().split()), []).append(index)
    found: Columns = {}
    for field, names in HEADERS.items():
        for name in names:
            if name in places:
                found[field] = places[name]
                break
    return found


def read(sheet: Sheet, gathering: Gathering) -> None:
    """Read every row of `sheet` into `gathering`."""
    reader = _Reader(sheet.header, gathering)
    for row in whole_rows(sheet, gathering, reader.key_index, every_cell=True):
        reader.row(row)
    reader.finish()


class _Reader:
    """Reads the rows of one export; parents and links are resolved when all keys are known."""

    def __init__(self, header: Sequence[str], gathering: Gathering) -> None:
        self._to = gathering
        self._columns = find_columns(header)
        # Where each field stands; -1 is the empty cell that every row gets at its end.
        self._at = dict.fromkeys(HEADERS, -1)
        self._at |= {field: indices[0] for field, indices in self._columns.items()}
        self.key_index = self._at["key"]
        self._above = [
            self._at[field] for field in ("parent_key", "epic", "parent") if field in self._columns
        ]
        self._inward = _link_columns(header, _INWARD)
        self._outward = _link_columns(header, _OUTWARD)
        self._says_waits = any(kind.startswith("block") for _, kind in self._inward)
        self._basis = self._read_from()
        self._steps = self._plan()
        self._keys_by_id: dict[str, str] = {}
        self._blocked: dict[str, list[str]] = {}
        gathering.time_unit = "seconds"

    def _read_from(self) -> str:
        """Return which columns tell the values that several can tell; see source_values.BASIS."""
        found = [f"{value}:{field}" for field, value in _BASIS.items() if field in self._columns]
        for way, columns in (("inward", self._inward), ("outward", self._outward)):
            if any(kind.startswith("block") for _, kind in columns):
                found.append(f"prerequisites:{way}")
        return "\n".join(sorted(found))

    def _plan(self) -> list[tuple[str, int, Callable[[str, str], Any]]]:
        """Return what to do with the fields that one cell says: (value's name, index, reading)."""
        to = self._to

        def name(text: str, place: str) -> str | None:
            return to.line(text, NAME_LENGTH, place)

        def title(text: str, _: str) -> str:
            return line_of(text)

        def day(text: str, _: str) -> str | None:
            return to.date(text)

        def days(text: str, place: str) -> float | None:
            seconds = to.number(text, place)
            return seconds / SECONDS_PER_DAY if seconds else None

        plan: list[tuple[str, str, Callable[[str, str], Any]]] = [
            ("title", "title", title),
            ("notes", "notes", to.text),
            ("type", "type", name),
            ("source_status", "status", name),
            ("priority", "priority", name),
            ("estimate_days", "estimate", days),
            ("remaining_days", "remaining", days),
            ("created_on", "created", day),
            ("due", "due", day),
            ("updated", "updated", day),
        ]
        return [
            (value, self._at[field], reading)
            for value, field, reading in plan
            if field in self._columns
        ]

    def row(self, row: Row) -> None:
        """Read one record."""
        cells, to, at = row.cells, self._to, self._at
        cells.append("")
        key = line_of(cells[at["key"]])
        values: Values = {
            value: reading(cells[index], key) for value, index, reading in self._steps
        }
        if "points" in self._columns or "points_next" in self._columns:
            points = cells[at["points"]] or cells[at["points_next"]]
            values["points"] = to.number(points, key)
        values[BASIS] = self._basis
        self._lists(cells, key, values)
        done = self._status(cells, values)
        if not to.add(row.number, key, values, cells[at["rank"]]):
            return
        to.done += done
        self._relations(cells, key, values)

    def _lists(self, cells: list[str], key: str, values: Values) -> None:
        to, columns = self._to, self._columns
        if "labels" in columns:
            values["labels"] = to.names([cells[index] for index in columns["labels"]], key)
        if "components" in columns:
            names = to.names([cells[index] for index in columns["components"]], key)
            values["component"] = names[0] if names else None
            if len(names) > 1:
                to.mention("more_components", key)
        if "sprints" in columns:
            names = to.names([cells[index] for index in columns["sprints"]], key)
            values["sprints"] = names
            to.sprints.update(names)

    def _status(self, cells: list[str], values: Values) -> bool:
        """Set status and dates of the end; return whether the row counts as done."""
        at, columns = self._at, self._columns
        resolution = cells[at["resolution"]].strip().casefold()
        resolved = cells[at["resolved"]].strip()
        category = _CATEGORIES.get(cells[at["category"]].strip().casefold())
        if category is None:
            known = "resolution" in columns
            done = resolution not in _NO_RESOLUTION if known else bool(resolved)
            name = cells[at["status"]].casefold()
            at_work = any(word in name for word in _AT_WORK)
            category = "done" if done else "in_progress" if at_work else "open"
        done = category == "done"
        given_up = done and resolution in _GIVEN_UP
        if "status" in columns or "category" in columns or "resolution" in columns:
            values["status"] = "shed" if given_up else category
        if "spent" in columns:
            spent = self._to.number(cells[at["spent"]] if done else "", "time spent")
            values["actual_days"] = spent / SECONDS_PER_DAY if spent else None
        if "resolved" in columns or "category_changed" in columns:
            end = self._to.date(resolved or cells[at["category_changed"]]) if done else None
            values["done_on"] = None if given_up else end
            values["shed_on"] = end if given_up else None
            if done and end is None:
                self._to.mention("done_without_date", line_of(cells[at["key"]]))
        return done

    def _relations(self, cells: list[str], key: str, values: Values) -> None:
        issue_id = cells[self._at["id"]]
        if issue_id:
            self._keys_by_id.setdefault(issue_id.strip(), key)
        if self._above:
            above = next((cell for index in self._above if (cell := cells[index].strip())), None)
            values["parent"] = above and line_of(above)[:NAME_LENGTH]
        waits: list[str] = []
        for index, kind in self._inward:
            if cells[index] and (other := line_of(cells[index])):
                self._to.links.add((kind, other, key))
                if kind.startswith("block"):
                    waits.append(other[:NAME_LENGTH])
        for index, kind in self._outward:
            if cells[index] and (other := line_of(cells[index])):
                self._to.links.add((kind, key, other))
                if kind.startswith("block"):
                    self._blocked.setdefault(other, []).append(key)
        if self._says_waits:
            values["prerequisites"] = tuple(dict.fromkeys(waits))

    def finish(self) -> None:
        """Resolve parents by id, add what other rows block, and say what the file is as a whole."""
        to = self._to
        for values in to.values.values():
            parent = values.get("parent")
            if isinstance(parent, str) and parent.isdigit():
                if parent in self._keys_by_id:
                    values["parent"] = self._keys_by_id[parent]
                else:
                    del values["parent"]  # a row of another export: this one cannot name it
        for other, keys in self._blocked.items():
            blocked = to.values.get(other)
            if blocked is not None:
                waits = blocked.get("prerequisites") or ()
                blocked["prerequisites"] = tuple(dict.fromkeys((*waits, *keys)))  # type: ignore[misc]  # a tuple of keys, set above
        if to.count == _ROW_LIMIT:
            to.complete = False
            to.note(
                "incomplete_export",
                f"The file has exactly {_ROW_LIMIT} rows, the most that Jira exports at once: "
                "there are probably more. Export in parts, for instance by project, and import "
                "them all.",
            )


def _link_columns(header: Sequence[str], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """Return (index, case-folded type of link) of the columns that list links."""
    found = []
    for index, name in enumerate(header):
        match = pattern.fullmatch(" ".join(name.casefold().split()))
        if match:
            found.append((index, match[1]))
    return found
