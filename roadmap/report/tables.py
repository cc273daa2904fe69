"""How do the items or the grid become CSV, Markdown or JSON, each future date with its outlook?"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from roadmap.analysis.items.filter import EVERYTHING, Filter
from roadmap.analysis.items.items_json import items_json
from roadmap.analysis.planning.forecast import PlanForecast
from roadmap.report.backlog import backlog_markdown, grid_markdown
from roadmap.report.outlook import (
    NOT_FORECAST,
    NOT_IN_SIGHT,
    Outlook,
    outlook_json,
    outlook_of,
)
from roadmap.state import State

TABLES = (".json", ".md", ".csv")
TABLE_VIEWS = ("backlog", "grid")
# `in_time` is the share of futures in which the item is done by `in_time_by`: the date to keep, or
# the end of today's sprint where that lies inside it.
FORECAST_COLUMNS = ("done_p50", "done_p85", "in_time", "in_time_by")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def backlog_text(
    position: int,
    state: State,
    forecast: PlanForecast | None,
    suffix: str,
    wanted: Filter = EVERYTHING,
) -> str:
    """Return the items that are `wanted` in the format that `suffix` names."""
    document = items_json(position, state, wanted)
    items: list[dict[str, Any]] = document["items"]
    seen = {each["id"]: outlook_of(state.items[each["id"]], forecast) for each in items}
    if suffix == ".md":
        return backlog_markdown(state, items, seen)
    if suffix == ".json":
        rows = [{**each, "forecast": outlook_json(seen[each["id"]])} for each in items]
        return _json({**document, "items": rows})
    names = list(items[0]) if items else ["id", "title"]
    rows_of_cells = [
        [
            *(_flat(each[name]) for name in names),
            *outlook_cells(seen[each["id"]], is_open=state.items[each["id"]].is_open),
        ]
        for each in items
    ]
    return _csv([[*names, *FORECAST_COLUMNS], *rows_of_cells])


def grid_text(
    state: State, document: Mapping[str, Any], forecast: PlanForecast | None, suffix: str
) -> str:
    """Return the grid in the format that `suffix` names; `document` as `roadmap grid` prints it."""
    hidden = document["hidden_forced"]
    rows: list[dict[str, Any]] = hidden["items"]
    seen = {each["item"]: outlook_of(state.items[each["item"]], forecast) for each in rows}
    if suffix == ".md":
        return grid_markdown(state, document, seen)
    if suffix == ".json":
        coming = [{**each, "forecast": outlook_json(seen[each["item"]])} for each in rows]
        return _json({**document, "hidden_forced": {**hidden, "items": coming}})
    cells = [[name, *cell.values()] for name, cell in document["quadrants"].items()]
    return _csv([["quadrant", "count", "effort", "share"], *cells])


def outlook_cells(found: Outlook | None, *, is_open: bool) -> list[Any]:
    """Return the cells of `FORECAST_COLUMNS`: days as ISO and a share; empty once closed."""
    if not is_open:
        return ["", "", "", ""]
    if found is None:
        return [NOT_FORECAST, NOT_FORECAST, "", ""]
    days = [NOT_IN_SIGHT if day is None else day.isoformat() for day in (found.half, found.safe)]
    judged = found.until or found.due
    if found.probability is None or judged is None:
        return [*days, "", ""]
    return [*days, found.probability, judged.isoformat()]


def _json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _flat(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else ""
    return "" if value is None else value


def _csv(rows: list[list[Any]]) -> str:
    """Return `rows` as CSV; text that a spreadsheet would run as a formula gets an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[_harmless(cell) for cell in row] for row in rows])
    return text.getvalue()


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
