"""Where we are: `diagnose`, the phase with its playbook, and `overview`, what is seen first."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from roadmap.analysis.overview.overview import Asked, overview
from roadmap.analysis.overview.watch import running_out
from roadmap.analysis.phases.diagnosis import Diagnosis, diagnose
from roadmap.analysis.phases.diagnosis_json import diagnosis_json
from roadmap.analysis.phases.playbook_step import Step
from roadmap.analysis.phases.playbooks import playbook
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.analysis.planning.plan import PlanKey
from roadmap.analysis.words import say_day
from roadmap.cli.catalogue import command_group
from roadmap.cli.days import day_given
from roadmap.cli.forecasting import Trials, forecast_of
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.planning import day_of_plan
from roadmap.cli.selecting import team_filter
from roadmap.errors import Refused
from roadmap.report.asking import ask_words
from roadmap.report.news import with_news
from roadmap.state import State

app = command_group()

_NEWS = 12  # lines about what changed
_HORIZON, _TRIALS = 26, 2_000  # of the last resort: a yes or a no with its figures


@app.command("diagnose")
def show_diagnosis(
    file: File,
    hire: Annotated[
        bool, typer.Option("--hire", help="Whether a hire is needed after all other ways.")
    ] = False,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show the phase the team is in, why, and what to do about it."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, day_of_plan(roadmap, moment, None)
        wanted = team_filter(state, team).team
        found = diagnose(roadmap.timeline, moment.index, wanted)
        advice = playbook(state, found.phase, today)
        document = diagnosis_json(moment.position, found, advice)
        if hire:
            document["last_resort"] = _last_resort(state, today)
        if json:
            print_json(document)
        else:
            _show(found, advice, today)
            if hire:
                tell(document["last_resort"]["text"])
            elif any(step.code == "hire" for step in advice):
                tell("Whether a hire is needed, with the numbers: `roadmap diagnose --hire`.")


def _last_resort(state: State, today: date) -> dict[str, Any]:
    # 150 ms for numpy, which no other diagnosis waits for.
    from roadmap.analysis.leverage.last_resort import last_resort  # noqa: PLC0415
    from roadmap.analysis.leverage.leverage_json import last_resort_json  # noqa: PLC0415
    from roadmap.analysis.simulation.run import Run  # noqa: PLC0415

    if state.roadmap is None or state.roadmap.sprint_start is None:
        raise Refused("There are no sprints yet: set the first day of sprint 1, sprint_start.")
    return last_resort_json(state, last_resort(state, today, _HORIZON, Run(_TRIALS, 1)), today)


def _show(found: Diagnosis, advice: tuple[Step, ...], today: date) -> None:
    tell(found.why)
    if found.since is not None and not found.provisional:
        tell(f"Since {say_day(found.since.day, today)}, decision {found.since.decision}.")
    rows = [
        ("yes" if each.holds else "no", each.text, ", ".join(each.evidence))
        for each in found.conditions
    ]
    if rows:
        table(("Holds", "Condition", "Decisions"), rows, wrapped=(1, 2))
    for flag in found.flags:
        tell(f"Note: {flag.text}")
    for number, step in enumerate(advice, start=1):
        tell(f"{number}. {step.text}")


# -- overview -------------------------------------------------------------------------------------


@app.command("overview")
def show_overview(
    file: File,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Tell what changed from this day on."),
    ] = None,
    trials: Trials = None,
    at: At = None,
    team: TeamName = None,
    json: Json = False,
) -> None:
    """Show open asks, the phase, dates at risk, what changed and what to do next."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, day_of_plan(roadmap, moment, None)
        asked = Asked(
            moment.index,
            today,
            None if since is None else day_given("--since", since),
            team_filter(state, team).team,
            is_past=at is not None,
        )
        forecast = None if asked.is_past else _forecast(state, today, trials)
        told = overview(roadmap.timeline, asked, forecast)
        document = with_news(told, roadmap.timeline, asked, _NEWS)
        document["running_out"] = [] if forecast is None else list(running_out(state, today))
        if json:
            print_json(document)
        else:
            _show_overview(document, state, today)


def _forecast(state: State, today: date, asked: int | None) -> PlanForecast | None:
    horizon = _HORIZON if state.roadmap is None else state.roadmap.planning.horizon_sprints
    return forecast_of(state, PlanKey(today, horizon), asked)


def _show_overview(document: dict[str, Any], state: State, today: date) -> None:
    for ask in document["asks"]:
        by = "" if ask["by"] is None else f" by {ask['by']}"
        tell(f"Wanted{by}: {ask['title']}")
        words = ask_words(ask, None, state, today)
        tell(f"  {': '.join(part for part in (words.kind, words.why) if part)}")
        if words.undecided:
            tell(f"  Not decided by then: {words.undecided}")
    tell(document["phase"]["why"])
    share = document["forced_share"]["now"]
    if share is not None and not document["phase"]["provisional"]:
        tell(f"Must do takes {share:.0%} of the effort.")
    _show_balance(document["balance"])
    for each in document["breached"]:
        effect = f": {each['effect']}" if each["effect"] else ""
        tell(f"Breached since {each['since']}: {each['name']} ({each['principle']}){effect}")
    _show_dates(document["dates"])
    for each in document["running_out"]:
        tell(f"{each['text']}, {each['day']}. {each['advice']}")
    _show_changes(document["changes"])
    for each in document["checkups"]:
        tell(f"Check-up “{each['name']}” is due on {each['next_on']}, {each['due']}.")
    for number, step in enumerate(document["next_steps"], start=1):
        tell(f"{number}. {step['text']}")


def _show_dates(dates: list[dict[str, Any]]) -> None:
    """Show the dates; where the chances were kept, the head says of which day they are."""
    days = {each["forecast_on"] for each in dates} - {None}
    one = days.pop() if len(days) == 1 else None
    rows = [(each["title"], each["date"], each["basis"], _held(each, one)) for each in dates]
    if rows:
        head = "Held in" if one is None else f"Held in, forecast of {one}"
        table(("Date", "Day", "", head), rows, numbers=(3,), wrapped=(0,))


def _held(row: dict[str, Any], said: str | None) -> str:
    """Return in which share of futures a date is kept; inside this sprint, done by its end.

    What was kept says of which day it is, unless it is the day that is `said` already, and for
    which date it was where the item has another one now.
    """
    kept = row["forecast_on"]
    of_day = f"forecast of {kept}" if kept not in (None, said) else ""
    if row["probability"] is None:
        was = f"was for {row['forecast_for']}" if row["forecast_for"] else ""
        return f"{of_day} {was}".strip() if was else ""
    share = f"{row['probability']:.0%}"
    if row["until"] is not None:
        share += f" by {row['until']}"
    return ", ".join(part for part in (share, of_day) if part)


def _show_balance(balance: dict[str, Any]) -> None:
    if balance["foundation"] is None:
        return
    tell(
        f"Foundation is {balance['foundation']:.0%} of what was chosen; the band is "
        f"{balance['low']:.0%} to {balance['high']:.0%}."
    )
    if balance["alert"] is not None:
        tell(balance["alert"])


def _show_changes(changes: dict[str, Any]) -> None:
    tell(f"{changes['decisions']} decisions since {changes['since']}, what weighs most first:")
    for each in changes["weightiest"]:
        who = " ".join(part for part in (each["day"], each["by"]) if part)
        why = f" ({each['why']})" if each["why"] else ""
        what = ": ".join(part for part in (who, each["title"], each["what"]) if part)
        tell(f"- {what}{why}")
