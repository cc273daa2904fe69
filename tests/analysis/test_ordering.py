"""The order after a change equals the order from nothing, however much changed."""

from __future__ import annotations

import random

import pytest

from roadmap.analysis.items.ordering import _order, in_order, order_key, spliced
from roadmap.analysis.memo import Earlier
from roadmap.state import Item, Table
from tests.analysis.test_layout import changed

COUNT = 1_000


@pytest.mark.parametrize("many", [0, 1, 20, 200, 450, 800, COUNT])
def test_what_changed_is_put_where_sorting_anew_puts_it(many: int) -> None:
    dice = random.Random(many)  # noqa: S311 - the same every time
    ids = [f"{number:010d}" for number in range(COUNT)]
    old = Table.of((key, changed(Item(key), dice)) for key in ids)
    new = old
    for key in dice.sample(ids, many):
        what = dice.randrange(8)
        if what == 0:
            new = new.drop(key)
        elif what == 1:
            new = new.put(f"Z{key[1:]}", changed(Item(f"Z{key[1:]}"), dice))
        else:
            new = new.put(key, changed(new[key], dice))
    assert _order(new, None, Earlier(old, _order(old, None, None))) == _order(new, None, None)


def test_all_items_stand_by_rank_and_then_id_unranked_ones_last() -> None:
    items = [Item("B", rank="a2"), Item("A", rank="a2"), Item("C"), Item("D", rank="a1")]
    found = in_order(Table.of((item.id, item) for item in items))
    assert [item.id for item in found] == ["D", "A", "B", "C"]
    assert sorted(items, key=order_key) == sorted(items, key=lambda item: item.order)


def test_rows_come_before_what_leaves_at_their_place() -> None:
    assert spliced(("a", "b", "c"), [(0, 0), (1, 1), (1, -1), (3, 2)], "xyz") == tuple("xaycz")
