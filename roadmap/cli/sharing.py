"""`roadmap snapshot` and `answer`: one file that others read, and what they reply to it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from roadmap.answering import read_reply, said_in, take_in, worth_words
from roadmap.cli.audience import redaction_of
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, moment_at, reading, writing
from roadmap.cli.options import At, By, File, Json
from roadmap.cli.output import bar, print_json, tell
from roadmap.cli.usage import Misused
from roadmap.exchange.reply import LARGEST, Reply, parse_reply
from roadmap.report.left_out import doubts_said
from roadmap.report.watching import Watch
from roadmap.service import utc_now
from roadmap.sharing import doubts_of, share
from roadmap.signing import MISSING, is_available, sign

app = command_group()


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
            help="leadership (no notes, not who is away and why, people by role) or team.",
        ),
    ] = "leadership",
    redact: Annotated[
        str | None,
        typer.Option("--redact", metavar="WHAT", help="Leave out people, text, or people,text."),
    ] = None,
    erase: Annotated[
        str | None,
        typer.Option("--erase", metavar="PERSON", help="Erase a person's name, in whatever form."),
    ] = None,
    signed: Annotated[
        bool,
        typer.Option("--sign", help="Sign it with your key, so that others see it is from you."),
    ] = False,
    by: By = None,
    json: Json = False,
) -> None:
    """Write a snapshot: a file that opens read-only in the app and in every reading command."""
    wanted = redaction_of(audience, redact, erase)
    if signed and not is_available():
        raise Misused(f"--sign: {MISSING}")
    given = sign if signed else None
    with reading(file) as roadmap, bar(f"Writing {out.name}") as progress:
        moment, author, watch = moment_at(roadmap, at), decider(by), Watch(progress)
        made = share(roadmap, out, moment, wanted, by=author, at=utc_now(), sign=given, watch=watch)
        doubts = doubts_of(roadmap, moment, wanted)
    if json:
        guesses = [asdict(each) for each in doubts]
        print_json({"file": str(out), **made.model_dump(mode="json"), "doubts": guesses})
        return
    without = f", without {', '.join(made.redactions)}" if made.redactions else ", nothing left out"
    by_whom = f", signed by {made.by.name}" if made.signature is not None else ""
    what = f"{made.title}, {made.count} events, for {made.audience}"
    tell(f"Wrote {out}: {what}{without}{by_whom}.")
    for sentence in (*wanted.instead(), doubts_said(doubts)):
        if sentence:
            tell(sentence)


@app.command("answer")
def answer(
    file: File,
    reply: Annotated[
        str, typer.Argument(metavar="REPLY", help="The reply file; - reads the block of text.")
    ],
    json: Json = False,
) -> None:
    """Take in what leadership answered: a reply file, or its block of text on stdin."""
    said = _said(reply)
    with writing(file) as roadmap:
        found = take_in(roadmap, said, utc_now())
    decision = None if found.told is None else found.told.id
    if json:
        print_json(
            {
                "by": said.by,
                "answers": found.answers,
                "comments": found.remarks,
                "signed_off": found.signed_off,
                "verified": found.worth.is_verified,
                "signature": found.worth.value,
                "decision": decision,
            }
        )
    elif decision is None:
        tell(f"Nothing new: what {said.by} replied was taken in before.")
    else:
        tell(f"Took in {said_in(said)} by {said.by}, {worth_words(said, found.worth)}.")


def _said(place: str) -> Reply:
    if place == "-":
        return parse_reply(sys.stdin.buffer.read(LARGEST + 1))
    return read_reply(Path(place))
