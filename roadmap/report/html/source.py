"""What goes into the page: the history that is shown, and the figures computed for its moment.

Texts, plan and forecast come from the history as the audience may see it, whose capacity is that of
the roadmap. What is planned for comparison comes from the roadmap itself, and names by ids: a
scenario about who is away says no more there what it would change.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roadmap.analysis.history.slips import Slip, slips
from roadmap.analysis.overview.overview import Asked, overview
from roadmap.analysis.phases.history import PhaseChange, phase_history
from roadmap.analysis.planning.forecast import SEED, PlanForecast, trials_for
from roadmap.analysis.planning.plan import Plan, PlanKey, plan
from roadmap.calendars import day_in
from roadmap.records.planning import Planning
from roadmap.report.approval import approvals
from roadmap.report.asking import Approvals
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.report.weighty import Period, baseline, period
from roadmap.state import State
from roadmap.timeline import Timeline
from roadmap.values import Author

_SINCE = timedelta(days=91)  # a quarter, where there was no review


@dataclass(frozen=True, slots=True)
class Source:
    """All that the page shows: up to decision `index` of `timeline`, on the day `today`.

    Changes are told `since` a day: that of the last review, where `since_review` says so.
    """

    roadmap_id: str
    timeline: Timeline
    index: int
    state: State
    today: date
    made_at: datetime
    by: Author
    audience: str
    plan: Plan
    forecast: PlanForecast | None
    approvals: Approvals
    overview: dict[str, Any]
    period: Period
    phases: tuple[PhaseChange, ...]
    since: date
    since_review: bool

    @property
    def title(self) -> str:
        """The roadmap's name."""
        return self.state.roadmap.name if self.state.roadmap else ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Plan and forecast of the roadmap itself."""

    plan: Plan
    forecast: PlanForecast | None


def figures_of(state: State, today: date, watch: Watch = UNWATCHED) -> Figures:
    """Return plan and forecast of `state` as the window draws them; no forecast without sprints.

    Raises Cancelled where `watch` says to stop.
    """
    found = plan(state, plan_key(state, today))
    watch.say(1, 10)
    if not (found.problem.sprints and found.problem.jobs):
        return Figures(found, None)
    # Here, because numpy takes 150 ms that a page which takes replies in would wait for.
    from roadmap.analysis.simulation.forecasting import forecast_plan  # noqa: PLC0415
    from roadmap.analysis.simulation.run import Run  # noqa: PLC0415

    trials = trials_for(len(state.items))
    forecasting = watch.part(100, 1000)

    def go_on(done: int) -> bool:
        forecasting.say(done, trials)
        return True

    run = Run(trials, SEED)
    return Figures(found, forecast_plan(state, plan_key(state, today), run, go_on=go_on))


def plan_key(state: State, today: date) -> PlanKey:
    """Return which plan is shown: of today, as far as the roadmap's settings look ahead."""
    planning = state.roadmap.planning if state.roadmap else Planning()
    return PlanKey(today, planning.horizon_sprints)


@dataclass(frozen=True, slots=True)
class Behind:
    """What else comes from the roadmap itself: what approving changes, and what became later.

    `since` is the day from which changes are told, that of a review where `since_review` says so.
    """

    approvals: Approvals
    late: tuple[Slip, ...]
    since: date
    since_review: bool


def behind_of(
    timeline: Timeline, index: int, today: date, figures: Figures, watch: Watch = UNWATCHED
) -> Behind:
    """Return it for decision `index` of the roadmap's own timeline. Raises Cancelled."""
    state = timeline.state_after(index)
    review = last_review(state, today)
    since = review or max(today - _SINCE, began_on(timeline, state))
    found: Approvals = {}
    if figures.forecast is not None:
        key = plan_key(state, today)
        found = approvals(state, key, figures.forecast, watch.part(0, 700))
    then = timeline.state_after(baseline(timeline, index, since))
    late = slips(then, state, since, today)
    watch.say(1, 1)
    return Behind(found, late, since, review is not None)


def source_of(
    roadmap_id: str,
    timeline: Timeline,
    index: int,
    today: date,
    figures: Figures,
    behind: Behind,
    *,
    by: Author,
    made_at: datetime,
    audience: str,
) -> Source:
    """Gather everything for the page. `timeline` is what the audience may see."""
    state = timeline.state_after(index)
    since = behind.since
    return Source(
        roadmap_id=roadmap_id,
        timeline=timeline,
        index=index,
        state=state,
        today=today,
        made_at=made_at,
        by=by,
        audience=audience,
        plan=figures.plan,
        forecast=figures.forecast,
        approvals=behind.approvals,
        period=period(timeline, index, since, today, behind.late),
        overview=overview(timeline, Asked(index, today, since), figures.forecast),
        phases=tuple(phase_history(timeline, None).changes(index)),
        since=since,
        since_review=behind.since_review,
    )


def began_on(timeline: Timeline, state: State) -> date:
    """Return the day of the first decision; there is one."""
    zone = state.roadmap.zone if state.roadmap else "UTC"
    return day_in(zone, timeline.recorded_at(0))


def last_review(state: State, today: date) -> date | None:
    """Return the day of the last review that was signed off before `today`."""
    days = [
        each.held_on
        for each in state.reviews.ordered()
        if each.signed_off_on is not None and each.held_on is not None and each.held_on < today
    ]
    return max(days, default=None)
