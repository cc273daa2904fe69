"""What is the least that a view must hear when one list of rows becomes another?

From two tuples of ids to removals, insertions and moves, each with the rows that result from it, so
that a model can tell them one by one. Where too much differs there is no such path: a reset is
cheaper.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, count
from operator import ne
from typing import Literal

MANY = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Rows ``first`` to ``last`` are inserted, removed, or moved before row ``target``.

    Rows are numbered as Qt numbers them: as they are before the step, inserted ones as they will
    be. ``rows`` are those that result.
    """

    kind: Literal["insert", "remove", "move"]
    first: int
    last: int
    rows: tuple[str, ...]
    target: int = 0


def steps(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Step] | None:
    """Return the steps from ``old`` to ``new``, None where a reset is better."""
    first, last_old, last_new = differing_part(old, new)
    gone, come = old[first:last_old], new[first:last_new]
    if not gone and not come:
        return iter(())
    if not gone:
        return iter((Step("insert", first, last_new - 1, new),))
    if not come:
        return iter((Step("remove", first, last_old - 1, new),))
    block = _one_block(gone, come)
    if block:
        return iter((_move_of(block, first, last_old, new),))
    if len(gone) + len(come) > MANY:
        return None
    return _one_by_one(old, new, set(gone) - set(come))


def differing_part(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[int, int, int]:
    """Return where the two begin to differ, and where in each they end to."""
    most = min(len(old), len(new))
    first = next(compress(count(), map(ne, old, new)), most)
    room = most - first
    same = min(next(compress(count(), map(ne, reversed(old), reversed(new))), room), room)
    return first, len(old) - same, len(new) - same


def _one_block(gone: tuple[str, ...], come: tuple[str, ...]) -> int:
    """Return how many rows at the head of ``gone`` went to its end, 0 where more happened."""
    if len(gone) != len(come) or come[0] not in gone:
        return 0
    at = gone.index(come[0])
    return at if gone[at:] + gone[:at] == come else 0


def _move_of(block: int, first: int, end: int, rows: tuple[str, ...]) -> Step:
    """Either the head of the part went down or its rest went up: told is the shorter one."""
    if 2 * block <= end - first:
        return Step("move", first, first + block - 1, rows, end)
    return Step("move", first + block, end - 1, rows, first)


def _one_by_one(old: tuple[str, ...], new: tuple[str, ...], leaving: set[str]) -> Iterator[Step]:
    rows = list(old)
    for at in range(len(rows) - 1, -1, -1):
        if rows[at] in leaving:
            del rows[at]
            yield Step("remove", at, at, tuple(rows))
    here = set(rows)
    for at, key in enumerate(new):
        if at < len(rows) and rows[at] == key:
            continue
        if key in here:
            source = rows.index(key, at)
            del rows[source]
            rows.insert(at, key)
            yield Step("move", source, source, tuple(rows), at)
        else:
            rows.insert(at, key)
            yield Step("insert", at, at, tuple(rows))
