"""`roadmap demo`: the sample roadmap in the app, or as files where there is no window."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from roadmap.analysis.items.filter import EVERYTHING
from roadmap.cli.catalogue import command_group
from roadmap.cli.display import display_problem
from roadmap.cli.output import tell, warn
from roadmap.cli.plugins import painter
from roadmap.cli.reading import grid_document
from roadmap.cli.window import show_window
from roadmap.folders import data_folder
from roadmap.redaction import Redaction
from roadmap.report.summary import summary_text
from roadmap.sample import open_sample, write_sample
from roadmap.service import Moment, Roadmap, utc_now
from roadmap.sharing import html_of

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
    tell(f"{path}: the sample, `roadmap {shlex.quote(str(path))}` opens it")
    summary = folder / "summary.txt"
    roadmap = Roadmap.open(path)
    try:
        moment = roadmap.moment(None)
        document = grid_document(roadmap, moment, EVERYTHING)
        text = summary_text(roadmap.timeline, document)
        html = _page_of(roadmap, moment)
    finally:
        roadmap.close()
    summary.write_text(text, "utf-8")
    tell(f"{summary}: where it stands, in words")
    page = folder / "sample.html"
    page.write_text(html, "utf-8", newline="")
    tell(f"{page}: for leadership, opens in any browser")
    draw = painter()
    if draw is None:
        warn("The pictures were left out: what draws them (PySide6-Essentials) is not installed.")
        return 0
    for picture in draw(path, folder):
        tell(f"{picture}")
    return 0


def _page_of(roadmap: Roadmap, moment: Moment) -> str:
    """Return the page for leadership, made as if by whoever decided last, on that day."""
    last = roadmap.timeline.tell(moment.index)
    today = roadmap.today(last.recorded_at)
    return html_of(roadmap, moment, Redaction(), by=last.by, at=utc_now(), today=today)
