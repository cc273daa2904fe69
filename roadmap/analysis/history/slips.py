"""By how many sprints did work slip between two moments, and what caused it (R2)?

What was planned then is laid beside what is planned (or done) now. The cause is found by asking
"what if only this had stayed as it was?": the later state is planned again with one group of facts
set back, and the group that brings the item forward most is the cause. Where none does, time was
lost in the sprints between: to forced work where more of it arrived than was reserved, else to
scope where what was done took longer than estimated, else to capacity.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum
from typing import Any

from msgspec.structs import replace

from roadmap.analysis.estimates.effort import planned_days
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.errors import Cancelled
from roadmap.state import Item, State
from roadmap.tables import Table
from roadmap.values import Forcing, Status

GoOn = Callable[[], bool]


class Cause(StrEnum):
    """Why work slipped."""

    SCOPE = "scope"
    FORCED_INFLOW = "forced_inflow"
    CAPACITY = "capacity"
    WAITING = "waiting"
    REPRIORITISED = "reprioritised"


@dataclass(frozen=True, slots=True)
class Slip:
    """An item that moved by `sprints` later; None where it is no longer in sight."""

    item: str
    cause: Cause
    sprints: int | None
    planned: int
    now: int | None


_SCOPE = ("estimate", "size", "effort_per_skill", "remaining_days", "people_at_once", "may_span")
_WAITING = ("waits", "not_before", "prerequisites")
_ORDER = ("rank", "forcing", "horizon", "mandatory_by", "promised_by", "due", "value")


def slips(
    before: State,
    after: State,
    then: date,
    today: date,
    horizon: int = 52,
    go_on: GoOn | None = None,
) -> tuple[Slip, ...]:
    """Return what is planned or was done later than it was planned then, the worst first.

    `then` and `today` are the days of the two moments. Costs seven plans; before each of them
    `go_on` is asked whether to go on. Raises Cancelled where it says no.
    """
    _ask(go_on)
    planned = planned_sprints(before, then, horizon)
    _ask(go_on)
    now = _now(after, today, horizon)
    late = {
        key: now.get(key)
        for key, sprint in planned.items()
        if _counts(after.items.get(key)) and _is_later(now.get(key), sprint)
    }
    if not late:
        return ()
    restored = {}
    for cause, state in _set_back(before, after).items():
        _ask(go_on)
        restored[cause] = _now(state, today, horizon)
    lost = _lost(before, after, then, today)
    found = [
        Slip(
            key,
            _cause(key, sprint, restored, lost),
            None if sprint is None else sprint - planned[key],
            planned[key],
            sprint,
        )
        for key, sprint in late.items()
    ]
    worst = horizon + 1
    return tuple(
        sorted(
            found, key=lambda each: (-(worst if each.sprints is None else each.sprints), each.item)
        )
    )


def _ask(go_on: GoOn | None) -> None:
    if go_on is not None and not go_on():
        raise Cancelled("The comparison was stopped.")


def planned_sprints(state: State, day: date, horizon: int = 52) -> dict[str, int]:
    """Return the number of the sprint in which each item is planned to be finished."""
    found = plan(state, PlanKey(day, horizon))
    return {each.item: found.problem.sprints[each.last].number for each in found.planned}


def _now(state: State, today: date, horizon: int) -> dict[str, int]:
    """Return where each item is finished: in the plan, or in the sprint in which it was done."""
    numbers = planned_sprints(state, today, horizon)
    days = [
        (item.id, item.done_on)
        for item in state.items.ordered()
        if item.status is Status.DONE and item.done_on is not None
    ]
    calendar = sprints_to(state, today)
    for key, day in days:
        number = next((sprint.number for sprint in reversed(calendar) if sprint.start <= day), None)
        if number is not None:
            numbers[key] = number
    return numbers


def _counts(item: Item | None) -> bool:
    """Whether an item can slip: what was given up or removed was dropped, which is no slip."""
    return item is not None and item.status is not Status.SHED


def _is_later(now: int | None, planned: int) -> bool:
    return now is None or now > planned


def _cause(
    key: str, now: int | None, restored: Mapping[Cause, Mapping[str, int]], lost: Cause
) -> Cause:
    far = 1_000_000
    here = far if now is None else now
    gains = [
        (here - (found.get(key, far)), -place, cause)
        for place, (cause, found) in enumerate(restored.items())
    ]
    gain, _, cause = max(gains)
    return cause if gain > 0 else lost


# -- what if only this had stayed as it was? ------------------------------------------------------


def _set_back(before: State, after: State) -> dict[Cause, State]:
    """Return the later state once for each cause, with that group of facts as it was."""
    return {
        Cause.WAITING: replace(
            _with_fields(before, after, _WAITING), constraints=before.constraints
        ),
        Cause.SCOPE: _with_fields(before, after, _SCOPE),
        Cause.FORCED_INFLOW: _without_new(
            before, after, lambda item: item.forcing is Forcing.FORCED
        ),
        Cause.CAPACITY: replace(
            after,
            people=before.people,
            absences=before.absences,
            holidays=before.holidays,
            freezes=before.freezes,
        ),
        Cause.REPRIORITISED: _without_new(
            before,
            _with_fields(before, after, _ORDER),
            lambda item: not _is_forced(item),
        ),
    }


def _is_forced(item: Item) -> bool:
    return item.forcing is Forcing.FORCED


def _with_fields(before: State, after: State, names: tuple[str, ...]) -> State:
    items = after.items
    for key in after.items.ids():
        was = before.items.get(key)
        if was is not None and was is not items[key]:
            fields: dict[str, Any] = {name: getattr(was, name) for name in names}
            items = items.put(key, replace(items[key], **fields))
    return replace(after, items=items)


def _without_new(before: State, after: State, gone: Callable[[Item], bool]) -> State:
    """Return `after` without the open items that are new since and `gone` says so."""
    kept: Table[Item] = after.items
    for item in after.items.ordered():
        if item.is_open and item.id not in before.items and gone(item):
            kept = kept.drop(item.id)
    return replace(after, items=kept)


# -- where the time between went ------------------------------------------------------------------


def _lost(before: State, after: State, then: date, today: date) -> Cause:
    """Return what took the time of the sprints closed between the two moments."""
    closed = [
        sprint
        for sprint in after.sprints.ordered()
        if sprint.outcome is not None and sprint.end > then and sprint.start < today
    ]
    reserved = fsum(each.days for sprint in closed for each in sprint.reserve)
    arrived = fsum(sprint.outcome.interruption_days for sprint in closed if sprint.outcome)
    new_forced = fsum(
        item.actual_days or planned_days(item, after.roadmap).days
        for item in after.items.ordered()
        if item.forcing is Forcing.FORCED
        and item.id not in before.items
        and item.status is Status.DONE
    )
    if arrived + new_forced > reserved:
        return Cause.FORCED_INFLOW
    done = [
        item
        for item in after.items.ordered()
        if item.done_on is not None and then < item.done_on <= today and item.actual_days
    ]
    took = fsum(item.actual_days or 0.0 for item in done)
    estimated = fsum(planned_days(item, after.roadmap).days for item in done)
    return Cause.SCOPE if took > estimated else Cause.CAPACITY
