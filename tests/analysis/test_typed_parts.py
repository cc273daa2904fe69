"""Are numbers, shares and lead times read as people write them, or refused with a way out?"""

from __future__ import annotations

import pytest

from roadmap.analysis.typed_parts import (
    parse_lead_time,
    parse_number,
    parse_positive,
    parse_share,
    say_lead_time,
)
from roadmap.errors import Refused


@pytest.mark.parametrize(
    ("typed", "number"),
    [("3", 3), ("2.5", 2.5), ("2,5", 2.5), ("12,000", 12000), ("1 200 000", 1200000), ("0", 0)],
)
def test_a_number_is_read(typed: str, number: float) -> None:
    assert parse_number(typed, "the amount") == number


@pytest.mark.parametrize("typed", ["", "x", "-1", "1e400", "9" * 20, "1,23,4", "nan"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no number"):
        parse_number(typed, "the amount")


def test_nothing_is_not_above_zero() -> None:
    with pytest.raises(Refused, match="above 0"):
        parse_positive("0", "the value")


@pytest.mark.parametrize(("typed", "share"), [("80%", 0.8), ("80", 0.8), ("0.8", 0.8), ("1", 1)])
def test_a_share_is_read(typed: str, share: float) -> None:
    assert parse_share(typed, "how sure") == pytest.approx(share)


def test_more_than_everything_is_refused() -> None:
    with pytest.raises(Refused, match="100%"):
        parse_share("120%", "how sure")


@pytest.mark.parametrize(
    ("typed", "days", "said"),
    [
        *(("30", 30, "30 days"), ("30 days", 30, "30 days"), ("6 weeks", 42, "6 weeks")),
        *(("2 months", 60, "60 days"), ("1w", 7, "1 week"), ("0", 0, "0 days")),
    ],
)
def test_a_lead_time_is_read_and_said(typed: str, days: int, said: str) -> None:
    assert parse_lead_time(typed) == days
    assert say_lead_time(days) == said


def test_what_is_no_lead_time_is_refused() -> None:
    with pytest.raises(Refused, match="6 weeks"):
        parse_lead_time("soon")
