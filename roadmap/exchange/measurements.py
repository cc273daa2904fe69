"""Measurements out of CSV files and out of what somebody pastes: a day and a value a line."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.commands.facts import MeasurementRow
from roadmap.decide.comparison import Notice
from roadmap.decide.facts import in_percent
from roadmap.decide.levels import same_unit
from roadmap.exchange.dates import DateReader
from roadmap.exchange.export import RefusedRow
from roadmap.exchange.facts import Facts
from roadmap.exchange.gather import NAME_LENGTH, Gathering, line_of
from roadmap.exchange.records import whole_rows
from roadmap.exchange.sheet import Sheet
from roadmap.records.levels import Measure

FORMAT = "measurements"
SOURCE = "measurements"

# The headers that name each column; the first that is there counts.
_COLUMNS = {
    "measure": ("measure", "metric", "indicator"),
    "day": ("day", "date", "measured on", "measured_on", "timestamp"),
    "value": ("value", "measurement", "measured"),
    "unit": ("unit",),
    "effect": ("effect", "who felt it", "business effect"),
}
_NEEDED = ("measure", "day", "value")
_MOST = 1e12
# A value with its unit: "99.95 %", "312ms", "1.234,5 EUR".
_VALUE = re.compile(r"([+-]?[\d.,\u00a0 ']*\d(?:[eE][+-]?\d+)?)\s*([^\d\s].*)?")


def fits(header: Sequence[str]) -> bool:
    """Whether a header has a measure, a day and a value."""
    return all(_column(header, name) is not None for name in _NEEDED)


def _column(header: Sequence[str], name: str) -> int | None:
    heads = [head.strip().casefold() for head in header]
    return next((heads.index(each) for each in _COLUMNS[name] if each in heads), None)


def read(sheet: Sheet, gathering: Gathering) -> Facts:
    """Return the measurements of a delimited file; what cannot be read is refused by its row."""
    places = {name: _column(sheet.header, name) for name in _COLUMNS}
    cells_of: list[tuple[int, dict[str, str]]] = []
    for row in whole_rows(sheet, gathering, places["measure"] or 0, every_cell=True):
        cells = {name: row.cells[at].strip() for name, at in places.items() if at is not None}
        gathering.dates.see(cells["day"])
        cells_of.append((row.number, cells))
    rows: list[MeasurementRow] = []
    refused: list[RefusedRow] = []
    for number, cells in cells_of:
        found = _row(number, cells, gathering.dates)
        if isinstance(found, str):
            refused.append(RefusedRow(number, line_of(cells["measure"])[:NAME_LENGTH], found))
        else:
            rows.append(found)
    export = gathering.finish(SOURCE, FORMAT)
    return Facts(
        SOURCE,
        FORMAT,
        measurements=tuple(rows),
        documents=len(cells_of),
        refused=(*export.refused, *refused),
        notices=_with_order(gathering.dates, export.notices),
        complete=export.complete,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        date_order=gathering.dates.order,
    )


def _with_order(dates: DateReader, notices: tuple[Notice, ...]) -> tuple[Notice, ...]:
    known = any(notice.code == "ambiguous_dates" for notice in notices)
    if known or not dates.is_ambiguous:
        return notices
    text = (
        f"Nothing says whether 6/7/2025 is in June or in July; days were read as {dates.order}. "
        "Say it with --date-order if that is wrong."
    )
    return (*notices, Notice("ambiguous_dates", text))


def _row(number: int, cells: dict[str, str], dates: DateReader) -> MeasurementRow | str:
    """Return the measurement, or why it is none."""
    measure = line_of(cells["measure"])
    if not measure or len(measure) > NAME_LENGTH:
        return "It names no measure."
    day = dates.day(cells["day"])
    if day is None:
        return f"{cells['day'][:40]!r} is no day."
    value, unit = value_of(cells["value"])
    if value is None:
        return f"{cells['value'][:40]!r} is no number."
    return MeasurementRow(
        row=number,
        measure=measure,
        day=date.fromisoformat(day),
        value=value,
        unit=cells.get("unit") or unit,
        effect=line_of(cells.get("effect", ""))[:500],
    )


def value_of(text: str) -> tuple[float | None, str | None]:
    """Return the number in `text` and the unit after it, None where there is none of the two.

    A comma is a decimal comma unless a point follows it: "99,95" and "1,234.5" both are read.
    """
    match = _VALUE.fullmatch(text.strip())
    if match is None:
        return None, None
    digits = re.sub(r"[\u00a0 ']", "", match[1])
    if "," in digits and "." in digits:
        first, last = sorted(",.", key=digits.rindex)
        digits = digits.replace(first, "").replace(last, ".")
    elif digits.count(",") == 1:
        digits = digits.replace(",", ".")
    try:
        number = float(digits)
    except ValueError:
        return None, None
    if not math.isfinite(number) or abs(number) > _MOST:
        return None, None
    return number + 0.0, line_of(match[2]) if match[2] else None


# -- what somebody pastes -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PastedMeasurement:
    """One line that was understood."""

    line: int
    day: date
    value: float
    unit: str | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What pasted text says: measurements, oldest first, and the lines that say none, with why.

    `shares` says that values without a unit were read as shares of 1 and are given in percent.
    """

    rows: tuple[PastedMeasurement, ...]
    refused: tuple[RefusedRow, ...]
    ambiguous: bool
    shares: bool = False


_DAY_FIRST = re.compile(r"(.*?\d)[\s,;]+(?=[+-]?[\d.,' \u00a0]*\d\s*[^\d\s]*$)")


def parse_pasted(text: str, date_order: str | None = None) -> Pasted:
    """Return the measurements in pasted lines such as "2026-11-02  99.95 %", a tab or ; between.

    A first line without any digit is a header; blank lines count for nothing. A day that comes
    twice with another value is refused.
    """
    dates = DateReader(date_order if date_order in ("dmy", "mdy", "ymd") else None)  # type: ignore[arg-type]  # checked
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), start=1)]
    parts = [(number, *_split(line)) for number, line in lines if line]
    if parts and not any(map(str.isdigit, "".join(parts[0][1:]))):
        parts = parts[1:]
    for _, day, _value in parts:
        dates.see(day)
    rows: dict[date, PastedMeasurement] = {}
    refused = []
    for number, day, said in parts:
        found, (value, unit) = dates.day(day), value_of(said)
        if found is None or value is None:
            what = f"{day[:40]!r} is no day" if found is None else f"{said[:40]!r} is no number"
            refused.append(RefusedRow(number, day[:40], f"{what}: write a day and a value."))
            continue
        row = PastedMeasurement(number, date.fromisoformat(found), value, unit)
        known = rows.setdefault(row.day, row)
        if replace(known, line=number) != row:
            text = f"Line {known.line} has another value of {row.day}, which was taken."
            refused.append(RefusedRow(number, found, text))
    return Pasted(tuple(rows[day] for day in sorted(rows)), tuple(refused), dates.is_ambiguous)


def fitted(pasted: Pasted, measure: Measure, today: date) -> Pasted:
    """Return what of `pasted` can be a measurement of `measure`, in its unit and up to `today`."""
    rows, refused = [], list(pasted.refused)
    for row in pasted.rows:
        if row.day > today:
            refused.append(_not_taken(row, f"{row.day} is still to come: this is no fact yet."))
        elif row.unit is not None and not same_unit(row.unit, measure.unit):
            unit = measure.unit or "no unit"
            refused.append(_not_taken(row, f"It is in {row.unit}, not in {unit}: convert it."))
        else:
            rows.append(row)
    bare = [row.value for row in rows if row.unit is None]
    shares = measure.reads_as_shares(bare)
    if shares:
        rows = [
            replace(row, value=in_percent(row.value)) if row.unit is None else row for row in rows
        ]
    refused.sort(key=lambda each: each.row)
    return Pasted(tuple(rows), tuple(refused), pasted.ambiguous, shares)


def _not_taken(row: PastedMeasurement, reason: str) -> RefusedRow:
    return RefusedRow(row.line, row.day.isoformat(), reason)


def _split(line: str) -> tuple[str, str]:
    """Return the day and the value of a line: cut at a tab or ;, else before the last number."""
    for mark in ("\t", ";"):
        if mark in line:
            day, _, value = line.partition(mark)
            return day.strip(), value.strip(" \t;")
    match = _DAY_FIRST.match(line)
    if match is None:
        day, _, value = line.partition(",")
        return day.strip(), value.strip()
    return match[1].strip(), line[match.end() :].strip()
