"""Tables tell what differs between them, whichever way one came from the other."""

from __future__ import annotations

import pickle
import threading

from hypothesis import given
from hypothesis import strategies as st

from roadmap.state import Item, Table
from roadmap.tables import _LINES

KEYS = [f"{number:010d}" for number in range(12)]
# From which table on, which key, and its new title; None takes the row away.
STEPS = st.lists(
    st.tuples(st.integers(0, 40), st.sampled_from(KEYS), st.none() | st.sampled_from("abc")),
    max_size=40,
)
Changes = tuple[list[str], list[str], list[str]]


def naive(after: Table[Item], before: Table[Item]) -> Changes:
    """What differs, found by looking at every row."""
    both = set(after.ids()) & set(before.ids())
    return (
        sorted(set(after.ids()) - both),
        sorted(set(before.ids()) - both),
        sorted(key for key in both if after[key] != before[key]),
    )


def grown(steps: list[tuple[int, str, str | None]]) -> list[Table[Item]]:
    """The tables that `steps` lead to, from each other and from an unrelated beginning."""
    first: Table[Item] = Table()
    tables = [first, Table.of((key, Item(key, title="a")) for key in KEYS[:6])]
    for start, key, title in steps:
        table = tables[start % len(tables)]
        tables.append(table.drop(key) if title is None else table.put(key, Item(key, title=title)))
    return tables


@given(steps=STEPS)
def test_what_differs_is_found_between_any_two_tables(
    steps: list[tuple[int, str, str | None]],
) -> None:
    tables = grown(steps)
    for after in tables:
        for before in tables:
            assert after.changes(before) == naive(after, before)
            distance = after.distance(before)
            assert distance is None or sum(map(len, naive(after, before))) <= distance
            assert distance == before.distance(after)


def test_a_beginning_too_far_back_is_compared_row_by_row() -> None:
    table = Table.of((key, Item(key, title="a")) for key in KEYS)
    first = table
    for number in range(_LINES + 5):
        table.put(KEYS[0], Item(KEYS[0], title="tried"))  # takes the place after `table`
        table = table.put(KEYS[1], Item(KEYS[1], title=f"{number}"))
    assert table.changes(first) == ([], [], [KEYS[1]])
    assert first.changes(table) == ([], [], [KEYS[1]])


def test_two_threads_that_go_on_from_one_table_get_lines_of_their_own() -> None:
    start = Table.of((key, Item(key, title="a")) for key in KEYS).put(KEYS[0], Item(KEYS[0]))
    gate = threading.Barrier(4)
    made: dict[int, list[Table[Item]]] = {}

    def go_on(number: int) -> None:
        gate.wait()
        table, mine = start, []
        for step in range(200):
            key = KEYS[(number + step) % len(KEYS)]
            table = table.put(key, Item(key, title=f"{number}"))
            mine.append(table)
        made[number] = mine

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for mine in made.values():
        for theirs in made.values():
            for at in (0, 1, 50, 199):
                assert mine[at].changes(theirs[at]) == naive(mine[at], theirs[at])


def test_a_table_goes_to_another_process_as_its_rows() -> None:
    table = Table.of([(KEYS[0], Item(KEYS[0]))]).put(KEYS[1], Item(KEYS[1], title="new"))
    there: Table[Item] = pickle.loads(pickle.dumps(table))  # noqa: S301 - our own bytes
    assert there == table
    assert there.changes(table) == ([], [], [])
