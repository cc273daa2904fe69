"""Which rows does the backlog show: filtered, in rank order or sorted, in groups or not?

Pure: from a state and what a person wants to see, to ids in order. A group's head is a row too; its
id is "group:" and the quadrant.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from gui.models.backlog.columns import Column, Seen
from gui.models.words import FOUR
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.items.layout import QUADRANTS
from roadmap.analysis.items.ordering import in_order
from roadmap.state import Item
from roadmap.values import Quadrant, Status

Statuses = Literal["open", "in_progress", "done", "shed", "all"]
GROUP = "group:"
ORDER = (*FOUR, Quadrant.UNSORTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to see; ``sorted_by`` None is rank order."""

    filter: Filter = EVERYTHING
    statuses: Statuses = "open"
    sorted_by: Column | None = None
    descending: bool = False
    grouped: bool = False
    folded: frozenset[Quadrant] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """The head of a group: how much stands under it, and whether that is folded away."""

    quadrant: Quadrant
    count: int
    effort: float
    folded: bool


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows in order; ``count`` and ``effort`` are of all items, folded away or not."""

    ids: tuple[str, ...] = ()
    count: int = 0
    effort: float = 0.0
    groups: Mapping[str, Group] = field(default_factory=dict)

    @property
    def items(self) -> tuple[str, ...]:
        """The ids without the heads of groups."""
        if not self.groups:
            return self.ids
        return tuple(key for key in self.ids if not key.startswith(GROUP))


def rows_of(seen: Seen, wanted: Wanted) -> Rows:
    """Return the rows; open items in rank order cost nothing, 10,000 sorted ones 15 ms."""
    if wanted.statuses == "open" and wanted.filter.is_empty and wanted.sorted_by is None:
        return _in_rank_order(seen, wanted)
    items = list(_kept(seen, wanted))
    if wanted.sorted_by is not None:
        items = _sorted(items, seen, wanted.sorted_by, descending=wanted.descending)
    if wanted.grouped:
        return _grouped(items, seen, wanted)
    return Rows(tuple([item.id for item in items]), len(items), _Efforts(seen).of(items))


def _in_rank_order(seen: Seen, wanted: Wanted) -> Rows:
    """Return all open items, which the layout knows in order; nothing per item is done."""
    every = seen.layout.every
    if not wanted.grouped:
        return Rows(every.ids, len(every.ids), every.effort)
    ids: list[str] = []
    groups: dict[str, Group] = {}
    for quadrant in ORDER:
        column = seen.layout.of(quadrant)
        if not column.ids and quadrant is Quadrant.UNSORTED:
            continue
        folded = quadrant in wanted.folded
        key = GROUP + quadrant.value
        groups[key] = Group(quadrant, len(column.ids), column.effort, folded)
        ids += (key, *(() if folded else column.ids))
    total = math.fsum(group.effort for group in groups.values())
    return Rows(tuple(ids), len(every.ids), total, groups)


def _kept(seen: Seen, wanted: Wanted) -> Iterable[Item]:
    items: Iterable[Item] = in_order(seen.state.items)
    first, second = _STATUSES[wanted.statuses]
    if first is not None:
        # Compared by identity: the hash of an enumeration costs more than the rest of the pass.
        items = [item for item in items if item.status is first or item.status is second]
    if wanted.filter.is_empty:
        return items
    sieve = Sieve(wanted.filter, seen.state.items)
    return [item for item in items if sieve(item)]


_STATUSES: dict[Statuses, tuple[Status | None, Status | None]] = {
    "open": (Status.OPEN, Status.IN_PROGRESS),
    "in_progress": (Status.IN_PROGRESS, None),
    "done": (Status.DONE, None),
    "shed": (Status.SHED, None),
    "all": (None, None),
}


def _sorted(items: list[Item], seen: Seen, by: Column, *, descending: bool) -> list[Item]:
    keyed = [(by.order(item, seen), item) for item in items]
    having = [pair for pair in keyed if pair[0] is not None]
    having.sort(key=lambda pair: pair[0], reverse=descending)
    return [item for _, item in having] + [item for key, item in keyed if key is None]


class _Efforts:
    """Person-days of items; those of open ones are in the layout already."""

    def __init__(self, seen: Seen) -> None:
        self._roadmap = seen.state.roadmap
        self._known: dict[str, float] = {}
        for column in seen.layout.columns:
            self._known.update(zip(column.ids, column.efforts, strict=True))

    def of(self, items: list[Item]) -> float:
        known = self._known
        return math.fsum(
            known[item.id] if item.id in known else effort_days(item, self._roadmap).days
            for item in items
        )


def _grouped(items: list[Item], seen: Seen, wanted: Wanted) -> Rows:
    held: dict[Quadrant, list[Item]] = {quadrant: [] for quadrant in QUADRANTS}
    for item in items:
        held[item.quadrant].append(item)
    efforts = _Efforts(seen)
    ids: list[str] = []
    groups: dict[str, Group] = {}
    for quadrant in ORDER:
        under = held[quadrant]
        if not under and quadrant is Quadrant.UNSORTED:
            continue
        folded = quadrant in wanted.folded
        key = GROUP + quadrant.value
        effort = efforts.of(under)
        groups[key] = Group(quadrant, len(under), effort, folded)
        ids.append(key)
        if not folded:
            ids.extend([item.id for item in under])
    total = math.fsum(group.effort for group in groups.values())
    return Rows(tuple(ids), len(items), total, groups)
