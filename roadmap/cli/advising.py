"""What to give up and what pays back: `shed`, `leverage`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from roadmap.analysis.items.filter import Filter
from roadmap.analysis.leverage.inaction import inaction
from roadmap.analysis.leverage.last_resort import last_resort
from roadmap.analysis.leverage.leverage_json import inaction_json, last_resort_json, leverage_json
from roadmap.analysis.shedding.advice import ShedKey, shed_advice
from roadmap.analysis.shedding.shed_json import register_json, shed_json
from roadmap.analysis.simulation.run import Run
from roadmap.analysis.words import counted
from roadmap.cli.catalogue import command_group
from roadmap.cli.days import day_given
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import bar, print_json, table, tell
from roadmap.cli.planning import AsOf, day_of_plan
from roadmap.cli.selecting import item_named, team_filter
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
        _refuse_past(last, day)
        key = ShedKey(capacity, last, allow_forced, wanted)
        with bar("Looking for what to keep") as progress:
            advice = shed_advice(moment.state, key, progress)
        document = shed_json(moment.position, moment.state, key, advice)
        if json:
            print_json(document)
        else:
            _show(moment.state, document)


def _refuse_past(last: date | None, day: date) -> None:
    if last is not None and last < day:
        raise Refused(f"--until {last} is before {day}, the day of the plan: give a later one.")


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
    overdue = counted(document["overdue"], "review")
    silent = document["unaccepted"]
    tell(f"{len(rows)} given up; {overdue} overdue; {silent} without an accepted risk.")


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


# -- leverage -------------------------------------------------------------------------------------


@app.command("leverage")
def show_leverage(
    file: File,
    without: Annotated[
        str | None,
        typer.Option("--without", metavar="ITEM", help="What it costs not to do this item."),
    ] = None,
    hire: Annotated[
        bool, typer.Option("--hire", help="Whether a hire is needed after all other ways.")
    ] = False,
    trials: Annotated[
        int, typer.Option("--trials", min=1, max=1_000_000, help="Of --without and --hire.")
    ] = 2_000,
    seed: Annotated[int, typer.Option("--seed", help="Of the random numbers.")] = 1,
    horizon: Annotated[int, typer.Option("--horizon", min=1, max=520, help="Sprints ahead.")] = 26,
    as_of: AsOf = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show what lowers later work, what came of it, and what it unblocked."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state = moment.state
        day = day_of_plan(roadmap, moment, as_of)
        document = leverage_json(moment.position, state, day, team_filter(state, team))
        asked = Run(trials, seed)
        if without is not None or hire:
            _refuse_without_sprints(state)
        if without is not None:
            key = item_named(state, without)
            found = inaction(state, key, day, horizon, asked)
            document["without"] = inaction_json(state, found, day)
        if hire:
            resort = last_resort(state, day, horizon, asked)
            document["last_resort"] = last_resort_json(state, resort, day)
        if json:
            print_json(document)
        else:
            _show_leverage(state, document)


def _refuse_without_sprints(state: State) -> None:
    if state.roadmap is None or state.roadmap.sprint_start is None:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")


def _show_leverage(state: State, document: dict[str, Any]) -> None:
    rows = [_payback_row(each) for each in document["paybacks"]]
    if rows:
        columns = ("To do", "", "Person-days", "Saves a sprint", "Pays back after")
        table(columns, rows, numbers=(2, 3, 4), wrapped=(0,))
    else:
        tell("No open item says that it lowers later work (its field leverage).")
    for each in document["promises"]:
        tell(f"{each['title']}, done on {each['done_on']}: {each['text']}")
    rows = [
        (
            each["title"],
            ", ".join(state.items[key].title for key in each["product"]),
            str(len(each["other"])),
            ", ".join(each["consumers"]),
        )
        for each in document["unblocked"]
        if each["product"] or each["other"]
    ]
    if rows:
        tell("")
        head = ("Foundation", "Unblocked product work", "Other work", "Teams")
        table(head, rows, numbers=(2,), wrapped=(0, 1, 3))
    _tell_the_rest(state, document)


def _payback_row(each: dict[str, Any]) -> tuple[str, ...]:
    after = each["payback_sprints"]
    return (
        each["title"],
        "double win" if each["double_win"] else "",
        f"{each['effort']:.1f}",
        f"{each['expected']:.1f}",
        "never" if after is None else f"{after:.1f} sprints",
    )


def _tell_the_rest(state: State, document: dict[str, Any]) -> None:
    shares = [each for each in document["categories"] if each["open"] or each["done"]]
    if shares:
        said = ", ".join(f"{each['category']} {each['share']:.0%}" for each in shares)
        tell(f"Of work with a category: {said.replace('_', '-')}.")
    for each in document["requests_removed"]:
        tell(f"{each['title']}: {each['text']}")
    nowhere = [each["title"] for each in document["paybacks"] if not each["of"]]
    if nowhere:
        tell(f"Nothing arrives of what these would lower: {', '.join(nowhere)}.")
    if document["to_ask"]:
        titles = ", ".join(state.items[key].title for key in document["to_ask"])
        tell(f"Is there a way that also lowers later must-do work? Ask of: {titles}.")
    for name in ("without", "last_resort"):
        if name in document:
            tell(document[name]["text"])
