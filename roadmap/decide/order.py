"""Where a moved or new item goes: between its neighbours, re-ranking those that are tied there."""

from __future__ import annotations

import bisect

from roadmap.commands.items import MoveItem
from roadmap.decide.deciding import Deciding
from roadmap.errors import Refused
from roadmap.events.items import ItemMoved
from roadmap.ranks import ranks_between


def move_item(d: Deciding, command: MoveItem) -> None:
    """Move an item before or after its new neighbour; without one, to the end."""
    item = d.item(command.item)
    if _is_there(d, item.id, command):
        return
    rank = rank_for(d, item.id, command.before, command.after)
    d.emit(ItemMoved(item=item.id, rank=rank))


def _is_there(d: Deciding, key: str, command: MoveItem) -> bool:
    """Whether the item stands already where the command wants it."""
    rank = d.state.items[key].rank
    if rank is None:
        return False
    place = bisect.bisect_left(d.order, (rank, key))
    before = d.order[place - 1][1] if place > 0 else None
    after = d.order[place + 1][1] if place + 1 < len(d.order) else None
    if command.before is not None:
        return d.item(command.before).id == after
    if command.after is not None:
        return d.item(command.after).id == before
    return after is None


def rank_for(d: Deciding, key: str, before: str | None, after: str | None) -> str:
    """Return the rank that puts item `key` there, after re-ranking what is tied at that place.

    Raises Refused when both neighbours are named, or one that has no rank.
    """
    if before is not None and after is not None:
        raise Refused("Name one neighbour to move to: before or after, not both.")
    order = d.order
    own = d.state.items.get(key)
    place = len(order)
    neighbour = before if before is not None else after
    if neighbour is not None:
        other = d.item(neighbour)
        if other.id == key:
            raise Refused(f"Item {other.title!r} cannot be moved next to itself.")
        if other.rank is None:
            raise Refused(f"Item {other.title!r} is unranked: move next to a ranked item.")
        place = bisect.bisect_left(order, (other.rank, other.id)) + (before is None)
    if own is not None and own.rank is not None:
        order = order.copy()
        at = bisect.bisect_left(order, (own.rank, key))
        del order[at]
        place -= at < place
    low = order[place - 1][0] if place > 0 else None
    end = place
    while low is not None and end < len(order) and order[end][0] == low:
        end += 1
    high = order[end][0] if end < len(order) else None
    tied = order[place:end]
    rank, *moved = ranks_between(low, high, 1 + len(tied))
    for (_, other_key), new in zip(tied, moved, strict=True):
        d.emit(ItemMoved(item=other_key, rank=new))
    return rank
