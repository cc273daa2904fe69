"""`roadmap new` and `roadmap copy`: a new file, and the same history in another place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from roadmap.cli.catalogue import command_group
from roadmap.cli.days import day_given
from roadmap.cli.opening import decider, existing_path, path_of, reading
from roadmap.cli.options import By, File, Json, Why
from roadmap.cli.output import print_json, tell
from roadmap.errors import Refused, StoreBusy
from roadmap.fields.roadmap import RoadmapFields
from roadmap.service import Roadmap, utc_now
from roadmap.store import is_zip
from roadmap.values import Head, clean_line

app = command_group()

_TRIES = 20


@app.command("new")
def new(
    file: File,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="The roadmap's name.")],
    sprint_days: Annotated[
        int, typer.Option("--sprint-days", min=1, max=366, help="Days in a sprint.")
    ] = 14,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="The first day of sprint 1.")
    ] = None,
    zone: Annotated[
        str, typer.Option("--zone", metavar="ZONE", help="The time zone, such as Europe/Berlin.")
    ] = "UTC",
    by: By = None,
    why: Why = None,
    json: Json = False,
) -> None:
    """Make a new roadmap file."""
    path = path_of(file)
    if path.exists():
        raise Refused(f"{path} exists already: choose another name, or open it with `roadmap`.")
    fields: RoadmapFields = {"name": _name(name), "zone": zone, "sprint_days": sprint_days}
    if start is not None:
        fields["sprint_start"] = day_given("--start", start)
    roadmap = Roadmap.create(path, fields, by=decider(by), at=utc_now(), why=why)
    try:
        if json:
            first = roadmap.timeline.tell(0)
            known = {"file": str(path), "id": roadmap.id, "name": roadmap.settings.name}
            print_json({**known, "decision": first.id, "position": first.position})
        else:
            tell(f"Made {path}: {roadmap.settings.name}, sprints of {sprint_days} days.")
    finally:
        roadmap.close()


def _name(text: str) -> str:
    name = clean_line(text)
    if not 1 <= len(name) <= 200:
        raise Refused("A roadmap's name has 1 to 200 characters: give another --name.")
    return name


@app.command("copy")
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="The roadmap file.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="The new file.")],
    json: Json = False,
) -> None:
    """Copy a roadmap, byte for byte, or make one of a snapshot; TO must not exist."""
    here, there = existing_path(source), path_of(target)
    if there.exists():
        raise Refused(f"{there} exists already: choose another name. Nothing was copied.")
    with reading(source) as roadmap:  # refuses what is no roadmap, before anything is written
        if is_zip(here):
            roadmap.copy_to(there, (), utc_now())
            head = roadmap.head
        else:
            head = _copied(roadmap, here, there)
    if json:
        known = {"from": str(here), "to": str(there)}
        print_json({**known, "position": head.position, "head": head.digest})
    else:
        tell(f"Copied {here} to {there}: {head.position} events.")


def _copied(roadmap: Roadmap, here: Path, there: Path) -> Head:
    """Copy the bytes; again where somebody wrote meanwhile, so that no half of it is taken."""
    for _ in range(_TRIES):
        head = roadmap.head
        part = there.with_name(f".{there.name}.part")
        try:
            shutil.copyfile(here, part)
            roadmap.refresh()
            if roadmap.head != head:
                continue
            with part.open("rb") as file:
                os.fsync(file.fileno())
            os.link(part, there)  # unlike a rename, this refuses a TO that appeared meanwhile
            return head
        finally:
            part.unlink(missing_ok=True)
    raise StoreBusy(f"{here} is written all the time: try again in a moment. Nothing was copied.")
