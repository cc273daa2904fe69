"""How a command gets at a roadmap: which kinds of place there are, and what is said of a file.

Reading goes as far as this version understands the history and warns; writing refuses there.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap.authors import author_named, own_name
from roadmap.cli.output import warn
from roadmap.errors import Newer, NotFound, Refused
from roadmap.service import Moment, Roadmap
from roadmap.values import Author

_TEAM_STORES = ("postgresql://", "postgres://")


def path_of(place: str) -> Path:
    """Return the path that FILE names. Raises Refused for what this version cannot open."""
    if place.startswith(_TEAM_STORES):
        raise Refused(
            f"{place.partition('://')[0]}:// addresses a team store, which this version cannot "
            "open yet: give a .roadmap file."
        )
    return Path(place)


def existing_path(place: str) -> Path:
    """Return the path of the roadmap file `place`. Raises NotFound, Refused."""
    path = path_of(place)
    if path.is_dir():
        raise Refused(f"{path} is a folder: name the .roadmap file in it.")
    if not path.exists():
        quoted = shlex.quote(str(path))
        raise NotFound(f"There is no file {path}: `roadmap new {quoted} --name NAME` makes one.")
    return path


@contextmanager
def reading(place: str) -> Iterator[Roadmap]:
    """Yield the roadmap at `place`; of a newer file, as far as this version can read it."""
    roadmap = Roadmap.open(existing_path(place))
    try:
        if roadmap.newer_from is not None:
            warn(
                f"{place} goes on in a newer version of Roadmap from position "
                f"{roadmap.newer_from}; shown is the state before. Update Roadmap to see all of it."
            )
        yield roadmap
    finally:
        roadmap.close()


@contextmanager
def writing(place: str) -> Iterator[Roadmap]:
    """Yield the roadmap at `place` to be written. Raises Newer where it cannot be read whole."""
    roadmap = Roadmap.open(existing_path(place))
    try:
        refuse_newer(roadmap, place)
        yield roadmap
    finally:
        roadmap.close()


def refuse_newer(roadmap: Roadmap, place: str) -> None:
    """Raise Newer when `roadmap` holds what this version does not know."""
    if roadmap.newer_from is not None:
        raise Newer(
            f"{place} goes on in a newer version of Roadmap from position {roadmap.newer_from}: "
            "update Roadmap to write to it; reading commands show the state before.",
            roadmap.newer_from,
        )


def moment_at(roadmap: Roadmap, at: str | None) -> Moment:
    """Return the moment that --at names, by default the newest."""
    return roadmap.moment(at)


def decider(by: str | None) -> Author:
    """Return who decides: --by, else the name in the settings, else the login name."""
    return author_named(own_name() if by is None else by)
