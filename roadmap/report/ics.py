"""How do a roadmap's dates get into somebody's calendar? As whole days, with their probability.

RFC 5545: lines end in CRLF and are folded at 75 bytes, text is escaped, and the same date keeps its
UID, so that a calendar that reads a newer file moves its entry instead of adding one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from roadmap.report.dated import Dated, Kind, dated, percent_words
from roadmap.report.html.source import Source
from roadmap.values import as_utc_text

_LONGEST = 75  # bytes of a line, without its end
_ONE_DAY = timedelta(days=1)
_WORDS: dict[Kind, str] = {
    "mandatory": "Must be done",
    "promised": "Promised",
    "due": "Due in the tracker",
    "order_by": "Order by today",
    "ask": "Answer wanted",
    "review": "Review",
    "freeze": "Freeze",
}


def calendar_of(source: Source) -> str:
    """Return the dates of `source` as an iCalendar file."""
    every = dated(source.state, source.plan, source.forecast, source.today)
    return calendar_text(source.roadmap_id, source.title, every, source.made_at)


def calendar_text(roadmap: str, title: str, dates: Iterable[Dated], made_at: datetime) -> str:
    """Return `dates` as an iCalendar file; `made_at` is in UTC."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Roadmap//Roadmap//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    stamp = _stamp(made_at)
    for each in dates:
        lines += _event(roadmap, each, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(roadmap: str, each: Dated, stamp: str) -> list[str]:
    words = _WORDS[each.kind]
    summary = f"{words}: {each.title}" if each.title else words
    if each.probability is not None and each.kind != "order_by":
        summary += f" ({percent_words(each.probability)} likely)"
    return [
        "BEGIN:VEVENT",
        f"UID:{each.kind}-{each.about}@{roadmap}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_day(each.first)}",
        f"DTEND;VALUE=DATE:{_day(each.last + _ONE_DAY)}",  # the day after: RFC 5545, 3.6.1
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(each.said)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _stamp(moment: datetime) -> str:
    text = as_utc_text(moment)
    return f"{text[:19].replace('-', '').replace(':', '')}Z"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    return "\\n".join(value.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, all but the first after a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
