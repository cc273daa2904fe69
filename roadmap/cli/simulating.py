"""What may happen: `simulate`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from roadmap.analysis.forecasts.past_json import past_json
from roadmap.analysis.simulation.forecast_json import forecast_json
from roadmap.analysis.simulation.kept import facts_of
from roadmap.analysis.simulation.model import NOTHING_ASSUMED, model_of
from roadmap.analysis.simulation.results import Part
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.cli.catalogue import command_group
from roadmap.cli.executors import Dask, Workers, executor_for
from roadmap.cli.keeping import check_keeping, keep, kept_json, tell_kept
from roadmap.cli.opening import moment_at, reading, writing
from roadmap.cli.options import At, By, File, Json, TeamName, Why
from roadmap.cli.output import bar, print_json, table, tell
from roadmap.cli.past import instead_of_estimates, tell_past
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.cli.scenario_compare import scenario_side
from roadmap.cli.selecting import team_filter
from roadmap.errors import Refused
from roadmap.state import State

app = command_group()

_MOST_TRIALS = 10_000_000
_LONG = 4_000_000  # trials x items; below, it takes less than a second


@app.command("simulate")
def simulate_roadmap(
    file: File,
    trials: Annotated[
        int, typer.Option("--trials", min=1, max=_MOST_TRIALS, help="How many futures.")
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", help="Of the random numbers.")] = 1,
    horizon: Annotated[
        int, typer.Option("--horizon", min=1, max=520, help="How many sprints to look ahead.")
    ] = 52,
    workers: Workers = 1,
    dask: Dask = None,
    as_of: AsOf = None,
    at: At = None,
    team: TeamName = None,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", metavar="NAME", help="With what this scenario does."),
    ] = None,
    keeping: Annotated[
        bool, typer.Option("--keep", help="Keep the forecast, as one decision.")
    ] = False,
    by: By = None,
    why: Why = None,
    json: Json = False,
) -> None:
    """Show when items will be finished, in how many futures, and what must-do work takes."""
    with (writing if keeping else reading)(file) as roadmap:
        side = None if scenario is None else scenario_side(roadmap, scenario, at)
        moment = moment_at(roadmap, at) if side is None else side.moment
        check_keeping(roadmap, moment, keeping, by, why)
        state = moment.state if side is None else side.state
        wanted = team_filter(state, team).team
        day = day_of_plan(roadmap, moment, as_of)
        if state.roadmap is None or state.roadmap.sprint_start is None:
            raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
        model = model_of(state, day, horizon, side.assumed if side else NOTHING_ASSUMED)
        asked = Run(trials, seed)
        with executor_for(workers, dask) as executor, bar("Simulating") as progress:

            def picture(part: Part) -> bool:
                return progress(part.trials, trials)

            long = trials * max(1, len(model.items)) > _LONG
            part = simulate(model, asked, executor, picture if long else None)
        document = forecast_json(moment.position, state, model, part, asked, day)
        if side is not None:
            document["scenario"] = {"id": side.scenario.id, "name": side.scenario.name}
        document |= past_json(state, model, part, asked, day)
        if wanted is not None:
            _keep_team(document, state, wanted)
        told = None
        if keeping:
            mark = None if side is None else side.mark
            told = keep(roadmap, facts_of(state, model, part, asked, day, mark), by, why)
            document["kept"] = kept_json(told)
        if json:
            print_json(document)
        else:
            _show(state, document)
            if told is not None:
                tell_kept(told)


def _keep_team(document: dict[str, Any], state: State, team: str) -> None:
    """Leave only the items of the team; all else keeps being of everybody."""
    for part in filter(None, (document, document["throughput"])):
        part["items"] = {
            key: row for key, row in part["items"].items() if state.items[key].team == team
        }


def _show(state: State, document: dict[str, Any]) -> None:
    past = instead_of_estimates(document)
    rows = [
        (state.items[key].title, *_date(row["by_date"]), *_when(document, row), *past(key))
        for key, row in document["items"].items()
    ]
    head = ("Item", "Date", "Held in", "P50 sprint", "P85 sprint", "Not in sight", *past(None))
    table(head, rows, numbers=(2, 3, 4, 5, 6), wrapped=(0,))
    tell_past(document)
    shares = document["forced_share"][:6]
    told = ", ".join(f"{row['mean']:.0%}" for row in shares)
    tell(f"Must-do work takes of the next {len(shares)} sprints on average: {told}.")
    tell(document["quality"]["text"])
    for check in document["quality"]["checks"]:
        tell(check)
    tell(
        f"{document['trials']:,} futures over {document['horizon']} sprints, seed "
        f"{document['seed']}; the shares carry simulation error only."
    )


def _date(by_date: dict[str, Any] | None) -> tuple[str, str]:
    if by_date is None:
        return "", ""
    found = by_date["probability"]
    return by_date["date"], "beyond the horizon" if found is None else f"{found:.0%}"


def _when(document: dict[str, Any], row: dict[str, Any]) -> tuple[str, str, str]:
    first = document["first_sprint"]
    said = ["not in sight" if s is None else str(first + s) for s in (row["p50"], row["p85"])]
    return said[0], said[1], f"{row['beyond']:.0%}" if row["beyond"] else ""
