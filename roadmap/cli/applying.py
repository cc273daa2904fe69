"""`roadmap commands` and `roadmap apply`: what can be asked of a roadmap, and asking it."""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from roadmap.analysis.levels.checkups import start_question
from roadmap.analysis.words import counted
from roadmap.calendars import day_in
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, writing
from roadmap.cli.options import By, File, Json, Why
from roadmap.cli.output import print_json, table, tell, warn
from roadmap.commands import COMMANDS, Command, parse_command
from roadmap.errors import Conflict, NotFound, Refused
from roadmap.events.items import ItemStarted
from roadmap.service import Roadmap, Told, utc_now
from roadmap.state import State
from roadmap.values import Author

app = command_group()


@app.command("commands")
def commands(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One command, with its JSON schema.")
    ] = None,
    json: Json = False,
) -> None:
    """List the commands that apply takes, with their JSON schema."""
    if name is not None:
        if name not in COMMANDS:
            parse_command({"do": name})  # refuses with the nearest name
            raise NotFound(f"There is no command {name!r}.")
        print_json(_schema(name))
    elif json:
        print_json({"commands": [_schema(each) for each in COMMANDS]})
    else:
        rows = [(each, _summary(each)) for each in COMMANDS]
        table(("Command", "What it does"), rows)
        tell("`roadmap commands NAME` prints the JSON schema of one.")


def _summary(name: str) -> str:
    return (COMMANDS[name].__doc__ or "").strip().partition("\n")[0]


def _schema(name: str) -> dict[str, Any]:
    schema = COMMANDS[name].model_json_schema()
    properties = {"do": {"const": name}, **schema.get("properties", {})}
    required = ["do", *schema.get("required", [])]
    return {**schema, "title": name, "properties": properties, "required": required}


@app.command("apply")
def apply(
    file: File,
    source: Annotated[
        str,
        typer.Argument(
            metavar="COMMANDS",
            help='A file with one command a line, {"do": NAME, ...}; - is stdin.',
        ),
    ],
    by: By = None,
    why: Why = None,
    json: Json = False,
) -> None:
    """Carry out commands, one a line, as one decision: all or nothing."""
    wanted = list(parsed_commands(command_lines(source)))
    with writing(file) as roadmap:
        author = decider(by)
        before = roadmap.state
        told = _executed(roadmap, wanted, author, why)
        if told is not None and not why:
            _ask(roadmap, told, before)
        if json:
            print_json(_applied(roadmap, told))
        elif told is None:
            tell("Nothing to change: it is all so already.")
        else:
            made = counted(len(told.events), "event")
            tell(f"Decision {told.id}: {made}, now at position {told.position}.")


def _ask(roadmap: Roadmap, told: Told, before: State) -> None:
    """Say which reason is wanted where an innovation began over a warning (A1)."""
    today = day_in(roadmap.settings.zone, told.at)
    for event in told.events:
        item = roadmap.state.items.get(event.item) if isinstance(event, ItemStarted) else None
        asked = None if item is None else start_question(before, item, today)
        if asked is not None:
            warn(f"{asked} Say it with --why, or now: give_reason for {told.id}.")


def command_lines(source: str) -> Iterable[tuple[int, str]]:
    """Yield the lines of a file, each with its number, without the empty ones; "-" is stdin.

    Raises NotFound, Refused.
    """
    if source == "-":
        data = sys.stdin.buffer.read()
    else:
        path = Path(source)
        if not path.is_file():
            raise NotFound(f"There is no file {source}: give one with a command a line, or -.")
        data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(f"Line {line}: this is not UTF-8 text. Nothing was changed.") from error
    # Not splitlines: it also breaks at characters that JSON allows within a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def parsed_commands(lines: Iterable[tuple[int, str]]) -> Iterable[tuple[int, Command]]:
    """Yield the command of each line. Raises Refused, naming the line."""
    for number, line in lines:
        try:
            given = json_text.loads(line, parse_constant=_no_constant)
            yield number, parse_command(given)
        except (ValueError, RecursionError) as error:
            raise Refused(
                f"Line {number}: this is no JSON ({error}). Nothing was changed."
            ) from error
        except Refused as error:
            message = f"Line {number}: {error} Nothing was changed."
            raise type(error)(message, command=error.command) from error


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no number")


def _executed(
    roadmap: Roadmap, wanted: list[tuple[int, Command]], by: Author, why: str | None
) -> Told | None:
    """Write all as one decision. A refusal names the line: it is sought only then."""
    commands = [command for _, command in wanted]
    try:
        return roadmap.execute(commands, by=by, at=utc_now(), why=why)
    except Refused as error:
        number = _refused_line(roadmap, wanted, by)
        message = f"Line {number}: {error} Nothing was changed."
        if isinstance(error, Conflict):
            raise Conflict(message, error.conflicts) from error
        raise type(error)(message, command=error.command) from error


def _refused_line(roadmap: Roadmap, wanted: list[tuple[int, Command]], by: Author) -> int:
    """Return the line of the first command that is refused after those before it."""
    commands = [command for _, command in wanted]
    good, bad = 0, len(commands)
    while bad - good > 1:  # the first `good` commands pass, the first `bad` do not
        middle = (good + bad) // 2
        try:
            roadmap.draft(commands[:middle], by=by, at=utc_now())
            good = middle
        except Refused:
            bad = middle
    return wanted[bad - 1][0]


_MAKES = ("_added", "_logged", "_committed")  # how the kinds end that begin a record


def _applied(roadmap: Roadmap, told: Told | None) -> dict[str, Any]:
    if told is None:
        position = roadmap.head.position
        return {"decision": None, "position": position, "events": 0, "ids": []}
    ids: list[str] = []
    for event in told.events:
        word = event.kind.rpartition("_")[0]
        if event.kind.endswith(_MAKES) and hasattr(event, word):
            ids.append(getattr(event, word))
        ids.extend(piece.item for piece in getattr(event, "pieces", ()))
    return {
        "decision": told.id,
        "position": told.position,
        "events": len(told.events),
        "ids": ids,
    }
