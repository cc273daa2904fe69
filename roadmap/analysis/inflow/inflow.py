"""How much forced work is expected to arrive: the streams in force, entered or fitted.

planning.md, Forced inflow. A fitted stream learns from the interruptions of closed sprints: with
the arrivals N of n sprints, lambda ~ Gamma(shape 2 + sum N, rate 2/lambda0 + n). Interruptions that
no recorded stream covers make streams of their own by driver, team and skill.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import fmean, variance

from roadmap.analysis.estimates.effort import interruption_days, median_days, spent_days
from roadmap.analysis.inflow.leverage import Load, Lowering, lowerings, size_left, still_arriving
from roadmap.analysis.planning.capacity import Capacity, PoolCapacity
from roadmap.analysis.planning.pools import pools_for
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from roadmap.analysis.words import say_enum
from roadmap.calendars import working_days_between, zone_or_utc
from roadmap.records.streams import Stream, StreamBasis
from roadmap.state import Interruption, Roadmap, State
from roadmap.values import Driver, derived_id

_PRIOR_SHARE = 0.4  # of capacity, where nobody said what to expect; real boards: 23-51%
_CERTAIN_FROM = 26  # sprints; below, lambda is drawn per trial
_EPISODE = timedelta(hours=4)
_MANY_TICKETS = 5.0  # a sprint; from there on tickets close in time are chance


@dataclass(frozen=True, slots=True)
class Inflow:
    """One stream in force. Arrivals are per whole sprint, sizes in person-days.

    `shape` and `rate` are those of the Gamma that lambda is drawn from, None where it is certain.
    `weights[s]` is the inflow of sprint s against a whole sprint of today, `arriving[s]` and
    `sized[s]` what finished leverage leaves of arrivals and sizes. `sprints` counts the closed
    sprints it rests on, `logged_days` what they had a sprint, `guessed` arrivals without effort.
    `raised` is a scenario's factor of 1 or more, which adds arrivals of its own; `counts` are the
    arrivals of each closed sprint.
    """

    id: str
    name: str
    basis: StreamBasis
    pools: tuple[int, ...]
    arrivals: float
    shape: float | None
    rate: float | None
    dispersion: float
    size_mean: float
    size_cv: float
    start_backlog: float
    capacity_share: float
    weights: tuple[float, ...]
    arriving: tuple[float, ...]
    sized: tuple[float, ...]
    driver: Driver | None = None
    sprints: int = 0
    logged_days: float | None = None
    guessed: int = 0
    raised: float = 1.0
    counts: tuple[int, ...] = ()


def inflows_of(state: State, found: Capacity) -> tuple[Inflow, ...]:
    """Return the streams in force over the sprints of `found`, recorded ones first, then by id."""
    if state.roadmap is None or (not state.streams and not state.interruptions):
        return ()
    recorded = state.streams.ordered()
    logs = logs_of(state, recorded)
    closed = closed_sprints(state)
    streams = [*recorded]
    if closed:
        known = {stream.id for stream in recorded}
        streams += [_implied(key, logs[key]) for key in sorted(logs) if key not in known]
    unknown = sum(_is_open_ended(stream) for stream in streams)
    context = _Context(state, state.roadmap, found, closed, unknown, ())
    before = [context.inflow(stream, logs.get(stream.id, [])) for stream in streams]
    acting = lowerings(state, loads_of(before))
    if not acting:
        return tuple(before)
    context = replace(context, lowerings=acting)
    return tuple(context.inflow(stream, logs.get(stream.id, [])) for stream in streams)


def loads_of(inflows: Sequence[Inflow]) -> tuple[Load, ...]:
    """Return what each stream brings a sprint, as leverage is reckoned against it."""
    return tuple(Load(each.id, each.name, each.arrivals * each.size_mean) for each in inflows)


def _is_open_ended(stream: Stream) -> bool:
    return stream.basis is StreamBasis.FITTED and not stream.arrivals_per_sprint


def sprint_weight(working_days: int, roadmap: Roadmap) -> float:
    """Return how long a sprint is against one of the calendar without holidays."""
    whole = roadmap.sprint_days * len(roadmap.working_days) / 7
    return working_days / whole if whole > 0 else 0.0


# -- what was logged ------------------------------------------------------------------------------


def logs_of(state: State, recorded: Sequence[Stream]) -> dict[str, list[Interruption]]:
    """Return the interruptions by the id of the stream, recorded or implied, they belong to."""
    logs: dict[str, list[Interruption]] = {}
    for each in state.interruptions.ordered():
        logs.setdefault(stream_of(each, recorded), []).append(each)
    return logs


def stream_of(each: Interruption, recorded: Sequence[Stream]) -> str:
    """Return the id of the stream, recorded or implied, that an interruption belongs to."""
    if each.stream is not None:
        wanted = each.stream.casefold()
        for stream in recorded:
            if each.stream == stream.id or wanted == stream.name.casefold():
                return stream.id
    fits = [
        stream
        for stream in recorded
        if stream.driver is each.driver
        and stream.team in (None, each.team)
        and stream.skill in (None, each.skill)
    ]
    if fits:
        return max(fits, key=lambda s: (s.team is not None, s.skill is not None, s.id)).id
    return derived_id("stream", each.driver, each.team or "", each.skill or "")


def _implied(key: str, logged: Sequence[Interruption]) -> Stream:
    first = logged[0]
    return Stream(
        key, say_enum(first.driver), first.driver, first.team, first.skill, StreamBasis.FITTED
    )


@dataclass(frozen=True, slots=True)
class ClosedSprint:
    """A closed sprint `[start, end)` and how long it was against a whole one."""

    start: date
    end: date
    weight: float


def closed_sprints(state: State) -> list[ClosedSprint]:
    """Return the closed sprints in order."""
    roadmap = state.roadmap or Roadmap()
    holidays = {holiday.day for holiday in state.holidays.ordered()}
    found = []
    for sprint in sorted(state.sprints.ordered(), key=lambda each: each.number):
        if sprint.outcome is not None:
            days = working_days_between(sprint.start, sprint.end, roadmap.working_days, holidays)
            found.append(ClosedSprint(sprint.start, sprint.end, sprint_weight(len(days), roadmap)))
    return found


@dataclass(frozen=True, slots=True)
class Episode:
    """One arrival: tickets of one incident count once, with their sum."""

    at: datetime
    days: float
    guessed: int


def episodes_of(
    state: State, logged: Sequence[Interruption], sprints: int, zone: str
) -> list[Episode]:
    """Return the arrivals by time; tickets of one incident are one where tickets are rare."""
    tickets = sorted(
        ((each.started_at.astimezone(zone_or_utc(zone)), each) for each in logged),
        key=lambda pair: (pair[0], pair[1].id),
    )
    rare = len(tickets) < _MANY_TICKETS * max(1, sprints)
    found: list[Episode] = []
    for at, each in tickets:
        days, guessed = _effort_of(state, each)
        last = found[-1] if found else None
        if rare and last is not None and _is_one(last.at, at):
            found[-1] = Episode(last.at, last.days + days, last.guessed + guessed)
        else:
            found.append(Episode(at, days, guessed))
    return found


def _is_one(first: datetime, later: datetime) -> bool:
    return _is_timed(first) and _is_timed(later) and later - first < _EPISODE


def _is_timed(at: datetime) -> bool:
    """Whether the time of day is known: midnight sharp is what a bare date becomes."""
    return (at.hour, at.minute, at.second, at.microsecond) != (0, 0, 0, 0)


def _effort_of(state: State, each: Interruption) -> tuple[float, int]:
    item = state.items.get(each.item)
    if item is not None:
        effort = spent_days(item, state.roadmap)
    else:
        effort = interruption_days(each, state.roadmap)
    return effort.days, int(effort.is_default)


# -- what is expected -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Context:
    """What all streams of one state share."""

    state: State
    roadmap: Roadmap
    found: Capacity
    closed: list[ClosedSprint]
    unknown: int
    lowerings: tuple[Lowering, ...]

    def inflow(self, stream: Stream, logged: Sequence[Interruption]) -> Inflow:
        requests = 2 * sum(each.is_request for each in logged) > len(logged)
        tickets = requests or (not logged and stream.driver is Driver.KEY_USER)
        episodes = episodes_of(self.state, logged, len(self.closed), self.roadmap.zone)
        inside = [[e for e in episodes if s.start <= e.at.date() < s.end] for s in self.closed]
        flat = [episode for each in inside for episode in each]
        size = stream.size_mean
        if size is None:
            size = fmean(e.days for e in flat) if flat else median_days(self.roadmap.sizes.m)
        pools = _pools(self.found, stream)
        arrivals, shape, rate = self._arrivals(stream, [len(e) for e in inside], size, pools)
        acting = [each for each in self.lowerings if each.acts_on(stream)]
        starts = [sprint.start for sprint in self.found.sprints]
        cv = stream.size_cv
        return Inflow(
            id=stream.id,
            name=stream.name,
            basis=stream.basis,
            pools=pools,
            arrivals=arrivals,
            shape=shape,
            rate=rate,
            dispersion=self._dispersion(stream, [len(e) for e in inside], tickets),
            size_mean=size,
            size_cv=(1.0 if tickets else 2.0) if cv is None else cv,
            start_backlog=stream.start_backlog,
            capacity_share=stream.capacity_share,
            weights=tuple(self._weight(sprint, stream) for sprint in self.found.sprints),
            arriving=tuple(still_arriving(acting, day, stream.since) for day in starts),
            sized=tuple(size_left(acting, day, stream.since) for day in starts),
            driver=stream.driver,
            sprints=len(self.closed) if stream.basis is StreamBasis.FITTED else 0,
            logged_days=sum(e.days for e in flat) / len(self.closed) if self.closed else None,
            guessed=sum(episode.guessed for episode in flat),
            counts=tuple(len(episodes) for episodes in inside),
        )

    def _weight(self, sprint: PlannedSprint, stream: Stream) -> float:
        years = (sprint.start - self.found.sprints[0].start).days / 365.25
        growth = math.pow(1 + stream.growth_a_year, years)
        return sprint_weight(len(sprint.working), self.roadmap) * growth

    def _arrivals(
        self, stream: Stream, counts: Sequence[int], size: float, pools: Sequence[int]
    ) -> tuple[float, float | None, float | None]:
        """Return lambda, and the Gamma that it is drawn from where it is uncertain."""
        if stream.basis is StreamBasis.ENTERED:
            return stream.arrivals_per_sprint or 0.0, None, None
        prior = stream.arrivals_per_sprint or self._prior(size, pools)
        acting = [each for each in self.lowerings if each.acts_on(stream)]
        exposure = math.fsum(
            sprint.weight * still_arriving(acting, sprint.start, stream.since)
            for sprint in self.closed
        )
        if prior <= 0:
            return (sum(counts) / exposure if exposure > 0 else 0.0), None, None
        shape, rate = 2.0 + sum(counts), 2.0 / prior + exposure
        if len(counts) >= _CERTAIN_FROM:
            return shape / rate, None, None
        return shape / rate, shape, rate

    def _prior(self, size: float, pools: Sequence[int]) -> float:
        """Return the arrivals that would take 40% of capacity, with all such streams together."""
        rows = [
            math.fsum(self._days_of_those_here(row[pool]) for pool in pools)
            for row, sprint in zip(self.found.cells, self.found.sprints, strict=True)
            if sprint.left >= 1
        ]
        mean = fmean(rows[:6]) if rows else 0.0
        return _PRIOR_SHARE * mean / size / max(1, self.unknown) if size > 0 else 0.0

    def _days_of_those_here(self, cell: PoolCapacity) -> float:
        """Return what a pool has without those still to come: a hire brings no forced work."""
        begin = self.found.sprints[0].start
        people = self.state.people.ordered()
        coming = {each.id for each in people if each.start is not None and each.start > begin}
        here = [p.days for p in cell.parts if (p.mentors or p.person) not in coming]
        return max(0.0, math.fsum(here)) * cell.gain

    def _dispersion(self, stream: Stream, counts: Sequence[int], tickets: bool) -> float:
        """Return D = max(1, ((n - 1) Dhat + 4 D0) / (n + 3)); D0 = 1 for incidents, else 3."""
        if stream.dispersion is not None:
            return max(1.0, stream.dispersion)
        usual, n = (3.0 if tickets else 1.0), len(counts)
        if stream.basis is StreamBasis.ENTERED or n < 2 or not sum(counts):
            return 1.0 if stream.basis is StreamBasis.ENTERED else usual
        seen = variance(counts) / fmean(counts)
        return max(1.0, ((n - 1) * seen + 4 * usual) / (n + 3))


def _pools(found: Capacity, stream: Stream) -> tuple[int, ...]:
    """Return the pools that do the work: those of the skill, of the team where nobody has it."""
    skilled = pools_for(found.pools, stream.team, stream.skill)
    return skilled or pools_for(found.pools, stream.team, None)
