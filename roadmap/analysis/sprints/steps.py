"""Where do sprints begin around a moment? For stepping through the history sprint by sprint."""

from __future__ import annotations

from datetime import date, datetime

from roadmap.calendars import day_in, sprint_at, sprint_of, start_of_day
from roadmap.state import Roadmap

_ANCHOR = date(2001, 1, 1)  # a Monday: without a first sprint any grid of sprints will do


def sprint_number(settings: Roadmap, day: date) -> int | None:
    """Return the number of the sprint that holds `day`; None before or without a first sprint."""
    if settings.sprint_start is None:
        return None
    sprint = sprint_of(day, settings.sprint_start, settings.sprint_days)
    return None if sprint is None else sprint.number


def sprint_beginning(settings: Roadmap, moment: datetime) -> datetime:
    """Return when the sprint after the one that holds `moment` begins."""
    start = settings.sprint_start or _ANCHOR
    sprint = sprint_of(day_in(settings.zone, moment), start, settings.sprint_days)
    return start_of_day(settings.zone, start if sprint is None else sprint.end)


def sprint_before(settings: Roadmap, moment: datetime) -> datetime | None:
    """Return when the sprint that holds `moment` begins, or the one before where it begins then.

    None before the first sprint.
    """
    start = settings.sprint_start or _ANCHOR
    sprint = sprint_of(day_in(settings.zone, moment), start, settings.sprint_days)
    if sprint is None:
        return None
    begin = start_of_day(settings.zone, sprint.start)
    if begin < moment:
        return begin
    if sprint.number == 1:
        return None
    return start_of_day(
        settings.zone, sprint_at(sprint.number - 1, start, settings.sprint_days).start
    )
