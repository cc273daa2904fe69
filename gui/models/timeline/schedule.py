"""Which rows does the timeline have: every item of the plan, grouped, with its days?

`schedule` plans and lays out all items and may take a second for thousands, so it runs on a worker;
`face_of` picks what a filter leaves, at once. Both are pure. How the days are said is
words.py's question.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gui.models.timeline.forecast import RowForecasts
from gui.models.timeline.words import (
    Where,
    freeze_text,
    group_note,
    group_title,
    needs_words,
    note_of,
    share_words,
    today_words,
)
from gui.models.words import work_role
from gui.paint.timeline_face import FreezeFace, GroupFace, RowFace, SprintFace, TimelineFace
from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.items.dates import date_watched
from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.planning.capacity_until import CapacityUntil, capacity_until
from roadmap.analysis.planning.chain import critical_chain
from roadmap.analysis.planning.flags import order_by
from roadmap.analysis.planning.latest_start import LatestStart, latest_starts
from roadmap.analysis.planning.plan import Below, Plan, PlanKey, Planned, plan
from roadmap.analysis.planning.problem import due_date_of
from roadmap.state import Item, State
from roadmap.values import Forcing, Horizon, Status

GROUPS = ("dated", "must", "choice", "unsorted")
_LOOK_BACK, _BEFORE, _AFTER = 730, 31, 62  # days


@dataclass(frozen=True, slots=True)
class Schedule:
    """The plan of a state as rows: ids by group in order, and what is known of each item.

    `reach` are the first and the last day at which anything of a row is drawn.
    """

    state: State
    plan: Plan
    as_of: date
    groups: dict[str, tuple[str, ...]]
    rows: dict[str, RowFace]
    where: dict[str, Where]
    reach: dict[str, tuple[int, int]]

    @property
    def count(self) -> int:
        """The number of items."""
        return len(self.rows)

    @property
    def has_capacity(self) -> bool:
        """Whether anything can be planned at all."""
        return any(day > 0 for row in self.plan.problem.room for day in row)


def schedule(state: State, as_of: date, sprints: int) -> Schedule:
    """Return the plan of `state` from `as_of` on, laid out."""
    found = plan(state, PlanKey(as_of, sprints))
    latest = latest_starts(state, found.problem, as_of)
    late = {each.item for each in found.late}
    placed: dict[str, Planned | Below] = {each.item: each for each in found.planned}
    placed.update((each.item, each) for each in found.below)
    layout = _Rows(state, found, as_of, latest, late)
    rows, where = {}, {}
    groups: dict[str, list[str]] = {key: [] for key in GROUPS}
    for key, place in placed.items():
        item = state.items[key]
        where[key] = layout.where(item, place)
        rows[key] = layout.row(item, where[key])
        groups[_group(item)].append(key)
    groups["dated"].sort(key=lambda key: due_date_of(state.items[key]) or date.max)
    ordered = {key: tuple(ids) for key, ids in groups.items()}
    reach = {key: days for key, row in rows.items() if (days := _reach(row)) is not None}
    return Schedule(state, found, as_of, ordered, rows, where, reach)


def _reach(row: RowFace) -> tuple[int, int] | None:
    days = [day for day in (row.start, row.latest, row.marks_end) if day is not None]
    return (min(days), max(days)) if days else None


def _group(item: Item) -> str:
    if item.forcing is None or item.horizon is None:
        return "unsorted"
    if item.forcing is Forcing.DISCRETIONARY:
        return "choice"
    return "must" if due_date_of(item) is None else "dated"


class _Rows:
    """Makes the rows of one plan."""

    def __init__(
        self,
        state: State,
        found: Plan,
        as_of: date,
        latest: dict[str, LatestStart],
        late: set[str],
    ) -> None:
        self._state, self._as_of, self._latest, self._late = state, as_of, latest, late
        self._sprints = found.problem.sprints
        self._chain = set(critical_chain(found))
        self._order_by = dict(order_by(state, found))
        self._capacity = any(day > 0 for row in found.problem.room for day in row)

    def where(self, item: Item, place: Planned | Below) -> Where:
        """Return where an item stands, in days and sprints."""
        start = end = first = last = None
        if isinstance(place, Planned):
            first, last = self._sprints[place.first], self._sprints[place.last]
            start, end = max(first.start, self._as_of, _free_from(item, first.end)), last.end
            if item.status is Status.IN_PROGRESS and item.started_on is not None:
                start = min(start, item.started_on)
        return Where(
            reason=place.reason,
            start=start,
            end=end,
            first_sprint=None if first is None else first.number,
            last_sprint=None if last is None else last.number,
            due=_due(item),
            latest=self._latest.get(item.id),
            late=(item.id in self._late or self._misses(item, end)) and self._capacity,
            planned=isinstance(place, Planned),
            effort=effort_days(item, self._state.roadmap),
            order_by=self._order_by.get(item.id),
            chained=item.id in self._chain,
        )

    def _misses(self, item: Item, end: date | None) -> bool:
        """Whether the plan misses a day of the tracker, by which it does not go.

        Within the sprint of today nothing says so.
        """
        due = _due(item) if due_date_of(item) is None else None
        if due is None or end is None or end <= self._sprints[0].end:
            return False
        return end > due + timedelta(days=1)

    def row(self, item: Item, where: Where) -> RowFace:
        """Return the row of an item that stands there."""
        note, tone = note_of(item, where, self._as_of, capacity=self._capacity)
        return RowFace(
            item.id,
            item.title,
            work_role(item.quadrant),
            item.horizon is not Horizon.LONG_TERM,
            _ordinal(where.start),
            _ordinal(where.end),
            _ordinal(_marked(item)),
            _ordinal(item.promised_by),
            None if where.latest is None else where.latest.day.toordinal(),
            tuple(each.until.toordinal() for each in item.waits if each.until >= self._as_of),
            item.prerequisites,
            note,
            tone,
            flagged=tone != "muted",
            out_of_sight=self._capacity and not where.planned,
            order_by=_ordinal(where.order_by),
            chained=where.chained,
        )


def _due(item: Item) -> date | None:
    """Return the day that binds an item in the plan, else the tracker's where it is watched."""
    watched = date_watched(item)
    return due_date_of(item) or (None if watched is None else watched.day)


def _marked(item: Item) -> date | None:
    """Return the day that is marked as fixed: mandatory, or due in the tracker for must-do work."""
    if item.forcing is not Forcing.FORCED:
        return None
    if item.mandatory_by is None and item.promised_by is None:
        return item.due
    return item.mandatory_by


def _free_from(item: Item, end: date) -> date:
    """Return the day from which the item waits for nobody, where its first sprint holds it."""
    days = [wait.until for wait in item.waits]
    if item.not_before is not None:
        days.append(item.not_before)
    return max((day for day in days if day < end), default=date.min)


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()


def face_of(
    found: Schedule,
    wanted: Filter,
    *,
    only_dated: bool = False,
    at_now: bool = True,
    forecasts: RowForecasts | None = None,
) -> TimelineFace:
    """Return the timeline of what the filter leaves, with what is forecast of it.

    With `only_dated` it is the hidden must-do work: what has a date, and long-term must-do work
    that still lacks one, each with the capacity it needs.
    """
    sieve = Sieve(wanted, found.state.items)
    shown = {
        key: [each for each in ids if sieve(found.state.items[each])]
        for key, ids in found.groups.items()
    }
    if only_dated:
        items = found.state.items
        open_ended = [k for k in shown["must"] if items[k].horizon is Horizon.LONG_TERM]
        shown = {"dated": shown["dated"], "undated": open_ended}
    row_of = _needing(found) if only_dated else found.rows.__getitem__
    groups = tuple(
        GroupFace(group_title(key), _note(found, key, ids, forecasts), tuple(map(row_of, ids)))
        for key, ids in shown.items()
        if ids
    )
    return TimelineFace(
        groups,
        _sprints(found, shown["dated"], wanted.team),
        _freezes(found.state),
        found.as_of.toordinal(),
        today_words(found.as_of, at_now=at_now),
        *_bounds(found, shown.values()),
        needs_words() if only_dated and groups else (),
        forecasts,
    )


def _note(found: Schedule, key: str, ids: Sequence[str], forecasts: RowForecasts | None) -> str:
    places = [found.where[each] for each in ids]
    dated = key == "dated"
    likely = None if forecasts is None or not dated else forecasts.kept(ids)
    return group_note(places, dated=dated, capacity=found.has_capacity, likely=likely)


def _needing(found: Schedule) -> Callable[[str], RowFace]:
    """Return what gives a row its two numbers: person-days, and their share until the date."""
    teams: dict[str | None, CapacityUntil] = {}

    def row_of(key: str) -> RowFace:
        item, where = found.state.items[key], found.where[key]
        if item.team not in teams:
            teams[item.team] = capacity_until(found.plan.problem.capacity, item.team)
        there_is = 0.0 if where.due is None else teams[item.team].days(where.due)
        needs, share = share_words(where.effort, there_is)
        return replace(found.rows[key], needs=needs, share=share)

    return row_of


def _sprints(found: Schedule, dated: Iterable[str], team: str | None) -> tuple[SprintFace, ...]:
    """Return the sprints with their room, and what the dated items take, in a team's pools."""
    problem = found.plan.problem
    pools = [
        number
        for number, pool in enumerate(problem.capacity.pools)
        if team is None or pool.team == team
    ]
    wanted, taken = set(dated), [0.0] * len(problem.sprints)
    for job, placement in zip(problem.jobs, found.plan.placements, strict=True):
        if job.item in wanted:
            for sprint, _pool, days in placement.used:
                taken[sprint] += days
    return tuple(
        SprintFace(
            sprint.number,
            sprint.start.toordinal(),
            sprint.end.toordinal(),
            math.fsum(problem.room[place][pool] for pool in pools),
            taken[place],
        )
        for place, sprint in enumerate(problem.sprints)
    )


def _freezes(state: State) -> tuple[FreezeFace, ...]:
    return tuple(
        FreezeFace(
            freeze.days.first.toordinal(),
            (freeze.days.last + timedelta(days=1)).toordinal(),
            freeze_text(),
        )
        for freeze in state.freezes.ordered()
    )


def _bounds(found: Schedule, shown: Iterable[Sequence[str]]) -> tuple[int, int]:
    """Return the days that can be scrolled to: all that is drawn, but not decades of overdue."""
    today = found.as_of.toordinal()
    days = [today]
    for sprint in found.plan.problem.sprints[:1] + found.plan.problem.sprints[-1:]:
        days += [sprint.start.toordinal(), sprint.end.toordinal()]
    for ids in shown:
        for reach in filter(None, map(found.reach.get, ids)):
            days += reach
    first = max(min(days), today - _LOOK_BACK) - _BEFORE
    last = min(max(*days, today + 180) + _AFTER, date.max.toordinal())
    return max(1, first), last
