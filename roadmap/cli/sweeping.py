"""Many scenarios at once: `roadmap sweep FILE SPEC.json`, on processes or a cluster.

SPEC.json says what varies, for instance {"hire": {"number": [0, 1, 2], "in_sprint": [0, 2, 4],
"team": "Edge"}, "inflow": [1, 1.3], "trials": 2000}; all combinations are tried.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from roadmap.analysis.simulation.contrast import Compared
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.simulation.sweep_json import sweep_json
from roadmap.analysis.sweep import sweep
from roadmap.analysis.words import counted
from roadmap.cli.catalogue import command_group
from roadmap.cli.executors import Dask, Workers, executor_for
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json
from roadmap.cli.output import bar, print_json, table, tell, warn
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.errors import NotFound, Refused
from roadmap.scenario.sweep_spec import Spec, grid_of, read_spec, say
from roadmap.what_if import WhatIf

app = command_group()

_DATES = 4  # columns of mandatory dates


@app.command("sweep")
def sweep_roadmap(
    file: File,
    spec_file: Annotated[Path, typer.Argument(metavar="SPEC.json", help="What varies, as JSON.")],
    workers: Workers = 1,
    dask: Dask = None,
    as_of: AsOf = None,
    at: At = None,
    json: Json = False,
) -> None:
    """Try all combinations of hires, starts and inflow, and show what each changes and costs."""
    spec = _read(spec_file)
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        day = day_of_plan(roadmap, moment, as_of)
        state = moment.state
        if state.roadmap is None or state.roadmap.sprint_start is None:
            raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
        grid = grid_of(spec, state, WhatIf(roadmap).now_of(moment), day)
        for problem in grid.problems:
            warn(f"Left out: {problem}")
        base = Compared("As it is", state, model_of(state, day, spec.horizon))
        asked = Run(spec.trials, spec.seed)
        with executor_for(workers, dask) as executor, bar("Sweeping") as progress:
            models = [point.side.model for point in grid.points]
            found = sweep(base.model, models, asked, executor, progress)
        settings = [point.at for point in grid.points]
        compared = [base, *(point.side for point in grid.points)]
        document = sweep_json(spec.name, moment.position, settings, compared, found, asked, day)
        if json:
            print_json(document)
        else:
            _show(base, document)


def _read(path: Path) -> Spec:
    try:
        return read_spec(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotFound(
            f"There is no file {path}: write down what varies in it, as JSON."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read as text: {error}.") from error


def _show(base: Compared, document: dict[str, Any]) -> None:
    must = [item.id for item in base.model.items if item.forced and item.due_date is not None]
    must = [key for key in must if key in document["base"]["dates"]][:_DATES]
    names = [axis["name"].replace("_", " ") for axis in document["axes"]]
    head = [*names, *(base.state.items[key].title for key in must), "Paid days", "Cost"]
    rows = [["as it is", *[""] * (len(names) - 1), *_held(document["base"], must), "", ""]]
    for point in document["points"]:
        cost = point["cost"]
        money = "" if cost["money"] is None else f"{cost['currency']} {cost['money']:,.0f}"
        values = [f"{value:g}" for value in point["at"].values()]
        rows.append([*values, *_held(point, must), f"{cost['person_days']:,.0f}", money])
    if must:
        tell("Each mandatory date is kept in so many futures:")
    table(head, rows, numbers=tuple(range(len(head))))
    tell(_said(document, bool(must)))
    tell(
        f"{counted(len(document['points']), 'combination')} in the same {document['trials']:,} "
        f"futures over {document['horizon']} sprints, seed {document['seed']}."
    )


def _held(row: dict[str, Any], must: list[str]) -> list[str]:
    found = [row["dates"].get(key, {}).get("probability") for key in must]
    return ["" if share is None else f"{share:.0%}" for share in found]


def _said(document: dict[str, Any], must: bool) -> str:
    best = document["cheapest"]
    if not must:
        return "There is no mandatory date to keep."
    if best is None:
        return "No combination keeps every mandatory date in 85% of futures."
    return f"The least pay that keeps every mandatory date in 85% of futures: {say(best['at'])}."
