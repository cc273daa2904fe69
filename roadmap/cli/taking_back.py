"""`roadmap undo` and `roadmap redo`: taking decisions back, and saying what was left alone."""

from __future__ import annotations

from typing import Annotated

import typer

from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, writing
from roadmap.cli.options import By, File, Json, Why
from roadmap.cli.output import print_json, tell
from roadmap.cli.told_json import told_json
from roadmap.errors import NotFound, Refused
from roadmap.events.reasons import ReasonGiven
from roadmap.inverse import why_it_stays
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
        if decision is None:
            _check_the_last_can_be_undone(roadmap)
        else:
            decision = _named(roadmap, decision)
        author = decider(by)
        told, taken = roadmap.undo(decision, by=author, at=utc_now(), why=why, force=force)
        _show("Undone", told, taken, json)


@app.command("redo")
def redo(
    file: File, force: Force = False, by: By = None, why: Why = None, json: Json = False
) -> None:
    """Take the last undo back."""
    with writing(file) as roadmap:
        told, taken = roadmap.redo(by=decider(by), at=utc_now(), why=why, force=force)
        _show("Redone", told, taken, json)


def _check_the_last_can_be_undone(roadmap: Roadmap) -> None:
    """Raise Refused where a decision that stays was made after the one that undo would take.

    The window says beside its button what it would take back; a command that named nothing must not
    reach past what its user saw last. Reasons given afterwards are no step of their own.
    """
    stack = roadmap.stacks().undo
    first = roadmap.timeline.index_of(stack[-1]) + 1 if stack else roadmap.timeline.count
    for told in reversed(list(roadmap.timeline.history(first))):
        stays = [why_it_stays(each) for each in told.events if not isinstance(each, ReasonGiven)]
        why = next((each for each in stays if each is not None), None)
        if why is not None:
            raise Refused(
                f"The last decision, {told.id} at position {told.position}, cannot be undone. "
                f"{why} Name an earlier decision to take that one back."
            )


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
