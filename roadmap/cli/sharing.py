"""`roadmap snapshot`: one file that others read without this roadmap, as of any moment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, moment_at, reading
from roadmap.cli.options import At, By, File, Json
from roadmap.cli.output import print_json, tell
from roadmap.cli.usage import Misused
from roadmap.redaction import Audience, Redacted, Redaction
from roadmap.service import utc_now
from roadmap.sharing import share

app = command_group()

_AUDIENCES = ("leadership", "team")
_REDACTED = ("people", "text")


@app.command("snapshot")
def snapshot(
    file: File,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A new .roadsnap file.")],
    at: At = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="leadership (no notes, no time off, people by role) or team (everything).",
        ),
    ] = "leadership",
    redact: Annotated[
        str | None,
        typer.Option("--redact", metavar="WHAT", help="Leave out people, text, or people,text."),
    ] = None,
    erase: Annotated[
        str | None,
        typer.Option("--erase", metavar="PERSON", help="Erase a person's name everywhere."),
    ] = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Write a snapshot: a file that opens read-only in the app and in every reading command."""
    wanted = _wanted(audience, redact, erase)
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        made = share(roadmap, out, moment, wanted, by=decider(by), at=utc_now())
    if json:
        print_json({"file": str(out), **made.model_dump(mode="json")})
        return
    without = f", without {', '.join(made.redactions)}" if made.redactions else ", nothing left out"
    tell(f"Wrote {out}: {made.title}, {made.count} events, for {made.audience}{without}.")


def _wanted(audience: str, redact: str | None, erase: str | None) -> Redaction:
    if audience not in _AUDIENCES:
        raise Misused(f"--audience {audience}: choose {' or '.join(_AUDIENCES)}.")
    parts = [part.strip() for part in redact.split(",")] if redact is not None else []
    for part in parts:
        if part not in _REDACTED:
            raise Misused(f"--redact {part}: choose {' or '.join(_REDACTED)}, or both.")
    return Redaction(cast("Audience", audience), frozenset(cast("list[Redacted]", parts)), erase)
