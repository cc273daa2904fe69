"""How many futures does a command run of the plan, and how does it show that it is running them?"""

from __future__ import annotations

from typing import Annotated

import typer

from roadmap.analysis.planning.forecast import PlanForecast, trials_for
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.cli.output import bar
from roadmap.state import State

Trials = Annotated[
    int | None,
    typer.Option(
        "--trials",
        min=0,
        max=1_000_000,
        help="How many futures; 0 for none. [default: 10,000, fewer of over 500 items]",
    ),
]


def forecast_of(state: State, key: PlanKey, asked: int | None) -> PlanForecast | None:
    """Return what comes of the plan in so many futures; None without sprints, items or trials."""
    trials = trials_for(len(state.items)) if asked is None else asked
    if not trials or not len(state.items) or not plan(state, key).problem.sprints:
        return None
    # Here, because numpy takes 150 ms that what needs no forecast need not wait for.
    from roadmap.analysis.simulation.forecasting import forecast_plan  # noqa: PLC0415
    from roadmap.analysis.simulation.run import Run  # noqa: PLC0415

    with bar("Simulating") as progress:

        def go_on(done: int) -> bool:
            return progress(done, trials)

        return forecast_plan(state, key, Run(trials, key.seed), go_on=go_on)
