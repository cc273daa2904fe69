"""The grid says how much work of each kind is open, whichever state was looked at before."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, filter_named
from roadmap.analysis.items.grid import Cell, Grid, grid, grid_json
from roadmap.analysis.items.layout import layout
from roadmap.analysis.items.ordering import in_order
from roadmap.errors import NotFound
from roadmap.state import Component, Item, State, Table, Team
from roadmap.values import Estimate, Quadrant, Sizes, Status
from tests.analysis.roadmaps import CHOICE, FORCED, ITEMS, LONG, SHORT, TABLES, state_of

FILTERS = st.builds(
    Filter,
    team=st.none() | st.just("T1"),
    component=st.none() | st.just("C2"),
    label=st.none() | st.sampled_from(["CVE", "infra"]),
    text=st.none() | st.sampled_from(["post", "uber", "ci fast", "0000000001"]),
)


def naive(state: State, wanted: Filter = EVERYTHING) -> Grid:
    """The grid by the definition, item by item."""
    shown = [item for item in state.items.ordered() if item.is_open and passes(item, wanted)]
    shown.sort(key=lambda item: item.order)
    efforts = {item.id: effort_days(item, state.roadmap) for item in shown}
    total = math.fsum(
        math.fsum(efforts[item.id].days for item in shown if item.quadrant is quadrant)
        for quadrant in Quadrant
    )
    cells = []
    for quadrant in Quadrant:
        ids = tuple(item.id for item in shown if item.quadrant is quadrant)
        days = math.fsum(efforts[key].days for key in ids)
        by_count = len(ids) / len(shown) if shown else 0.0
        cells.append(Cell(len(ids), days, days / total if total > 0 else by_count, ids))
    forced = cells[0].share + cells[1].share
    sized = sum(not effort.is_default for effort in efforts.values())
    return Grid(tuple(cells), len(shown), total, sized, forced if shown else None)


def passes(item: Item, wanted: Filter) -> bool:
    words = {"post": "Postgres", "uber": "Über", "ci fast": "Faster CI"}
    text = wanted.text is None or (
        item.id == wanted.text or words.get(wanted.text, "\0") in item.title
    )
    label = wanted.label is None or any(
        wanted.label.lower() == label.lower() for label in item.labels
    )
    return (
        text
        and label
        and wanted.team in (None, item.team)
        and wanted.component in (None, item.component)
    )


def test_a_grid_has_counts_efforts_shares_and_order_per_quadrant() -> None:
    state = state_of(
        Item("A", forcing=FORCED, horizon=SHORT, estimate=Estimate(2.0), rank="2"),
        Item("B", forcing=FORCED, horizon=SHORT, estimate=Estimate(1.0), rank="1"),
        Item("C", forcing=CHOICE, horizon=LONG, estimate=Estimate(5.0)),
        Item("D", estimate=Estimate(2.0), rank="3"),
        Item("E", forcing=FORCED, horizon=LONG, estimate=Estimate(9.0), status=Status.DONE),
    )
    empty = Cell(0, 0.0, 0.0, ())
    cells = (Cell(2, 3.0, 0.3, ("B", "A")), empty, empty)
    rest = (Cell(1, 5.0, 0.5, ("C",)), Cell(1, 2.0, 0.2, ("D",)))
    assert grid(state) == Grid(cells + rest, 4, 10.0, 4, 0.3)


def test_an_empty_roadmap_has_no_must_do_share() -> None:
    assert grid(State()).forced_share is None
    assert grid(State()).count == 0
    assert not grid(State()).by_count


def test_shares_go_by_count_while_nothing_is_sized() -> None:
    items = [Item(str(at), forcing=FORCED, horizon=SHORT) for at in range(3)]
    shown = grid(state_of(*items, Item("X")))
    assert shown.by_count
    assert shown.of(Quadrant.FORCED_SHORT_TERM).share == pytest.approx(0.75)


@given(tables=st.lists(TABLES, min_size=1, max_size=4), wanted=FILTERS)
def test_the_grid_equals_a_naive_recomputation_after_any_jump(
    tables: list[Table[Item]], wanted: Filter
) -> None:
    for table in [*tables, *reversed(tables)]:
        state = State(items=table)
        assert grid(state) == naive(state)
        assert grid(state, wanted) == naive(state, wanted)


@given(table=TABLES, changes=st.lists(ITEMS | st.sampled_from(["0000000001"]), max_size=12))
def test_the_grid_equals_a_naive_recomputation_after_each_small_change(
    table: Table[Item], changes: list[Item | str]
) -> None:
    for change in changes:
        table = table.drop(change) if isinstance(change, str) else table.put(change.id, change)
        state = State(items=table)
        assert grid(state) == naive(state)
        order = [item.id for item in sorted(table.ordered(), key=lambda item: item.order)]
        placed = layout(table, Sizes())
        assert [item.id for item in in_order(table)] == order
        opened = [key for key in order if table[key].is_open]
        assert [placed.place(table[key]) for key in opened] == list(range(1, len(opened) + 1))


@given(table=TABLES, wanted=FILTERS)
def test_shares_sum_to_one_where_anything_is_shown(table: Table[Item], wanted: Filter) -> None:
    shown = grid(State(items=table), wanted)
    assert sum(cell.share for cell in shown.cells) == pytest.approx(1.0 if shown.count else 0.0)


def test_the_same_items_are_never_counted_twice() -> None:
    state = state_of(Item("A"))
    assert grid(state) is grid(state)


def test_a_changed_meaning_of_sizes_changes_the_effort() -> None:
    items = state_of(Item("A")).items
    assert grid(State(items=items)).effort == pytest.approx(12**0.5)
    assert grid(state_of(Item("A"), sizes=Sizes(m=Sizes().s))).effort == pytest.approx(3**0.5)


def test_a_filter_takes_names_and_names_what_there_is() -> None:
    state = State(
        teams=Table.of([("T1", Team("T1", "Storage"))]),
        components=Table.of([("C1", Component("C1", "Edge"))]),
    )
    assert filter_named(state, team="storage", component="C1") == Filter("T1", "C1")
    assert filter_named(state) == Filter()
    with pytest.raises(NotFound) as refused:
        filter_named(state, team="Storag")
    assert str(refused.value) == "There is no team 'Storag' in this roadmap. Known: Storage."


def test_grid_json_has_the_shape_of_the_contract() -> None:
    state = state_of(Item("A", forcing=FORCED, horizon=SHORT, estimate=Estimate(2.0)))
    empty = {"count": 0, "effort": 0.0, "share": 0.0}
    assert grid_json(7, grid(state), 0.25) == {
        "position": 7,
        "quadrants": {
            "forced_short_term": {"count": 1, "effort": 2.0, "share": 1.0},
            "forced_long_term": empty,
            "discretionary_short_term": empty,
            "discretionary_long_term": empty,
            "unsorted": empty,
        },
        "forced_share": 0.25,
        "count": 1,
        "effort": 2.0,
        "sized": 1,
        "open_forced_share": 1.0,
    }
