"""Which days count: working days, sprints and the ends of days in a roadmap's time zone.

All ranges are half-open: `[start, end)` holds its start and not its end. Nothing here reads a clock
or the machine's own time zone; moments come in and days go out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from roadmap.errors import Refused

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sprint:
    """A sprint of the calendar: its number from 1 and its days `[start, end)`."""

    number: int
    start: date
    end: date

    @property
    def last_day(self) -> date:
        """The last day within the sprint."""
        return self.end - ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end


# -- zones ----------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def parse_zone(name: str) -> ZoneInfo:
    """Return the time zone of the IANA database called `name`, such as "Europe/Berlin".

    Raises Refused with the nearest known names when there is none. The database is the system's
    or that of the package tzdata.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        known = sorted(available_timezones())
        by_lower = {zone.lower(): zone for zone in known}
        wanted = name.strip().replace(" ", "_").lower()
        near = [zone for zone in known if zone.lower().rpartition("/")[2] == wanted]
        near += [by_lower[zone] for zone in get_close_matches(wanted, by_lower, n=3)]
        hint = f" Did you mean {' or '.join(dict.fromkeys(near[:2]))}?" if near else ""
        raise Refused(
            f"There is no time zone {name!r}.{hint} "
            "Give a name of the IANA list, such as Europe/Berlin or UTC."
        ) from error


@lru_cache(maxsize=64)
def zone_or_utc(name: str) -> tzinfo:
    """Return the time zone called `name`, UTC where this machine does not know it.

    What is typed is judged by `parse_zone`; a history that names a zone newer than this machine's
    database still has to be shown.
    """
    try:
        return parse_zone(name)
    except Refused:
        return UTC


def day_in(zone: str, moment: datetime) -> date:
    """Return the day that an aware `moment` falls on in `zone`: "today" when it is now."""
    return moment.astimezone(zone_or_utc(zone)).date()


def start_of_day(zone: str, day: date) -> datetime:
    """Return the first moment of `day` in `zone`, in UTC.

    Where clocks skip midnight the day begins at the first moment that exists.
    """
    local = datetime.combine(day, time.min, zone_or_utc(zone))
    return local.astimezone(UTC)


def end_of_day(zone: str, day: date) -> datetime:
    """Return the first moment after `day` in `zone`, in UTC: the day holds all that is earlier."""
    return start_of_day(zone, day + ONE_DAY)


# -- working days ---------------------------------------------------------------------------------


def days_between(start: date, end: date) -> Iterator[date]:
    """Yield the days of `[start, end)` in order."""
    for offset in range((end - start).days):
        yield start + timedelta(days=offset)


def is_working_day(day: date, working_days: Collection[int], holidays: Collection[date]) -> bool:
    """Return whether anybody works on `day`; `working_days` are ISO weekdays, 1 for Monday."""
    return day.isoweekday() in working_days and day not in holidays


def working_days_between(
    start: date, end: date, working_days: Collection[int], holidays: Collection[date] = ()
) -> list[date]:
    """Return the working days of `[start, end)` in order; none where end <= start."""
    away = frozenset(holidays)
    return [day for day in days_between(start, end) if is_working_day(day, working_days, away)]


# -- sprints --------------------------------------------------------------------------------------


def sprint_at(number: int, sprint_start: date, sprint_days: int) -> Sprint:
    """Return sprint `number`, from 1; sprint 1 starts on `sprint_start`."""
    start = sprint_start + timedelta(days=(number - 1) * sprint_days)
    return Sprint(number, start, start + timedelta(days=sprint_days))


def sprint_of(day: date, sprint_start: date, sprint_days: int) -> Sprint | None:
    """Return the sprint that holds `day`, or None before sprint 1."""
    if day < sprint_start:
        return None
    return sprint_at((day - sprint_start).days // sprint_days + 1, sprint_start, sprint_days)
