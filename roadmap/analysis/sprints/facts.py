"""What did a closed sprint tell about the phase: must-do work by horizon, backlog, validated bets?

Read from the state right after the decision that closed it, so that reclassifying later never
rewrites what a phase was judged on (G8). Efforts are person-days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from roadmap.analysis.estimates.effort import (
    effort_days,
    interruption_days,
    planned_days,
    spent_days,
)
from roadmap.calendars import day_in
from roadmap.records.sprints import Outcome, Sprint
from roadmap.state import Item, State
from roadmap.values import Forcing, Horizon, OptionStage, Status

_VALIDATED = (OptionStage.VALIDATED, OptionStage.COMMITTED, OptionStage.DONE)


@dataclass(frozen=True, slots=True)
class Worked:
    """Effort by what it was for. What was never sorted is in `all` only."""

    all: float = 0.0
    forced: float = 0.0
    forced_short: float = 0.0
    choice: float = 0.0
    choice_long: float = 0.0

    @staticmethod
    def sum(parts: Iterable[Worked]) -> Worked:
        """Return what several stretches of work make together."""
        rows = [(p.all, p.forced, p.forced_short, p.choice, p.choice_long) for p in parts]
        return Worked(*(fsum(column) for column in zip(*rows, strict=True))) if rows else Worked()

    def share(self, part: float) -> float | None:
        """Return what `part` is of all effort, None where there was none."""
        return part / self.all if self.all > 0 else None


@dataclass(frozen=True, slots=True)
class Bet:
    """A long-term choice that is committed, with its effort in person-days."""

    item: str
    days: float
    validated: bool


@dataclass(frozen=True, slots=True)
class Bets:
    """The long-term choices that are committed."""

    each: tuple[Bet, ...] = ()

    @property
    def items(self) -> tuple[str, ...]:
        """Their ids."""
        return tuple(bet.item for bet in self.each)

    @property
    def days(self) -> float:
        """Their effort."""
        return fsum(bet.days for bet in self.each)

    @property
    def validated_days(self) -> float:
        """The effort of those that are validated."""
        return fsum(bet.days for bet in self.each if bet.validated)

    @property
    def share(self) -> float | None:
        """The validated part of the effort, None where nothing is committed."""
        return self.validated_days / self.days if self.days > 0 else None


@dataclass(frozen=True, slots=True)
class SprintFacts:
    """One closed sprint: its work, and backlog and bets as they stood when it was closed.

    `decision` (the `index`-th) closed it on `day`. `backlog` is the must-do, short-term work that
    waited then.
    """

    number: int
    start: date
    end: date
    decision: str
    index: int
    day: date
    worked: Worked
    backlog: float
    bets: Bets


def sprint_facts(
    state: State, sprint: Sprint, decision: str, index: int, day: date, team: str | None = None
) -> SprintFacts:
    """Return what `sprint` told when `decision` closed it, `state` being the state after that."""
    items = state.items.ordered()
    if team is not None:
        items = [item for item in items if item.team == team]
    return SprintFacts(
        sprint.number,
        sprint.start,
        sprint.end,
        decision,
        index,
        day,
        _worked(state, sprint, team),
        backlog_days(state, items),
        committed_bets(state, items),
    )


def backlog_days(state: State, items: Iterable[Item]) -> float:
    """Return the must-do, short-term effort that is still to be done."""
    return fsum(
        effort_days(item, state.roadmap).days
        for item in items
        if item.forcing is Forcing.FORCED and is_short(item) and item.is_open
    )


def is_short(item: Item) -> bool:
    """Whether must-do work counts as a fire: all that is not long-term, unsorted horizons too."""
    return item.horizon is not Horizon.LONG_TERM


def _worked(state: State, sprint: Sprint, team: str | None) -> Worked:
    outcome = sprint.outcome or Outcome()
    interrupting = {each.item for each in state.interruptions.ordered()}
    done = [(state.items.get(each.item), each.days) for each in outcome.done]
    if team is None:
        unplanned = outcome.interruption_days
    else:
        done = [(item, days) for item, days in done if item is not None and item.team == team]
        unplanned = _interruptions(state, sprint, team)
    parts = [
        work_of(item, days, interrupted=item.id in interrupting) if item else Worked(days)
        for item, days in done
    ]
    return Worked.sum([*parts, Worked(unplanned, unplanned, unplanned)])


def work_of(item: Item, days: float, *, interrupted: bool = False) -> Worked:
    """Return the effort of one item; what answered an interruption is must-do by its nature."""
    if interrupted:
        return Worked(days, days, days)
    if item.forcing is Forcing.FORCED:
        return Worked(days, days, days if is_short(item) else 0.0)
    if item.forcing is Forcing.DISCRETIONARY:
        long = days if item.horizon is Horizon.LONG_TERM else 0.0
        return Worked(days, 0.0, 0.0, days, long)
    return Worked(days)


def _interruptions(state: State, sprint: Sprint, team: str) -> float:
    zone = state.roadmap.zone if state.roadmap else "UTC"
    return fsum(
        interruption_days(each, state.roadmap).days
        for each in state.interruptions.ordered()
        if each.item is None
        and each.team == team
        and sprint.start <= day_in(zone, each.started_at) < sprint.end
    )


# -- long-term choices ----------------------------------------------------------------------------


def committed_bets(state: State, items: Sequence[Item]) -> Bets:
    """Return the long-term choices of `items` that are committed.

    Committed is what is in progress, in a committed sprint or at that stage, and what was done in
    one of the last closed sprints (as many as the trailing window has).
    """
    held, since = _held(state)
    found: list[tuple[Item, float]] = []
    for item in items:
        # The axes by themselves: asking each of 10,000 items for its quadrant took most of a second
        # in a history of 150 sprints.
        if item.horizon is not Horizon.LONG_TERM or item.forcing is not Forcing.DISCRETIONARY:
            continue
        if item.option_stage is OptionStage.DISCOVERED:
            continue  # put back: unranked and outside capacity, whatever was begun
        if item.is_open and (
            item.status is Status.IN_PROGRESS
            or item.option_stage is OptionStage.COMMITTED
            or item.id in held
        ):
            found.append((item, planned_days(item, state.roadmap).days))
        elif item.status is Status.DONE and since and item.done_on and item.done_on >= since:
            found.append((item, spent_days(item, state.roadmap).days))
    return Bets(tuple(Bet(item.id, days, is_validated(item)) for item, days in found))


def is_validated(item: Item) -> bool:
    """Whether the approach of a choice was validated: its stage says so, and both are written."""
    return item.option_stage in _VALIDATED and bool(item.problem and item.approach)


def _held(state: State) -> tuple[set[str], date | None]:
    """Return what open and just closed sprints hold, and when the window of closed ones began."""
    closed = sorted(
        (sprint for sprint in state.sprints.ordered() if sprint.outcome is not None),
        key=lambda sprint: sprint.number,
    )
    width = max(1, state.thresholds.window_sprints)
    held = {key for sprint in closed[-1:] for key in sprint.items}
    for sprint in state.sprints.ordered():
        if sprint.outcome is None:
            held.update(sprint.items)
    return held, closed[-width:][0].start if closed else None


def done_since(state: State, days: int) -> tuple[tuple[Item, ...], date | None]:
    """Return what was done in the `days` up to the last day on which anything was done."""
    done = [each for each in state.items.ordered() if each.status is Status.DONE and each.done_on]
    last = max((each.done_on for each in done if each.done_on), default=None)
    if last is None:
        return (), None
    since = last - timedelta(days=days - 1)
    return tuple(each for each in done if each.done_on and each.done_on >= since), last
