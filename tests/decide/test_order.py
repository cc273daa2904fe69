"""Moving in the order: next to a neighbour, through ties, and doing nothing where one stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.decide import decide
from roadmap.errors import Refused
from roadmap.events.items import ItemMoved
from roadmap.evolve import fold
from roadmap.state import State
from tests.given import NOW, after, command, item_id, with_items

TITLES = list("abcdef")


def order(state: State) -> str:
    items = sorted(state.items.ordered(), key=lambda item: item.order)
    return "".join(item.title for item in items)


def moved(state: State, title: str, **where: str) -> State:
    where = {key: item_id(value) for key, value in where.items()}
    return after(state, command("move_item", item=item_id(title), **where))


def test_a_move_names_its_neighbour() -> None:
    state = with_items(*TITLES)
    assert order(moved(state, "e", before="b")) == "aebcdf"
    assert order(moved(state, "a", after="d")) == "bcdaef"
    assert order(moved(state, "b")) == "acdefb"
    assert order(moved(state, "f", before="a")) == "fabcde"


def test_moving_to_where_it_stands_is_no_decision() -> None:
    state = with_items(*TITLES)
    for where in ({"before": "c"}, {"after": "a"}):
        ids = {key: item_id(value) for key, value in where.items()}
        assert decide(state, [command("move_item", item=item_id("b"), **ids)], NOW) == ()
    assert decide(state, [command("move_item", item=item_id("f"))], NOW) == ()


def test_a_move_touches_one_item_only() -> None:
    state = with_items(*TITLES)
    move = command("move_item", item=item_id("e"), before=item_id("b"))
    [event] = decide(state, [move], NOW)
    assert isinstance(event, ItemMoved)
    assert event.item == item_id("e")


@given(st.permutations(TITLES), st.sampled_from(["before", "after"]))
def test_between_equal_ranks_the_tied_ones_are_ranked_anew(titles: list[str], side: str) -> None:
    state = with_items(*TITLES)
    ties = [ItemMoved(item=item_id(title), rank="V") for title in titles[:4]]
    state = fold(ties, state)
    mover, neighbour = titles[4], titles[1]
    rest = order(state).replace(mover, "")
    place = rest.index(neighbour) + (side == "after")
    wanted = rest[:place] + mover + rest[place:]
    assert order(moved(state, mover, **{side: neighbour})) == wanted


def test_a_neighbour_has_to_be_another_ranked_item_and_only_one() -> None:
    state = after(with_items(*TITLES), command("add_item", title="x", option_stage="discovered"))
    unranked = next(item for item in state.items.ordered() if item.title == "x")
    a, b = item_id("a"), item_id("b")
    for where, message in (
        ({"before": a, "after": b}, "Name one neighbour"),
        ({"before": b}, "next to itself"),
        ({"after": unranked.id}, "is unranked"),
    ):
        with pytest.raises(Refused, match=message):
            decide(state, [command("move_item", item=b, **where)], NOW)


def test_an_item_can_be_added_between_others() -> None:
    state = with_items(*TITLES)
    state = after(state, command("add_item", title="x", after=item_id("b")))
    assert order(state) == "abxcdef"


def test_many_moves_in_one_decision_see_each_other() -> None:
    state = with_items(*TITLES)
    moves = [command("move_item", item=item_id(title), before=item_id("a")) for title in "def"]
    assert order(after(state, *moves)) == "defabc"
