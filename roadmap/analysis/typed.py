"""What does a person mean by the day, effort, wait or saving they type? "28 Feb", "2-5", "1.6".

One reading for every field of the window. A day without a year is the next one that comes; a month
alone means its last day, because people say "by March" when they mean its end.
"""

from __future__ import annotations

import calendar
import math
import re
from datetime import date, timedelta

from roadmap.errors import Refused
from roadmap.fields.items import EstimateFields
from roadmap.values import (
    FIRST_DAY,
    LAST_DAY,
    Estimate,
    Leverage,
    LeverageEffect,
    LeverageUnit,
    Size,
    Wait,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?:,?\s*(?P<year>\d{4}|'?\d{2}))?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_DAY}\s*{_MONTH}{_YEAR}",
        rf"{_MONTH}\s*{_DAY}{_YEAR}",
        r"(?P<day>\d{1,2})\.\s*(?P<number>\d{1,2})\.?\s*(?P<year>\d{4}|\d{2})?",
        rf"(?:end of\s+|by\s+)?{_MONTH}(?:\s*(?P<year>\d{{4}}))?",
    )
)
_WITH_YEAR = re.compile(r"\d{4}|'\d\d")
_AHEAD = re.compile(r"(?:in\s+|\+)?(\d{1,4})\s*(d|w|m|days?|weeks?|months?)")
_QUARTER = re.compile(r"q([1-4])(?:\s*(\d{4}))?")
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_PARTS = re.compile(rf"{_NUMBER}(?:\s*(?:-|–|/|to|\.\.)\s*{_NUMBER})?(?:\s*(?:/|-|–)\s*{_NUMBER})?")
_UNIT = re.compile(r"\s*(?:person[- ]?days?|pd|days?|d)$")


def parse_day(text: str, today: date) -> date:
    """Return the day that `text` names, seen from `today`. Raises Refused with what is accepted."""
    wanted = " ".join(text.casefold().split())
    try:
        found = _simple(wanted, today) or _ahead(wanted, today) or _written(wanted, today)
    except (ValueError, OverflowError) as error:
        raise _unknown_day(text) from error
    if found is None or not FIRST_DAY <= found <= LAST_DAY:
        raise _unknown_day(text)
    return found


def parse_past_day(text: str, today: date) -> date:
    """Return the last day up to `today` that `text` can mean: "18 Nov" in spring was last year.

    Raises Refused where it is no day, or one that is still to come.
    """
    day = parse_day(text, today)
    if day <= today:
        return day
    wanted = " ".join(text.casefold().split())
    if not (_AHEAD.fullmatch(wanted) or wanted == "tomorrow" or _WITH_YEAR.search(wanted)):
        near = parse_day(text, today - timedelta(days=7))  # a weekday, or a day of this week
        if near <= today:
            return near
        for year in range(day.year - 1, day.year - 9, -1):
            try:
                earlier = day.replace(year=year)
            except ValueError:
                continue  # the 29th of February of a year without one
            if earlier <= today:
                return earlier
    raise Refused(f"{text.strip()!r} is still to come: write a day up to today.")


def _unknown_day(text: str) -> Refused:
    return Refused(
        f"{text.strip()!r} is no day: write it like 28 Feb, 2027-02-28, Friday or in 3 weeks."
    )


def _simple(wanted: str, today: date) -> date | None:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", wanted):
        return date.fromisoformat(wanted)
    if wanted in ("today", "now"):
        return today
    if wanted == "tomorrow":
        return today + timedelta(days=1)
    short = wanted.removeprefix("next ").removeprefix("on ")
    for number, name in enumerate(_WEEKDAYS):
        if short.isalpha() and len(short) >= 3 and short.startswith(name):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _ahead(wanted: str, today: date) -> date | None:
    found = _AHEAD.fullmatch(wanted)
    if found is not None:
        count, unit = int(found[1]), found[2][0]
        if unit == "m":
            month = today.month - 1 + count
            year, month = today.year + month // 12, month % 12 + 1
            return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    quarter = _QUARTER.fullmatch(wanted.removeprefix("end of ").removeprefix("by "))
    if quarter is None:
        return None
    return _in_year(None, 3 * int(quarter[1]), quarter[2], today)


def _written(wanted: str, today: date) -> date | None:
    for form in _FORMS:
        found = form.fullmatch(wanted)
        if found is None:
            continue
        parts = found.groupdict()
        number = parts.get("number")
        month = int(number) if number else _MONTHS.index(parts["month"]) + 1
        day = parts.get("day")
        return _in_year(int(day) if day else None, month, parts.get("year"), today)
    return None


def _in_year(day: int | None, month: int, year: str | None, today: date) -> date:
    if year is not None:
        number = int(year.lstrip("'"))
        return _day_of(number + 2000 if number < 100 else number, month, day)
    for number in range(today.year, today.year + 9):  # 29 Feb comes within eight years
        try:
            found = _day_of(number, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError


def _day_of(year: int, month: int, day: int | None) -> date:
    return date(year, month, calendar.monthrange(year, month)[1] if day is None else day)


def parse_estimate(text: str) -> EstimateFields:
    """Return the fields to set: 3, 2-5, 2/3/8, a size S to XL, or nothing to clear the estimate.

    Where only a range was said, likely is its lognormal median sqrt(low x high).
    Raises Refused with what is accepted.
    """
    wanted = text.strip()
    if not wanted:
        return {"estimate": None, "size": None}
    if wanted.upper() in Size.__members__:
        return {"size": Size(wanted.upper()), "estimate": None}
    found = _PARTS.fullmatch(_UNIT.sub("", wanted.casefold()))
    if found is None:
        raise Refused(
            f"{wanted!r} is no effort: write person-days like 3, 2-5 or 2/3/8, "
            "or a size S, M, L or XL."
        )
    numbers = [float(part.replace(",", ".")) for part in found.groups() if part is not None]
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise Refused(f"{wanted!r} runs backwards: write the smaller number first, like 2-5.")
    return {"estimate": _estimate(numbers), "size": None}


def _estimate(numbers: list[float]) -> Estimate:
    if len(numbers) == 1:
        return Estimate(numbers[0])
    if len(numbers) == 2:
        low, high = numbers
        middle = math.sqrt(low * high) if low > 0 and high > 0 else (low + high) / 2
        return Estimate(middle, low, high)
    low, likely, high = numbers
    return Estimate(likely, low, high)


_SAVING = re.compile(
    rf"(?:saves\s+)?{_NUMBER}\s*(%|pd|days?)?(?:\s*(?:a|per|/)\s*sprint)?"
    r"(?:\s*(?:of\s+)?(fewer arrivals|arrivals|less effort each|size|higher productivity"
    r"|productivity))?"
)
_EFFECTS = {
    "arrivals": LeverageEffect.ARRIVALS,
    "each": LeverageEffect.SIZE,
    "size": LeverageEffect.SIZE,
    "productivity": LeverageEffect.PRODUCTIVITY,
}


def parse_saving(text: str, before: Leverage | None = None) -> Leverage | None:
    """Return what an item saves once done: "1.6" person-days a sprint, "30% fewer arrivals".

    Stream, confidence and delay stay as they were `before`. Nothing typed clears it.
    Raises Refused with what is accepted.
    """
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return None
    found = _SAVING.fullmatch(wanted)
    if found is None:
        raise Refused(
            f"{text.strip()!r} is no saving: write person-days a sprint like 1.6, or percent like "
            "30% fewer arrivals, 20% less effort each or 5% productivity."
        )
    amount = float(found[1].replace(",", "."))
    percent = found[2] == "%"
    said = found[3].split()[-1] if found[3] else None
    effect = LeverageEffect.ARRIVALS if before is None else before.effect
    unit = LeverageUnit.PERCENT if percent else LeverageUnit.DAYS_PER_SPRINT
    if percent and amount > 100:
        raise Refused(f"{text.strip()!r} is more than everything: a percentage goes up to 100.")
    rest = before or Leverage(effect, amount)
    chosen = effect if said is None else _EFFECTS[said]
    return Leverage(chosen, amount, unit, rest.stream, rest.confidence, rest.delay_sprints)


def parse_wait(text: str, today: date) -> Wait:
    """Return on whom an item waits and until when: "Storage vendor, 4 Dec".

    Raises Refused with what is accepted.
    """
    who, _, until = text.strip().rpartition(",")
    if not who.strip():
        who, _, until = text.strip().rpartition(" until ")
    if not who.strip():
        raise Refused(
            f"{text.strip()!r}: write on whom and until when, like Storage vendor, 4 Dec."
        )
    return Wait(who.strip(), parse_day(until, today))
