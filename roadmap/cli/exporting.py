"""`roadmap export`: the items or the grid as a file, in a format that its ending names."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from roadmap.analysis.items_json import items_json
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, moment_at, path_of, reading
from roadmap.cli.options import At, By, File, TeamName
from roadmap.cli.output import tell
from roadmap.cli.planning import day_of_plan
from roadmap.cli.reading import grid_document
from roadmap.cli.selecting import team_filter
from roadmap.cli.sharing import redaction_of
from roadmap.cli.usage import Misused
from roadmap.errors import Refused
from roadmap.report.backlog import backlog_markdown, grid_markdown
from roadmap.service import Moment, Roadmap, utc_now
from roadmap.sharing import html_of

app = command_group()

_FORMATS = (".html", ".json", ".md", ".csv")
_VIEWS = ("backlog", "grid")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@app.command("export")
def export(
    file: File,
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="A new .html, .json, .md or .csv file.")
    ],
    view: Annotated[
        str, typer.Option("--view", metavar="VIEW", help="backlog or grid.")
    ] = "backlog",
    at: At = None,
    team: TeamName = None,
    audience: Annotated[
        str, typer.Option("--audience", metavar="WHO", help="Of HTML: leadership or team.")
    ] = "leadership",
    by: By = None,
) -> None:
    """Write the roadmap as a page, or the items or the grid; the ending says which format."""
    if out.suffix not in _FORMATS:
        raise Misused(
            f"{out.name}: this version writes {', '.join(_FORMATS)}; choose one of these endings."
        )
    if view not in _VIEWS:
        raise Misused(f"--view {view}: this version writes {' or '.join(_VIEWS)}.")
    path = path_of(str(out))
    with reading(file) as roadmap:
        if path.exists() and path.samefile(roadmap.location):
            raise Refused(f"{out} is the roadmap itself: choose another name.")
        moment = moment_at(roadmap, at)
        if out.suffix == ".html":
            path.write_text(_page(roadmap, moment, audience, by), "utf-8", newline="")
            tell(f"Wrote {path}.")
            return
        wanted = team_filter(moment.state, team)
        document = (
            items_json(moment.position, moment.state, wanted)
            if view == "backlog"
            else grid_document(roadmap, moment, wanted)
        )
        if out.suffix == ".json":
            text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        elif out.suffix == ".csv":
            text = _csv(_table(view, document))
        elif view == "backlog":
            text = backlog_markdown(moment.state, document["items"])
        else:
            text = grid_markdown(moment.state, document)
    path.write_text(text, "utf-8", newline="")
    tell(f"Wrote {path}.")


def _page(roadmap: Roadmap, moment: Moment, audience: str, by: str | None) -> str:
    today = day_of_plan(roadmap, moment, None)
    wanted = redaction_of(audience, None, None)
    return html_of(roadmap, moment, wanted, by=decider(by), at=utc_now(), today=today)


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
