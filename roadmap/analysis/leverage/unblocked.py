"""Which product work and which consuming teams did each piece of foundation unblock (L4)?

Foundation is what was said to be, and must-do work of which nothing was said. What it unblocked is
all that waits for it, directly or through something else: product work where it is innovation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, State, Table
from roadmap.values import Forcing, Kind, Status


@dataclass(frozen=True, slots=True)
class Unblocked:
    """A finished piece of foundation; ids of product work, of other work, and of consuming teams.

    The teams are those of the item itself and of all that it unblocked.
    """

    item: str
    done_on: date | None
    product: tuple[str, ...]
    other: tuple[str, ...]
    consumers: tuple[str, ...]


def is_foundation(item: Item) -> bool:
    """Whether the item strengthens the foundation; must-do work does unless somebody said no."""
    return item.kind is Kind.FOUNDATION or (item.kind is None and item.forcing is Forcing.FORCED)


def dependants(items: Table[Item], key: str) -> tuple[str, ...]:
    """Return all that waits for an item, directly or through something else, in order of ids."""
    return _closed(_waiting(items), key)


def _waiting(items: Table[Item]) -> dict[str, list[str]]:
    waiting: dict[str, list[str]] = {}
    for item in items.ordered():
        for key in item.prerequisites:
            waiting.setdefault(key, []).append(item.id)
    return waiting


def _closed(waiting: dict[str, list[str]], key: str) -> tuple[str, ...]:
    found: set[str] = set()
    todo = [key]
    while todo:
        for other in waiting.get(todo.pop(), ()):
            if other not in found and other != key:
                found.add(other)
                todo.append(other)
    return tuple(sorted(found))


def _compute(
    state: State, wanted: Filter, _earlier: Earlier[State, tuple[Unblocked, ...]] | None
) -> tuple[Unblocked, ...]:
    sieve = Sieve(wanted, state.items)
    waiting = _waiting(state.items)
    found = []
    for item in state.items.ordered():
        if item.status is not Status.DONE or not is_foundation(item) or not sieve(item):
            continue
        keys = [key for key in _closed(waiting, item.id) if not _is_shed(state, key)]
        if keys or item.consumers:
            found.append(_unblocked(state, item, keys))
    return tuple(sorted(found, key=lambda each: (-len(each.product), -len(each.other), each.item)))


def _is_shed(state: State, key: str) -> bool:
    return state.items[key].status is Status.SHED


def _unblocked(state: State, item: Item, keys: list[str]) -> Unblocked:
    product = tuple(key for key in keys if state.items[key].kind is Kind.INNOVATION)
    served = {key for each in (item.id, *keys) for key in state.items[each].consumers}
    return Unblocked(
        item.id,
        item.done_on,
        product,
        tuple(key for key in keys if key not in product),
        tuple(each.id for each in state.consumers.ordered() if each.id in served),
    )


_UNBLOCKED = Memo(_compute)


def unblocked(state: State, wanted: Filter = EVERYTHING) -> tuple[Unblocked, ...]:
    """Return what each finished piece of foundation unblocked, the most product work first."""
    return _UNBLOCKED(state, wanted)
