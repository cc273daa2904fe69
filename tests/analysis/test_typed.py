"""Days and efforts are understood as people write them, and nothing else is guessed at."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.typed import (
    parse_day,
    parse_estimate,
    parse_past_day,
    parse_saving,
    parse_wait,
)
from roadmap.errors import Refused
from roadmap.values import Estimate, Leverage, LeverageEffect, LeverageUnit, Size, Wait

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("28 Feb", date(2027, 2, 28)),
        ("Feb 28", date(2027, 2, 28)),
        ("1st dec '27", date(2027, 12, 1)),
        ("28.2.", date(2027, 2, 28)),
        ("28.2.28", date(2028, 2, 28)),
        ("2027-02-28", date(2027, 2, 28)),
        ("29 Feb", date(2028, 2, 29)),
        ("20 Nov", date(2026, 11, 20)),
        ("today", date(2026, 11, 20)),
        ("tomorrow", date(2026, 11, 21)),
        ("Friday", date(2026, 11, 27)),
        ("next mon", date(2026, 11, 23)),
        ("in 3 weeks", date(2026, 12, 11)),
        ("+2m", date(2027, 1, 20)),
        ("end of March", date(2027, 3, 31)),
        ("by march", date(2027, 3, 31)),
        ("Q1", date(2027, 3, 31)),
        ("q2 2028", date(2028, 6, 30)),
    ],
)
def test_a_day_is_understood_as_it_is_written(text: str, day: date) -> None:
    assert parse_day(text, FRIDAY) == day


@pytest.mark.parametrize("text", ["", "soon", "31 Feb", "99.99.", "9999 weeks", "2027-13-01", "1"])
def test_what_is_no_day_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(Refused, match="28 Feb"):
        parse_day(text, FRIDAY)


@given(st.dates(date(1990, 1, 1), date(2150, 1, 1)), st.dates(FRIDAY, date(2150, 1, 1)))
def test_a_day_without_a_year_never_lies_behind(day: date, today: date) -> None:
    assert parse_day(f"{day:%d %b}", today) >= today


@pytest.mark.parametrize(
    ("text", "estimate", "size"),
    [
        ("3", Estimate(3), None),
        ("1,5 pd", Estimate(1.5), None),
        ("2-8", Estimate(4, 2, 8), None),
        ("2 to 8 days", Estimate(4, 2, 8), None),
        ("2/3/8", Estimate(3, 2, 8), None),
        ("m", None, Size.M),
        (" XL ", None, Size.XL),
        ("", None, None),
    ],
)
def test_an_effort_is_understood_as_it_is_written(
    text: str, estimate: Estimate | None, size: Size | None
) -> None:
    assert parse_estimate(text) == {"estimate": estimate, "size": size}


@pytest.mark.parametrize("text", ["a lot", "3 weeks", "-3", "1/2/3/4", "XXL"])
def test_what_is_no_effort_is_refused_with_what_is(text: str) -> None:
    with pytest.raises(Refused, match="2/3/8"):
        parse_estimate(text)


@pytest.mark.parametrize("text", ["20-10", "2/1"])
def test_a_range_from_the_larger_number_down_is_refused_as_it_was_typed(text: str) -> None:
    with pytest.raises(Refused, match=f"{text}.* smaller number first"):
        parse_estimate(text)


def test_a_saving_keeps_what_was_not_said() -> None:
    before = Leverage(LeverageEffect.SIZE, 20, LeverageUnit.PERCENT, "tickets", 0.5, 2)
    expected = Leverage(LeverageEffect.SIZE, 30, LeverageUnit.PERCENT, "tickets", 0.5, 2)
    assert parse_saving("30%", before) == expected
    assert parse_saving("1.6 pd a sprint") == Leverage(LeverageEffect.ARRIVALS, 1.6)
    assert parse_saving("5% productivity") == Leverage(
        LeverageEffect.PRODUCTIVITY, 5, LeverageUnit.PERCENT
    )
    assert parse_saving("") is None


@pytest.mark.parametrize("text", ["much", "120%"])
def test_what_is_no_saving_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        parse_saving(text)


def test_a_wait_names_somebody_and_a_day() -> None:
    assert parse_wait("Storage vendor, 4 Dec", FRIDAY) == Wait("Storage vendor", date(2026, 12, 4))
    with pytest.raises(Refused, match="until when"):
        parse_wait("Storage vendor", FRIDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("18 Nov", date(2026, 11, 18)),
        ("20 Nov", date(2026, 11, 20)),
        ("21 Nov", date(2025, 11, 21)),
        ("28 Feb", date(2026, 2, 28)),
        ("29 Feb", date(2024, 2, 29)),
        ("monday", date(2026, 11, 16)),
        ("today", date(2026, 11, 20)),
        ("3 May 2025", date(2025, 5, 3)),
    ],
)
def test_a_day_that_is_over_is_the_last_one_that_can_be_meant(text: str, day: date) -> None:
    assert parse_past_day(text, date(2026, 11, 20)) == day


@pytest.mark.parametrize("text", ["tomorrow", "in 3 days", "21 Nov 2026", "soon"])
def test_a_day_that_is_still_to_come_is_no_day_that_is_over(text: str) -> None:
    with pytest.raises(Refused):
        parse_past_day(text, date(2026, 11, 20))
