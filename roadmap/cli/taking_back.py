"""`roadmap undo` and `roadmap redo`: taking decisions back, and saying what was left alone."""

from __future__ import annotations

from typing import Annotated

import typer

from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, writing
from roadmap.cli.options import By, File, Json, Why
from roadmap.cli.output import print_json, tell
from roadmap.cli.told_json import told_json
from roadmap.errors import NotFound
from roadmap.service import Roadmap, Told, Undo, utc_now

app = command_group()

Force = Annotated[bool, typer.Option("--force", help="Set back also what was changed again since.")]


@app.command("undo")
def undo(
    file: File,
    decision: Annotated[
        str | None,
        typer.Argument(
            metavar="[DECISION]", help="The decision's id or a position; by default the last one."
        ),
    ] = None,
    force: Force = False,
    by: By = None,
    why: Why = None,
    json: Json = False,
) -> None:
    """Take a decision back by a new one; nothing is deleted."""
    with writing(file) as roadmap:
        wanted = None if decision is None else _named(roadmap, decision)
        author = decider(by)
        told, taken = roadmap.undo(wanted, by=author, at=utc_now(), why=why, force=force)
        _show("Undone", told, taken, json)


@app.command("redo")
def redo(
    file: File, force: Force = False, by: By = None, why: Why = None, json: Json = False
) -> None:
    """Take the last undo back."""
    with writing(file) as roadmap:
        told, taken = roadmap.redo(by=decider(by), at=utc_now(), why=why, force=force)
        _show("Redone", told, taken, json)


def _named(roadmap: Roadmap, wanted: str) -> str:
    """Return the id of the decision that an id, a position or a date names. Raises NotFound."""
    index = roadmap.timeline.resolve(wanted, roadmap.zone)
    if index < 0:
        raise NotFound(f"There is no decision up to {wanted}: `roadmap history FILE` lists them.")
    return roadmap.timeline.tell(index).id


def _show(word: str, told: Told, taken: Undo, json: bool) -> None:
    back = told.because.decision if told.because else None
    if json:
        kept = [{"id": each.id, "name": each.name, "field": each.field} for each in taken.kept]
        shown = told_json(told)
        print_json(
            {"decision": told.id, "position": told.position, "undone": back, "kept": kept}
            | {"events": shown["events"]}
        )
        return
    tell(f"{word}: decision {back}, by decision {told.id} at position {told.position}.")
    for each in taken.kept:
        why = "something else names it by now" if each.tied else "changed again since"
        tell(f"Left as it is: {each.name!r} ({each.field or 'all of it'}), {why}.")
