"""`roadmap verify` and `roadmap doctor`: is the file whole, is this machine fit."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from typing import Any

from roadmap.authors import own_name
from roadmap.cli.about import version_of
from roadmap.cli.catalogue import command_group
from roadmap.cli.crash import log_path
from roadmap.cli.display import display_problem
from roadmap.cli.opening import existing_path
from roadmap.cli.options import File, Json
from roadmap.cli.output import bar, complain, print_json, table, tell
from roadmap.cli.plugins import found_names
from roadmap.errors import Damaged, Newer, Refused
from roadmap.folders import cache_folder, data_folder, settings_path
from roadmap.service import Problem, Roadmap

app = command_group()

_LIBRARIES = ("eventsourcing", "immutables", "msgspec", "pydantic", "PySide6-Essentials", "typer")


@app.command("verify")
def verify(file: File, json: Json = False) -> int:
    """Check the whole file: its structure, the chain, every record and the fold."""
    path = existing_path(file)
    try:
        roadmap = Roadmap.open(path)
    except (Damaged, Newer) as error:
        return _report(file, None, [Problem(error.position, str(error))], json)
    try:
        with bar("Checking") as progress:
            problems = roadmap.verify(progress)
        newer = roadmap.newer_from
        if newer is not None and all(each.position != newer for each in problems):
            what = "From here on a newer version of Roadmap wrote: update Roadmap to check it."
            problems = [*problems, Problem(newer, what)]
        return _report(file, roadmap, problems, json)
    finally:
        roadmap.close()


def _report(file: str, roadmap: Roadmap | None, problems: list[Problem], json: bool) -> int:
    head = None if roadmap is None else roadmap.head
    decisions = 0 if roadmap is None else roadmap.timeline.count
    if json:
        print_json(
            {
                "ok": not problems,
                "events": 0 if head is None else head.position,
                "decisions": decisions,
                "head": None if head is None else head.digest,
                "problems": [{"position": each.position, "what": each.what} for each in problems],
            }
        )
    elif not problems and head is not None:
        tell(f"{file} is whole: {decisions} decisions, {head.position} events.")
    else:
        rows = [(_place(each.position), each.what) for each in problems]
        table(("Position", "What is wrong"), rows, numbers=(0,))
    if not problems:
        return 0
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    first = problems[0]
    complain(f"{file}, {_where(first.position)}: {first.what}{more}")
    return Damaged.exit_code


def _place(position: int | None) -> str:
    return "file" if position is None else str(position)


def _where(position: int | None) -> str:
    return "the file as a whole" if position is None else f"position {position}"


@app.command("doctor")
def doctor(json: Json = False) -> None:
    """Say what a bug report needs: versions, paths, libraries, display."""
    known = _diagnostics()
    if json:
        print_json(known)
        return
    for part, values in known.items():
        tell(f"{part.capitalize()}")
        rows = [
            (f"  {name}", "none" if value is None else str(value)) for name, value in values.items()
        ]
        table(("", ""), rows)


def _diagnostics() -> dict[str, dict[str, Any]]:
    problem = display_problem()
    return {
        "versions": {
            "roadmap": version_of("roadmap"),
            "python": platform.python_version(),
            "system": platform.platform(),
            "sqlite": sqlite3.sqlite_version,
        },
        "libraries": {name: version_of(name) for name in _LIBRARIES},
        "paths": {
            "program": sys.prefix,
            "settings": str(settings_path()),
            "data": str(data_folder()),
            "cache": str(cache_folder()),
            "errors": str(log_path()),
        },
        "display": {
            "usable": problem is None,
            "problem": problem,
            "DISPLAY": os.environ.get("DISPLAY"),
            "WAYLAND_DISPLAY": os.environ.get("WAYLAND_DISPLAY"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM"),
        },
        "parts": {
            "window": ", ".join(found_names("roadmap.window")) or None,
            "painter": ", ".join(found_names("roadmap.render")) or None,
        },
        "person": {"name": _name()},
    }


def _name() -> str | None:
    try:
        return own_name()
    except Refused:
        return None
