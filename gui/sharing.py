"""How is a file made of an open roadmap for somebody else, and how does one see it afterwards?

The work opens the roadmap for itself, so that the window goes on meanwhile; it gets and returns
frozen values. Which forms there are, and what each leaves out, is said in words here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from roadmap.analysis.words import listed
from roadmap.errors import Cancelled, Refused
from roadmap.redaction import Redaction
from roadmap.service import Roadmap
from roadmap.sharing import html_of, share
from roadmap.values import Author
from roadmap.whole_file import write_whole

Shape = Literal["page", "snapshot"]
SUFFIXES: dict[Shape, str] = {"page": ".html", "snapshot": ".roadsnap"}


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


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was made, and its size in bytes."""

    path: Path
    size: int


def write_shared(order: Order, progress: object) -> Written:
    """Write what was ordered, on a worker. Raises RoadmapError; Cancelled leaves nothing."""
    refuse_existing(order.target)
    goes_on = progress if callable(progress) else _always
    roadmap = Roadmap.open(order.location)
    try:
        moment = roadmap.moment(order.decision)
        if not goes_on(1, 3):
            raise Cancelled("Sharing was stopped.")
        if order.shape == "snapshot":
            share(roadmap, order.target, moment, order.wanted, by=order.by, at=order.at)
        else:
            page = html_of(
                roadmap, moment, order.wanted, by=order.by, at=order.at, today=order.today
            )
            if not goes_on(2, 3):
                raise Cancelled("Sharing was stopped.")
            write_whole(order.target, page.encode())
    finally:
        roadmap.close()
    return Written(order.target, order.target.stat().st_size)


def _always(_done: int, _total: int) -> bool:
    return True


def refuse_existing(target: Path) -> None:
    """Raise Refused where there is a file of that name: sharing replaces nothing."""
    if target.exists():
        raise Refused(
            f"There is already a file {target.name!r} in that folder: choose another name."
        )


def left_out(wanted: Redaction) -> str:
    """Return in a sentence what a share leaves out; every item is always in it."""
    words = list(wanted.words())
    if not words:
        return "Everything is in it, with notes and time off, and its chain is the roadmap's own."
    return f"Left out: {listed(words, len(words))}. Every item is in it, what must be done above all."


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
