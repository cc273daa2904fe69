"""What to give up and what pays back: `shed`, `leverage`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from roadmap.analysis.filter import Filter
from roadmap.analysis.shed_advice import ShedKey, shed_advice
from roadmap.analysis.shed_json import register_json, shed_json
from roadmap.cli.catalogue import command_group
from roadmap.cli.days import day_given
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import bar, print_json, table, tell
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.cli.selecting import team_filter
from roadmap.cli.usage import Misused
from roadmap.errors import Refused
from roadmap.service import Moment
from roadmap.state import State

app = command_group()


@app.command("shed")
def shed(
    file: File,
    capacity: Annotated[
        float | None, typer.Option("--capacity", metavar="PD", help="Person-days there are.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Leave out what cannot start by then."),
    ] = None,
    allow_forced: Annotated[
        bool, typer.Option("--allow-forced", help="Must-do work may be given up too.")
    ] = False,
    register: Annotated[
        bool, typer.Option("--register", help="What was given up, and its accepted risks.")
    ] = False,
    as_of: AsOf = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show what to keep for a capacity so that most value stays, or the shed register."""
    if (capacity is None) is not register:
        raise Misused("shed: give --capacity PD, or --register for what was given up already.")
    last = None if until is None else day_given("--until", until)
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        wanted = team_filter(moment.state, team)
        day = day_of_plan(roadmap, moment, as_of)
        if capacity is None:
            _register(moment, day, wanted, json)
            return
        if last is not None and last < day:
            raise Refused(f"--until {last} is before {day}, the day of the plan: give a later one.")
        key = ShedKey(capacity, last, allow_forced, wanted)
        with bar("Looking for what to keep") as progress:
            advice = shed_advice(moment.state, key, progress)
        document = shed_json(moment.position, moment.state, key, advice)
        if json:
            print_json(document)
        else:
            _show(moment.state, document)


def _show(state: State, document: dict[str, Any]) -> None:
    for number, each in enumerate(document["alternatives"], start=1):
        tell(
            f"{number}. Keeps {len(each['keep'])} items worth {each['value']:g} in "
            f"{each['effort']:.1f} of {document['capacity']:g} person-days. {each['gives_up']}"
        )
        rows = [("", state.items[key].title) for key in each["shed"]]
        if rows:
            table(("", "Given up"), rows, wrapped=(1,))
        tell("")
    for note in document["notes"]:
        tell(note)


def _register(moment: Moment, today: date, wanted: Filter, json: bool) -> None:
    document = register_json(moment.position, moment.state, today, wanted)
    if json:
        print_json(document)
        return
    rows = [_given_row(each) for each in document["register"]]
    head = ("Item", "Given up on", "Person-days", "Accepted risk", "By", "Review")
    table(head, rows, numbers=(2,), wrapped=(0, 3))
    overdue, silent = document["overdue"], document["unaccepted"]
    tell(f"{len(rows)} given up; {overdue} reviews overdue; {silent} without an accepted risk.")


def _given_row(each: dict[str, Any]) -> tuple[str, ...]:
    risk = each["risk"] or {"text": "", "by": None}
    review = each["review_on"] or ""
    return (
        each["title"],
        each["shed_on"] or "still open",
        f"{each['effort']:.1f}",
        risk["text"],
        risk["by"] or "",
        f"{review}, overdue" if each["overdue"] else review,
    )
