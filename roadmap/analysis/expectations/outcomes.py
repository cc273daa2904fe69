"""Is the infrastructure a success for those who use it (U2, U3): outcomes, segments, support?

Success is satisfaction, adoption and business outcomes besides uptime and latency. A measure of one
item is read again two sprints after it shipped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

from roadmap.analysis.estimates.effort import effort_days, interruption_days, spent_days
from roadmap.analysis.items.filter import EVERYTHING, Filter, Sieve
from roadmap.analysis.leverage.kept import promises
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.calendars import day_in
from roadmap.records.expectations import Observation
from roadmap.records.users import OutcomeKind, OutcomeMeasure
from roadmap.state import Item, State
from roadmap.values import Quadrant, Status

READ_AGAIN = 2  # sprints after its item shipped


@dataclass(frozen=True, slots=True)
class OutcomeStanding:
    """One outcome measure on a day: `read_again_on` is when its item wants another reading."""

    outcome: OutcomeMeasure
    latest: Observation | None
    before: Observation | None
    is_met: bool | None
    read_again_on: date | None
    is_due: bool


@dataclass(frozen=True, slots=True)
class SegmentWork:
    """What is open and done for one segment of users; "" is work that names none."""

    segment: str
    consumers: tuple[str, ...]
    open: tuple[str, ...]
    open_days: float
    done: int
    must_do_days: float


@dataclass(frozen=True, slots=True)
class SupportShare:
    """How much of the effort done in a sprint answered requests."""

    sprint: int
    start: date
    request_days: float
    done_days: float
    requests: int

    @property
    def share(self) -> float | None:
        """Effort on requests / all effort done; None where nothing was done."""
        return self.request_days / self.done_days if self.done_days else None


def outcome_standings(
    state: State, today: date, team: str | None = None
) -> tuple[OutcomeStanding, ...]:
    """Return the outcome measures by kind and name; with `team` none of another team's items."""
    kinds = list(OutcomeKind)
    named = sorted(
        state.outcomes.ordered(),
        key=lambda each: (kinds.index(each.kind), each.name.casefold(), each.id),
    )
    own = ((each, state.items.get(each.item)) for each in named)
    return tuple(
        _standing(each, state, today)
        for each, item in own
        if team is None or item is None or item.team == team
    )


def only_technical(state: State) -> bool:
    """Whether success is measured by technical measures alone: a warning (U2)."""
    kinds = {each.kind for each in state.outcomes.ordered()}
    return bool(kinds or len(state.measures)) and kinds <= {OutcomeKind.TECHNICAL}


def _standing(outcome: OutcomeMeasure, state: State, today: date) -> OutcomeStanding:
    known = [each for each in outcome.readings if each.day <= today and each.value is not None]
    latest = known[-1] if known else None
    is_met = None
    if outcome.target is not None and latest is not None and latest.value is not None:
        is_met = outcome.comparator.accepts(latest.value, outcome.target)
    again = _read_again(outcome, state, latest)
    is_due = again is not None and again <= today
    return OutcomeStanding(outcome, latest, known[-2] if known[1:] else None, is_met, again, is_due)


def _read_again(outcome: OutcomeMeasure, state: State, latest: Observation | None) -> date | None:
    item = state.items.get(outcome.item)
    if item is None or item.status is not Status.DONE or item.done_on is None:
        return None
    days = state.roadmap.sprint_days if state.roadmap else 14
    again = item.done_on + timedelta(days=READ_AGAIN * days)
    return None if latest is not None and latest.day >= again else again


def segments_of(item: Item, state: State) -> tuple[str, ...]:
    """Return the segments an item serves: its own, else those of its consuming teams."""
    if item.segment:
        return (item.segment,)
    consumers = (state.consumers.get(key) for key in item.consumers)
    found = (each.segment for each in consumers if each is not None and each.segment)
    return tuple(dict.fromkeys(found)) or ("",)


def work_by_segment(state: State, wanted: Filter = EVERYTHING) -> tuple[SegmentWork, ...]:
    """Return the roadmap as each segment sees it, those without work last; no segment at the end.

    An item that serves two segments stands in both.
    """
    sieve = Sieve(wanted, state.items)
    items: dict[str, list[Item]] = {
        each.segment: [] for each in state.consumers.ordered() if each.segment
    }
    for item in state.items.ordered():
        if sieve(item) and item.status is not Status.SHED:
            for segment in segments_of(item, state):
                items.setdefault(segment, []).append(item)
    rows = [_segment(segment, rows, state) for segment, rows in items.items()]
    return tuple(sorted(rows, key=lambda row: (not row.segment, -row.open_days, row.segment)))


def _segment(segment: str, items: Sequence[Item], state: State) -> SegmentWork:
    still = sorted((item for item in items if item.is_open), key=lambda item: item.order)
    days = {item.id: effort_days(item, state.roadmap).days for item in still}
    must = (Quadrant.FORCED_SHORT_TERM, Quadrant.FORCED_LONG_TERM)
    return SegmentWork(
        segment,
        tuple(each.id for each in state.consumers.ordered() if (each.segment or "") == segment),
        tuple(days),
        fsum(days.values()),
        sum(item.status is Status.DONE for item in items),
        fsum(days[item.id] for item in still if item.quadrant in must),
    )


def support_shares(
    state: State, today: date, count: int = 12, team: str | None = None
) -> tuple[SupportShare, ...]:
    """Return for the last `count` sprints how much effort answered requests, oldest first.

    Effort counts in the sprint in which an item was done or an interruption began; with `team`
    only what that team did counts.
    """
    zone = state.roadmap.zone if state.roadmap else "UTC"
    rows = []
    for sprint in sprints_to(state, today)[-count:]:
        days = [
            (each, interruption_days(each, state.roadmap).days)
            for each in state.interruptions.ordered()
            if each.item is None
            and day_in(zone, each.started_at) in sprint
            and (team is None or each.team == team)
        ]
        done = fsum(
            spent_days(item, state.roadmap).days
            for item in state.items.ordered()
            if item.done_on is not None
            and sprint.start <= item.done_on < sprint.end
            and (team is None or item.team == team)
        )
        requests = [spent for each, spent in days if each.is_request]
        total = done + fsum(spent for _, spent in days)
        rows.append(SupportShare(sprint.number, sprint.start, fsum(requests), total, len(requests)))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class RemovedRequests:
    """Requests a sprint before and after an item was done that lets people help themselves (L5)."""

    item: str
    done_on: date
    before: float
    after: float

    @property
    def removed(self) -> float:
        """Requests fewer a sprint; below 0 where there are more."""
        return self.before - self.after


def removed_requests(state: State, wanted: Filter = EVERYTHING) -> tuple[RemovedRequests, ...]:
    """Return the finished items whose stream of work had requests, the newest first."""
    return tuple(
        RemovedRequests(each.item, each.done_on, each.before.requests, each.after.requests)
        for each in promises(state, wanted)
        if each.before.requests and each.after.sprints
    )
