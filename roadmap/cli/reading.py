"""What is: `items`, `grid`, and the lists of principles, teams, components and consumers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from roadmap.analysis.estimates.effort import effort_days
from roadmap.analysis.expectations.one_offs import OneOffs, one_offs
from roadmap.analysis.items.filter import Filter
from roadmap.analysis.items.grid import grid, grid_json
from roadmap.analysis.items.items_json import items_json, plain
from roadmap.analysis.planning.hidden_forced import HiddenForced, hidden_forced
from roadmap.analysis.sprints.forced_share import forced_share_now, forced_share_series
from roadmap.analysis.words import say_driver, say_place
from roadmap.calendars import day_in
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import moment_at, reading
from roadmap.cli.options import At, File, Json, TeamName
from roadmap.cli.output import print_json, table, tell
from roadmap.cli.selecting import recorded_until, states_until, team_filter
from roadmap.service import Moment, Roadmap
from roadmap.state import Item, State
from roadmap.state import Roadmap as Settings
from roadmap.values import Quadrant

app = command_group()


@app.command("items")
def items(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the items in rank order."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        state = moment.state
        shown = items_json(moment.position, state, team_filter(state, team))
        if json:
            print_json(shown)
            return
        rows = [_item_row(state.items[each["id"]], state) for each in shown["items"]]
        head = ("Item", "Title", "Place", "Driver", "By", "Effort", "Status")
        table(head, rows, numbers=(5,), wrapped=(1,))
        tell(f"{len(rows)} items, as of position {moment.position}.")


def _item_row(item: Item, state: State) -> Sequence[str]:
    effort = effort_days(item, state.roadmap)
    return (
        item.external[0].key if item.external else item.id,
        item.title,
        say_place(item.forcing, item.horizon),
        say_driver(item.driver) if item.driver else "",
        item.mandatory_by.isoformat() if item.mandatory_by else "",
        f"{effort.days:.1f}{'?' if effort.is_default else ''}",
        item.status.value.replace("_", " "),
    )


@app.command("grid")
def show_grid(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the quadrants with count, effort and share."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        wanted = team_filter(moment.state, team)
        document = grid_document(roadmap, moment, wanted)
        if json:
            print_json(document)
        else:
            _show_grid(moment.state, document)


def grid_document(roadmap: Roadmap, moment: Moment, wanted: Filter) -> dict[str, Any]:
    """Return the grid as JSON, with hidden must-do work and one-offs."""
    until = recorded_until(roadmap, moment)
    state_at = states_until(roadmap, moment)
    series = forced_share_series(state_at, until, wanted)
    today = day_in(_settings(moment.state).zone, until)
    shown = grid(moment.state, wanted)
    return {
        **grid_json(moment.position, shown, forced_share_now(series)),
        "hidden_forced": _hidden_json(hidden_forced(moment.state, today, wanted)),
        "one_offs": _one_offs_json(one_offs(state_at, until, wanted)),
    }


def _settings(state: State) -> Settings:
    return state.roadmap or Settings()


def _hidden_json(hidden: HiddenForced) -> dict[str, Any]:
    items = [
        {
            "item": row.item,
            "mandatory_by": row.mandatory_by.isoformat() if row.mandatory_by else None,
            "days_left": row.days_left,
            "effort": row.effort.days,
            "needed_by_then": row.needed_by_then,
        }
        for row in hidden.rows
    ]
    return {"effort": hidden.effort, "overdue": hidden.overdue, "items": items}


def _one_offs_json(found: OneOffs) -> dict[str, Any]:
    trend = [
        {"sprint": each.sprint.number, "open": each.open, "done": each.done} for each in found.trend
    ]
    return {"open": list(found.open), "growing": found.growing, "trend": trend}


def _show_grid(state: State, document: dict[str, Any]) -> None:
    words = _settings(state).words
    rows = [
        (
            words.of(Quadrant(name)),
            str(cell["count"]),
            f"{cell['effort']:.1f}",
            f"{cell['share']:.0%}",
        )
        for name, cell in document["quadrants"].items()
    ]
    table(("Quadrant", "Items", "Person-days", "Share"), rows, numbers=(1, 2, 3))
    tell(f"Must-do share of what is open: {_percent(document['open_forced_share'])}")
    tell(
        f"Must-do share of the work done in the last sprints: {_percent(document['forced_share'])}"
    )
    coming = document["hidden_forced"]["items"]
    if coming:
        tell("")
        rows = [
            (
                row["mandatory_by"] or "no date",
                state.items[row["item"]].title,
                f"{row['effort']:.1f}",
                f"{row['needed_by_then']:.1f}",
            )
            for row in coming
        ]
        table(("Must be done by", "Item", "Person-days", "Up to then"), rows, numbers=(2, 3))


def _percent(share: float | None) -> str:
    return "not known yet" if share is None else f"{share:.0%}"


# -- lists ----------------------------------------------------------------------------------------

_Rows = Callable[[State, str | None], Iterable[Any]]


def _listed(
    file: str, at: str | None, team: str | None, json: bool, name: str, rows: _Rows
) -> None:
    """Print the records of `rows(state, id of the team)`: as JSON under `name`, or as a table."""
    with reading(file) as roadmap:
        moment = moment_at(roadmap, at)
        wanted = team_filter(moment.state, team).team
        records = [_record_json(each, moment.state) for each in rows(moment.state, wanted)]
        if json:
            print_json({"position": moment.position, name: records})
            return
        head = [key for key in (records[0] if records else {}) if key not in ("id", "team_id")]
        lines = [[_cell(record[key]) for key in head] for record in records]
        table([title.capitalize() for title in head], lines)
        tell(f"{len(records)} {name}.")


def _record_json(record: Any, state: State) -> dict[str, Any]:
    """Return the fields of a record; its team by name with the id beside it, as items have it."""
    names = [field.name for field in msgspec.structs.fields(type(record))]
    shown = {name: plain(getattr(record, name)) for name in names}
    if "team" in shown:
        team = state.teams.get(record.team)
        shown |= {"team": record.team if team is None else team.name, "team_id": record.team}
    return shown


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _by_name(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda each: (each.name.casefold(), each.id))


@app.command("teams")
def teams(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the teams."""
    _listed(file, at, team, json, "teams", _teams)


def _teams(state: State, team: str | None) -> list[Any]:
    return _by_name(each for each in state.teams.ordered() if team in (None, each.id))


@app.command("components")
def components(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the components of the infrastructure."""
    _listed(file, at, team, json, "components", _components)


def _components(state: State, team: str | None) -> list[Any]:
    return _by_name(each for each in state.components.ordered() if team in (None, each.team))


@app.command("consumers")
def consumers(file: File, at: At = None, team: TeamName = None, json: Json = False) -> None:
    """Show the teams that are served; with --team, those that its items serve."""
    _listed(file, at, team, json, "consumers", _consumers)


def _consumers(state: State, team: str | None) -> list[Any]:
    served = {key for item in state.items.ordered() if item.team == team for key in item.consumers}
    return _by_name(each for each in state.consumers.ordered() if team is None or each.id in served)
