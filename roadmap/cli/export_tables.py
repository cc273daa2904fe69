"""How do the items or the grid become CSV, Markdown or JSON?"""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from roadmap.analysis.items.items_json import items_json
from roadmap.cli.reading import grid_document
from roadmap.cli.selecting import team_filter
from roadmap.report.backlog import backlog_markdown, grid_markdown
from roadmap.service import Moment, Roadmap

TABLES = (".json", ".md", ".csv")
TABLE_VIEWS = ("backlog", "grid")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table_text(roadmap: Roadmap, moment: Moment, view: str, suffix: str, team: str | None) -> str:
    """Return the items (`view` "backlog") or the grid in the format that `suffix` names."""
    wanted = team_filter(moment.state, team)
    document = (
        items_json(moment.position, moment.state, wanted)
        if view == "backlog"
        else grid_document(roadmap, moment, wanted)
    )
    if suffix == ".json":
        return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    if suffix == ".csv":
        return _csv(_table(view, document))
    if view == "backlog":
        return backlog_markdown(moment.state, document["items"])
    return grid_markdown(moment.state, document)


def _table(view: str, document: dict[str, Any]) -> list[list[Any]]:
    if view == "grid":
        rows = [[name, *cell.values()] for name, cell in document["quadrants"].items()]
        return [["quadrant", "count", "effort", "share"], *rows]
    items: list[dict[str, Any]] = document["items"]
    names = list(items[0]) if items else ["id", "title"]
    return [names, *([_flat(item[name]) for name in names] for item in items)]


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
