"""What goes into the page: the history that is shown, and the figures computed for its moment.

Texts come from the history as the audience may see it. Plan and forecast come from the roadmap
itself: leaving out who is away must not change a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roadmap.analysis.overview.overview import Asked, overview
from roadmap.analysis.phases.history import PhaseChange, phase_history
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.analysis.planning.plan import Plan, PlanKey, plan
from roadmap.analysis.simulation.forecasting import forecast_plan
from roadmap.analysis.simulation.run import Run
from roadmap.records.planning import Planning
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.state import State
from roadmap.timeline import Timeline
from roadmap.values import Author

TRIALS = 2_000
_SINCE = timedelta(days=91)  # a quarter, where there was no review


@dataclass(frozen=True, slots=True)
class Source:
    """All that the page shows: up to decision `index` of `timeline`, on the day `today`."""

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
    overview: dict[str, Any]
    phases: tuple[PhaseChange, ...]
    since: date

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
    """Return plan and forecast of `state`, with a fixed seed; no forecast without sprints.

    Raises Cancelled where `watch` says to stop.
    """
    planning = state.roadmap.planning if state.roadmap else Planning()
    key = PlanKey(today, planning.horizon_sprints)
    found = plan(state, key)
    watch.say(1, 10)
    if not (found.problem.sprints and found.problem.jobs):
        return Figures(found, None)
    forecasting = watch.part(100, 1000)

    def go_on(trials: int) -> bool:
        forecasting.say(trials, TRIALS)
        return True

    return Figures(found, forecast_plan(state, key, Run(TRIALS), go_on=go_on))


def source_of(
    roadmap_id: str,
    timeline: Timeline,
    index: int,
    today: date,
    figures: Figures,
    *,
    by: Author,
    made_at: datetime,
    audience: str,
) -> Source:
    """Gather everything for the page. `timeline` is what the audience may see."""
    state = timeline.state_after(index)
    since = last_review(state, today) or today - _SINCE
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
        overview=overview(timeline, Asked(index, today, since), figures.forecast),
        phases=tuple(phase_history(timeline, None).changes(index)),
        since=since,
    )


def last_review(state: State, today: date) -> date | None:
    """Return the day of the last review that was signed off before `today`."""
    days = [
        each.held_on
        for each in state.reviews.ordered()
        if each.signed_off_on is not None and each.held_on is not None and each.held_on < today
    ]
    return max(days, default=None)
