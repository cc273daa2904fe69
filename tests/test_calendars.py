"""Days, sprints and zones: half-open ranges, sprint numbers from 1, helpful zone errors."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.calendars import (
    Sprint,
    day_in,
    end_of_day,
    parse_zone,
    sprint_at,
    sprint_of,
    start_of_day,
    working_days_between,
)
from roadmap.errors import Refused

MONDAY = date(2025, 6, 2)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_a_range_holds_its_start_and_not_its_end() -> None:
    assert working_days_between(MONDAY, MONDAY, (1,)) == []
    assert working_days_between(MONDAY, MONDAY + timedelta(days=7), (1, 5)) == [
        date(2025, 6, 2),
        date(2025, 6, 6),
    ]


def test_holidays_are_no_working_days_and_a_holiday_at_a_weekend_takes_nothing_away() -> None:
    holidays = (date(2025, 6, 9), date(2025, 6, 8))
    days = working_days_between(MONDAY, date(2025, 6, 16), (1, 2, 3, 4, 5), holidays)
    assert len(days) == 9


def test_sprint_1_starts_on_the_sprint_start_and_the_day_before_has_no_sprint() -> None:
    assert sprint_of(MONDAY, MONDAY, 14) == Sprint(1, MONDAY, date(2025, 6, 16))
    assert sprint_of(date(2025, 6, 15), MONDAY, 14) == Sprint(1, MONDAY, date(2025, 6, 16))
    assert sprint_of(date(2025, 6, 16), MONDAY, 14) == Sprint(
        2, date(2025, 6, 16), date(2025, 6, 30)
    )
    assert sprint_of(date(2025, 6, 1), MONDAY, 14) is None


@given(day=DAYS, start=DAYS, length=st.integers(1, 60))
def test_every_day_from_the_start_lies_in_the_one_sprint_that_has_its_number(
    day: date, start: date, length: int
) -> None:
    sprint = sprint_of(day, start, length)
    assert (sprint is None) == (day < start)
    if sprint is not None:
        assert day in sprint
        assert sprint == sprint_at(sprint.number, start, length)


def test_a_day_ends_when_it_ends_in_the_roadmaps_zone() -> None:
    assert end_of_day("Europe/Berlin", MONDAY) == datetime(2025, 6, 2, 22, 0, tzinfo=UTC)
    assert start_of_day("Europe/Berlin", MONDAY) == datetime(2025, 6, 1, 22, 0, tzinfo=UTC)
    assert day_in("Europe/Berlin", datetime(2025, 6, 1, 22, 0, tzinfo=UTC)) == MONDAY
    assert day_in("UTC", datetime(2025, 6, 1, 22, 0, tzinfo=UTC)) == date(2025, 6, 1)


def test_a_day_without_midnight_begins_at_its_first_moment() -> None:
    # Clocks in Beirut went from 00:00 to 01:00 on 31 March 2024.
    begin = start_of_day("Asia/Beirut", date(2024, 3, 31))
    assert day_in("Asia/Beirut", begin) == date(2024, 3, 31)
    assert day_in("Asia/Beirut", begin - timedelta(microseconds=1)) == date(2024, 3, 30)


def test_a_history_in_a_zone_this_machine_does_not_know_is_shown_in_utc() -> None:
    assert day_in("Mars/Olympus", datetime(2025, 6, 1, 22, 0, tzinfo=UTC)) == date(2025, 6, 1)
    assert start_of_day("Mars/Olympus", MONDAY) == datetime(2025, 6, 2, tzinfo=UTC)


def test_an_unknown_zone_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(Refused) as refused:
        parse_zone("Berlin")
    assert str(refused.value) == (
        "There is no time zone 'Berlin'. Did you mean Europe/Berlin? "
        "Give a name of the IANA list, such as Europe/Berlin or UTC."
    )
    for wrong in ("", "../etc/passwd", "Mars/Olympus\x00", "Europe"):
        with pytest.raises(Refused, match="There is no time zone"):
            parse_zone(wrong)
