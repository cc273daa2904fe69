"""Does a line of several names mean the same names again, commas and quotes in them or not?"""

from __future__ import annotations

import pytest

from gui.models.listed_names import last_name, parse_names, say_names


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("infra",),
        ("infra", "q1"),
        ("Windows, Mac", "q1"),
        ("q1", "Windows, Mac"),
        ('"quoted"', '19" racks', 'a "b", c'),
        (",", "a,b"),
    ],
)
def test_what_is_said_is_understood_again(names: tuple[str, ...]) -> None:
    assert parse_names(say_names(names)) == names


def test_commas_separate_and_nothing_between_them_is_no_name() -> None:
    assert parse_names(" a,, b , a,") == ("a", "b")
    assert say_names(("infra", "Windows, Mac")) == 'infra, "Windows, Mac"'


def test_a_known_name_is_kept_whole_without_quotes() -> None:
    assert parse_names("Windows, Mac, q1", ("Windows, Mac",)) == ("Windows, Mac", "q1")
    assert parse_names("Windows, Macs", ("Windows, Mac",)) == ("Windows", "Macs")


def test_a_quote_that_nobody_closed_is_part_of_the_name() -> None:
    assert parse_names('"Windows, Mac') == ('"Windows', "Mac")


def test_the_name_being_typed_is_the_one_after_the_last_comma_outside_quotes() -> None:
    assert last_name("inf") == ("", "inf")
    assert last_name("a, inf") == ("a,", "inf")
    assert last_name('"a, b", inf') == ('"a, b",', "inf")
    assert last_name('a, "Windows, M') == ("a,", "Windows, M")
