"""How much work of each kind is open: the grid's quadrants with count, effort, share and order.

Items are on the grid while they are open or in progress; done and shed ones are not. Shares are of
the effort of everything open here, the unsorted tray included, so that the five always make one.
Where nothing is sized yet every item counts as M, and shares by effort are shares by count.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.items.layout import QUADRANTS, Column, exactly, is_sized, layout
from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, State, Table
from roadmap.values import Quadrant, Sizes


@dataclass(frozen=True, slots=True)
class Cell:
    """The open items of one quadrant: ids in rank order, effort in person-days, share 0..1."""

    count: int
    effort: float
    share: float
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The quadrants and the unsorted tray; `sized` of the `count` open items by a person.

    `forced_share` is the must-do part of the open backlog, None where nothing is open.
    """

    cells: tuple[Cell, ...]
    count: int
    effort: float
    sized: int
    forced_share: float | None

    def of(self, quadrant: Quadrant) -> Cell:
        """Return the cell of `quadrant`."""
        return self.cells[QUADRANTS.index(quadrant)]

    @property
    def by_count(self) -> bool:
        """Whether nothing is sized yet, so that shares are shares of the number of items."""
        return self.count > 0 and self.sized == 0


def grid(state: State, wanted: Filter = EVERYTHING) -> Grid:
    """Return the grid of `state` through a filter; memoised by the identity of `state.items`."""
    return _memo(state.items, (sizes_of(state.roadmap), wanted))


def _grid(
    items: Table[Item], key: tuple[Sizes, Filter], _earlier: Earlier[Table[Item], Grid] | None
) -> Grid:
    sizes, wanted = key
    columns = layout(items, sizes).columns
    if not wanted.is_empty:
        sieve = Sieve(wanted, items)
        columns = tuple([_sifted(column, sieve) for column in columns])
    count = sum(len(column.ids) for column in columns)
    effort = math.fsum(column.effort for column in columns)
    cells = tuple(
        Cell(
            len(column.ids),
            column.effort,
            _share(column.effort, effort, len(column.ids), count),
            column.ids,
        )
        for column in columns
    )
    forced = math.fsum(
        cell.share
        for quadrant, cell in zip(QUADRANTS, cells, strict=True)
        if quadrant in (Quadrant.FORCED_SHORT_TERM, Quadrant.FORCED_LONG_TERM)
    )
    sized = sum(column.sized for column in columns)
    return Grid(cells, count, effort, sized, forced if count else None)


_memo = Memo(_grid)


def _share(effort: float, all_effort: float, count: int, all_count: int) -> float:
    """Return the share by effort; by count where all that is open was estimated at nothing."""
    if all_effort > 0:
        return effort / all_effort
    return count / all_count if all_count else 0.0


def _sifted(column: Column, sieve: Sieve) -> Column:
    kept = [at for at, item in enumerate(column.items) if sieve(item)]
    return Column(
        tuple([column.ids[at] for at in kept]),
        sum([is_sized(column.items[at]) for at in kept]),
        sum([exactly(column.efforts[at]) for at in kept]),
        column.row,
        column.find,
    )


def grid_json(position: int, shown: Grid, forced_share: float | None) -> dict[str, Any]:
    """Return the grid in the shape of cli.md; `forced_share` is that of the work done (G7)."""
    return {
        "position": position,
        "quadrants": {
            quadrant.value: {"count": cell.count, "effort": cell.effort, "share": cell.share}
            for quadrant, cell in zip(QUADRANTS, shown.cells, strict=True)
        },
        "forced_share": forced_share,
        "count": shown.count,
        "effort": shown.effort,
        "sized": shown.sized,
        "open_forced_share": shown.forced_share,
    }
