"""Which sprints stand side by side, what is in each, and how full is it?

A board is computed from a state and its plan: the sprints that were closed last, what is committed,
what the plan puts into the next ones, and what it leaves below the cut line. Each open item stands
in one column: where it is committed, else where the plan begins it. No Qt widgets here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import fsum
from typing import Literal

from PySide6.QtCore import QCoreApplication

from gui.models.sprints.days import freeze_texts
from gui.models.sprints.review import NOTHING, Review
from gui.paint.capacity_bar import BarFace
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.analysis.planning.plan import Below, Late, Plan, Planned
from roadmap.analysis.planning.problem import Problem, planned_effort
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from roadmap.analysis.sprints.commitment import pool_labels
from roadmap.records.planning import Planning
from roadmap.records.sprints import Outcome, PoolDays, Sprint
from roadmap.state import Item, State
from roadmap.values import Forcing

Stage = Literal["closed", "committed", "planned"]
CLOSED_SHOWN = 2
_LEAST = 4  # sprints ahead that are shown even when nothing is planned in them


def _t(text: str) -> str:
    return QCoreApplication.translate("sprints", text)


@dataclass(frozen=True, slots=True)
class PoolLine:
    """One team's skill in one sprint, in person-days."""

    name: str
    capacity: float
    reserve: float
    used: float


@dataclass(frozen=True, slots=True)
class Column:
    """One sprint: `[start, end)`, what stands in it, and how full it is.

    `committed` are those of `items` that were promised or pulled in; `going_on` are titles of what
    began in an earlier sprint and takes room in this one too; `place` is the index of the sprint in
    the plan, None where it lies before it.
    """

    number: int
    start: date
    end: date
    stage: Stage
    current: bool
    items: tuple[str, ...]
    committed: frozenset[str]
    bar: BarFace
    pools: tuple[PoolLine, ...]
    freezes: tuple[str, ...] = ()
    going_on: tuple[str, ...] = ()
    place: int | None = None
    outcome: Outcome | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Sprint 40."""
        return _t("Sprint {n}").format(n=self.number)

    @property
    def last_day(self) -> date:
        """The last day within the sprint."""
        return self.end - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Board:
    """The columns, what is below the cut line, and where each open item stands.

    `homes` gives the sprint's number, None for below; `late` are items that miss their dates.
    """

    plan: Plan
    today: date
    columns: tuple[Column, ...]
    below: tuple[str, ...]
    below_days: float
    jobs: dict[str, int]
    planned: dict[str, Planned]
    cut: dict[str, Below]
    late: dict[str, Late]
    homes: dict[str, int | None]
    review: Review = NOTHING
    forecast: PlanForecast | None = None

    def column(self, number: int | None) -> Column | None:
        """Return the column of a sprint."""
        return next((each for each in self.columns if each.number == number), None)

    @property
    def scale(self) -> float:
        """Person-days that the widest bar needs."""
        return max((column.bar.extent for column in self.columns), default=0.0)

    @property
    def next_to_commit(self) -> Column | None:
        """The first sprint that is not committed."""
        return next((each for each in self.columns if each.stage == "planned"), None)

    @property
    def open_one(self) -> Column | None:
        """The earliest committed sprint that is not closed."""
        return next((each for each in self.columns if each.stage == "committed"), None)

    @property
    def last_closed(self) -> Column | None:
        """The sprint that was closed last."""
        return next((each for each in self.columns[::-1] if each.stage == "closed"), None)


def board_of(
    state: State,
    found: Plan,
    today: date,
    passes: Callable[[Item], bool] | None = None,
    team: str | None = None,
    review: Review = NOTHING,
) -> Board:
    """Return the board of `state` and its plan.

    Args:
        state: What is shown.
        found: Its plan.
        today: The day that the plan begins on.
        passes: Which items are shown; None shows all.
        team: Whose capacity and work the bars show; None means everybody's.
        review: What else there is to say of the plan.
    """
    return replace(_Builder(state, found, today, passes, team).board(), review=review)


class _Builder:
    def __init__(
        self,
        state: State,
        found: Plan,
        today: date,
        passes: Callable[[Item], bool] | None,
        team: str | None,
    ) -> None:
        self._state, self._plan, self._today = state, found, today
        self._passes, self._team = passes, team
        problem = found.problem
        self._jobs = {job.item: place for place, job in enumerate(problem.jobs)}
        self._planned = {each.item: each for each in found.planned}
        self._rows = {item: row for row, item in enumerate(found.order)}
        self._labels = dict(zip(pool_labels(state, found), problem.capacity.pools, strict=True))
        self._wanted = [
            place
            for place, pool in enumerate(problem.capacity.pools)
            if team is None or pool.team == team
        ]
        self._homes: dict[str, int | None] = {}
        self._spanning = [each for each in found.planned if each.last > each.first]
        self._work = _work_of(found, frozenset(self._wanted), self._away())

    def board(self) -> Board:
        """Builds the columns in order, then what is below them."""
        found = self._plan
        recorded = sorted(self._state.sprints.ordered(), key=lambda sprint: sprint.number)
        closed = [sprint for sprint in recorded if sprint.outcome is not None][-CLOSED_SHOWN:]
        ahead = {sprint.number for sprint in found.problem.sprints}
        still_open = [sprint for sprint in recorded if sprint.outcome is None]
        for sprint in reversed(still_open):
            self._homes.update(dict.fromkeys(sprint.items, sprint.number))
        columns = [self._closed(sprint) for sprint in closed]
        columns += [self._committed(s, None) for s in still_open if s.number not in ahead]
        firsts = self._firsts()
        records = {sprint.number: sprint for sprint in still_open}
        for place, planned in enumerate(found.problem.sprints[: self._shown(firsts, records)]):
            record = records.get(planned.number)
            more = firsts.get(place, [])
            if record is not None:
                columns.append(self._committed(record, place, more))
            else:
                columns.append(self._ahead(planned, place, more))
        columns.sort(key=lambda column: column.number)
        return self._with_below(tuple(columns))

    def _with_below(self, columns: tuple[Column, ...]) -> Board:
        found = self._plan
        cut = {each.item: each for each in found.below}
        below = tuple(key for key in cut if key not in self._homes and self._is_shown(key))
        self._homes.update(dict.fromkeys(below))
        days = fsum(self._effort(self._state.items[key]) for key in below)
        late = {each.item: each for each in found.late}
        return Board(
            found,
            self._today,
            columns,
            below,
            days,
            self._jobs,
            self._planned,
            cut,
            late,
            self._homes,
        )

    def _firsts(self) -> dict[int, list[str]]:
        """The items that no sprint is committed to, by the sprint that the plan begins them in."""
        firsts: dict[int, list[str]] = {}
        order = sorted(self._plan.planned, key=lambda each: self._rows[each.item])
        for each in order:
            if each.item not in self._homes:
                firsts.setdefault(each.first, []).append(each.item)
        return firsts

    def _shown(self, firsts: dict[int, list[str]], records: dict[int, Sprint]) -> int:
        """How many sprints ahead: all with something in them and one more to drop into."""
        last = max(firsts, default=-1)
        for place, sprint in enumerate(self._plan.problem.sprints):
            if sprint.number in records:
                last = max(last, place)
        return max(_LEAST, last + 2)

    def _is_shown(self, key: str) -> bool:
        item = self._state.items.get(key)
        return item is not None and (self._passes is None or self._passes(item))

    # -- columns ----------------------------------------------------------------------------------

    def _closed(self, sprint: Sprint) -> Column:
        outcome = sprint.outcome or Outcome()
        keys = [each.item for each in outcome.done]
        keys += [key for key in (*outcome.carried, *outcome.shed) if key not in keys]
        forced = outcome.forced_days
        done = outcome.done_days + outcome.interruption_days
        bar = BarFace(
            self._sum(sprint.capacity), must=min(forced, done), choice=max(0.0, done - forced)
        )
        return Column(
            sprint.number,
            sprint.start,
            sprint.end,
            "closed",
            current=False,
            items=tuple(key for key in keys if self._is_shown(key)),
            committed=frozenset(each.item for each in sprint.committed),
            bar=bar,
            pools=self._recorded_pools(sprint),
            freezes=self._freezes(sprint),
            outcome=outcome,
            note=sprint.note,
        )

    def _committed(self, sprint: Sprint, place: int | None, more: Iterable[str] = ()) -> Column:
        """Returns a committed sprint; what the plan would put there besides comes last."""
        last = len(self._rows)
        keys = sorted(sprint.items, key=lambda key: self._rows.get(key, last))
        promised = {each.item: each.days for each in sprint.committed}
        must = choice = 0.0
        for key in keys:
            item = self._state.items.get(key)
            if item is None or not self._counts(item):
                continue
            days = promised.get(key)
            days = self._effort(item) if days is None else days
            if item.forcing is Forcing.FORCED:
                must += days
            else:
                choice += days
        extra = [key for key in more if self._is_shown(key)]
        self._homes.update(dict.fromkeys(extra, sprint.number))
        bar = BarFace(self._sum(sprint.capacity), self._sum(sprint.reserve), must, choice)
        return Column(
            sprint.number,
            sprint.start,
            sprint.end,
            "committed",
            current=sprint.start <= self._today < sprint.end,
            items=(*(key for key in keys if self._is_shown(key)), *extra),
            committed=frozenset(keys),
            bar=bar,
            pools=self._recorded_pools(sprint),
            freezes=self._freezes(sprint),
            place=place,
        )

    def _ahead(self, sprint: PlannedSprint, place: int, keys: Iterable[str]) -> Column:
        shown = [key for key in keys if self._is_shown(key)]
        self._homes.update(dict.fromkeys(shown, sprint.number))
        return Column(
            sprint.number,
            sprint.start,
            sprint.end,
            "planned",
            current=sprint.start <= self._today < sprint.end,
            items=tuple(shown),
            committed=frozenset(),
            bar=self._bar(place),
            pools=self._pools(place),
            freezes=self._freezes(sprint),
            going_on=self._going_on(place),
            place=place,
        )

    def _going_on(self, place: int) -> tuple[str, ...]:
        return tuple(
            self._state.items[each.item].title
            for each in self._spanning
            if each.first < place <= each.last and self._is_shown(each.item)
        )

    def _bar(self, place: int) -> BarFace:
        problem = self._plan.problem
        must, choice = self._work.get(place, (0.0, 0.0))
        return BarFace(
            fsum(problem.capacity.days(place, pool) for pool in self._wanted),
            fsum(problem.reserve.days[place][pool] for pool in self._wanted),
            must,
            choice,
        )

    def _away(self) -> frozenset[str]:
        """What is committed to a sprint: it counts there, not where the plan would have it."""
        items = self._plan.problem.jobs
        open_ = [s for s in self._state.sprints.ordered() if s.outcome is None]
        promised = {key for sprint in open_ for key in sprint.items}
        return frozenset(job.item for job in items if job.item in promised)

    def _pools(self, place: int) -> tuple[PoolLine, ...]:
        problem = self._plan.problem
        names = list(self._labels)
        return tuple(
            PoolLine(
                names[pool],
                problem.capacity.days(place, pool),
                problem.reserve.days[place][pool],
                self._plan.used[place][pool],
            )
            for pool in self._wanted
        )

    def _recorded_pools(self, sprint: Sprint) -> tuple[PoolLine, ...]:
        kept = {each.pool: each.days for each in sprint.reserve}
        return tuple(
            PoolLine(each.pool, each.days, kept.get(each.pool, 0.0), 0.0)
            for each in sprint.capacity
            if self._is_ours(each.pool)
        )

    def _sum(self, pools: Iterable[PoolDays]) -> float:
        return fsum(each.days for each in pools if self._is_ours(each.pool))

    def _freezes(self, sprint: Sprint | PlannedSprint) -> tuple[str, ...]:
        return freeze_texts(self._state, sprint.start, sprint.end, self._today, self._team)

    def _is_ours(self, label: str) -> bool:
        if self._team is None:
            return True
        pool = self._labels.get(label)
        return pool is not None and pool.team == self._team

    def _counts(self, item: Item) -> bool:
        return self._team is None or item.team == self._team

    def _effort(self, item: Item) -> float:
        job = self._jobs.get(item.id)
        if job is not None and self._plan.problem.jobs[job].parts:
            return self._plan.problem.jobs[job].days
        planning = self._state.roadmap.planning if self._state.roadmap else Planning()
        return planned_effort(item, self._state, planning)


def _work_of(
    found: Plan, wanted: frozenset[int], away: frozenset[str]
) -> dict[int, tuple[float, float]]:
    problem: Problem = found.problem
    work: dict[int, tuple[float, float]] = {}
    for placement in found.placements:
        job = problem.jobs[placement.job]
        if job.item in away:
            continue
        for sprint, pool, days in placement.used:
            if pool in wanted:
                must, choice = work.get(sprint, (0.0, 0.0))
                work[sprint] = (must + days, choice) if job.forced else (must, choice + days)
    return work
