"""Who is there and what goes where: `plan`, `people`, `sprints`, `constraints`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from roadmap.analysis.items.filter import Filter, Sieve
from roadmap.analysis.planning.plan import Mode, Plan, PlanKey, plan
from roadmap.analysis.planning.plan_json import (
    constraints_json,
    people_json,
    plan_json,
    sprints_json,
)
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from roadmap.cli.catalogue import command_group
from roadmap.cli.days import day_given
from roadmap.cli.forecasting import Trials, forecast_of
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.selecting import recorded_until, team_filter
from roadmap.cli.usage import Misused
from roadmap.service import Moment, Roadmap
from roadmap.state import State

app = command_group()

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Plan from this day; else the last decision's."),
]
Sprints = Annotated[int, typer.Option("--sprints", min=1, max=520, help="How many sprints.")]


def day_of_plan(roadmap: Roadmap, moment: Moment, as_of: str | None) -> date:
    """Return the day to plan from: `as_of`, else the last decision's in the roadmap's zone."""
    if as_of is None:
        if moment.index < 0:
            return roadmap.today(recorded_until(roadmap, moment))
        return roadmap.today(roadmap.timeline.recorded_at(moment.index))
    return day_given("--as-of", as_of)


@app.command("plan")
def show_plan(
    file: File,
    mode: Annotated[str, typer.Option("--mode", help="priority or value.")] = "priority",
    sprints: Sprints = 26,
    seed: Annotated[
        int, typer.Option("--seed", help="Of the search in value mode, and of the futures.")
    ] = 1,
    trials: Trials = None,
    as_of: AsOf = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show which items go into which sprint, why there, and what is below the cut line."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        day = day_of_plan(roadmap, moment, as_of)
        key = PlanKey(day, sprints, _mode(mode), seed)
        found = plan(moment.state, key)
        forecast = forecast_of(moment.state, key, trials)
        wanted = team_filter(moment.state, team)
        passes = Sieve(wanted, moment.state.items) if wanted.team else None
        document = plan_json(moment.position, moment.state, found, day, passes, forecast)
        _keep_team(document, moment.state, wanted)
        if json:
            print_json(document)
        else:
            _show(moment.state, found, document)


def _mode(name: str) -> Mode:
    match name:
        case "priority" | "value":
            return name
        case _:
            raise Misused(f"--mode is priority or value, not {name!r}.")


def _keep_team(document: dict[str, Any], state: State, wanted: Filter) -> None:
    """Leave only the items of the team; capacity and reserve keep all pools, named by team."""
    if wanted.team is None:
        return

    def belongs(row: dict[str, Any]) -> bool:
        item = state.items.get(row["item"])
        return item is not None and item.team == wanted.team

    for sprint in document["sprints"]:
        sprint["items"] = [row for row in sprint["items"] if belongs(row)]
    for name in ("below_cut", "late", "order_by"):
        document[name] = [row for row in document[name] if belongs(row)]
    latest = document["latest_start"]
    document["latest_start"] = {
        key: day for key, day in latest.items() if state.items[key].team == wanted.team
    }


def _done_by(row: dict[str, Any], number: int, last: dict[str, PlannedSprint]) -> str:
    """Return how likely work is done by the end of its last sprint, named where that is later."""
    if row["probability"] is None:
        return ""
    end = last[row["item"]]
    share = f"{row['probability']:.0%}"
    return share if end.number == number else f"{share} by the end of {end.number}"


def _show(state: State, found: Plan, document: dict[str, Any]) -> None:
    rows: list[tuple[str, ...]] = []
    last = {each.item: found.problem.sprints[each.last] for each in found.planned}
    for sprint in document["sprints"]:
        room, used = sum(sprint["capacity"].values()), sum(sprint["used"].values())
        reserve = sum(sprint["reserve"].values())
        head = (str(sprint["number"]), f"from {sprint['start']}", f"{used:.1f} of {room:.1f}", "")
        rows.append((*head, f"reserve {reserve:.1f}"))
        rows.extend(
            (
                "",
                state.items[row["item"]].title,
                f"{row['effort']:.1f}",
                _done_by(row, sprint["number"], last),
                row["reason"],
            )
            for row in sprint["items"]
        )
    heads = ("Sprint", "Item", "Person-days", "Done by then", "Why here")
    table(heads, rows, numbers=(2, 3), wrapped=(1, 4))
    if document["below_cut"]:
        tell("")
        rows = [
            ("", state.items[row["item"]].title, f"{row['shortfall']:.1f}", row["reason"])
            for row in document["below_cut"]
        ]
        table(("", "Below the cut", "Lacking", "Why"), rows, numbers=(2,), wrapped=(1, 3))
    for flag in document["flags"]:
        tell(f"{flag['text']} {flag['advice']}".rstrip())
    tell(found.problem.reserve.because)
    forecast = document["forecast"]
    if forecast is not None:
        tell(
            f"{forecast['rests_on']} {forecast['trials']:,} futures, seed {forecast['seed']}; the "
            "shares carry simulation error only."
        )
    if document["measured_coverage"]["scored"]:
        tell(f"Measured coverage of past forecasts: {document['measured_coverage']['text']}")


@app.command("people")
def people(
    file: File,
    sprints: Sprints = 6,
    as_of: AsOf = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show who is there, and the capacity of the coming sprints with its parts."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        day = day_of_plan(roadmap, moment, as_of)
        wanted = team_filter(moment.state, team).team
        document = people_json(moment.position, moment.state, day, sprints, wanted)
        if json:
            print_json(document)
            return
        rows = [_person_row(person) for person in document["people"]]
        table(("Name", "Team", "Skills", "From", "Until", "Share"), rows, numbers=(5,))
        tell("")
        rows = [
            (
                str(each["sprint"]),
                each["start"],
                f"{each['days']:.1f}",
                f"what is left of it from {day} on" if each["start"] < str(day) else "",
            )
            for each in document["capacity"]
        ]
        table(("Sprint", "From", "Person-days", ""), rows, numbers=(2,))
        focus = document["focus"]
        learned = f", learned from {focus['sprints']} closed sprints" if focus["sprints"] else ""
        tell(f"Focus {focus['share']:.0%}{learned}.")


def _person_row(person: dict[str, Any]) -> tuple[str, ...]:
    skills = ", ".join(f"{each['skill']} {each['share']:.0%}" for each in person["skills"])
    return (
        person["name"],
        person["team"] or "",
        skills or "general",
        person["start"] or "always",
        person["end"] or "",
        f"{person['availability']:.0%}",
    )


@app.command("sprints")
def show_sprints(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the committed and closed sprints and how they went."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        wanted = team_filter(moment.state, team).team
        document = sprints_json(moment.position, moment.state, wanted)
        if json:
            print_json(document)
            return
        went = {each["number"]: each for each in document["series"]}
        rows = [_sprint_row(sprint, went.get(sprint["number"])) for sprint in document["sprints"]]
        head = ("Sprint", "From", "Status", "Items", "Done as committed", "Must do", "Carried over")
        table(head, rows, numbers=(0, 3, 4, 5, 6))


def _sprint_row(sprint: dict[str, Any], went: dict[str, Any] | None) -> tuple[str, ...]:
    facts = (str(sprint["number"]), sprint["start"], sprint["status"], str(len(sprint["items"])))
    if went is None:
        return (*facts, "", "", "")
    shares = (went["predictability"], went["forced_share"])
    said = ("" if share is None else f"{share:.0%}" for share in shares)
    return (*facts, *said, str(went["carried_over"]))


@app.command("constraints")
def constraints(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the register of limits from outside."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        wanted = team_filter(moment.state, team).team
        document = constraints_json(moment.position, moment.state, wanted)
        if json:
            print_json(document)
            return
        rows = [
            (each["kind"].replace("_", " "), each["text"], each["since"] or "", each["until"] or "")
            for each in document["constraints"]
        ]
        table(("Kind", "What it limits", "Since", "Until"), rows, wrapped=(1,))
        tell(f"{len(rows)} constraints.")
