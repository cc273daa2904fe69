"""How is a file made of an open roadmap for somebody else, and how does one see it afterwards?

The work opens the roadmap for itself, so that the window goes on meanwhile; it gets and returns
frozen values. Which forms there are, and what each leaves out, is said in words here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from gui.tasks import Progress
from gui.theme import Theme
from roadmap.errors import Refused
from roadmap.names import Doubt
from roadmap.redaction import Redaction
from roadmap.report.foreseen import forecast_for
from roadmap.report.html.document import html_document
from roadmap.report.html.source import Source
from roadmap.report.tables import backlog_text
from roadmap.report.watching import Watch
from roadmap.service import Moment, Roadmap
from roadmap.sharing import doubts_of, seen_by, share, source_for
from roadmap.signing import sign
from roadmap.values import Author
from roadmap.whole_file import write_whole

Shape = Literal["page", "snapshot", "paper", "workbook", "calendar", "table", "text"]
SUFFIXES: dict[Shape, str] = {
    "page": ".html",
    "snapshot": ".roadsnap",
    "paper": ".pdf",
    "workbook": ".xlsx",
    "calendar": ".ics",
    "table": ".csv",
    "text": ".md",
}
DATA: tuple[Shape, ...] = ("workbook", "calendar", "table", "text")  # what other programs read


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind of file is called, what it is for, and the button that writes it."""

    name: str
    about: str
    save: str


FORMS: dict[Shape, Words] = {
    "page": Words(
        "Page (HTML)",
        "One file that opens in any browser, offline: open asks first, then where things stand, "
        "and the playback with reasons. It can be answered in place.",
        "Write the page",
    ),
    "snapshot": Words(
        "Snapshot",
        "A sealed copy that opens read-only in this app, with every page at every moment. It can "
        "be answered, and a changed byte is noticed.",
        "Write the snapshot",
    ),
    "paper": Words(
        "Paper (PDF)",
        "One to three pages to print or attach: asks, where things stand, dates with their "
        "probability, what changed and why, minimum levels.",
        "Write the paper",
    ),
    "workbook": Words(
        "Workbook (XLSX)",
        "Items, plan, forecast and decisions as sheets, for a spreadsheet. No text in it is run as "
        "a formula.",
        "Write the workbook",
    ),
    "calendar": Words(
        "Calendar (ICS)",
        "Dates to keep, promises and freezes as whole days, each with its probability. Read again, "
        "a newer file moves them.",
        "Write the calendar",
    ),
    "table": Words(
        "Table (CSV)",
        "Every item in one row, with when it is done in 50% and 85% of futures and how likely its "
        "date is kept.",
        "Write the table",
    ),
    "text": Words(
        "Text (MD)",
        "The open items by quadrant as Markdown, for a wiki, each date with its range and "
        "probability.",
        "Write the text",
    ),
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: in which form, for whom, as of which decision, and where.

    `decision` is None where the roadmap holds none.
    """

    location: str
    decision: str | None
    today: date
    shape: Shape
    wanted: Redaction
    target: Path
    by: Author
    at: datetime
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made, its size in bytes, and where a name in it was a guess."""

    path: Path
    size: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Unset:
    """Paper that is still to be set, which needs the window's fonts; `close` lets go of it."""

    source: Source
    target: Path
    close: Callable[[], None]
    doubts: tuple[Doubt, ...] = ()


def write_shared(order: Order, progress: Progress) -> Written | Unset:
    """Write what was ordered, on a worker; paper comes back unset. Raises RoadmapError.

    Where it is cancelled, nothing is left.
    """
    refuse_existing(order.target)
    roadmap = Roadmap.open(order.location)
    try:
        found = _shared(roadmap, order, progress)
        doubts = doubts_of(roadmap, roadmap.moment(order.decision), order.wanted)
    except BaseException:
        roadmap.close()
        raise
    if isinstance(found, Source):
        return Unset(found, order.target, roadmap.close, doubts)
    roadmap.close()
    return replace(found, doubts=doubts)


def _shared(roadmap: Roadmap, order: Order, progress: Progress) -> Written | Source:
    moment, watch = roadmap.moment(order.decision), Watch(progress)
    if order.shape == "snapshot":
        given = sign if order.signed else None
        share(
            roadmap,
            order.target,
            moment,
            order.wanted,
            by=order.by,
            at=order.at,
            sign=given,
            watch=watch,
        )
        return written(order.target)
    if order.shape in ("table", "text"):
        write_whole(order.target, _table(roadmap, moment, order, watch).encode())
        return written(order.target)
    source = source_for(
        roadmap,
        moment,
        order.wanted,
        by=order.by,
        at=order.at,
        today=order.today,
        watch=watch.part(0, 700),
    )
    if order.shape == "paper":
        return source
    write_whole(order.target, _content(source, order.shape, watch.part(700, 1000)))
    return written(order.target)


def _content(source: Source, shape: Shape, watch: Watch) -> bytes:
    if shape == "workbook":
        from roadmap.report.workbook import workbook_of  # noqa: PLC0415 - openpyxl is slow to load

        return workbook_of(source, watch)
    if shape == "calendar":
        from roadmap.report.ics import calendar_of  # noqa: PLC0415 - of this form alone

        return calendar_of(source).encode()
    return html_document(source, watch).encode()


def _table(roadmap: Roadmap, moment: Moment, order: Order, watch: Watch) -> str:
    forecast = forecast_for(moment.state, order.today, watch.part(0, 600))
    state = moment.state
    if order.decision is not None:
        seen = seen_by(roadmap, order.wanted, order.at, watch.part(600, 900))
        state = seen.moment(order.decision).state
    return backlog_text(moment.position, state, forecast, SUFFIXES[order.shape])


def set_paper(unset: Unset, theme: Theme) -> Written:
    """Set what came back unset, on the window's thread. Raises StoreError."""
    from gui.paper import paper  # noqa: PLC0415 - when first needed

    try:
        write_whole(unset.target, paper(unset.source, theme))
    finally:
        unset.close()
    return replace(written(unset.target), doubts=unset.doubts)


def written(target: Path) -> Written:
    """Return what is said of a file that was just made."""
    return Written(target, target.stat().st_size)


def refuse_existing(target: Path) -> None:
    """Raise Refused where there is a file of that name: sharing replaces nothing."""
    if target.exists():
        raise Refused(
            f"There is already a file {target.name!r} in that folder: choose another name."
        )


def free_name(folder: Path, title: str, suffix: str) -> Path:
    """Return a file in `folder` that does not exist yet, called after `title`."""
    kept = "".join(each if each.isalnum() or each in " -_." else " " for each in title)
    stem = (" ".join(kept.split()).strip(". ") or "Roadmap")[:80]
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path = folder / f"{stem} {number}{suffix}"
        number += 1
    return path


def say_size(size: int) -> str:
    """Return a size as people say it: "153 kB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


def show_file(path: Path) -> bool:
    """Open a file with the program that is made for it; return whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
