"""A memo changes no result, only its cost."""

import gc
import weakref

from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, Table


def _counting() -> tuple[list[str], Memo[Table[Item], str, int]]:
    calls: list[str] = []

    def count(table: Table[Item], key: str, _earlier: Earlier[Table[Item], int] | None) -> int:
        calls.append(key)
        return len(table)

    return calls, Memo(count)


def test_the_same_source_and_key_are_computed_once() -> None:
    calls, memo = _counting()
    table = Table.of([("A", Item("A"))])
    assert [memo(table, "x"), memo(table, "x"), memo(table, "y")] == [1, 1, 1]
    assert calls == ["x", "y"]


def test_an_equal_but_other_source_is_computed_anew() -> None:
    calls, memo = _counting()
    memo(Table.of([("A", Item("A"))]), "x")
    memo(Table.of([("A", Item("A"))]), "x")
    assert calls == ["x", "x"]


def test_an_id_given_out_again_never_finds_the_old_result() -> None:
    _, memo = _counting()
    for length in [*range(50), *range(50, 0, -1)]:
        table = Table.of((str(at), Item(str(at))) for at in range(length))
        assert memo(table, "x") == length
        del table


def test_a_memo_keeps_only_the_newest_source_alive() -> None:
    _, memo = _counting()
    old, new = Table.of([("A", Item("A"))]), Table.of([("B", Item("B"))])
    seen = weakref.ref(old)
    memo(old, "x")
    memo(new, "x")
    del old
    gc.collect()
    assert seen() is None


def test_the_newest_source_with_the_same_key_is_offered_as_the_start() -> None:
    offered: list[str | None] = []

    def remember(table: Table[Item], _key: int, earlier: Earlier[Table[Item], str] | None) -> str:
        offered.append(None if earlier is None else earlier.result)
        return ",".join(table.ids())

    memo = Memo(remember)
    memo(Table.of([("A", Item("A"))]), 1)
    memo(Table.of([("B", Item("B"))]), 1)
    memo(Table.of([("C", Item("C"))]), 2)
    assert offered == [None, "A", None]
