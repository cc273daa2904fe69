"""What does a timeline show, and which line of it lies where?

Values only: rows in groups, sprints, freezes. Days are proleptic ordinals (`date.toordinal`), whole
numbers that cost nothing to compare and to scale; ends are exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from gui.tokens import Tone, WorkRole

ROW_HEIGHT, HEAD_HEIGHT = 32, 30


@dataclass(frozen=True, slots=True)
class RowFace:
    """One item.

    Attributes:
        short: Short-term work has the full hue, long-term work the tint.
        start, end: The planned days; None where it is not planned.
        mandatory, promised: Days by which it has to be, or was said to be, done.
        latest: The last day to begin dated must-do work.
        waits: Days until which somebody else is waited for, those of the past left out.
        waits_for: Ids of the items that come first.
        note: Words after the bar, such as "by 15 Jan"; with an icon where ``flagged``.
        out_of_sight: Below the cut line: the words stand at the right edge.
        order_by: The day by which its purchase has to be ordered.
        chained: On the critical chain, whose links stand out.
        p50, p85: The days after which half, and 85%, of the futures have it done; None where that
            is not in sight or not known.
        unending: It has a forecast, and 85% of it are not in sight.
        chance: How likely its date is kept, said before the note in its own tone.
        needs, share: Two columns of numbers beside the title, "" where there are none.
    """

    item: str
    title: str
    role: WorkRole
    short: bool = True
    start: int | None = None
    end: int | None = None
    mandatory: int | None = None
    promised: int | None = None
    latest: int | None = None
    waits: tuple[int, ...] = ()
    waits_for: tuple[str, ...] = ()
    note: str = ""
    note_tone: Tone = "muted"
    flagged: bool = False
    out_of_sight: bool = False
    order_by: int | None = None
    chained: bool = False
    p50: int | None = None
    p85: int | None = None
    unending: bool = False
    chance: str = ""
    chance_tone: Tone = "text"
    needs: str = ""
    share: str = ""

    @property
    def has_range(self) -> bool:
        """Whether a forecast says how far it may reach."""
        return self.p85 is not None or self.unending

    @property
    def marks_end(self) -> int | None:
        """The last day at which anything of it is drawn, None for nothing."""
        days = [self.end, self.mandatory, self.promised, self.latest, *self.waits]
        return max((day for day in days if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class GroupFace:
    """Rows under one head; ``note`` sums them up."""

    title: str
    note: str
    rows: tuple[RowFace, ...]


@dataclass(frozen=True, slots=True)
class SprintFace:
    """A sprint: person-days left after the reserve, and those that dated must-do work takes."""

    number: int
    start: int
    end: int
    room: float = 0.0
    dated: float = 0.0


@dataclass(frozen=True, slots=True)
class FreezeFace:
    """Days in which nothing is finished."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class TimelineFace:
    """Everything on the timeline; ``first`` and ``last`` are the days that can be scrolled to.

    ``today_text`` is "Now", or the day in the past. ``columns`` are the heads of the two number
    columns, empty where rows have none. ``forecasts`` adds to a row what is known of its end; it is
    asked for those in view only.
    """

    groups: tuple[GroupFace, ...] = ()
    sprints: tuple[SprintFace, ...] = ()
    freezes: tuple[FreezeFace, ...] = ()
    today: int = 1
    today_text: str = ""
    first: int = 1
    last: int = 2
    columns: tuple[str, ...] = ()
    forecasts: Callable[[RowFace], RowFace] | None = None

    def drawn(self, row: RowFace) -> RowFace:
        """The row as it is drawn: with its forecast, where there is one."""
        return row if self.forecasts is None else self.forecasts(row)

    @property
    def count(self) -> int:
        """The number of items."""
        return sum(len(group.rows) for group in self.groups)


Entry = RowFace | GroupFace


class Lines:
    """The heads and rows of a face from top to bottom, in pixels from the top of the first one."""

    def __init__(self, face: TimelineFace) -> None:
        entries: list[Entry] = []
        for group in face.groups:
            entries.append(group)
            entries.extend(group.rows)
        self.entries: tuple[Entry, ...] = tuple(entries)
        heights = (HEAD_HEIGHT if isinstance(e, GroupFace) else ROW_HEIGHT for e in entries)
        self._tops = tuple(accumulate(heights, initial=0))
        self._places = {e.item: at for at, e in enumerate(entries) if isinstance(e, RowFace)}
        self._rows = tuple(sorted(self._places.values()))
        self._followers: dict[str, list[str]] = {}
        for entry in entries:
            if isinstance(entry, RowFace):
                for other in entry.waits_for:
                    self._followers.setdefault(other, []).append(entry.item)

    @property
    def height(self) -> int:
        """Of all lines."""
        return self._tops[-1]

    @property
    def rows(self) -> tuple[int, ...]:
        """The lines that are items, from top to bottom."""
        return self._rows

    def top(self, line: int) -> int:
        """The upper edge of a line."""
        return self._tops[line]

    def middle(self, line: int) -> int:
        """The middle of a line."""
        return (self._tops[line] + self._tops[line + 1]) // 2

    def at(self, y: float) -> int | None:
        """The line at a height, None above and below all."""
        line = bisect_right(self._tops, y) - 1
        return line if 0 <= line < len(self.entries) else None

    def line_of(self, item: str | None) -> int | None:
        """The line of an item, None where it is not shown."""
        return None if item is None else self._places.get(item)

    def row(self, line: int | None) -> RowFace | None:
        """The item in a line, None for a head."""
        entry = None if line is None else self.entries[line]
        return entry if isinstance(entry, RowFace) else None

    def followers(self, item: str) -> list[str]:
        """The items shown that wait for this one."""
        return self._followers.get(item, [])

    def between(self, top: float, bottom: float) -> Iterator[tuple[int, Entry]]:
        """Yield the lines that are seen between two heights; the cost is that of these only."""
        line = max(0, bisect_right(self._tops, top) - 1)
        while line < len(self.entries) and self._tops[line] < bottom:
            yield line, self.entries[line]
            line += 1
