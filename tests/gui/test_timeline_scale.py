"""The days of the timeline: places, zoom, and which of them are named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.paint.timeline_scale import LEAST, MOST, Scale, day_ticks, month_ticks, thinned

MONDAY = date(2026, 11, 16).toordinal()


@given(st.floats(LEAST, MOST), st.floats(-500, 2000), st.floats(0.1, 10))
def test_a_zoom_keeps_the_day_under_the_pointer(day: float, about: float, factor: float) -> None:
    scale = Scale(300, MONDAY, day)
    zoomed = scale.zoomed(factor, about)
    assert LEAST <= zoomed.day <= MOST
    assert zoomed.day_at(about) == pytest.approx(scale.day_at(about), abs=1e-6)
    assert scale.day_at(scale.x(MONDAY + 3)) == pytest.approx(MONDAY + 3)


def test_months_carry_their_name_and_january_the_year() -> None:
    texts = [tick.text for tick in month_ticks(Scale(0, MONDAY, 4.2), 600)]
    assert texts == ["November 2026", "December", "January 2027", "February", "March", "April"]


def test_from_afar_only_years_are_named_and_closely_also_days() -> None:
    far = month_ticks(Scale(0, MONDAY, 0.2), 700)
    assert [tick.text for tick in far[:3]] == ["2026", "2027", "2028"]
    assert day_ticks(Scale(0, MONDAY, 0.2), 700) == []
    weeks = day_ticks(Scale(0, MONDAY + 2, 14), 300)
    assert [tick.text for tick in weeks] == ["16", "23", "30", "7"]
    days = day_ticks(Scale(0, MONDAY, 44), 130)
    assert [tick.text for tick in days] == ["16", "17", "18"]


@given(st.floats(LEAST, MOST), st.integers(1, date.max.toordinal()))
def test_the_axis_ends_at_the_ends_of_the_calendar(day: float, origin: int) -> None:
    assert len(month_ticks(Scale(0, origin, day), 1200)) < 60
    assert len(day_ticks(Scale(0, origin, day), 1200)) < 80


def test_numbers_that_would_touch_are_left_out() -> None:
    places = ((float(x), str(x)) for x in range(0, 100, 10))
    assert [text for _, text in thinned(places, 30)] == ["0", "30", "60", "90"]
