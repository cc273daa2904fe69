"""Any CSV through a mapping: each column becomes the field that the mapping says it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from roadmap.decide.source_values import (
    ANSWER_FIELDS,
    BASIS,
    CHOICE_FIELDS,
    DAY_FIELDS,
    ESTIMATE_DAYS,
    LIST_FIELDS,
    NUMBER_FIELDS,
    TEXT_FIELDS,
    UPDATED,
)
from roadmap.errors import ImportRefused
from roadmap.exchange.export import Export
from roadmap.exchange.gather import (
    HOURS_PER_DAY,
    NAME_LENGTH,
    SECONDS_PER_DAY,
    Gathering,
    Values,
    line_of,
)
from roadmap.exchange.mapping import ESTIMATE, HOURS, SECONDS, SPRINTS, Mapping
from roadmap.exchange.records import whole_rows
from roadmap.exchange.sheet import Row, Sheet

FORMAT = "csv"

_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f]+")
_YES = frozenset(("yes", "true", "1", "y", "x", "ja", "sí", "si", "tak", "oui"))
# What a word in a status column means where the mapping does not say it.
_STATUS_WORDS = {
    "done": ("done", "closed", "resolved", "complete", "completed", "finished", "implemented"),
    "shed": ("canceled", "cancelled", "rejected", "withdrawn", "removed", "won't do", "shed"),
    "in_progress": ("in progress", "in review", "doing", "started", "active", "in_progress"),
    "open": ("open", "opened", "to do", "todo", "new", "backlog", "planned", "triage", "ready"),
}
_STATUS = {word: status for status, words in _STATUS_WORDS.items() for word in words}


def read(sheet: Sheet, gathering: Gathering, mapping: Mapping) -> Export:
    """Return what `sheet` says by `mapping`. Raises ImportRefused where a column is missing."""
    reader = _Reader(sheet, gathering, mapping)
    for row in whole_rows(sheet, gathering, reader.key_index):
        reader.row(row)
    export = gathering.finish(mapping.source, FORMAT)
    return replace(export, days_per_point=mapping.days_per_point)


def positions(header: Sequence[str], name: str) -> list[int]:
    """Return where the header `name` stands, also where case or white space differ."""
    exact = [index for index, each in enumerate(header) if each == name.strip()]
    if exact:
        return exact
    wanted = " ".join(name.casefold().split())
    return [i for i, each in enumerate(header) if " ".join(each.casefold().split()) == wanted]


class _Reader:
    def __init__(self, sheet: Sheet, gathering: Gathering, mapping: Mapping) -> None:
        self._to = gathering
        self._unknown: set[str] = set()
        self._words = {
            field: {line_of(text).casefold(): value for text, value in words.items()}
            for field, words in mapping.values.items()
        }
        self.key_index = self._key_index(sheet, mapping)
        self._basis = ""
        self._columns = self._find(sheet, mapping)
        if "title" not in self._columns:
            raise ImportRefused(
                f"{sheet.path.name}: the mapping names no column for the title that is in the "
                f"file. Its columns: {', '.join(sheet.header[:12])}."
            )
        gathering.time_unit = (
            "hours" if HOURS in self._columns else "seconds" if SECONDS in self._columns else "days"
        )
        if mapping.unknown:
            gathering.note(
                "unknown_field",
                f"{', '.join(mapping.unknown)}: an item has no such field; what the file says "
                "there is kept with the source's values, to be compared by the next import.",
            )
        self._steps = [
            (field, indices, self._reading(field), self._words.get(field))
            for field, indices in self._columns.items()
        ]

    @staticmethod
    def _key_index(sheet: Sheet, mapping: Mapping) -> int:
        found = positions(sheet.header, mapping.key)
        if not found:
            raise ImportRefused(
                f"{sheet.path.name} has no column {mapping.key!r}, which the mapping names as the "
                f"key. Its columns: {', '.join(sheet.header[:12])}."
            )
        return found[0]

    def _find(self, sheet: Sheet, mapping: Mapping) -> dict[str, list[int]]:
        columns, missing, basis = {}, [], []
        for field, names in mapping.columns.items():
            indices = []
            for name in (names,) if isinstance(names, str) else names:
                found = positions(sheet.header, name)
                indices += found
                if not found:
                    missing.append(name)
                elif not isinstance(names, str):
                    basis.append(f"{field}:{line_of(name)}")
            if indices:
                columns[field] = indices
        self._basis = "\n".join(sorted(basis))
        if missing:
            self._to.note(
                "missing_columns",
                f"The file has no column {', '.join(missing)}, which the mapping names: nothing is "
                "changed there.",
            )
        return columns

    def row(self, row: Row) -> None:
        """Read one record."""
        cells, to = row.cells, self._to
        key = line_of(cells[self.key_index]) if self.key_index < len(cells) else ""
        values: Values = {}
        for field, indices, reading, words in self._steps:
            texts = [cells[index] for index in indices if index < len(cells)]
            if not texts:
                continue
            if field == "status":
                self._status(texts[0], key, values, words)
                continue
            if words is not None:
                texts = [_meant(text, words) for text in texts]
            values[field] = reading(texts, f"{field} of {key}")
        values.setdefault("title", None)  # a row too short to have one
        if self._basis:
            values[BASIS] = self._basis
        self._efforts(values)
        names = values.get(SPRINTS)
        if not to.add(row.number, key, values):
            return
        to.done += values.get("status") == "done"
        to.sprints.update(names if isinstance(names, tuple) else ())
        waits = values.get("prerequisites")
        for each in waits if isinstance(waits, tuple) else ():
            to.links.add(("blocks", each, key))

    def _status(
        self, text: str, key: str, values: Values, words: dict[str, str | None] | None
    ) -> None:
        """Set the status, and keep the source's own word for it, which may change more often."""
        said = self._to.line(text, NAME_LENGTH, key)
        values["source_status"] = said
        word = (said or "").casefold()
        if words is not None and word in words:
            values["status"] = words[word] or "open"
            return
        values["status"] = _STATUS.get(word, "open")
        # Each unknown word once: it is the word that somebody gives a meaning, not the row.
        if said is not None and word not in _STATUS and word not in self._unknown:
            self._unknown.add(word)
            self._to.mention("unknown_status", f"{said!r} of {key}")

    def _efforts(self, values: Values) -> None:
        for field, per_day in ((ESTIMATE, 1), (HOURS, HOURS_PER_DAY), (SECONDS, SECONDS_PER_DAY)):
            if field in values:
                number = values.pop(field)
                if isinstance(number, int | float) and number > 0:
                    values[ESTIMATE_DAYS] = number / per_day
                else:
                    values.setdefault(ESTIMATE_DAYS, None)

    def _reading(self, field: str) -> Callable[[list[str], str], Any]:
        to = self._to
        if field in CHOICE_FIELDS:
            return self._choice(field)
        if field == "links":
            return self._links
        if field in LIST_FIELDS or field == SPRINTS:
            return lambda texts, place: to.names(_parts(texts), place)
        reading: Callable[[str, str], Any]
        if field in TEXT_FIELDS:
            reading = to.text
        elif field in DAY_FIELDS or field == UPDATED:
            reading = _day(to)
        elif field in NUMBER_FIELDS or field in (ESTIMATE, HOURS, SECONDS):
            reading = to.number
        elif field in ANSWER_FIELDS:
            reading = _answer
        elif field == "title":
            reading = _title
        else:
            reading = _name(to)
        return lambda texts, place: reading(_first(texts), place)

    def _choice(self, field: str) -> Callable[[list[str], str], str | None]:
        known = {str(member).casefold(): str(member) for member in CHOICE_FIELDS[field]}
        known |= {word.replace("_", " "): value for word, value in known.items()}

        def read(texts: list[str], place: str) -> str | None:
            said = line_of(_first(texts))
            value = known.get(said.casefold())
            if said and value is None:
                self._to.mention("unknown_values", f"{place}: {said[:40]!r}")
            return value

        return read

    def _links(self, texts: list[str], place: str) -> tuple[str, ...]:
        found = [url for text in texts for url in text.split()]
        good = [url for url in found if _LINK.fullmatch(url) and len(url) <= 500]
        for _ in range(len(found) - len(good)):
            self._to.mention("unread_values", place)
        return tuple(dict.fromkeys(good))


def _meant(text: str, words: dict[str, str | None]) -> str:
    said = line_of(text).casefold()
    return (words[said] or "") if said in words else text


def _first(texts: list[str]) -> str:
    return next((text for text in texts if text.strip()), "")


def _parts(texts: list[str]) -> list[str]:
    """Return the parts of lists: at semicolons where there are any, else commas, else lines."""
    parts: list[str] = []
    for text in texts:
        mark = next((mark for mark in (";", "|", ",") if mark in text), "\n")
        parts += text.split(mark)
    return parts


def _day(to: Gathering) -> Callable[[str, str], str | None]:
    return lambda text, _: to.date(text)


def _name(to: Gathering) -> Callable[[str, str], str | None]:
    return lambda text, place: to.line(text, NAME_LENGTH, place)


def _title(text: str, _: str) -> str:
    return line_of(text)


def _answer(text: str, _: str) -> str | None:
    text = text.strip().casefold()
    if not text:
        return None
    return "yes" if text in _YES else "no"
