"""What does the start page say of a roadmap opened before: its shares and its last decision?

Read from the file itself on a worker; nothing is remembered that could be out of date.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gui.paint.minibar import FourShares
from roadmap.analysis.items.grid import grid
from roadmap.errors import Cancelled, RoadmapError
from roadmap.service import Roadmap
from roadmap.values import Quadrant


@dataclass(frozen=True, slots=True)
class Recent:
    """A roadmap opened before.

    Attributes:
        problem: Why it cannot be opened, as a sentence; None when it can.
        decided_at: When the last decision was recorded, in this computer's zone:
            among roadmaps of several zones that is the only one that a person compares in.
        must_share: The must-do share of the open effort, None where nothing is open.
    """

    location: str
    title: str
    problem: str | None = None
    shares: FourShares | None = None
    must_share: float | None = None
    decided_at: datetime | None = None


def unread(location: str) -> Recent:
    """Return what is known before the file was read."""
    return Recent(location, Path(location).stem)


def read_recents(
    locations: Sequence[str], progress: Callable[[int, int], bool]
) -> tuple[Recent, ...]:
    """Return what each file says; one that cannot be read says why. Raises Cancelled."""
    found = []
    for number, location in enumerate(locations):
        if not progress(number, len(locations)):
            raise Cancelled("Reading the recent roadmaps was stopped.")
        found.append(read_recent(location))
    return tuple(found)


def read_recent(location: str) -> Recent:
    """Return what one file says."""
    if not Path(location).exists():
        return Recent(location, Path(location).stem, "The file is not there any more.")
    try:
        roadmap = Roadmap.open(location)
    except RoadmapError as error:
        return Recent(location, Path(location).stem, str(error))
    try:
        return _facts(location, roadmap)
    finally:
        roadmap.close()


def _facts(location: str, roadmap: Roadmap) -> Recent:
    shown = grid(roadmap.state)
    timeline = roadmap.timeline
    decided_at = None
    if timeline.count:
        decided_at = timeline.recorded_at(timeline.count - 1).astimezone()
    return Recent(
        location,
        roadmap.settings.name or Path(location).stem,
        None,
        FourShares(
            shown.of(Quadrant.FORCED_SHORT_TERM).effort,
            shown.of(Quadrant.FORCED_LONG_TERM).effort,
            shown.of(Quadrant.DISCRETIONARY_SHORT_TERM).effort,
            shown.of(Quadrant.DISCRETIONARY_LONG_TERM).effort,
        ),
        shown.forced_share,
        decided_at,
    )


def say_folder(location: str, home: Path | None = None) -> str:
    """Return the folder of a file as people say it: "Documents / Roadmaps"."""
    folder = Path(location).parent
    home = home or Path.home()
    if folder == home:
        return "Home"
    parts = folder.relative_to(home).parts if folder.is_relative_to(home) else folder.parts
    parts = tuple(part for part in parts if part != folder.anchor)
    shown = ("…", *parts[-3:]) if len(parts) > 4 else parts
    return " / ".join(shown) or folder.anchor
