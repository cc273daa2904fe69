"""`roadmap capabilities`, `goals`, `asks` and `users`: what is expected, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from roadmap.analysis.expectations.capabilities import CapabilityOutlook, outlooks, shortages
from roadmap.analysis.expectations.expectations_json import (
    asks_in_order,
    asks_json,
    capabilities_json,
    goals_json,
    users_json,
)
from roadmap.analysis.expectations.goals import GoalStanding, goal_standings
from roadmap.analysis.expectations.goals_forecast import goals_forecast
from roadmap.analysis.expectations.one_offs import OneOffs, one_offs, standard_item
from roadmap.analysis.expectations.outcomes import (
    only_technical,
    outcome_standings,
    removed_requests,
    work_by_segment,
)
from roadmap.analysis.expectations.signals import Loop, signal_standings, summary
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.words import counted, say_day, say_enum, say_number
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.planning import day_of_plan
from roadmap.cli.selecting import recorded_until, states_until, team_filter
from roadmap.records.expectations import Ask
from roadmap.service import Moment, Roadmap
from roadmap.state import State

app = command_group()


@app.command("capabilities")
def capabilities(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show what the platform can do so much of, and which sprint uses its headroom up."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, day_of_plan(roadmap, moment, None)
        wanted = team_filter(state, team).team
        found = plan(state, PlanKey(today, _horizon(state)))
        document = capabilities_json(moment.position, state, found, today)
        if wanted is not None:
            rows: list[dict[str, Any]] = document["capabilities"]
            document["capabilities"] = [row for row in rows if _is_of(row, state, wanted)]
        if json:
            print_json(document)
            return
        shown = {row["id"] for row in document["capabilities"]}
        rows_ = [each for each in outlooks(state, found, today) if each.capability.id in shown]
        head = ("Capability", "Unit", "Load", "Capacity", "Headroom", "Runs out")
        table(head, [_capability_cells(each) for each in rows_], numbers=(2, 3, 4))
        for flag in shortages(state, found, today):
            if flag.capability in shown:
                tell(f"{flag.text}. {flag.advice}")


def _is_of(row: dict[str, Any], state: State, team: str) -> bool:
    component = state.components.get(row["component_id"])
    return component is None or component.team == team


def _capability_cells(row: CapabilityOutlook) -> tuple[str, ...]:
    numbers = (row.load, row.capacity, row.headroom)
    short = "" if row.short is None else f"sprint {row.short.sprint}"
    said = ["" if each is None else say_number(each) for each in numbers]
    return row.capability.name, row.capability.unit, *said, short


def _horizon(state: State) -> int:
    return state.roadmap.planning.horizon_sprints if state.roadmap else 26


@app.command("goals")
def goals(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the goals, how far each is, and how likely it is to be reached in time."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, day_of_plan(roadmap, moment, None)
        wanted = team_filter(state, team).team
        by_work = goals_forecast(state, today)
        if json:
            document = goals_json(moment.position, state, today, by_work)
            known: list[dict[str, Any]] = document["goals"]
            document["goals"] = [row for row in known if _is_about(row["items"], state, wanted)]
            print_json(document)
            return
        rows = [row for row in goal_standings(state, today) if _is_about(row.items, state, wanted)]
        head = ("Goal", "Target", "By", "Latest", "Way", "By trend", "Work done by then")
        cells = [_goal_cells(row, by_work.get(row.goal.id), today) for row in rows]
        table(head, cells, numbers=(4, 5, 6), wrapped=(0,))
        for row in rows:
            for warning in row.warnings:
                tell(f"{row.goal.name}: {warning}")


def _is_about(items: Iterable[str], state: State, team: str | None) -> bool:
    """Return whether some of `items` is the team's; what names no item is about all teams."""
    known = [state.items[each] for each in items if each in state.items]
    return team is None or not known or any(item.team == team for item in known)


def _goal_cells(row: GoalStanding, by_work: dict[str, Any] | None, today: date) -> tuple[str, ...]:
    goal = row.goal
    side = "at least" if goal.comparator.more_is_better else "at most"
    target = "" if goal.target is None else f"{side} {say_number(goal.target)} {goal.unit}".strip()
    latest = "" if row.latest is None else say_number(row.latest.value or 0.0)
    work = None if by_work is None else by_work["probability"]
    return (
        goal.name,
        target,
        "" if goal.by is None else say_day(goal.by, today),
        latest if goal.is_open else "met" if goal.met else "given up",
        _percent(row.progress),
        _percent(row.by_trend),
        _percent(work),
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


@app.command("asks")
def asks(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show which decisions are wanted, of whom and until when, and how the others were answered."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, _today(roadmap, moment)
        wanted = team_filter(state, team).team
        if json:
            document = asks_json(moment.position, state, today)
            known: list[dict[str, Any]] = document["asks"]
            document["asks"] = [row for row in known if _is_about(row["items"], state, wanted)]
            print_json(document)
            return
        found = [ask for ask in asks_in_order(state) if _is_about(ask.items, state, wanted)]
        head = ("Ask", "Kind", "Of", "By", "Not deciding costs", "Answer")
        table(head, [_ask_cells(each, today) for each in found], wrapped=(0, 4, 5))
        still = sum(each.is_open for each in found)
        tell(f"{counted(still, 'decision')} wanted." if still else "Nothing is wanted.")


def _ask_cells(ask: Ask, today: date) -> tuple[str, ...]:
    cost = ask.cost
    if ask.probability is not None:
        cost = f"{cost} ({ask.probability:.0%} likely)".strip()
    answer = ""
    if ask.answer is not None:
        who = f" by {ask.answered_by}" if ask.answered_by else ""
        when = "" if ask.answered_on is None else f" on {say_day(ask.answered_on, today)}"
        sure = ", verified" if ask.verified else ", unverified" if ask.unverified else ""
        answer = f"{say_enum(ask.answer)}{who}{when}{sure}"
    by = "" if ask.by is None else say_day(ask.by, today)
    return ask.title, say_enum(ask.kind), ask.wanted_from, by, cost, answer


@app.command("users")
def users(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show what users said and what came of it, outcomes, and the roadmap by segment."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, _today(roadmap, moment)
        wanted = team_filter(state, team)
        past = _one_offs(roadmap, moment, wanted)
        if json:
            print_json(users_json(moment.position, state, today, past, wanted))
            return
        _show_users(state, today, past, wanted)


def _one_offs(roadmap: Roadmap, moment: Moment, wanted: Filter) -> OneOffs:
    until = recorded_until(roadmap, moment)
    return one_offs(states_until(roadmap, moment), until, wanted)


def _show_users(state: State, today: date, past: OneOffs, wanted: Filter) -> None:
    rows = signal_standings(state, wanted.team)
    head = ("Heard", "From", "What users said", "Came to", "Days")
    table(head, [_signal_cells(each, state, today) for each in rows], numbers=(4,), wrapped=(2,))
    found = summary(rows)
    if rows:
        closed = found.counts[Loop.CLOSED]
        lead = found.median_lead_days
        days = "" if lead is None else f"; half shipped within {say_number(lead)} days"
        tell(f"{counted(len(rows), 'signal')}, {closed} closed{days}.")
    _show_success(state, today, wanted)
    segments = [
        (each.segment or "no segment", str(len(each.open)), say_number(each.open_days))
        for each in work_by_segment(state, wanted)
    ]
    table(("Segment", "Open items", "Person-days"), segments, numbers=(1, 2))
    grows = ", and their number grows" if past.growing else ""
    tell(f"{counted(len(past.open), 'open one-off')} for a single consuming team{grows}.")
    proposed = standard_item(state, past)
    if proposed is not None:
        tell(f"Fold them into the standard: “{proposed['title']}” (add_item).")
    for each in removed_requests(state, wanted):
        title = state.items[each.item].title
        before, after = say_number(each.before), say_number(each.after)
        tell(f"“{title}”: {before} requests a sprint before, {after} since.")


def _show_success(state: State, today: date, wanted: Filter) -> None:
    measured = [
        (
            each.outcome.name,
            say_enum(each.outcome.kind),
            "" if each.outcome.target is None else say_number(each.outcome.target),
            "" if each.latest is None else say_number(each.latest.value or 0.0),
            "read again" if each.is_due else "",
        )
        for each in outcome_standings(state, today, wanted.team)
    ]
    if measured:
        table(("Outcome", "Kind", "Target", "Latest", ""), measured, numbers=(2, 3), wrapped=(0,))
    if only_technical(state):
        tell("Success is measured by technical measures only: add satisfaction or adoption.")


def _signal_cells(row: Any, state: State, today: date) -> tuple[str, ...]:
    signal = row.signal
    consumer = state.consumers.get(signal.consumer)
    heard = "" if signal.heard_on is None else say_day(signal.heard_on, today)
    lead = "" if row.lead_days is None else str(row.lead_days)
    who = consumer.name if consumer else signal.segment or ""
    return heard, who, signal.text, row.loop.value.replace("_", " "), lead


def _today(roadmap: Roadmap, moment: Moment) -> date:
    return day_of_plan(roadmap, moment, None)
