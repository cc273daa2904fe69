"""Incidents of PagerDuty and Opsgenie, JSON and CSV: forced work that arrived unplanned.

What an incident took is its minutes times the people who responded, six hours a person-day
(planning.md); where it is still open, or was open for longer than a day, nobody knows and the
number is left out. The service becomes the component where the file names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from roadmap.analysis.words import counted
from roadmap.commands.facts import IncidentRow
from roadmap.decide.comparison import Notice
from roadmap.errors import ImportRefused
from roadmap.exchange.export import RefusedRow
from roadmap.exchange.facts import Facts
from roadmap.exchange.gather import NAME_LENGTH, Gathering, line_of
from roadmap.exchange.records import whole_rows
from roadmap.exchange.sheet import Sheet, codec_of, detect_encoding, encoding_of, open_file
from roadmap.values import TITLE_LENGTH

PAGERDUTY, OPSGENIE = "pagerduty", "opsgenie"
FORMATS = ("pagerduty-incidents", "opsgenie-incidents")

_MOST_BYTES = 100_000_000
_HEAD = 1 << 16
_IN_EVERY_RECORD = ("incident_number", "tinyId")
_HOURS_PER_DAY = 6.0
_LONGEST = timedelta(hours=24)
_CLOSED = frozenset(("resolved", "closed"))
_PAGE_SIZES = (20, 25, 100)

# The headers of the CSV files, lower case; the first that is there counts.
_COLUMNS = {
    "key": ("id", "incident id", "incident_id", "incident number", "incident_number", "tinyid"),
    "title": ("title", "description", "message", "summary"),
    "from": ("created_on", "created_at", "createdat", "created at", "created", "impactstartdate"),
    "until": (
        *("resolved_on", "resolved_at", "resolvedat", "resolved at", "impactenddate"),
        *("closed_at", "closedat", "closed at"),
    ),
    "seconds": ("seconds_to_resolve", "time to resolve (seconds)"),
    "service": ("service_name", "service name", "service", "impactedservices"),
    "status": ("status",),
}
_ONLY_PAGERDUTY = frozenset(("incident_number", "incident number", "service_name", "created_on"))
_ONLY_OPSGENIE = frozenset(("tinyid", "alias", "impactstartdate", "ownerteam"))


@dataclass(frozen=True, slots=True)
class _Said:
    """One record, in the words of either tool."""

    key: str
    title: str
    began: str
    ended: str
    responders: int
    service: str
    closed: bool
    seconds: float | None = None


def source_of_json(document: Any) -> str | None:
    """Return which of the two tools a JSON document comes from, None for neither."""
    records = _records(document)
    first = records[0] if records and isinstance(records[0], dict) else {}
    if "incident_number" in first:
        return PAGERDUTY
    if "tinyId" in first and ("createdAt" in first or "message" in first):
        return OPSGENIE
    return None


def _records(document: Any) -> list[Any]:
    """Return the records of a page: a bare list, or under the tool's own name."""
    if isinstance(document, dict):
        document = document.get("incidents", document.get("data"))
    return document if isinstance(document, list) else []


def source_of_header(header: Sequence[str]) -> str | None:
    """Return which of the two tools a CSV file comes from, None for neither."""
    heads = {head.strip().casefold() for head in header}
    if not all(heads & set(_COLUMNS[name]) for name in ("key", "title", "from")):
        return None
    if heads & _ONLY_PAGERDUTY:
        return PAGERDUTY
    return OPSGENIE if heads & _ONLY_OPSGENIE else None


def load_json(path: Path, encoding: str | None = None) -> tuple[Any, str]:
    """Return the JSON document of a file and its encoding; None where it is none of incidents."""
    encoding = encoding_of(encoding) or detect_encoding(path)
    with open_file(path) as file:
        data = file.read(_HEAD)
        if not any(word.encode() in data.replace(b"\x00", b"") for word in _IN_EVERY_RECORD):
            return None, encoding  # exports of trackers are larger and are read once only
        data += file.read(_MOST_BYTES)
    if len(data) > _MOST_BYTES:
        raise ImportRefused(f"{path.name} is larger than 100 MB: export it in parts.")
    try:
        return json.loads(data.decode(codec_of(encoding), errors="replace")), encoding
    except (ValueError, RecursionError):
        return None, encoding


def read_json(path: Path, document: Any, source: str, encoding: str) -> Facts:
    """Return the incidents of a JSON document. Raises ImportRefused where it holds none."""
    records = _records(document)
    if not records:
        raise ImportRefused(f"{path.name} holds no incidents: export it again.")
    read = _pagerduty if source == PAGERDUTY else _opsgenie
    rows = _Rows()
    for number, record in enumerate(records, start=1):
        if isinstance(record, dict):
            rows.add(number, read(record))
        else:
            rows.refuse(number, "", "This is no record of an incident.")
    more = isinstance(document, dict) and document.get("more") is True
    whole = not more and len(records) not in _PAGE_SIZES
    return rows.finish(source, encoding=encoding, whole=whole)


def read_sheet(sheet: Sheet, gathering: Gathering, source: str) -> Facts:
    """Return the incidents of a CSV file."""
    heads = [head.strip().casefold() for head in sheet.header]
    places = {
        name: next((heads.index(each) for each in names if each in heads), None)
        for name, names in _COLUMNS.items()
    }
    rows = _Rows()
    read: list[tuple[int, dict[str, str]]] = []
    for row in whole_rows(sheet, gathering, places["key"] or 0, every_cell=True):
        cells = {name: row.cells[at].strip() for name, at in places.items() if at is not None}
        for name in ("from", "until"):
            gathering.dates.see(cells.get(name, ""))
        read.append((row.number, cells))
    for number, cells in read:
        rows.add(number, _of_cells(cells, gathering))
    export = gathering.finish(source, "")
    return rows.finish(
        source,
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        date_order=gathering.dates.order,
        refused=export.refused,
        notices=export.notices,
        whole=export.complete,
    )


def _of_cells(cells: dict[str, str], gathering: Gathering) -> _Said:
    ended = cells.get("until", "")
    status = cells.get("status", "").casefold()
    seconds = cells.get("seconds", "")
    return _Said(
        key=cells["key"],
        title=cells["title"],
        began=gathering.dates.moment(cells["from"]) or cells["from"],
        ended=gathering.dates.moment(ended) or "",
        responders=1,
        service=cells.get("service", ""),
        closed=bool(ended or seconds) and status not in ("open", "triggered", "acknowledged"),
        seconds=float(seconds) if seconds.isdigit() else None,
    )


def _pagerduty(record: dict[str, Any]) -> _Said:
    service = record.get("service")
    people = {
        _text(each.get(name), "id")
        for part, name in (("assignments", "assignee"), ("acknowledgements", "acknowledger"))
        for each in _dicts(record.get(part))
    }
    by = record.get("last_status_change_by")
    if isinstance(by, dict) and str(by.get("type", "")).startswith("user"):
        people.add(_text(by, "id"))
    closed = str(record.get("status")) in _CLOSED
    return _Said(
        key=_text(record, "id") or _number(record.get("incident_number")),
        title=_text(record, "title") or _text(record, "summary"),
        began=_text(record, "created_at"),
        ended=_text(record, "resolved_at") or (_text(record, "last_status_change_at")),
        responders=len(people - {""}),
        service=_text(service, "summary"),
        closed=closed,
    )


def _opsgenie(record: dict[str, Any]) -> _Said:
    users = {
        _text(each, "id") for each in _dicts(record.get("responders")) if each.get("type") == "user"
    }
    ended = _text(record, "impactEndDate") or _text(record, "updatedAt")
    return _Said(
        key=_text(record, "id") or _text(record, "tinyId"),
        title=_text(record, "message"),
        began=_text(record, "impactStartDate") or _text(record, "createdAt"),
        ended=ended,
        responders=len(users - {""}),
        service="",  # the file gives ids of services, which nobody reads
        closed=str(record.get("status")) in _CLOSED,
    )


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def _text(record: Any, name: str) -> str:
    value = record.get(name) if isinstance(record, dict) else None
    return line_of(value) if isinstance(value, str) else ""


def _number(value: Any) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


class _Rows:
    """The incidents of one file as they are read."""

    def __init__(self) -> None:
        self._rows: dict[str, IncidentRow] = {}
        self._refused: list[RefusedRow] = []
        self._guessed = self._unknown = 0
        self._count = 0

    def refuse(self, number: int, key: str, reason: str) -> None:
        """Leave a record out."""
        self._count += 1
        self._refused.append(RefusedRow(number, key[:NAME_LENGTH], reason))

    def add(self, number: int, said: _Said) -> None:
        """Take a record in, or refuse it."""
        key, title = line_of(said.key)[:NAME_LENGTH], line_of(said.title)[:TITLE_LENGTH]
        began = _moment(said.began)
        if not key:
            self.refuse(number, "", "It has no id; every incident needs one.")
        elif key in self._rows:
            text = f"The id {key} was already used in row {self._rows[key].row}, which was taken."
            self.refuse(number, key, text)
        elif not title:
            self.refuse(number, key, "It has no title.")
        elif began is None:
            self.refuse(number, key, f"{said.began[:40]!r} is no time at which it began.")
        else:
            self._count += 1
            effort = _effort(said, began)
            self._guessed += effort is not None
            self._unknown += effort is None
            component = line_of(said.service)[:NAME_LENGTH] or None
            self._rows[key] = IncidentRow(
                row=number,
                key=key,
                title=title,
                started_at=began,
                effort_days=effort,
                component=component,
            )

    def finish(
        self,
        source: str,
        *,
        encoding: str,
        delimiter: str | None = None,
        date_order: str | None = None,
        refused: tuple[RefusedRow, ...] = (),
        notices: tuple[Notice, ...] = (),
        whole: bool = True,
    ) -> Facts:
        """Return what was read."""
        return Facts(
            source,
            f"{source}-incidents",
            incidents=tuple(self._rows.values()),
            documents=self._count,
            refused=(*refused, *self._refused),
            notices=(*notices, *self._notices(whole)),
            complete=whole,
            encoding=encoding,
            delimiter=delimiter,
            date_order=date_order,
        )

    def _notices(self, whole: bool) -> Iterator[Notice]:
        if self._guessed:
            yield Notice(
                "effort_from_minutes",
                f"The effort of {counted(self._guessed, 'incident')} was computed as minutes times "
                "the people who responded, six hours a person-day: correct what you know better.",
            )
        if self._unknown:
            yield Notice(
                "effort_unknown",
                f"{counted(self._unknown, 'incident')} still open, or open for over a day: the "
                "effort is not known and counts as size M.",
            )
        if not whole:
            yield Notice(
                "incomplete_export",
                "The file looks like one page of more: export all pages and import them too.",
            )


def _effort(said: _Said, began: datetime) -> float | None:
    """Return the person-days that an incident took, None where nobody knows."""
    ended = _moment(said.ended)
    open_for = None if ended is None else ended - began
    if said.seconds is not None:
        open_for = timedelta(seconds=min(said.seconds, 1e9))
    if not said.closed or open_for is None or not timedelta(0) <= open_for <= _LONGEST:
        return None
    hours = open_for.total_seconds() / 3600 * max(said.responders, 1)
    return round(hours / _HOURS_PER_DAY, 4)


def _moment(text: str) -> datetime | None:
    """Return the moment that a text in ISO form names, in UTC; None for none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    found = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    try:
        found = found.astimezone(UTC)
    except OverflowError:
        return None
    return found if 1900 <= found.year <= 2200 else None
