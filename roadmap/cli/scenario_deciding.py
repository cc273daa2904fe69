"""What becomes of a scenario for others: `scenario FILE share`, `withdraw` and `adopt`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from roadmap.analysis.words import counted, listed
from roadmap.cli.opening import decider, writing
from roadmap.cli.options import By, Json, Why
from roadmap.cli.output import print_json, tell, warn
from roadmap.scenario.lever_list import assumed_levers
from roadmap.service import Roadmap, Told, utc_now
from roadmap.what_if import Differs, WhatIf

Name = Annotated[str, typer.Argument(metavar="NAME", help="A scenario's name or id.")]


def share(
    context: typer.Context, name: Name, by: By = None, why: Why = None, json: Json = False
) -> None:
    """Share a scenario with everybody who has the roadmap, as it is now."""
    with writing(context.obj) as roadmap:
        known, told = WhatIf(roadmap).share(name, by=decider(by), at=utc_now(), why=why)
        _decided(roadmap, told, f"Shared {known.name!r}", "It is shared as it is", json=json)


def withdraw(
    context: typer.Context, name: Name, by: By = None, why: Why = None, json: Json = False
) -> None:
    """Withdraw a shared scenario; it is a private one here from then on."""
    with writing(context.obj) as roadmap:
        known, told = WhatIf(roadmap).withdraw(name, by=decider(by), at=utc_now(), why=why)
        _decided(roadmap, told, f"Withdrew {known.name!r}", "It is not shared", json=json)


def adopt(
    context: typer.Context,
    name: Name,
    accept_differences: Annotated[
        bool,
        typer.Option("--accept-differences", help="Adopt it although it does something else now."),
    ] = False,
    by: By = None,
    why: Why = None,
    json: Json = False,
) -> None:
    """Carry a scenario's commands out now, as one decision."""
    with writing(context.obj) as roadmap:
        what_if, at = WhatIf(roadmap), utc_now()
        try:
            told, found = what_if.adopt(
                name, by=decider(by), at=at, why=why, accept_differences=accept_differences
            )
        except Differs as error:
            rows = [each.text for each in error.differences]
            if json:
                print_json({"decision": None, "differences": rows})
            else:
                for row in rows:
                    tell(f"  {row}")
            raise
        more = {
            "differences": [each.text for each in found.differences],
            "left_out": found.left_out,
        }
        assumed = assumed_levers(what_if.named(name).assumptions, roadmap.state)
        if assumed:
            warn(f"Not adopted, as nobody decides it: {listed([a.sentence for a in assumed])}.")
        done = f"Adopted {what_if.named(name).name!r}"
        _decided(roadmap, told, done, "It is all so already", json=json, more=more)


def _decided(
    roadmap: Roadmap,
    told: Told | None,
    done: str,
    nothing: str,
    *,
    json: bool,
    more: dict[str, Any] | None = None,
) -> None:
    """Print which decision was made, as JSON in the shape of `apply`."""
    if json:
        known = {
            "decision": told.id if told else None,
            "position": told.position if told else roadmap.head.position,
            "events": len(told.events) if told else 0,
        }
        print_json({**known, **(more or {})})
    elif told is None:
        tell(f"Nothing to change: {nothing[:1].lower()}{nothing[1:]}.")
    else:
        made = counted(len(told.events), "event")
        tell(f"{done}: decision {told.id}, {made}, now at position {told.position}.")
