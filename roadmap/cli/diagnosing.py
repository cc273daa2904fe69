"""Where we are: `diagnose`, the phase with its conditions and its playbook."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from roadmap.analysis.diagnosis import Diagnosis, diagnose
from roadmap.analysis.diagnosis_json import diagnosis_json
from roadmap.analysis.playbook_step import Step
from roadmap.analysis.playbooks import playbook
from roadmap.analysis.words import say_day
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.planning import day_of_plan
from roadmap.cli.selecting import team_filter
from roadmap.errors import Refused
from roadmap.state import State

app = command_group()

_HORIZON, _TRIALS = 26, 2_000


@app.command("diagnose")
def show_diagnosis(
    file: File,
    hire: Annotated[
        bool, typer.Option("--hire", help="Whether a hire is needed after all other ways.")
    ] = False,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show the phase the team is in, why, and what to do about it."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, day_of_plan(roadmap, moment, None)
        wanted = team_filter(state, team).team
        found = diagnose(roadmap.timeline, moment.index, wanted)
        advice = playbook(state, found.phase, today)
        document = diagnosis_json(moment.position, found, advice)
        if hire:
            document["last_resort"] = _last_resort(state, today)
        if json:
            print_json(document)
        else:
            _show(found, advice, today)
            if hire:
                tell(document["last_resort"]["text"])


def _last_resort(state: State, today: date) -> dict[str, Any]:
    # 150 ms for numpy, which no other diagnosis waits for.
    from roadmap.analysis.last_resort import last_resort  # noqa: PLC0415
    from roadmap.analysis.leverage_json import last_resort_json  # noqa: PLC0415
    from roadmap.analysis.simulation.run import Run  # noqa: PLC0415

    if state.roadmap is None or state.roadmap.sprint_start is None:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
    return last_resort_json(state, last_resort(state, today, _HORIZON, Run(_TRIALS, 1)), today)


def _show(found: Diagnosis, advice: tuple[Step, ...], today: date) -> None:
    tell(found.why)
    if found.since is not None and not found.provisional:
        tell(f"Since {say_day(found.since.day, today)}, decision {found.since.decision}.")
    rows = [
        ("yes" if each.holds else "no", each.text, ", ".join(each.evidence))
        for each in found.conditions
    ]
    if rows:
        table(("Holds", "Condition", "Decisions"), rows, wrapped=(1, 2))
    for flag in found.flags:
        tell(f"Note: {flag.text}")
    for number, step in enumerate(advice, start=1):
        tell(f"{number}. {step.text}")
