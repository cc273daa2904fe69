"""The order after a change equals the order from nothing, however much changed."""

from __future__ import annotations

import random

import pytest
from msgspec.structs import replace

from roadmap.analysis.items.layout import Layout, _layout
from roadmap.analysis.memo import ChartedMemo, Earlier
from roadmap.state import Item, Table
from roadmap.values import Estimate, Forcing, Horizon, Sizes, Status

COUNT = 1_000


def changed(item: Item, dice: random.Random) -> Item:
    """Return `item` with another rank, quadrant, effort and status, or some of them absent."""
    return replace(
        item,
        rank=dice.choice([None, f"a{dice.randrange(10**6):06d}5"]),
        forcing=dice.choice([None, *Forcing]),
        horizon=dice.choice([None, *Horizon]),
        estimate=dice.choice([None, Estimate(dice.randint(1, 9) / 2)]),
        status=dice.choice(list(Status)),
    )


@pytest.mark.parametrize("many", [0, 1, 20, 200, 450, 800, COUNT])
def test_what_changed_is_put_where_sorting_anew_puts_it(many: int) -> None:
    dice = random.Random(many)  # noqa: S311 - the same every time
    ids = [f"{number:010d}" for number in range(COUNT)]
    before = {key: changed(Item(key), dice) for key in ids}
    after = dict(before)
    for key in dice.sample(ids, many):
        what = dice.randrange(8)
        if what == 0:
            del after[key]
        elif what == 1:
            after[key[::-1].replace("0", "Z")] = changed(Item(key[::-1].replace("0", "Z")), dice)
        else:
            after[key] = changed(after[key], dice)
    old, new = Table.of(before.items()), Table.of(after.items())
    earlier = Earlier(old, _layout(old, Sizes(), None))
    assert _layout(new, Sizes(), earlier) == _layout(new, Sizes(), None)


def test_everything_may_go_and_come() -> None:
    dice = random.Random(1)  # noqa: S311 - the same every time
    full = Table.of([(f"{n:010d}", changed(Item(f"{n:010d}"), dice)) for n in range(400)])
    empty: Table[Item] = Table()
    nothing = _layout(empty, Sizes(), None)
    assert _layout(empty, Sizes(), Earlier(full, _layout(full, Sizes(), None))) == nothing
    assert _layout(full, Sizes(), Earlier(empty, nothing)) == _layout(full, Sizes(), None)


def test_a_jump_starts_from_the_nearest_landmark() -> None:
    dice = random.Random(2)  # noqa: S311 - the same every time
    ids = [f"{number:010d}" for number in range(COUNT)]
    table = Table.of((key, changed(Item(key), dice)) for key in ids)
    tables = [table]
    for _ in range(4 * COUNT):
        key = dice.choice(ids)
        tables.append(tables[-1].put(key, changed(tables[-1][key], dice)))
    started: list[int] = []

    def compute(
        items: Table[Item], sizes: Sizes, earlier: Earlier[Table[Item], Layout] | None
    ) -> Layout:
        assert earlier is not None or not started
        started.extend(n for n, each in enumerate(tables) if earlier and each is earlier.source)
        return _layout(items, sizes, earlier)

    memo = ChartedMemo(compute)
    for place in range(500, len(tables), 1000):
        memo.keep(tables[place], Sizes())
    started.clear()
    for place in (3_600, 40, 2_450, 2_449):
        branched = tables[place].put(ids[0], changed(tables[place][ids[0]], dice))
        assert memo(branched, Sizes()) == _layout(branched, Sizes(), None)
    assert started == [3_500, 500, 2_500]  # the last one from what was asked for just before


def test_a_landmark_goes_with_its_table() -> None:
    table: Table[Item] = Table[Item]().put("0000000001", Item("0000000001"))
    memo = ChartedMemo(_layout)
    memo.keep(table, Sizes())
    after = table.put("0000000002", Item("0000000002"))
    assert after.landmark() is table
    del table
    assert after.landmark() is None
    assert not memo._landmarks
