"""What a file said, as one value: the rows to compare, what was refused, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from roadmap.commands.imports import ImportItems, ImportRow
from roadmap.decide.comparison import Notice


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A record that was not taken: its row in the file (the header is 1), its key, and why."""

    row: int
    key: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counts:
    """What the file holds, by the rules of its format.

    `rows` counts the records that are items, refused ones too; `estimate_total` is in `unit`.
    """

    rows: int = 0
    done: int = 0
    estimated: int = 0
    estimate_total: float = 0.0
    unit: str = "points"
    links: int = 0
    sprints: int = 0


@dataclass(frozen=True, slots=True)
class Export:
    """One export of a tracker, read whole; what it changes here is `compare_import`'s question."""

    source: str
    format: str
    rows: tuple[ImportRow, ...]
    refused: tuple[RefusedRow, ...] = ()
    notices: tuple[Notice, ...] = ()
    counts: Counts = Counts()
    updated_to: datetime | None = None
    days_per_point: float | None = None
    complete: bool = True
    encoding: str = "utf-8"
    delimiter: str | None = None
    date_order: str | None = None

    def command(self, days_per_point: float | None = None) -> ImportItems:
        """Return the command that takes this export in; no factor given, the mapping's counts."""
        return ImportItems(
            source=self.source,
            format=self.format,
            rows=self.rows,
            updated_to=self.updated_to,
            days_per_point=days_per_point or self.days_per_point,
        )
