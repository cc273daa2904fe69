"""When a cell says it was: the date shapes that trackers write, and which number is the day.

Names of months show the order by themselves. Numbers such as 6/7/2025 do not: the whole column
decides (one 25 in either place is enough), dots mean day first, and what stays undecided is said.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from roadmap.errors import ImportRefused
from roadmap.values import FIRST_DAY, LAST_DAY, as_utc_text

DateOrder = Literal["dmy", "mdy", "ymd"]

# The first three letters, or four where three are not enough; English, Spanish, Polish, German,
# French, Dutch, Italian, Portuguese.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene sty gen",
            "feb lut fév fev",
            "mar mär mrt mrz",
            "apr abr kwi avr",
            "may mai mei maj mag",
            "jun cze juin giu",
            "jul lip juil lug",
            "aug ago sie aoû aou",
            "sep set wrz",
            "oct okt out paź paz ott",
            "nov lis",
            "dec dez dic déc gru",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_NAMED = re.compile(r"(\d{1,2})[\s/.-]+([^\W\d]+)\.?[\s/.,-]+(\d{4}|\d{2})(?!\d)")
_MONTH_NAMED = re.compile(r"([^\W\d]+)\.?[\s/.-]+(\d{1,2})[\s/.,-]+(\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_WEEKDAY = re.compile(r"[^\W\d]+,?\s+(?=[^\W\d]|\d)")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([AaPp]\.?\s?[Mm])?")
_OFFSET = re.compile(r"\s*(?:(?:GMT|UTC)\s*)?([+-])(\d{2}):?(\d{2})")

_ORDERS = {
    "day": "dmy",
    "day-first": "dmy",
    "day_first": "dmy",
    "month": "mdy",
    "month-first": "mdy",
    "month_first": "mdy",
    "year": "ymd",
    "iso": "ymd",
    "year-first": "ymd",
    "year_first": "ymd",
}


def order_of(given: str | None) -> DateOrder | None:
    """Return the date order called `given`, None where it is left open. Raises ImportRefused."""
    if not given or given == "auto":
        return None
    name = given.strip().lower()
    name = _ORDERS.get(name, name)
    for order in get_args(DateOrder):
        if name == order:
            return order  # type: ignore[no-any-return]  # one of DateOrder's words
    raise ImportRefused(f"There is no date order {given!r}: it is dmy, mdy or ymd.")


class DateReader:
    """Reads the dates of one file. First `see` every cell, then ask for `day` and `moment`."""

    def __init__(self, order: DateOrder | None = None) -> None:
        self._given = order
        self._day_first = self._month_first = 0
        self._slashes = False
        self._numeric = False
        self._names: set[str] = set()
        self._days: dict[str, str | None] = {}
        self._times: dict[str, tuple[str, int]] = {}
        self._seen: set[str] = set()

    def see(self, text: str) -> None:
        """Take note of what `text` says about the order of day and month."""
        head = text[:10]
        if head in self._seen:
            return
        self._seen.add(head)
        text = text.strip()
        if _YEAR_FIRST.match(text):
            self._names.add("ymd")
        elif _DAY_NAMED.match(text):
            self._names.add("dmy")
        elif _MONTH_NAMED.match(_without_weekday(text)):
            self._names.add("mdy")
        else:
            self._see_numbers(text)

    def _see_numbers(self, text: str) -> None:
        match = _NUMBERS.match(text)
        if match is None:
            return
        self._numeric = True
        first, mark, second = int(match[1]), match[2], int(match[3])
        self._slashes = self._slashes or mark != "."
        self._day_first += first > 12
        self._month_first += second > 12

    @property
    def is_ambiguous(self) -> bool:
        """Whether nothing in the file says if 6/7/2025 is in June or in July."""
        undecided = self._day_first == 0 and self._month_first == 0 and self._slashes
        contradictory = self._day_first > 0 and self._month_first > 0
        return self._given is None and self._numeric and (undecided or contradictory)

    @property
    def order(self) -> DateOrder | None:
        """The order of day, month and year that the file is read with; None without any date."""
        if self._given is not None:
            return self._given
        if self._numeric:
            return "mdy" if self._month_first > self._day_first else "dmy"
        for order in ("dmy", "mdy", "ymd"):
            if order in self._names:
                return order
        return None

    def day(self, text: str) -> str | None:
        """Return the day that `text` names as ISO text; None where it names none."""
        text = text.strip()
        head = text.partition(" ")[0]
        if text[4:5] == "-" and text[:4].isdigit():
            head = text[:10]
        elif len(head) < 6 or not head[-1].isdigit():
            head = text  # the date itself holds spaces
        if head not in self._days:
            self._days[head] = self._read(head)
        return self._days[head]

    def _read(self, text: str) -> str | None:
        parts = self._parts(text)
        if parts is None:
            return None
        year, month, day = parts
        if year < 100:
            year += 2000 if year < 69 else 1900
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return found.isoformat() if FIRST_DAY <= found <= LAST_DAY else None

    def _parts(self, text: str) -> tuple[int, int, int] | None:
        if match := _YEAR_FIRST.match(text):
            return int(match[1]), int(match[2]), int(match[3])
        if match := _NUMBERS.match(text):
            first, second, year = int(match[1]), int(match[3]), int(match[4])
            if self.order == "mdy":
                return year, first, second
            return year, second, first
        bare = _without_weekday(text)
        if match := _DAY_NAMED.match(bare):
            return int(match[3]), _month(match[2]), int(match[1])
        if match := _MONTH_NAMED.match(bare):
            return int(match[3]), _month(match[1]), int(match[2])
        return None

    def moment(self, text: str) -> str | None:
        """Return the moment that `text` names as UTC text (values.as_utc_text); None for none.

        A text that names no zone is taken for UTC.
        """
        text = text.strip()
        day = self.day(text)
        if day is None:
            return None
        head, _, rest = text.partition(" ")
        if head not in self._days:  # the date itself holds spaces, or no space follows it
            rest = text[6:]
        time = self._times.get(rest)
        if time is None:
            time = self._times[rest] = _time(rest)
        hours, away = time
        moment = f"{day}T{hours}.000000Z"
        if not away:
            return moment
        return as_utc_text(datetime.fromisoformat(moment) - timedelta(minutes=away))


def _time(text: str) -> tuple[str, int]:
    """Return the time of day in `text` as HH:MM:SS, and the minutes that its zone is ahead."""
    match = _TIME.search(text)
    if match is None:
        return "00:00:00", 0
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4][0] in "Pp" else 0)
    minute, second = int(match[2]), int(match[3] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return "00:00:00", 0
    offset = _OFFSET.match(text, match.end())
    minutes = 0 if offset is None else int(offset[2]) * 60 + int(offset[3])
    if minutes >= 24 * 60:
        minutes = 0
    ahead = minutes if offset is None or offset[1] == "+" else -minutes
    return f"{hour:02}:{minute:02}:{second:02}", ahead


def _without_weekday(text: str) -> str:
    """Return `text` without the name of a day before the date: "Wed Oct 15 2025", "Mon, 21 Apr"."""
    match = _WEEKDAY.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    return rest if _DAY_NAMED.match(rest) or _MONTH_NAMED.match(rest) else text


def _month(name: str) -> int:
    name = name.casefold()
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3]) or 0
