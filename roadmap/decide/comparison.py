"""What comparing an export with the roadmap found: events to append, and what a person is told."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap.events import Event


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about an import; `code` is for programs."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class KeptLocal:
    """A field that was edited here and is kept: its value here and the source's."""

    item: str
    field: str
    here: object
    source: object


@dataclass(frozen=True, slots=True)
class ImportComparison:
    """What an export would change: the events to append, and what a person is told of it."""

    events: tuple[Event, ...] = ()
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept_local: tuple[KeptLocal, ...] = ()
    absent: tuple[str, ...] = ()
    stale: bool = False
    factor: float = 1.0
    notices: tuple[Notice, ...] = ()
