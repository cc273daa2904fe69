"""`roadmap demo`: the sample roadmap in the app, or as files where there is no window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roadmap.analysis.filter import EVERYTHING
from roadmap.cli.catalogue import command_group
from roadmap.cli.display import display_problem
from roadmap.cli.output import tell, warn
from roadmap.cli.plugins import painter
from roadmap.cli.reading import grid_document
from roadmap.cli.window import show_window
from roadmap.folders import data_folder
from roadmap.report.summary import summary_text
from roadmap.sample import open_sample, write_sample
from roadmap.service import Roadmap, utc_now

app = command_group()

_OUT = Path("out")


@app.command("demo")
def demo(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Write the sample as files here.")
    ] = None,
) -> int:
    """Show the sample roadmap."""
    problem = display_problem()
    if out is None and problem is None:
        return show_window(open_sample(data_folder()))
    if out is None:
        warn(f"No window can be shown here: {problem} The sample is written to {_OUT}/ instead.")
    return _written(out or _OUT)


def _written(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "sample.roadmap"
    made = folder / ".sample.roadmap.new"
    made.unlink(missing_ok=True)
    write_sample(made, utc_now())
    made.replace(path)  # a sample of an earlier run goes only once the new one is whole
    tell(f"{path}: the sample, `roadmap {path}` opens it")
    summary = folder / "summary.txt"
    roadmap = Roadmap.open(path)
    try:
        moment = roadmap.moment(None)
        document = grid_document(roadmap, moment, EVERYTHING)
        text = summary_text(roadmap.timeline, document)
    finally:
        roadmap.close()
    summary.write_text(text, "utf-8")
    tell(f"{summary}: where it stands, in words")
    draw = painter()
    if draw is None:
        warn("The pictures were left out: what draws them (PySide6-Essentials) is not installed.")
        return 0
    for picture in draw(path, folder):
        tell(f"{picture}")
    return 0
