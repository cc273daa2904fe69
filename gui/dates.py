"""How does the window say days and moments: "Fri 20 Nov 2026", "Mon 28 Jul 2025, 14:05"?

The plain words for days in sentences are roadmap.analysis.words'; these are the short forms of
bars and chips. Moments come in the roadmap's zone already.
"""

from __future__ import annotations

from datetime import date, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def long_day(day: date) -> str:
    """Return "Fri 20 Nov 2026"."""
    return f"{_DAYS[day.weekday()]} {plain_day(day)}"


def plain_day(day: date) -> str:
    """Return "20 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_moment(moment: datetime) -> str:
    """Return "Mon 28 Jul 2025, 14:05"."""
    return f"{long_day(moment.date())}, {moment:%H:%M}"


def recent_moment(moment: datetime, today: date) -> str:
    """Return "today, 09:12", "Tue 17 Nov" within a week, "28 Aug" within the year, or all."""
    day = moment.date()
    age = (today - day).days
    if age == 0:
        return f"today, {moment:%H:%M}"
    short = f"{day.day} {_MONTHS[day.month - 1]}"
    if 0 < age < 7:
        return f"{_DAYS[day.weekday()]} {short}"
    return short if day.year == today.year else plain_day(day)


def month_ticks(first: datetime, last: datetime, most: int = 12) -> list[tuple[datetime, str]]:
    """Return the beginnings of months between two moments with their words, thinned to ``most``.

    The year stands at the first tick and at each January ("Jul 2025", "Oct", "Jan 2026").
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((each for each in (1, 2, 3, 6, 12, 24, 60, 120) if months / each <= most), 240)
    ticks: list[tuple[datetime, str]] = []
    at = first.year * 12 + first.month  # counted from 0, so this is the month after the first
    while at % step:
        at += 1
    while at <= last.year * 12 + last.month - 1:
        year, month = divmod(at, 12)
        begin = datetime(year, month + 1, 1, tzinfo=first.tzinfo)
        new_year = not ticks or month == 0 or ticks[-1][0].year != year
        word = f"{_MONTHS[month]} {year}" if new_year else _MONTHS[month]
        ticks.append((begin, word))
        at += step
    return ticks
