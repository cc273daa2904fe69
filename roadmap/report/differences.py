"""What changed between two moments: which items, by what happened to them, and as JSON.

What was promised and what slipped, and why, comes from analysis/history/promises.py and slips.py.
How it is said in words is brief.py's question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from roadmap.analysis.history.promises import Promise, promises
from roadmap.analysis.history.slips import GoOn, Slip, slips
from roadmap.analysis.levels.levels_json import measures_json
from roadmap.diff import Changes, diff
from roadmap.state import Item, State
from roadmap.values import Status

DATES = frozenset(("mandatory_by", "promised_by", "not_before", "due"))
PLACE = frozenset(("forcing", "horizon", "driver"))
EFFORT = frozenset(("estimate", "size", "effort_per_skill", "remaining_days"))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two moments: its decision, position, day, state and forced share.

    `asked` is the day by which the moment was asked for; the decision before it may be earlier.
    """

    decision: str | None
    position: int
    day: date
    state: State
    forced_share: float | None
    asked: date | None = None

    @property
    def named(self) -> date:
        """The day by which the moment is called."""
        return self.asked or self.day


@dataclass(frozen=True, slots=True)
class Differences:
    """The items that differ, by what happened to them; ids in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    reclassified: tuple[str, ...]
    finished: tuple[str, ...]
    shed: tuple[str, ...]
    reranked: tuple[str, ...]
    reestimated: tuple[str, ...]
    changed: tuple[tuple[str, str, Any, Any], ...]


def differences(before: State, after: State, wanted: Callable[[Item], bool]) -> Differences:
    """Return what happened between `before` and `after` to the items that are `wanted`.

    Moved means a date of it changed; reclassified, its place on the grid or its driver.
    """
    changes = diff(before, after)
    old, new = before.items, after.items
    items = changes.items
    added = tuple(key for key in items.added if wanted(new[key]))
    changed = [key for key in items.changed if wanted(new[key]) or wanted(old[key])]

    def of(fields: frozenset[str]) -> tuple[str, ...]:
        return tuple(key for key in changed if fields & set(items.fields[key]))

    def came_to(status: Status) -> tuple[str, ...]:
        now = (key for key in (*added, *changed) if new[key].status is status)
        return tuple(sorted(key for key in now if _status(old.get(key)) is not status))

    return Differences(
        added=added,
        removed=tuple(key for key in items.removed if wanted(old[key])),
        moved=of(DATES),
        reclassified=of(PLACE),
        finished=came_to(Status.DONE),
        shed=came_to(Status.SHED),
        reranked=of(frozenset(("rank",))),
        reestimated=of(EFFORT),
        changed=tuple(_changed(changes, before, after, changed)),
    )


def _status(item: Item | None) -> Status | None:
    return None if item is None else item.status


def _changed(
    changes: Changes, before: State, after: State, keys: Sequence[str]
) -> list[tuple[str, str, Any, Any]]:
    return [
        (key, field, getattr(before.items[key], field), getattr(after.items[key], field))
        for key in keys
        for field in changes.items.fields[key]
    ]


@dataclass(frozen=True, slots=True)
class Past:
    """What slipped between two moments, and what came of what was promised at the first."""

    slips: tuple[Slip, ...] = ()
    promised: tuple[Promise, ...] = ()


def past_of(a: Side, b: Side, wanted: Callable[[Item], bool], go_on: GoOn | None = None) -> Past:
    """Return the slips and promises between two moments; nothing where b is the earlier one.

    `go_on` is asked now and then whether to go on. Raises Cancelled where it says no.
    """
    if b.position < a.position:
        return Past()
    late = slips(a.state, b.state, a.day, b.day, go_on=go_on)
    said = promises(a.state, b.state, b.day, late)

    def counts(key: str) -> bool:
        item = b.state.items.get(key) or a.state.items.get(key)
        return item is not None and wanted(item)

    return Past(
        tuple(each for each in late if counts(each.item)),
        tuple(each for each in said if counts(each.item)),
    )


def differences_json(a: Side, b: Side, found: Differences, past: Past) -> dict[str, Any]:
    """Return the shape of cli.md."""
    return {
        "a": _side_json(a),
        "b": _side_json(b),
        **{
            name: list(getattr(found, name))
            for name in (
                *("added", "removed", "moved", "reclassified", "finished", "shed"),
                *("reranked", "reestimated"),
            )
        },
        "changed": [
            {"id": key, "field": field, "before": _plain(old), "after": _plain(new)}
            for key, field, old, new in found.changed
        ],
        "measures": measures_json(a.state, b.state, (a.day, b.day)),
        "forced_share": {"before": a.forced_share, "after": b.forced_share},
        "promised": [_promise_json(each) for each in past.promised],
        "slips": [
            {"item": each.item, "cause": each.cause.value, "sprints": each.sprints}
            for each in past.slips
        ],
    }


def _promise_json(promise: Promise) -> dict[str, Any]:
    return {
        "item": promise.item,
        "day": promise.day.isoformat(),
        "basis": promise.basis.value,
        "outcome": promise.outcome.value,
        "now": None if promise.now is None else promise.now.isoformat(),
        "cause": None if promise.cause is None else promise.cause.value,
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {"decision": side.decision, "position": side.position, "day": side.named.isoformat()}


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
