"""Scenarios in futures: `scenario FILE compare NAME...`, and what `simulate --scenario` runs on.

What is compared is decided on the newest of the bases, so that scenarios differ by what
they do alone, and run in the same futures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from roadmap.analysis.simulation.compare import Comparison, compare
from roadmap.analysis.simulation.compare_json import compare_json
from roadmap.analysis.simulation.contrast import Compared
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import counted
from roadmap.cli.executors import Dask, Workers, executor_for
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, Json
from roadmap.cli.output import bar, print_json, table, tell, warn
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.errors import Refused
from roadmap.records.assumptions import Assumptions
from roadmap.records.forecasts import ScenarioMark
from roadmap.scenario.scenario import digest_of
from roadmap.service import Moment, Roadmap
from roadmap.state import State
from roadmap.what_if import Scenario, WhatIf

_MOST_TRIALS = 10_000_000
_MOST_SCENARIOS = 20
_BASE = "As it is"

Side = tuple[str, State, Assumptions]


@dataclass(frozen=True, slots=True)
class ScenarioSide:
    """A scenario decided at a moment, with what is assumed and how a kept forecast marks it."""

    scenario: Scenario
    moment: Moment
    state: State

    @property
    def assumed(self) -> Assumptions:
        """What is assumed."""
        return self.scenario.assumptions

    @property
    def mark(self) -> ScenarioMark:
        """The name, and the digest of what it does."""
        return ScenarioMark(self.scenario.name, digest_of(self.scenario))


def scenario_side(roadmap: Roadmap, name: str, at: str | None) -> ScenarioSide:
    """Return the scenario over its base, or at the moment `at`.

    What can no longer be done there is said on stderr.
    """
    what_if = WhatIf(roadmap)
    asked = moment_at(roadmap, at)
    known = what_if.named(name, asked.state)
    moment = what_if.base_of(known) if at is None else asked
    [_, (_, state, _)] = sides_of(what_if, [known], moment, asked)
    return ScenarioSide(known, moment, state)


def compare_scenarios(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names or ids.")],
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
    json: Json = False,
) -> None:
    """Compare scenarios with the roadmap as it is, in the same futures."""
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        chosen = _chosen(what_if, names, moment_at(roadmap, at).state)
        moment = what_if.newest_base(chosen)
        day = day_of_plan(roadmap, moment, as_of)
        sides = sides_of(what_if, chosen, moment, moment_at(roadmap, at))
        compared = [
            Compared(name, state, model_of(state, day, horizon, assumed), assumed)
            for name, state, assumed in sides
        ]
        asked = Run(trials, seed)
        with executor_for(workers, dask) as executor, bar("Comparing") as progress:

            def picture(found: Comparison) -> bool:
                return progress(found.trials, trials)

            models = [each.model for each in compared]
            found = compare(models, asked, executor, picture if trials > 20_000 else None)
        base = roadmap.timeline.tell(moment.index).id if moment.index >= 0 else None
        document = compare_json(moment.position, base, compared, found, asked, day)
        if json:
            print_json(document)
        else:
            _show(compared, document)


def _chosen(what_if: WhatIf, names: list[str], state: State) -> list[Scenario]:
    """Return the scenarios, each once in the order asked; those shared are the ones of `state`."""
    found = (what_if.named(name, state) for name in names)
    chosen = {each.id: each for each in found}
    if len(chosen) > _MOST_SCENARIOS:
        raise Refused(f"At most {_MOST_SCENARIOS} scenarios can be compared at once.")
    return list(chosen.values())


def sides_of(what_if: WhatIf, chosen: list[Scenario], moment: Moment, here: Moment) -> list[Side]:
    """Return (name, state, assumptions) of the base and of each scenario, decided at `moment`.

    What can no longer be done there, or is gone by the moment asked about, is said on stderr.
    """
    state = moment.state
    if state.roadmap is None or state.roadmap.sprint_start is None:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
    sides: list[Side] = [(_BASE, state, Assumptions())]
    for each in chosen:
        found = what_if.branch(each, moment)
        for problem in found.problems:
            warn(f"{each.name!r} leaves out command {problem.place + 1}: {problem.text}")
        for text in what_if.gone(each, here):
            warn(f"{each.name!r}: {text}")
        sides.append((each.name, found.state, each.assumptions))
    return sides


def _show(compared: list[Compared], document: dict[str, Any]) -> None:
    first = document["first_sprint"]
    head = ["Item", "Date", *(each.name for each in compared)]
    rows = []
    for item in compared[0].model.items:
        if item.due_date is None:
            continue
        forecasts = [document["base_simulate"], *(s["simulate"] for s in document["scenarios"])]
        cells = [_cell(each["items"].get(item.id), first) for each in forecasts]
        rows.append((compared[0].state.items[item.id].title, item.due_date.isoformat(), *cells))
    if rows:
        tell("The date is kept in so many futures; P85 is the sprint by which 85% are done.")
        table(head, rows, numbers=tuple(range(2, len(head))), wrapped=(0,))
    for each in document["scenarios"]:
        for sentence in each["advice"]:
            tell(sentence)
    for sentence in document["advice"]:
        tell(sentence)
    told = counted(len(compared) - 1, "scenario")
    tell(
        f"{told} and the roadmap as it is in the same {document['trials']:,} futures over "
        f"{document['horizon']} sprints, seed {document['seed']}."
    )


def _cell(row: dict[str, Any] | None, first: int) -> str:
    """Return "82%, P85 14" of one item in one scenario."""
    if row is None:
        return "not there"
    sprint = "not in sight" if row["p85"] is None else str(first + row["p85"])
    by_date = row["by_date"]
    held = None if by_date is None else by_date["probability"]
    return f"P85 {sprint}" if held is None else f"{held:.0%}, P85 {sprint}"
