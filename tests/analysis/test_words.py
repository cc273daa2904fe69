"""Values are said as people say them."""

from datetime import date

import pytest

from roadmap.analysis.words import (
    counted,
    listed,
    say_day,
    say_days,
    say_driver,
    say_enum,
    say_estimate,
    say_leverage,
    say_number,
    say_place,
    say_wait,
    short_day,
)
from roadmap.values import (
    Driver,
    Estimate,
    Forcing,
    Horizon,
    Leverage,
    LeverageEffect,
    LeverageUnit,
    Size,
    Wait,
)

TODAY = date(2026, 11, 20)


def test_a_day_names_its_year_only_where_it_is_another_year() -> None:
    assert say_day(date(2026, 3, 1), TODAY) == "1 March"
    assert say_day(date(2027, 3, 1), TODAY) == "1 March 2027"
    assert say_day(date(2026, 3, 1)) == "1 March 2026"
    assert short_day(date(2026, 12, 31), TODAY) == "31 Dec"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((8.0, "8"), (2.5, "2.5"), (2.449, "2.4"), (0.04, "0.04"), (0.0, "0")),
        *((1234.5, "1,234.5"), (1.8e-15, "0"), (-1.8e-15, "0")),
    ],
)
def test_a_number_has_at_most_one_decimal_unless_it_is_small(number: float, text: str) -> None:
    assert say_number(number) == text


def test_forced_work_is_must_do_and_discretionary_work_is_choice() -> None:
    assert say_place(Forcing.FORCED, Horizon.LONG_TERM) == "must do, long-term"
    assert say_place(Forcing.DISCRETIONARY, Horizon.SHORT_TERM) == "choice, short-term"
    assert say_place(Forcing.FORCED, None) == "unsorted"


def test_efforts_estimates_leverage_and_waits_carry_their_units() -> None:
    assert say_days(14.0) == "14 pd"
    assert say_estimate(Estimate(14.0, 8.0, 24.0), None) == "14 pd (8 to 24)"
    assert say_estimate(Estimate(14.0, 14.0, 14.0), Size.S) == "14 pd"
    assert (say_estimate(None, Size.XL), say_estimate(None, None)) == ("XL", "none")
    assert say_leverage(Leverage(LeverageEffect.ARRIVALS, 1.6)) == "saves 1.6 pd a sprint"
    percent = Leverage(LeverageEffect.SIZE, 30.0, LeverageUnit.PERCENT)
    assert say_leverage(percent) == "30% less effort each"
    assert say_wait(Wait("Vendor", date(2026, 12, 4)), TODAY) == "Vendor until 4 December"


def test_lists_and_counts_read_as_a_sentence_does() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert [counted(1, "item"), counted(5000, "item")] == ["1 item", "5,000 items"]


def test_every_driver_has_words_for_a_sentence_and_for_a_card() -> None:
    for driver in Driver:
        assert "_" not in say_enum(driver)
        assert len(say_driver(driver)) <= 13
