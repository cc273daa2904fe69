"""In which order do items stand: by (rank, id), unranked ones last?

Sorting objects at every scrub frame costs 5 to 20 ms. So ranks stand in arrays of texts, with other
arrays parallel to them, and from one state to the next only what changed is taken out and put in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress
from operator import itemgetter
from typing import TypeVar

from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, Table

T = TypeVar("T")
Cut = tuple[int, int]  # before which place, and the number that comes there; -1 takes it out

ONE_BY_ONE = 300  # so many changed rows are faster sorted in than put in one by one


def order_key(item: Item) -> str:
    """Return one text that sorts as `item.order` does: ranks have no NUL and nothing after z."""
    return f"~\x00{item.id}" if item.rank is None else f"{item.rank}\x00{item.id}"


def cuts_for(place: Callable[[str], int], gone: Iterable[str], come: Sequence[str]) -> list[Cut]:
    """Return where rows leave and join arrays in which so many rows stand before `place(order)`.

    `gone` and `come` are orders; `come` is sorted, and the numbers of the cuts are its places.
    """
    after = len(come)
    cuts = [(place(order), number) for number, order in enumerate(come)]
    cuts += [(place(order), after) for order in gone]
    cuts.sort()  # what comes stands before what leaves
    return [(place, number if number < after else -1) for place, number in cuts]


def spliced(array: tuple[T, ...], cuts: Iterable[Cut], new: Sequence[T]) -> tuple[T, ...]:
    """Return `array` with some rows out and some of `new` in, copied in pieces."""
    pieces: list[T] = []
    start = 0
    for place, number in cuts:
        pieces += array[start:place]
        start = place
        if number < 0:
            start += 1
        else:
            pieces.append(new[number])
    pieces += array[start:]
    return tuple(pieces)


def picker(orders: Sequence[str]) -> Callable[[Sequence[T]], tuple[T, ...]]:
    """Return what puts arrays parallel to `orders` in its order, without an object for each row."""
    places = sorted(range(len(orders)), key=orders.__getitem__)
    if len(places) < 2:
        return tuple
    return itemgetter(*places)


def staying(keys: Iterable[str], leaving: Collection[str]) -> list[bool]:
    """Return for each of `keys` whether it is not `leaving`."""
    return [key not in leaving for key in keys]


@dataclass(frozen=True, slots=True)
class Order:
    """All items in order, and their keys, `orders`."""

    orders: tuple[str, ...]
    items: tuple[Item, ...]


def _order(items: Table[Item], _key: None, earlier: Earlier[Table[Item], Order] | None) -> Order:
    if earlier is None:
        return _sorted(items.ordered())
    added, removed, changed = items.changes(earlier.source)
    come = [items[key] for key in (*added, *changed)]
    known = earlier.result
    if 2 * len(come) > len(items):
        return _sorted(items.ordered())
    if len(come) + len(removed) >= ONE_BY_ONE:
        stay = staying([item.id for item in known.items], {*removed, *changed})
        return _sorted([*compress(known.items, stay), *come])
    come.sort(key=order_key)
    orders = [order_key(item) for item in come]
    gone = [order_key(earlier.source[key]) for key in (*removed, *changed)]
    cuts = cuts_for(partial(bisect_left, known.orders), gone, orders)
    return Order(spliced(known.orders, cuts, orders), spliced(known.items, cuts, come))


def _sorted(items: Sequence[Item]) -> Order:
    orders = [order_key(item) for item in items]
    pick = picker(orders)
    return Order(pick(orders), pick(items))


_memo = Memo(_order)


def in_order(items: Table[Item]) -> tuple[Item, ...]:
    """Return all items in order, done and shed ones too; memoised by the identity of the table."""
    return _memo(items, None).items
