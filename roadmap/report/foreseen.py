"""What does the forecast say of some items, where nobody has made one? It loads numpy."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from roadmap.analysis.planning.forecast import SEED, PlanForecast, trials_for
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.forecasting import forecast_plan
from roadmap.analysis.simulation.run import Run
from roadmap.records.planning import Planning
from roadmap.report.outlook import Outlook, outlook_of
from roadmap.report.watching import UNWATCHED, Watch
from roadmap.state import State


def forecast_for(state: State, today: date, watch: Watch = UNWATCHED) -> PlanForecast | None:
    """Return the forecast of the plan of `state` as the window draws it; None without sprints.

    Raises Cancelled where `watch` says to stop.
    """
    planning = state.roadmap.planning if state.roadmap else Planning()
    key = PlanKey(today, planning.horizon_sprints)
    found = plan(state, key)
    watch.say(1, 5)
    if not (found.problem.sprints and found.problem.jobs):
        return None
    trials, forecasting = trials_for(len(state.items)), watch.part(200, 1000)

    def go_on(done: int) -> bool:
        forecasting.say(done, trials)
        return True

    return forecast_plan(state, key, Run(trials, SEED), go_on=go_on)


def outlooks(
    state: State, today: date, items: Iterable[str], watch: Watch = UNWATCHED
) -> dict[str, Outlook | None]:
    """Return the outlook of those of `items` that are open. Raises Cancelled: see `watch`."""
    wanted = [item for key in items if (item := state.items.get(key)) is not None and item.is_open]
    if not wanted:
        return {}
    forecast = forecast_for(state, today, watch)
    return {item.id: outlook_of(item, forecast) for item in wanted}
