"""`roadmap export`: the roadmap, or one view of it, as a file whose ending names the format.

Whatever the format, `--audience` says who reads it: leadership, by default, or the team.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from roadmap.cli.audience import redaction_of
from roadmap.cli.catalogue import command_group
from roadmap.cli.opening import decider, moment_at, path_of, reading
from roadmap.cli.options import At, By, File, TeamName
from roadmap.cli.output import bar, tell
from roadmap.cli.planning import day_of_plan
from roadmap.cli.plugins import paper_printer, view_drawer
from roadmap.cli.reading import grid_document
from roadmap.cli.selecting import team_filter
from roadmap.cli.usage import Misused
from roadmap.errors import Refused
from roadmap.redaction import Redaction
from roadmap.report.foreseen import forecast_for
from roadmap.report.html.source import Source
from roadmap.report.tables import TABLE_VIEWS, TABLES, backlog_text, grid_text
from roadmap.report.watching import Watch
from roadmap.service import Moment, Roadmap, utc_now
from roadmap.sharing import html_of, seen_by, source_for
from roadmap.whole_file import write_whole

app = command_group()

_PICTURES = (".png", ".svg", ".pdf")
_FORMATS = (".html", ".xlsx", ".csv", ".md", ".json", ".ics", *_PICTURES)
_VIEWS = (
    *("overview", "grid", "backlog", "sprints", "timeline", "what-if", "decisions"),
    *("principles", "users", "people"),
)


@app.command("export")
def export(
    file: File,
    out: Annotated[Path, typer.Argument(metavar="OUT", help=f"Ends in {', '.join(_FORMATS)}.")],
    view: Annotated[
        str | None,
        typer.Option(
            "--view",
            metavar="VIEW",
            help=(
                f"Of a picture: {', '.join(_VIEWS)}; a .pdf without one is the paper for "
                "leadership. Of csv, md and json: backlog or grid."
            ),
        ),
    ] = None,
    at: At = None,
    team: TeamName = None,
    audience: Annotated[
        str,
        typer.Option(
            "--audience",
            metavar="WHO",
            help="leadership (no notes, not who is away and why, people by role) or team.",
        ),
    ] = "leadership",
    by: By = None,
) -> None:
    """Write the roadmap, or one view of it, as a file; the ending says in which format."""
    suffix = out.suffix.lower()
    _check(out, suffix, view)
    path, wanted = path_of(str(out)), redaction_of(audience, None, None)
    with reading(file) as roadmap, bar(f"Writing {path.name}") as progress:
        _refuse_itself(roadmap, path, out)
        moment, watch = moment_at(roadmap, at), Watch(progress)
        if suffix in TABLES:
            text = _table(roadmap, moment, wanted, view or "backlog", suffix, team, watch)
            write_whole(path, text.encode())
        elif suffix in _PICTURES and (view is not None or suffix != ".pdf"):
            _draw(roadmap, moment, wanted, view or "overview", path, watch)
        else:
            _write_shared(roadmap, moment, suffix, wanted, by, path, watch)
    tell(f"Wrote {path}, for {'the team' if wanted.leaves_all else audience}.")


def _check(out: Path, suffix: str, view: str | None) -> None:
    if suffix not in _FORMATS:
        raise Misused(
            f"{out.name}: this version writes {', '.join(_FORMATS)}; choose one of these endings."
        )
    known = TABLE_VIEWS if suffix in TABLES else _VIEWS if suffix in _PICTURES else ()
    if view is not None and view not in known:
        if not known:
            raise Misused(f"--view {view}: a {suffix} file holds all views; leave --view out.")
        raise Misused(f"--view {view}: as {suffix} this version writes {' or '.join(known)}.")


def _refuse_itself(roadmap: Roadmap, path: Path, out: Path) -> None:
    if path.exists() and Path(roadmap.location).exists() and path.samefile(roadmap.location):
        raise Refused(f"{out} is the roadmap itself: choose another name.")


def _table(
    roadmap: Roadmap,
    moment: Moment,
    wanted: Redaction,
    view: str,
    suffix: str,
    team: str | None,
    watch: Watch,
) -> str:
    """Return the items or the grid, as the audience may see them, with the roadmap's forecast."""
    today = day_of_plan(roadmap, moment, None)
    forecast = forecast_for(moment.state, today, watch.part(0, 700))
    seen = seen_by(roadmap, wanted, utc_now(), watch.part(700, 1000))
    position = moment.position  # a copy may have other ones
    if moment.index >= 0:
        moment = seen.moment(roadmap.timeline.tell(moment.index).id)
    chosen = team_filter(moment.state, team)
    if view == "backlog":
        return backlog_text(position, moment.state, forecast, suffix, chosen)
    document = {**grid_document(seen, moment, chosen), "position": position}
    return grid_text(moment.state, document, forecast, suffix)


def _draw(
    roadmap: Roadmap, moment: Moment, wanted: Redaction, view: str, path: Path, watch: Watch
) -> None:
    draw = view_drawer()
    if draw is None:
        raise Refused(
            "Pictures cannot be drawn: PySide6-Essentials is not installed. Install it, or export "
            "html, csv, md or json."
        )
    decision = None if moment.index < 0 else roadmap.timeline.tell(moment.index).id
    draw(Path(roadmap.location), decision, view, path, wanted, watch)


def _write_shared(
    roadmap: Roadmap,
    moment: Moment,
    suffix: str,
    wanted: Redaction,
    by: str | None,
    path: Path,
    watch: Watch,
) -> None:
    """Write what is shared: the audience says what is left out."""
    author, now = decider(by), utc_now()
    today = day_of_plan(roadmap, moment, None)
    if suffix == ".html":
        page = html_of(roadmap, moment, wanted, by=author, at=now, today=today, watch=watch)
        write_whole(path, page.encode())
        return
    gathering = watch.part(0, 700)
    source = source_for(roadmap, moment, wanted, by=author, at=now, today=today, watch=gathering)
    if suffix == ".pdf":
        _print(source, path)
    else:
        write_whole(path, _content(source, suffix, watch.part(700, 1000)))


def _print(source: Source, path: Path) -> None:
    print_paper = paper_printer()
    if print_paper is None:
        raise Refused(
            "Paper cannot be set: PySide6-Essentials is not installed. Install it, or export html."
        )
    print_paper(source, path)


def _content(source: Source, suffix: str, watch: Watch) -> bytes:
    if suffix == ".ics":
        from roadmap.report.ics import calendar_of  # noqa: PLC0415 - of this format alone

        return calendar_of(source).encode()
    from roadmap.report.workbook import workbook_of  # noqa: PLC0415 - openpyxl is slow to load

    return workbook_of(source, watch)
