"""What does a person mean by a number, a share, a sum of money or a lead time they type?

The parts that make up a purchase, a saving or an effort per skill; whole days and efforts are read
in `typed.py`. Raises Refused with what is accepted.
"""

from __future__ import annotations

import re

from roadmap.errors import Refused

_GROUPED = re.compile(r"\d{1,3}(?:[ ,\u00a0']\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_TIME = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|m|months?)?")
_DAYS_OF = {"d": 1, "w": 7, "m": 30}
_MOST = 1e12


def parse_number(text: str, thing: str) -> float:
    """Return the number in `text`: 3, 2.5, 2,5 or 12,000. `thing` names it in the refusal."""
    wanted = text.strip()
    number: float | None = None
    if _GROUPED.fullmatch(wanted):
        number = float(re.sub(r"[ ,\u00a0']", "", wanted))
    elif _PLAIN.fullmatch(wanted):
        number = float(wanted.replace(",", "."))
    if number is None or number > _MOST:
        raise Refused(f"{wanted!r} is no number: write {thing} like 3 or 2.5.")
    return number


def parse_positive(text: str, thing: str) -> float:
    """Return a number above 0."""
    number = parse_number(text, thing)
    if number <= 0:
        raise Refused(f"{text.strip()!r}: {thing} has to be above 0.")
    return number


def parse_share(text: str, thing: str) -> float:
    """Return a share 0..1: "80%", "80" and "0.8" are the same; "1" is all of it."""
    wanted = text.strip()
    percent = wanted.endswith("%")
    number = parse_number(wanted.removesuffix("%"), thing)
    share = number / 100 if percent or number > 1 else number
    if share > 1:
        raise Refused(f"{wanted!r} is more than everything: {thing} goes up to 100%.")
    return share


def parse_lead_time(text: str) -> int:
    """Return calendar days: "30", "30 days", "6 weeks" or "2 months" (of 30 days)."""
    found = _TIME.fullmatch(text.strip().casefold())
    if found is None:
        raise Refused(f"{text.strip()!r} is no lead time: write 30 days, 6 weeks or 2 months.")
    return int(found[1]) * _DAYS_OF[(found[2] or "d")[0]]


def say_lead_time(days: int) -> str:
    """Return calendar days in the unit that people would use: "6 weeks", "45 days"."""
    if days and days % 7 == 0:
        weeks = days // 7
        return "1 week" if weeks == 1 else f"{weeks:,} weeks"
    return "1 day" if days == 1 else f"{days:,} days"
