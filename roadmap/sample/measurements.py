"""What was read off the dashboards of Harbour Platform, every second Monday for both weeks.

Values that were decided on at once (a breach, a repair) stand at their beats in the other chapters.
What the levels and trends make of them is computed.
"""

from __future__ import annotations

from datetime import date, timedelta

from roadmap.sample.script import INES, LENA, TOMAS, Story, on, story
from roadmap.sample.script_levels import FIRST_MONDAY, mondays, read_off
from roadmap.values import Author

_FORTNIGHT = timedelta(days=14)
_LAST = date(2026, 11, 16)
_READ_LATER = frozenset((date(2026, 4, 6),))  # Easter Monday
_WHILE_AWAY: dict[date, Author] = {
    date(2025, 12, 29): LENA,
    date(2026, 1, 12): INES,
    date(2026, 6, 15): INES,
}

# Availability of payments over 28 days, in percent. The nine hours of June leave it in July.
_AVAILABILITY = mondays(
    "2025-06-09",
    (
        *(99.93, 99.94, 98.60, 98.60, 98.59, 98.59, 99.96, 99.94, 99.90, 99.92),
        *(99.94, 99.90, 99.94, 99.91, 99.90, 99.90, 99.93, 99.93, 99.90, 99.91),
        *(99.90, 99.94, 99.93, 99.90, 99.96, 99.94, 99.90, 99.91, 99.95, 99.95),
        *(99.94, 99.90, 99.94, 99.94, 99.93, 99.90, 99.91, 99.90, 99.94, 99.96),
        *(99.91, 99.92, 99.93, 99.91, 99.94, 99.90, 99.94, 99.92, 99.94, 99.96),
        *(99.95, 99.91, 99.90, 99.94, 99.94, 99.95, 99.91, 99.92, 99.90, 99.94),
        *(99.95, 99.90, 99.94, 99.90, 99.94, 99.91, 99.93, 99.95, 99.94, 99.93),
        *(99.96, 99.92, 99.93, 99.94, 99.93, 99.92),
    ),
)

# The 95th percentile of the search path at the evening peak, in milliseconds.
_LATENCY = [
    *mondays("2026-03-02", (218, 222, 224, 224, 228, 230, 233, 235, 235, 240, 238, 242, 245)),
    *mondays(
        "2026-06-08",
        (
            *(262, 235, 236, 237, 240, 241, 240, 242, 240, 242, 242, 243),
            *(242, 244, 245, 244, 245, 243, 246, 246, 248, 248, 246, 247),
        ),
    ),
]

# The age of open patches, in days. One group of hosts is skipped from June on, until August.
_PATCH_AGE = [
    *mondays(
        "2026-03-02",
        (
            *(5.3, 4.4, 4.6, 4.5, 4.4, 4.4, 4.7, 4.5, 4.5, 4.6, 4.7),
            *(4.4, 4.6, 4.6, 5.0, 5.2, 5.5, 5.7, 6.0, 6.3, 6.6, 6.8),
        ),
    ),
    *mondays(
        "2026-08-10",
        (5.3, 5.2, 5.2, 5.0, 5.1, 5.0, 5.3, 5.3, 5.0, 5.0, 5.0, 5.0, 5.1, 5.1, 5.0),
    ),
]

# The cost of a GB in the object store, in EUR, at the end of each month.
_COST = [
    (date.fromisoformat(day), value)
    for day, value in (
        *(("2026-02-28", 0.335), ("2026-03-31", 0.341), ("2026-04-30", 0.347)),
        *(("2026-06-30", 0.398), ("2026-07-31", 0.402), ("2026-08-31", 0.381)),
        *(("2026-09-30", 0.362), ("2026-10-31", 0.331)),
    )
]

# How long half of all requests for an environment wait, in days; every second Monday.
_WAIT = [
    (date(2026, 2, 9) + _FORTNIGHT * step, value)
    for step, value in enumerate(
        (
            *(6.1, 6.0, 5.9, 6.0, 5.8, 5.6, 5.1, 4.6, 4.0, 3.6, 3.1),
            *(2.7, 2.3, 1.8, 1.9, 1.7, 1.4, 1.2, 1.1, 1.0, 0.9),
        )
    )
]

# The share of what runs that is described as code, in percent, counted at the end of each month.
_AS_CODE = [
    (date.fromisoformat(day), value)
    for day, value in (
        *(("2025-06-30", 41), ("2025-07-31", 42), ("2025-08-31", 44), ("2025-09-30", 47)),
        *(("2025-10-31", 50), ("2025-11-30", 52), ("2025-12-31", 52), ("2026-01-31", 54)),
        *(("2026-02-28", 55), ("2026-03-31", 58), ("2026-04-30", 60), ("2026-05-31", 63)),
        *(("2026-06-30", 65), ("2026-07-31", 69), ("2026-08-31", 72), ("2026-09-30", 74)),
        *(("2026-10-31", 76),),
    )
]

_SERIES = (
    ("availability", _AVAILABILITY),
    ("search-latency", _LATENCY),
    ("patch-age", _PATCH_AGE),
    ("cost-per-gb", _COST),
    ("environment-wait", _WAIT),
    ("as-code", _AS_CODE),
)


def beats() -> Story:
    """Return one reading a fortnight, on the first day of each sprint."""
    days = [FIRST_MONDAY + _FORTNIGHT * number for number in range(1, 40)]
    parts = []
    since = FIRST_MONDAY
    for day in days:
        if day in _READ_LATER or day > _LAST:
            continue
        rows = [
            (handle, each, float(value))
            for handle, series in _SERIES
            for each, value in series
            if since < each <= day
        ]
        who = _WHILE_AWAY.get(day, TOMAS)
        if rows:
            parts.append(on(f"{day.isoformat()} 07:45", who).do(read_off(*rows)))
        since = day
    return story(*parts)
