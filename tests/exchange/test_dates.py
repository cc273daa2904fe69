"""Which day and moment a cell names, in the shapes that trackers write."""

from __future__ import annotations

import pytest

from roadmap.errors import ImportRefused
from roadmap.exchange.dates import DateReader, order_of


def read(*texts: str, order: str | None = None) -> list[str | None]:
    reader = DateReader(order_of(order))
    for text in texts:
        reader.see(text)
    return [reader.day(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25/Feb/26 2:54 PM", "2026-02-25"),
        ("2/Jan/2006 3:04 PM", "2006-01-02"),
        ("2/Jan/06 15:04", "2006-01-02"),
        ("2026-01-02 15:04:05", "2026-01-02"),
        ("2026-01-02T15:04:05.123Z", "2026-01-02"),
        ("Jan/25/06 3:04 PM", "2006-01-25"),
        ("20/nov/25", "2025-11-20"),
        ("12/lut/21", "2021-02-12"),
        ("3 déc. 2025", "2025-12-03"),
        ("7.6.2025 14:59:28", "2025-06-07"),
        ("Wed Oct 15 2025 09:33:28 GMT+0000 (GMT+00:00)", "2025-10-15"),
        ("Mon, 21 Apr 2025 10:17:06 UTC+0000", "2025-04-21"),
        ("October 3, 2025", "2025-10-03"),
        ("2025/06/07", "2025-06-07"),
        ("1/Jan/70", "1970-01-01"),
        ("soon", None),
        ("31/Feb/26", None),
        ("2025-30-01", None),
        ("12/xyz/21", None),
        ("", None),
    ],
)
def test_a_shape_names_its_day(text: str, day: str | None) -> None:
    assert read(text) == [day]


def test_one_day_above_twelve_decides_the_whole_column() -> None:
    assert read("6/7/2025", "6/25/2025") == ["2025-06-07", "2025-06-25"]
    assert read("6/7/2025", "25/6/2025") == ["2025-07-06", "2025-06-25"]


def test_numbers_that_show_nothing_are_ambiguous_unless_said_or_dotted() -> None:
    for text, order, ambiguous in (
        ("6/7/2025", None, True),
        ("6/7/2025", "mdy", False),
        ("6.7.2025", None, False),
        ("6/Jul/2025", None, False),
        ("25/7/2025", None, False),
    ):
        reader = DateReader(order_of(order))
        reader.see(text)
        assert reader.is_ambiguous == ambiguous, text


def test_a_column_that_contradicts_itself_is_ambiguous() -> None:
    reader = DateReader()
    reader.see("25/6/2025")
    reader.see("6/25/2025")
    assert reader.is_ambiguous


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("25/Feb/26 12:05 AM", "2026-02-25T00:05:00.000000Z"),
        ("25/Feb/26 12:05 PM", "2026-02-25T12:05:00.000000Z"),
        ("25/Feb/26 2:54 PM", "2026-02-25T14:54:00.000000Z"),
        ("2026-01-02", "2026-01-02T00:00:00.000000Z"),
        ("2026-01-02T15:04:05Z", "2026-01-02T15:04:05.000000Z"),
        ("2026-01-02T01:04:05+02:00", "2026-01-01T23:04:05.000000Z"),
        ("Wed Oct 15 2025 09:33:28 GMT-0530 (X)", "2025-10-15T15:03:28.000000Z"),
        ("Mon, 21 Apr 2025 10:17:06 UTC+0000", "2025-04-21T10:17:06.000000Z"),
        ("7.6.2025 14:59:28", "2025-06-07T14:59:28.000000Z"),
        ("2026-01-02 99:99", "2026-01-02T00:00:00.000000Z"),
        ("soon", None),
    ],
)
def test_a_shape_names_its_moment(text: str, moment: str | None) -> None:
    reader = DateReader()
    reader.see(text)
    assert reader.moment(text) == moment


def test_an_order_is_named_by_word_too() -> None:
    assert (order_of("day-first"), order_of("MDY"), order_of("auto")) == ("dmy", "mdy", None)
    with pytest.raises(ImportRefused, match="dmy, mdy or ymd"):
        order_of("ydm")
