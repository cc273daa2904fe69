"""What the shed advisor keeps: proved against exhaustive search and the published optima."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.analysis.shedding.shedding import GoalWorth, Piece, Shedding, budget_of, shed
from roadmap.errors import Cancelled, Refused
from tests.analysis.nrp import INSTANCES, RATIOS, instance, optimum


def kept(found: Shedding, answer: int = 0) -> tuple[str, ...]:
    return found.alternatives[answer].keep


# -- against every subset -------------------------------------------------------------------------


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Piece], list[GoalWorth], float]:
    names = "abcdefg"[: draw(st.integers(1, 7))]
    some = st.lists(st.sampled_from(names), max_size=2).map(tuple)
    pieces = [
        Piece(
            name,
            float(draw(st.integers(1, 6))),
            float(draw(st.integers(0, 4))),
            draw(some),
            draw(st.integers(0, 5)) == 0,
        )
        for name in names
    ]
    items = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True).map(tuple)
    goals = [
        GoalWorth(f"g{n}", f"Goal {n}", float(draw(st.integers(0, 5))), draw(items))
        for n in range(draw(st.integers(0, 3)))
    ]
    return pieces, goals, float(draw(st.integers(1, 25)))


def allowed(pieces: list[Piece], capacity: float) -> Iterator[set[str]]:
    must = {piece.item for piece in pieces if piece.must}
    for size in range(len(pieces) + 1):
        for chosen in combinations(pieces, size):
            names = {piece.item for piece in chosen}
            fits = math.fsum(piece.days for piece in chosen) <= capacity
            if must <= names and fits and all(names >= set(piece.needs) for piece in chosen):
                yield names


def worth(pieces: list[Piece], goals: list[GoalWorth], names: set[str]) -> float:
    own = math.fsum(piece.value for piece in pieces if piece.item in names)
    return own + math.fsum(goal.value for goal in goals if names >= set(goal.items))


@settings(max_examples=150, deadline=None)
@given(questions())
def test_no_other_choice_is_worth_more(
    question: tuple[list[Piece], list[GoalWorth], float],
) -> None:
    pieces, goals, capacity = question
    found = shed(pieces, goals, capacity)
    choices = [worth(pieces, goals, names) for names in allowed(pieces, capacity)]
    if not choices:
        assert found.missing > 0
        assert not found.optimal
        return
    best = found.alternatives[0]
    assert found.optimal
    assert best.value == pytest.approx(max(choices))
    for each in found.alternatives:
        names = set(each.keep)
        assert names in list(allowed(pieces, capacity))
        assert each.value == pytest.approx(worth(pieces, goals, names))
        assert each.value <= best.value + 1e-9


@settings(max_examples=60, deadline=None)
@given(questions())
def test_alternatives_give_back_a_tenth_of_what_each_earlier_one_sheds_and_differ_in_a_goal(
    question: tuple[list[Piece], list[GoalWorth], float],
) -> None:
    pieces, goals, capacity = question
    days = {piece.item: piece.days for piece in pieces}
    worthy = {goal.id for goal in goals if goal.value > 0}
    found = shed(pieces, goals, capacity).alternatives
    assert len(found) <= 3
    for first, second in combinations(found, 2):
        back = set(first.shed) & set(second.keep)
        assert math.fsum(days[item] for item in back) >= 0.1 * first.shed_days - 1e-6
        if worthy:
            assert set(first.goals_kept) & worthy != set(second.goals_kept) & worthy


# -- by hand --------------------------------------------------------------------------------------


def test_a_goal_counts_only_if_all_its_items_stay() -> None:
    pieces = [Piece("a", 3.0), Piece("b", 3.0), Piece("c", 4.0, 2.0)]
    goals = [GoalWorth("g", "Launch", 5.0, ("a", "b"))]
    assert kept(shed(pieces, goals, 9.0)) == ("a", "b")
    short = shed(pieces, goals, 5.0).alternatives[0]
    assert (short.keep, short.value, short.goals_lost) == (("c",), 2.0, ("g",))


def test_an_item_stays_with_all_it_waits_for() -> None:
    pieces = [Piece("a", 3.0), Piece("b", 1.0, 5.0, ("a",)), Piece("c", 2.0, 3.0)]
    assert kept(shed(pieces, (), 4.0)) == ("a", "b")
    assert kept(shed(pieces, (), 3.9)) == ("c",)


def test_must_do_work_stays_with_what_it_waits_for_whatever_it_costs() -> None:
    pieces = [Piece("a", 3.0), Piece("m", 3.0, 0.0, ("a",), must=True), Piece("c", 1.0, 9.0)]
    assert kept(shed(pieces, (), 6.0)) == ("a", "m")


def test_more_must_do_work_than_capacity_is_said_and_everything_else_goes() -> None:
    pieces = [Piece("m", 8.0, 1.0, must=True), Piece("c", 1.0, 9.0)]
    found = shed(pieces, (), 5.0)
    assert (found.optimal, found.gap) == (False, None)
    assert (found.must_days, found.missing) == (8.0, 3.0)
    assert found.alternatives[0].shed == ("c",)


def test_a_circle_of_items_stays_or_goes_as_one() -> None:
    pieces = [Piece("a", 2.0, 1.0, ("b",)), Piece("b", 2.0, 1.0, ("a",)), Piece("c", 3.0, 1.5)]
    assert kept(shed(pieces, (), 4.0)) == ("a", "b")
    assert kept(shed(pieces, (), 3.0)) == ("c",)


def test_an_item_that_waits_for_itself_or_for_what_is_not_there_can_stay() -> None:
    pieces = [Piece("a", 2.0, 1.0, ("a", "gone")), Piece("b", 2.0, 2.0)]
    assert kept(shed(pieces, (), 4.0)) == ("a", "b")


def test_what_nobody_valued_is_kept_where_room_is_left_and_decides_nothing() -> None:
    goals = [GoalWorth("g", "Launch", 1.0, ("a",))]
    pieces = [Piece("a", 5.0), Piece("x", 5.0, spare=3.0), Piece("y", 2.0, spare=3.0)]
    found = shed(pieces, goals, 8.0).alternatives[0]
    assert (found.keep, found.value, found.days) == (("a", "y"), 1.0, 7.0)


def test_where_everything_fits_there_is_one_answer_and_nothing_is_shed() -> None:
    [only] = shed([Piece("a", 2.0, 1.0), Piece("b", 2.0, 1.0)], (), 4.0).alternatives
    assert (only.shed, only.value) == ((), 2.0)


def test_where_there_is_nothing_there_is_nothing_to_shed() -> None:
    [only] = shed([], (), 4.0).alternatives
    assert (only.keep, only.shed, only.value) == ((), (), 0.0)


def test_without_time_what_must_be_done_is_kept_and_nothing_is_claimed() -> None:
    pieces = [
        Piece(str(n), 10.0 + n * 7 % 11, 10.0 + n * 5 % 13, (str(n // 2),), must=n == 1)
        for n in range(1, 400)
    ]
    found = shed(pieces, (), 2000.0, seconds=0.0)
    assert not found.optimal
    assert found.gap is not None
    assert 0 < found.gap <= 1
    assert "1" in kept(found)


def test_parts_of_days_that_sum_to_the_capacity_fit() -> None:
    pieces = [Piece(str(n), 0.1, 1.0) for n in range(3)]
    assert len(kept(shed(pieces, (), 0.3))) == 3


@pytest.mark.parametrize("capacity", [0.0, -1.0, math.nan, math.inf])
def test_a_capacity_that_is_none_is_refused(capacity: float) -> None:
    with pytest.raises(Refused, match="more than 0"):
        shed([Piece("a", 1.0, 1.0)], (), capacity)


def test_a_share_of_the_effort_is_rounded_half_up() -> None:
    assert budget_of(0.5, [857.0]) == 429.0
    assert budget_of(0.3, [857.0]) == 257.0


def test_the_search_stops_when_it_is_told_to() -> None:
    pieces = [
        Piece(str(n), 10.0 + n * 7 % 11, 10.0 + n * 5 % 13, (str(n // 2),)) for n in range(1, 400)
    ]
    with pytest.raises(Cancelled):
        shed(pieces, (), 2000.0, progress=lambda _done, _total: False)


# -- the published instances ----------------------------------------------------------------------


@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("name", INSTANCES)
def test_a_published_instance_is_solved_and_proved(shared: Path, name: str, ratio: float) -> None:
    folder = shared / "cases" / "nrp"
    pieces, goals = instance(folder / f"{name}.txt")
    capacity = budget_of(ratio, (piece.days for piece in pieces))
    found = shed(pieces, goals, capacity, alternatives=1)
    assert found.optimal
    assert found.alternatives[0].value == optimum(folder, name, ratio)
    assert found.alternatives[0].days <= capacity
