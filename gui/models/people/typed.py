"""What does a person mean by the span of days they type: "21 Dec to 1 Jan", "24 Dec"?"""

from __future__ import annotations

import re
from datetime import date, timedelta

from roadmap.analysis.typed import parse_day
from roadmap.analysis.words import short_day
from roadmap.errors import Refused
from roadmap.records.staff import Span

_BETWEEN = re.compile(r"\s+(?:to|until|till|-)\s+|\s*[–—]\s*")
_BACK = timedelta(days=330)


def parse_span(text: str, today: date, note: str = "") -> Span:
    """Return the days that `text` names, seen from `today`. Raises Refused.

    The first day is the last one of its name before the last day, so that a span under way can be
    typed as people say it.
    """
    parts = [part for part in _BETWEEN.split(text.strip()) if part]
    if len(parts) > 2 or not parts:
        raise Refused(f"{text!r} is no span of days: write “24 Dec” or “21 Dec to 1 Jan”.")
    last = parse_day(parts[-1], today)
    if len(parts) == 1:
        return Span(last, last, note)
    first_text = parts[0]
    if first_text.strip(" .").isdigit():  # "21 to 24 Dec"
        first_text = f"{first_text.strip(' .')} {last:%b}"
    first = parse_day(first_text, last - _BACK)
    if first > last:
        raise Refused(f"The days from {first} to {last} end before they begin.")
    return Span(first, last, note)


def span_text(span: Span, today: date) -> str:
    """Return a span as it can be typed again."""
    first, last = short_day(span.first, today), short_day(span.last, today)
    if span.first == span.last:
        return last
    if (span.first.year, span.first.month) == (span.last.year, span.last.month):
        return f"{span.first.day} to {last}"
    return f"{first} to {last}"
