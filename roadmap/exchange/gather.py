"""What every reader of a format does alike: clean and cut text, refuse rows, count, and finish.

A reader says what each record's values are; dates stay as written until the whole file has shown
which number is the day.
"""

from __future__ import annotations

import math
import re
import secrets
from collections import Counter
from datetime import datetime

from roadmap.commands.imports import ImportRow
from roadmap.decide.comparison import Notice
from roadmap.decide.source_values import DAY_FIELDS, ESTIMATE_DAYS, POINTS, UPDATED
from roadmap.exchange.dates import DateReader
from roadmap.exchange.export import Counts, Export, RefusedRow
from roadmap.values import (
    ID_ALPHABET,
    TEXT_LENGTH,
    TITLE_LENGTH,
    SourceValue,
    clean_line,
    clean_text,
)

Values = dict[str, SourceValue]

NAME_LENGTH = 200
# A working day of eight hours, as the trackers count it unless told otherwise.
HOURS_PER_DAY = 8
SECONDS_PER_DAY = HOURS_PER_DAY * 3600
DAYS_PER_UNIT = {"days": 1.0, "hours": 1 / HOURS_PER_DAY, "seconds": 1 / SECONDS_PER_DAY}
_MANGLED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_ID_BYTES = bytes(ID_ALPHABET[byte & 31].encode()[0] for byte in range(256))
_MOST_NAMED = 3
_SHORT = 40

# What is said about single rows and cells; {} are the first of them.
_TEXTS = {
    "duplicate_id": "A key was used again, and the first row that has it was taken: {}.",
    "mangled_ids": "Keys look like numbers that a spreadsheet has rounded: {}. Export again and "
    "do not save the file from a spreadsheet.",
    "cut_text": "Text is longer than can be kept and was cut: {}.",
    "unread_values": "A cell could not be read and was left out: {}.",
    "unknown_status": "A status is not known and counts as open: {}. Say in the mapping what it "
    "means.",
    "unknown_values": "A cell holds a value that the field does not know and was left out: {}. Say "
    "under values in the mapping what it means.",
    "done_without_date": "Done, but nothing says when: {}.",
    "more_components": "Several components are named and the first was taken: {}.",
}


def line_of(text: str) -> str:
    """Return `text` as one clean line; quick where it is plain already."""
    if not text:
        return text
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return clean_line(text)


def text_of(text: str) -> str:
    """Return `text` clean, with line feeds, without white space at its ends."""
    text = text.replace("\r\n", "\n")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text.strip()
    return clean_text(text).strip()


def number_of(text: str) -> float | None:
    """Return the number that `text` is, with a point or a comma before decimals; else None."""
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        return None
    return number + 0.0 if math.isfinite(number) and 0 <= number <= 1e12 else None


def fresh_ids(count: int) -> list[str]:
    """Return `count` random ids, as `commands.new_id` makes them one by one."""
    letters = secrets.token_bytes(10 * count).translate(_ID_BYTES).decode()
    return [letters[start : start + 10] for start in range(0, 10 * count, 10)]


class Gathering:
    """The rows of one file as they are read; `finish` makes the export of them."""

    def __init__(self, dates: DateReader) -> None:
        self.dates = dates
        self.count = 0
        self.done = 0
        self.sprints: set[str] = set()
        self.links: set[tuple[str, str, str]] = set()
        self.complete = True
        self.time_unit = "days"
        self.values: dict[str, Values] = {}
        self._ranks: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._refused: list[RefusedRow] = []
        self._notices: list[Notice] = []
        self._places: dict[str, list[str]] = {}
        self._counted: Counter[str] = Counter()
        # Short names as written, and as they are clean: few of them, often repeated.
        self._lines: dict[str, str] = {}
        self._read_numbers: dict[str, float] = {}
        self._name_lists: dict[tuple[str, ...], tuple[str, ...]] = {}

    # -- what readers call ------------------------------------------------------------------------

    def add(self, number: int, key: str, values: Values, rank: str = "") -> bool:
        """Take the record `number` in, or refuse it and return False. Cleans and cuts its title."""
        self.count += 1
        key = line_of(key)
        if not key:
            self._refused.append(RefusedRow(number, "", "It has no key; every record needs one."))
            return False
        if len(key) > NAME_LENGTH:
            text = f"Its key is longer than {NAME_LENGTH} characters."
            self._refused.append(RefusedRow(number, key[:NAME_LENGTH], text))
            return False
        if key in self.values:
            text = f"The key {key} was already used in row {self._numbers[key]}, which was taken."
            self._refused.append(RefusedRow(number, key, text))
            self.mention("duplicate_id", key)
            return False
        if "title" in values and not self._whole_title(key, values):
            self._refused.append(RefusedRow(number, key, "It has no title."))
            return False
        if _MANGLED.fullmatch(key):
            self.mention("mangled_ids", key)
        self.values[key] = values
        self._numbers[key] = number
        if rank:
            self._ranks[key] = rank
        return True

    def refuse(self, number: int, key: str, reason: str) -> None:
        """Refuse the record `number`, which counts as one that should have been an item."""
        self.count += 1
        self._refused.append(RefusedRow(number, key[:NAME_LENGTH], reason))

    def note(self, code: str, text: str) -> None:
        """Add a notice about the file as a whole."""
        self._notices.append(Notice(code, text))

    def mention(self, code: str, place: str) -> None:
        """Count one more place for the notice `code`; the first few are named in it."""
        self._counted[code] += 1
        places = self._places.setdefault(code, [])
        if len(places) < _MOST_NAMED:
            places.append(place)

    def line(self, text: str, length: int, place: str) -> str | None:
        """Return one clean line of at most `length` characters, None when it is empty."""
        if not text:
            return None
        known = self._lines.get(text)
        if known is not None and len(known) <= length:
            return known
        line = line_of(text)
        if len(line) > length:
            self.mention("cut_text", place)
            line = line[:length].rstrip()
        elif len(text) <= _SHORT:
            self._lines[text] = line
        return line or None

    def text(self, text: str, place: str) -> str | None:
        """Return clean text of at most TEXT_LENGTH characters, None when it is empty."""
        text = text_of(text)
        if len(text) > TEXT_LENGTH:
            self.mention("cut_text", place)
            text = text[:TEXT_LENGTH]
        return text or None

    def names(self, texts: list[str], place: str) -> tuple[str, ...]:
        """Return clean names without repetition, in order."""
        given = tuple(texts)
        known = self._name_lists.get(given)
        if known is None:
            found = [self.line(text, NAME_LENGTH, place) for text in given if text]
            known = tuple(dict.fromkeys([name for name in found if name]))
            if sum(map(len, given)) <= _SHORT:
                self._name_lists[given] = known
        return known

    def date(self, text: str) -> str | None:
        """Return a date cell as written, to be read at the end; None when it is empty."""
        if not text or not (text := text.strip()):
            return None
        self.dates.see(text)
        return text

    def number(self, text: str, place: str) -> float | None:
        """Return the number in a cell; one that is none is mentioned and left empty."""
        if not text or text.isspace():
            return None
        number = self._read_numbers.get(text)
        if number is None:
            number = number_of(text)
            if number is not None and len(text) <= _SHORT:
                self._read_numbers[text] = number
        if number is None:
            self.mention("unread_values", f"{place}: {line_of(text)[:40]!r}")
        return number

    def _whole_title(self, key: str, values: Values) -> bool:
        title = values["title"]
        if not isinstance(title, str):
            return False
        if len(title) > TITLE_LENGTH:
            self.mention("cut_text", f"the title of {key}")
            notes = values.get("notes")
            whole = title if not isinstance(notes, str) else f"{title}\n\n{notes}"
            values["notes"] = whole[:TEXT_LENGTH]
            values["title"] = title[:TITLE_LENGTH].rstrip()
        return bool(title)

    # -- the end ----------------------------------------------------------------------------------

    def finish(self, source: str, file_format: str) -> Export:
        """Return the export, its dates read and its rows in the source's order."""
        if self.dates.is_ambiguous:
            order = "month" if self.dates.order == "mdy" else "day"
            self.note(
                "ambiguous_dates",
                f"Nothing in this file shows whether 6/7 is in June or in July; it was read with "
                f"the {order} first. Say which it is: date order dmy or mdy.",
            )
        latest = self._read_dates()
        unit, estimates = self._efforts()
        keys = list(self.values)
        if self._ranks:
            keys.sort(key=lambda key: (key not in self._ranks, self._ranks.get(key, "")))
        ids = fresh_ids(len(keys))
        rows = tuple(
            ImportRow(item=item, key=key, values=self.values.pop(key))
            for item, key in zip(ids, keys, strict=True)
        )
        counts = Counts(
            rows=self.count,
            done=self.done,
            estimated=len(estimates),
            estimate_total=round(math.fsum(estimates) / DAYS_PER_UNIT.get(unit, 1), 6),
            unit=unit,
            links=len(self.links),
            sprints=len(self.sprints),
        )
        return Export(
            source=source,
            format=file_format,
            rows=rows,
            refused=tuple(sorted(self._refused, key=lambda refused: refused.row)),
            notices=(*self._notices, *self._mentioned()),
            counts=counts,
            updated_to=latest,
            complete=self.complete,
            date_order=self.dates.order,
        )

    def _efforts(self) -> tuple[str, list[float]]:
        """Return the unit that the file estimates in, points before time, and the estimates."""
        for unit, field in ((POINTS, POINTS), (self.time_unit, ESTIMATE_DAYS)):
            found = [values.get(field) for values in self.values.values()]
            efforts = [effort for effort in found if isinstance(effort, int | float)]
            if efforts:
                return unit, efforts
        return POINTS, []

    def _read_dates(self) -> datetime | None:
        latest = ""
        day, rows = self.dates.day, self.values.values()
        fields = [field for field in DAY_FIELDS if any(field in values for values in rows)]
        for key, values in self.values.items():
            for field in fields:
                text = values.get(field)
                if isinstance(text, str):
                    found = day(text)
                    if found is None:
                        self.mention("unread_values", f"{field} of {key}: {line_of(text)[:40]!r}")
                        del values[field]
                    else:
                        values[field] = found
            text = values.pop(UPDATED, None)
            moment = self.dates.moment(text) if isinstance(text, str) else None
            if moment is not None:
                values[UPDATED] = moment
                latest = max(latest, moment)
        return datetime.fromisoformat(latest) if latest else None

    def _mentioned(self) -> list[Notice]:
        notices = []
        for code, count in self._counted.items():
            places = ", ".join(self._places[code])
            more = count - len(self._places[code])
            if more:
                places += f" and {more} more"
            notices.append(Notice(code, _TEXTS[code].format(places)))
        return notices
