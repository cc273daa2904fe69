"""What can go wrong, as types with a sentence for a person: which thing, which rule, which way out.

Each class names the exit code that the command line gives it (cli.md). Nothing here knows a
store, a file format or a widget; those raise these types at their boundary, chained from the cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class RoadmapError(Exception):
    """The base of everything this product says when it cannot do what was asked.

    `command` is a sentence that names a command line as the way out: only that one says it, never
    the window.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str = "", *, command: str = "") -> None:
        super().__init__(message)
        self.command = command


class Refused(RoadmapError):
    """A rule of `decide` forbids the command; nothing was changed."""


class NotFound(Refused):
    """The command or question names an item, team or decision that is not there."""


@dataclass(frozen=True)
class FieldConflict:
    """One field that somebody else changed since the person looked at it."""

    id: str
    field: str
    was: object
    here: object
    wanted: object


class Conflict(Refused):
    """The head differs from what the person saw and from what they want: a person chooses."""

    def __init__(self, message: str, conflicts: Sequence[FieldConflict] = ()) -> None:
        super().__init__(message)
        self.conflicts = tuple(conflicts)


class NotUndoable(Refused):
    """The decision records a fact that undo may not take back."""


class ImportRefused(RoadmapError):
    """A file to import cannot be read as the format it was taken for."""


class Cancelled(RoadmapError):
    """The person stopped a long task; nothing was changed."""


class StoreError(RoadmapError):
    """The store could not do it; what was asked is not recorded and may be tried again."""


class StoreBusy(StoreError):
    """Another program kept the file locked for longer than the time we wait."""


class StoreFull(StoreError):
    """The disk is full or the file cannot grow."""


class StoreReadOnly(StoreError):
    """The file or its folder may not be written."""


class StoreGone(StoreError):
    """The open file was moved, deleted or replaced by another."""


class HeadMoved(StoreError):
    """Somebody else appended first: read what is new, decide again, retry."""


class Damaged(RoadmapError):
    """The file is cut, flipped or tampered with; `position` says where when it is known."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position


class NotARoadmap(Damaged):
    """The file is something else, or holds more than a roadmap may hold."""


class Newer(RoadmapError):
    """The history holds a kind or version of event that this version of Roadmap does not know."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position
