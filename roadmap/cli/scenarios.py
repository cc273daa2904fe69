"""What if? `roadmap scenario FILE new|do|list|show|compare|share|withdraw|adopt|drop` and others.

Scenarios are private until they are shared: they lie in the data folder, not in FILE.
"""

from __future__ import annotations

import json as json_text
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from roadmap.analysis.words import counted, listed
from roadmap.cli.applying import command_lines, parsed_commands
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, moment_at, reading
from roadmap.cli.options import At, By, File, Json
from roadmap.cli.output import print_json, table, tell, warn
from roadmap.cli.scenario_compare import compare_scenarios
from roadmap.cli.scenario_deciding import Name, adopt, share, withdraw
from roadmap.cli.usage import Misused
from roadmap.errors import NotFound, Refused
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.scenario.lever_list import assumed_levers
from roadmap.scenario.scenario import command_json
from roadmap.service import utc_now
from roadmap.values import as_utc_text
from roadmap.what_if import CommandRefused, Scenario, WhatIf

app = command_group()
group = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(group, name="scenario")
group.command("compare")(compare_scenarios)

Base = Annotated[
    str | None,
    typer.Option("--base", metavar="DECISION", help="Where it starts; else the last decision."),
]
Attrition = Annotated[
    float | None,
    typer.Option("--attrition", min=0, max=0.99, help="Assume this share of people leave a year."),
]
Inflow = Annotated[
    list[str] | None,
    typer.Option(
        "--inflow", metavar="[STREAM=]FACTOR", help="Assume so many times the arrivals; repeatable."
    ),
]


@group.callback()
def scenario(context: typer.Context, file: File) -> None:
    """Think a change of the roadmap out, compare it, share it and adopt it."""
    context.obj = file


# -- making and changing --------------------------------------------------------------------------


@group.command("new")
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What is tried out, in short.")],
    base: Base = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What it is about.")] = "",
    attrition: Attrition = None,
    inflow: Inflow = None,
    by: By = None,
    json: Json = False,
) -> None:
    """Make a private scenario."""
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        assumed = _assumed(Assumptions(), attrition, inflow)
        made = what_if.new(name, by=decider(by), at=utc_now(), note=note, base=base)
        if assumed:
            made = what_if.assume(made.id, assumed)
        _show_one(what_if, made, f"Made the private scenario {made.name!r}", json=json)


@group.command("do")
def do(
    context: typer.Context,
    name: Name,
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMANDS",
            help='A file with one command a line, {"do": NAME, ...}; - is stdin.',
        ),
    ] = None,
    attrition: Attrition = None,
    inflow: Inflow = None,
    json: Json = False,
) -> None:
    """Put commands, one a line, at the end of a scenario: all or nothing."""
    if source is None and attrition is None and not inflow:
        raise Misused("Name a file of commands (- is stdin), or what to assume (--attrition).")
    wanted = [] if source is None else list(parsed_commands(command_lines(source)))
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        known = what_if.named(name)
        assumed = _assumed(known.assumptions, attrition, inflow)
        changed = known
        if wanted:
            try:
                changed = what_if.add(known.id, [command for _, command in wanted])
            except CommandRefused as error:
                line = wanted[error.place][0]
                raise Refused(f"Line {line}: {error} Nothing was changed.") from error
        if assumed != changed.assumptions:
            changed = what_if.assume(known.id, assumed)
        count = counted(len(changed.commands), "command")
        _show_one(what_if, changed, f"Scenario {changed.name!r} now has {count}", json=json)


def _assumed(
    known: Assumptions, attrition: float | None, inflow: Sequence[str] | None
) -> Assumptions:
    """Return what is assumed from now on: a factor on the same stream replaces the one before."""
    factors = {each.stream: each for each in known.inflow}
    for text in inflow or ():
        stream, sign, number = text.rpartition("=")
        try:
            factor = float(number)
        except ValueError as error:
            raise Misused(f"--inflow {text}: give a factor such as 1.5, or STREAM=0.8.") from error
        if not 0 <= factor <= 1000:
            raise Misused(f"--inflow {text}: the factor lies from 0 to 1000.")
        key = stream if sign else None
        factors[key] = InflowFactor(factor, key)
    share = known.attrition_a_year if attrition is None else attrition
    return Assumptions(share, tuple(each for each in factors.values() if each.factor != 1))


@group.command("remove")
def remove(
    context: typer.Context,
    name: Name,
    number: Annotated[int, typer.Argument(metavar="LEVER", min=1, help="As `show` counts them.")],
    json: Json = False,
) -> None:
    """Take a lever out of a scenario."""
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        known = what_if.named(name)
        levers = what_if.levers(known)
        if number > len(levers):
            raise NotFound(f"Scenario {known.name!r} has {counted(len(levers), 'lever')}.")
        lever = levers[number - 1]
        if lever.commands:
            changed = what_if.remove(known.id, lever.commands)
        else:
            changed = what_if.assume(known.id, _without(known.assumptions, number - len(levers)))
        _show_one(what_if, changed, f"Taken out: {lever.sentence}", json=json)


def _without(assumed: Assumptions, place: int) -> Assumptions:
    """Return the assumptions without the one at `place`, counted back from the last, which is 0."""
    if assumed.attrition_a_year and -place == len(assumed.inflow):
        return Assumptions(0.0, assumed.inflow)
    gone = len(assumed.inflow) - 1 + place
    rest = tuple(each for at, each in enumerate(assumed.inflow) if at != gone)
    return Assumptions(assumed.attrition_a_year, rest)


@group.command("rename")
def rename(
    context: typer.Context,
    name: Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The new name.")],
    json: Json = False,
) -> None:
    """Give a scenario another name."""
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        changed = what_if.rename(name, other)
        _show_one(what_if, changed, f"Now called {changed.name!r}", json=json)


@group.command("rebase")
def rebase(context: typer.Context, name: Name, base: Base = None, json: Json = False) -> None:
    """Start a scenario from another decision, by default from the last one."""
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        changed = what_if.rebase(name, base)
        _show_one(what_if, changed, f"Scenario {changed.name!r} starts anew", json=json)


@group.command("drop")
def drop(context: typer.Context, name: Name, json: Json = False) -> None:
    """Drop a private scenario."""
    with reading(context.obj) as roadmap:
        gone = WhatIf(roadmap).drop(name)
    if json:
        print_json({"dropped": gone.id, "name": gone.name})
    else:
        tell(f"Dropped {gone.name!r}.")


# -- looking --------------------------------------------------------------------------------------


@group.command("list")
def list_all(context: typer.Context, at: At = None, json: Json = False) -> None:
    """List the scenarios: private ones, and those that are shared."""
    with reading(context.obj) as roadmap:
        what_if, moment = WhatIf(roadmap), moment_at(roadmap, at)
        rows = [_row(what_if, each) for each in what_if.all(moment.state)]
        if json:
            print_json({"position": moment.position, "scenarios": rows})
        elif not rows:
            tell("No scenarios yet: `roadmap scenario FILE new NAME` makes one.")
        else:
            head = ("Scenario", "", "Starts from", "By", "Levers")
            table(head, [_cells(row) for row in rows], wrapped=(4,))


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    whose = "private" if not row["shared"] else "shared, changed" if row["changed"] else "shared"
    since = row["moved_on"]
    moved = "" if not since else f", {counted(since, 'decision')} ago"
    levers = row["problem"] or listed(row["levers"]) or "none yet"
    adopted = ", adopted" if row["adopted"] else ""
    return row["name"], whose + adopted, f"{row['base_date'] or '?'}{moved}", row["by"], levers


@group.command("show")
def show(
    context: typer.Context,
    name: Name,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Print the commands as lines for `roadmap apply`.")
    ] = False,
    at: At = None,
    json: Json = False,
) -> None:
    """Show a scenario: its levers, and what can no longer be done of them."""
    if json and jsonl:
        raise Misused("Choose one: --json or --jsonl.")
    with reading(context.obj) as roadmap:
        what_if = WhatIf(roadmap)
        known = what_if.named(name, moment_at(roadmap, at).state)
        if jsonl:
            for command in known.commands:
                line = {k: v for k, v in command_json(command).items() if k != "version"}
                tell(json_text.dumps(line, ensure_ascii=False))
        else:
            _show_one(what_if, known, None, json=json)


def _show_one(what_if: WhatIf, known: Scenario, said: str | None, *, json: bool) -> None:
    """Print one scenario: as JSON, or what was done and its levers."""
    if json:
        print_json(_whole(what_if, known))
        return
    row = _row(what_if, known)
    if said is None:
        tell(f"{known.name} ({_cells(row)[1]}, starts from {_cells(row)[2]}, by {row['by']})")
        if known.note:
            tell(known.note)
    else:
        tell(f"{said}.")
    for number, sentence in enumerate(row["levers"], start=1):
        tell(f"  {number}. {sentence}")
    for problem in row["problems"]:
        warn(f"Cannot be done any more: {problem['text']}")
    for text in row["gone"]:
        warn(text)
    if said is None and row["moved_on"]:
        since = counted(row["moved_on"], "decision")
        tell(f"The roadmap moved on by {since} since: `scenario FILE rebase` starts from today.")


def _whole(what_if: WhatIf, known: Scenario) -> dict[str, Any]:
    commands = [
        {key: value for key, value in command_json(each).items() if key != "version"}
        for each in known.commands
    ]
    assumed = known.assumptions
    inflow = [{"stream": each.stream, "factor": each.factor} for each in assumed.inflow]
    return {
        **_row(what_if, known),
        "commands": commands,
        "assumptions": {"attrition_a_year": assumed.attrition_a_year, "inflow": inflow},
    }


def _row(what_if: WhatIf, known: Scenario) -> dict[str, Any]:
    """Return a scenario as `list` shows it; a base that is not here is its problem."""
    day, since, levers, problems, gone = None, None, [], [], []
    trouble = known.problem
    try:
        moment = what_if.base_of(known)
        day, since = what_if.now_of(moment).today.isoformat(), what_if.moved_on(known)
        if trouble is None:
            levers = [each.sentence for each in what_if.levers(known, moment)]
            found = what_if.branch(known, moment).problems
            problems = [{"command": each.place + 1, "text": each.text} for each in found]
            gone = list(what_if.gone(known, what_if.now))
    except NotFound as error:
        trouble = str(error)
        levers = [each.sentence for each in assumed_levers(known.assumptions, what_if.head)]
    return {
        "id": known.id,
        "name": known.name,
        "note": known.note,
        "base": known.base,
        "base_date": day,
        "moved_on": since,
        "shared": known.shared,
        "changed": known.changed,
        "adopted": known.adopted,
        "by": known.by.name if known.by else "",
        "at": None if known.at is None else as_utc_text(known.at),
        "levers": levers,
        "problems": problems,
        "gone": gone,
        "problem": trouble,
    }


# -- for others ------------------------------------------------------------------------------------

group.command("share")(share)
group.command("withdraw")(withdraw)
group.command("adopt")(adopt)
