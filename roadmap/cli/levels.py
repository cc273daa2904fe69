"""`roadmap principles` and `roadmap checkups`: which levels are kept, and what was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from roadmap.analysis.items.filter import Filter
from roadmap.analysis.levels.breaches import hopping, level_shifts
from roadmap.analysis.levels.checkups import CheckupStanding, checkup_standings, component_health
from roadmap.analysis.levels.incidents_by_component import incidents_by_component
from roadmap.analysis.levels.levels import PrincipleStanding, Standing, coverage, of_team, standings
from roadmap.analysis.levels.levels_json import (
    checkup_json,
    components_json,
    coverage_json,
    effect_json,
    hopping_json,
    principle_json,
    shift_json,
)
from roadmap.analysis.levels.principles import effects, effort_per_principle
from roadmap.analysis.words import counted, listed, say_day, say_enum, say_level, say_measured
from roadmap.calendars import day_in
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.selecting import recorded_until, team_filter
from roadmap.service import Moment, Roadmap
from roadmap.state import State

app = command_group()


@app.command("principles")
def principles(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the principles in their order, with their measures and minimum acceptable levels."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        wanted = team_filter(moment.state, team)
        today = _today(roadmap, moment)
        if json:
            print_json(principles_document(roadmap, moment, wanted, today))
        else:
            _show_principles(_of_team(moment.state, today, wanted), today)


def principles_document(
    roadmap: Roadmap, moment: Moment, wanted: Filter, today: date
) -> dict[str, Any]:
    """Return all that is known of principles at a moment."""
    state = moment.state
    rows = _of_team(state, today, wanted)
    shifts = level_shifts(roadmap.timeline, moment.index)
    shown = {each.measure.id for row in rows for each in row.measures}
    shifts = tuple(each for each in shifts if wanted.team is None or each.measure in shown)
    effort = effort_per_principle(state, rows, shifts, today, wanted)
    return {
        "position": moment.position,
        "principles": [
            principle_json(row, each, state) for row, each in zip(rows, effort, strict=True)
        ],
        "coverage": coverage_json(coverage(rows)),
        "hopping": hopping_json(hopping(state, shifts, today)),
        "shifts": [shift_json(each, state) for each in shifts],
        "effects": [
            effect_json(each, state) for each in effects(state, today) if each.measure in shown
        ],
    }


def _today(roadmap: Roadmap, moment: Moment) -> date:
    """Return the day of the last decision up to the moment."""
    zone = "UTC" if moment.state.roadmap is None else moment.state.roadmap.zone
    return day_in(zone, recorded_until(roadmap, moment))


def _of_team(state: State, today: date, wanted: Filter) -> tuple[PrincipleStanding, ...]:
    return of_team(standings(state, today), state, wanted.team)


def _show_principles(rows: Sequence[PrincipleStanding], today: date) -> None:
    lines = []
    for row in rows:
        lines += [(row.principle.name, *_cells(each, today)) for each in row.measures]
        if not row.measures:
            lines.append((row.principle.name, "", "no level", "", "", ""))
    head = ("Principle", "Measure", "Minimum level", "Latest", "Standing", "Trend")
    table(head, lines, wrapped=(1, 4, 5))
    found = coverage(rows)
    tell(
        f"{found.with_level} of {counted(found.principles, 'principle')} have a minimum acceptable "
        f"level, {found.with_agreed_level} an agreed one."
    )


def _cells(row: Standing, today: date) -> tuple[str, ...]:
    measure, latest = row.measure, row.latest
    level = "no level" if measure.level is None else say_level(measure)
    if measure.provisional:
        level += ", provisional"
    value = "not measured" if latest is None else say_measured(measure, latest.value)
    return measure.name, level, value, _said(row, today), _trend(row, today)


def _said(row: Standing, today: date) -> str:
    if row.breached is None or row.headroom is None:
        return ""
    if not row.breached:
        return f"kept, headroom {say_measured(row.measure, row.headroom)}"
    since = "" if row.since is None else f" since {say_day(row.since, today)}"
    effect = f": {row.effect}" if row.effect else ""
    return f"breached{since}{effect}"


def _trend(row: Standing, today: date) -> str:
    trend = row.trend
    if trend is None:
        return row.no_trend
    if row.breached or row.measure.level is None:
        return ""
    if trend.breach_on is None and trend.earliest is None:
        return "breach not in sight"
    ends = [
        "not in sight" if day is None else say_day(day, today)
        for day in (trend.breach_on, trend.earliest, trend.latest)
    ]
    return f"breach {ends[0]} ({ends[1]} to {ends[2]})"


# -- check-ups ------------------------------------------------------------------------------------


@app.command("checkups")
def checkups(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the check-ups of components, and which components break repeatedly."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state, today = moment.state, _today(roadmap, moment)
        wanted = team_filter(state, team).team
        rows = checkup_standings(state, today, wanted)
        health = component_health(state, rows)
        if wanted is not None:
            health = tuple(each for each in health if each.component.team == wanted)
        incidents = incidents_by_component(state, today, wanted)
        if json:
            print_json(
                {
                    "position": moment.position,
                    "checkups": [checkup_json(row, state) for row in rows],
                    "components": components_json(health, incidents),
                }
            )
            return
        _show_checkups(rows, state, today)
        for each in incidents:
            component = state.components.get(each.component)
            if each.repeated and component is not None:
                times = counted(len(each.interruptions), "incident")
                tell(f"{component.name}: {times} in the last six sprints.")


def _show_checkups(rows: Sequence[CheckupStanding], state: State, today: date) -> None:
    lines = []
    for row in rows:
        component = state.components.get(row.checkup.component)
        last = "not held yet"
        if row.last is not None and row.last.value is not None:
            last = f"{say_enum(row.last.value)}, {say_day(row.last.day, today)}"
        lines.append(
            (
                row.checkup.name,
                "" if component is None else component.name,
                last,
                "" if row.next_on is None else row.next_on.isoformat(),
                row.due.value,
                listed([state.items[key].title for key in row.open_findings]),
            )
        )
    table(("Check-up", "Component", "Last", "Next", "Due", "Open findings"), lines, wrapped=(0, 5))
    tell(f"{counted(len(rows), 'check-up')}.")
