"""Whom the work serves: one-offs for a single consumer, infrastructure for many (G9).

A one-off serves exactly one consuming team with a workload not said to be critical. Infrastructure
serves many (`thresholds.many_consumers`, 3 by default) with a critical one. A growing number of
one-offs is a reason to fold them into the standard.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.memo import Earlier, Memo
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.analysis.words import counted
from roadmap.calendars import Sprint, day_in, start_of_day
from roadmap.fields.items import ItemFields
from roadmap.state import Item, State, Table
from roadmap.values import Kind, Status, Thresholds


class Reach(StrEnum):
    """Whom an item serves."""

    ONE_OFF = "one_off"
    SEVERAL = "several"
    INFRASTRUCTURE = "infrastructure"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SprintOneOffs:
    """How many one-offs were open or done in all when a sprint ended (or now, in the last one)."""

    sprint: Sprint
    open: int
    done: int


@dataclass(frozen=True, slots=True)
class OneOffs:
    """The open one-offs and infrastructure in id order, and the trend of the one-offs."""

    open: tuple[str, ...]
    infrastructure: tuple[str, ...]
    trend: tuple[SprintOneOffs, ...]
    growing: bool


def reach(item: Item, thresholds: Thresholds) -> Reach:
    """Return whom `item` serves, as far as that was said."""
    consumers = len(item.consumers)
    if consumers == 0:
        return Reach.UNKNOWN
    if consumers >= thresholds.many_consumers and item.critical_workload:
        return Reach.INFRASTRUCTURE
    if consumers == 1 and not item.critical_workload:
        return Reach.ONE_OFF
    return Reach.SEVERAL


def one_offs(
    state_at: Callable[[datetime], State], until: datetime, wanted: Filter = EVERYTHING
) -> OneOffs:
    """Return one-offs and infrastructure as they stand at `until`, and their trend per sprint.

    Growing: more were there (open or done) at the end of the newest sprint than at the end of the
    window before, `thresholds.window_sprints` earlier, and more than half way through it.
    `state_at` is that of `forced_share_series`.
    """
    now = state_at(until)
    thresholds = now.thresholds
    trend = tuple(
        SprintOneOffs(sprint, *_counts(state_at(moment).items, (thresholds, wanted)))
        for sprint, moment in _ends(now, until)
    )
    sieve = Sieve(wanted, now.items)
    shown = [item for item in now.items.ordered() if item.is_open and sieve(item)]
    reaches = [(item.id, reach(item, thresholds)) for item in shown]
    return OneOffs(
        tuple(key for key, each in reaches if each is Reach.ONE_OFF),
        tuple(key for key, each in reaches if each is Reach.INFRASTRUCTURE),
        trend,
        _is_growing([each.open + each.done for each in trend], thresholds.window_sprints),
    )


def standard_item(state: State, found: OneOffs) -> ItemFields | None:
    """Return the item that would fold the open one-offs into the standard.

    None where there is no reason: their number does not grow, and fewer are open than it takes
    consumers to be many (`thresholds.many_consumers`).
    """
    thresholds = state.thresholds
    items = [state.items[key] for key in found.open if key in state.items]
    if not items or (not found.growing and len(items) < thresholds.many_consumers):
        return None
    titles = "; ".join(item.title for item in items)
    return {
        "title": f"One standard instead of {counted(len(items), 'one-off')}",
        "kind": Kind.FOUNDATION,
        "consumers": tuple(dict.fromkeys(key for item in items for key in item.consumers)),
        "problem": f"Each of these serves a single team: {titles}.",
    }


def _ends(now: State, until: datetime) -> list[tuple[Sprint, datetime]]:
    """Return the sprints so far with the moment at which each is counted."""
    roadmap = now.roadmap
    if roadmap is None or roadmap.sprint_start is None:
        return []
    today = day_in(roadmap.zone, until)
    sprints = sprints_to(now, today)
    return [(each, min(start_of_day(roadmap.zone, each.end), until)) for each in sprints]


def _counted(
    items: Table[Item],
    key: tuple[Thresholds, Filter],
    _earlier: Earlier[Table[Item], tuple[int, int]] | None,
) -> tuple[int, int]:
    """Return how many one-offs are open and how many are done."""
    thresholds, wanted = key
    sieve = Sieve(wanted, items)
    counted = [
        item
        for item in items.ordered()
        if item.consumers and reach(item, thresholds) is Reach.ONE_OFF and sieve(item)
    ]
    still_open = sum(item.is_open for item in counted)
    return still_open, sum(item.status is Status.DONE for item in counted)


_counts = Memo(_counted)  # a quiet sprint ends with the items it began with


def _is_growing(counts: list[int], window: int) -> bool:
    """Return whether the number rose over the window, and in its second half too."""
    if len(counts) <= max(2, window):
        return False
    part = counts[-(max(2, window) + 1) :]
    return part[-1] > part[len(part) // 2] > part[0]
