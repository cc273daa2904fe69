"""Where does each decision stand in the log: under which day, in which row, how far down?

Decisions stand newest first, each day under a head of its own. A hundred thousand of them are one
array of numbers and one entry a day: nothing is read to know where a row lies.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

DayOf = Callable[[int], date]


@dataclass(frozen=True, slots=True)
class Head:
    """A day's heading with the number of its decisions in the log."""

    day: date
    count: int


class LogRows:
    """The rows of a log: decisions by their index in the history, and the heads of their days.

    `day_of(index)` gives the day of a decision; it never rises with the rows.
    """

    def __init__(self, day_of: DayOf) -> None:
        self._day_of = day_of
        self._indices: Sequence[int] = range(0)  # an array where a filter leaves some out
        self._days: list[date] = []
        self._starts: list[int] = []  # the place of each day's first decision

    @property
    def count(self) -> int:
        """The number of decisions."""
        return len(self._indices)

    @property
    def heads(self) -> int:
        """The number of days."""
        return len(self._days)

    @property
    def row_count(self) -> int:
        """The number of rows, heads among them."""
        return len(self._indices) + len(self._days)

    @property
    def indices(self) -> Sequence[int]:
        """The decisions, newest first."""
        return self._indices

    def fill(self, indices: Iterable[int], end_of_day: Callable[[date, int], int] | None) -> None:
        """Hold these decisions, newest first.

        `end_of_day(day, index)` is the earliest decision of the day of `index`; with it, an
        unbroken run of decisions asks for one day each, not for one decision each.
        """
        self._indices = indices if isinstance(indices, range) else array("q", indices)
        self._days, self._starts = [], []
        place, total = 0, len(self._indices)
        while place < total:
            newest = self._indices[place]
            day = self._day_of(newest)
            self._days.append(day)
            self._starts.append(place)
            if end_of_day is None:
                place = self._next_day(place, day)
            else:
                place += newest - end_of_day(day, newest) + 1

    def _next_day(self, place: int, day: date) -> int:
        total = len(self._indices)
        while place < total and self._day_of(self._indices[place]) == day:
            place += 1
        return place

    def head_row(self, number: int) -> int:
        """The row of a day's head."""
        return self._starts[number] + number

    def _day_number(self, row: int) -> int:
        """The number of the day under whose head `row` stands, or whose head it is."""
        return bisect_right(range(len(self._starts)), row, key=self.head_row) - 1

    def head_at(self, row: int) -> Head | None:
        """The head in `row`, None where a decision stands there."""
        number = self._day_number(row)
        if self.head_row(number) != row:
            return None
        following = number + 1
        end = self._starts[following] if following < len(self._starts) else len(self._indices)
        return Head(self._days[number], end - self._starts[number])

    def index_at(self, row: int) -> int | None:
        """The decision in `row`, None where a head stands there."""
        number = self._day_number(row)
        if number < 0 or self.head_row(number) == row:
            return None
        return self._indices[row - number - 1]

    def row_of(self, index: int) -> int | None:
        """The row of a decision, None where it is not in the log."""
        place = self.place_of(index)
        if place >= len(self._indices) or self._indices[place] != index:
            return None
        return self.row_at_place(place)

    def place_of(self, index: int) -> int:
        """How many decisions in the log are newer than `index`."""
        return bisect_left(self._indices, -index, key=lambda each: -each)

    def row_at_place(self, place: int) -> int:
        """The row of the decision with `place` newer ones before it."""
        return place + bisect_right(self._starts, place)

    # -- growing ----------------------------------------------------------------------------------

    def split_by_day(self, indices: Sequence[int]) -> list[tuple[date, list[int]]]:
        """Return decisions, newest first, by their days."""
        parts: list[tuple[date, list[int]]] = []
        for index in indices:
            day = self._day_of(index)
            if parts and parts[-1][0] == day:
                parts[-1][1].append(index)
            else:
                parts.append((day, [index]))
        return parts

    def begins_with(self, day: date) -> bool:
        """Whether the newest day is `day`."""
        return bool(self._days) and self._days[0] == day

    def ends_with(self, day: date) -> bool:
        """Whether the oldest day is `day`."""
        return bool(self._days) and self._days[-1] == day

    def prepend(self, day: date, indices: Sequence[int]) -> None:
        """Put newer decisions of one day at the top, under their head where the day has one."""
        more = len(indices)
        known = self.begins_with(day)
        self._indices = _joined(indices, self._indices)
        self._starts = [start + more for start in self._starts]
        if known:
            self._starts[0] = 0
        else:
            self._days.insert(0, day)
            self._starts.insert(0, 0)

    def append(self, day: date, indices: Sequence[int]) -> None:
        """Put older decisions of one day at the end, under their head where the day has one."""
        if not self.ends_with(day):
            self._days.append(day)
            self._starts.append(len(self._indices))
        if not isinstance(self._indices, array):
            self._indices = array("q", self._indices)
        self._indices.extend(indices)


def _joined(newer: Sequence[int], known: Sequence[int]) -> Sequence[int]:
    """Return both, as a range where `known` is one and nothing is left out."""
    if isinstance(known, range):
        whole = range(newer[0], known.stop, -1)
        if len(whole) == len(newer) + len(known) and list(whole[: len(newer)]) == list(newer):
            return whole
    return array("q", [*newer, *known])


@dataclass(frozen=True, slots=True)
class Heights:
    """How high rows are, in pixels; `extra` is what the open row is higher than the others."""

    row: int
    head: int
    extra: int


class LogPlaces:
    """How far down each row lies, where one row (or none) is open and so higher."""

    def __init__(self, rows: LogRows, heights: Heights, open_row: int | None) -> None:
        self._rows, self._heights = rows, heights
        self._open = open_row

    @property
    def height(self) -> int:
        """The height of all rows."""
        extra = self._heights.extra if self._open is not None else 0
        return self._rows.count * self._heights.row + self._rows.heads * self._heights.head + extra

    def top(self, row: int) -> int:
        """How far down `row` begins."""
        heads = bisect_left(range(self._rows.heads), row, key=self._rows.head_row)
        extra = self._heights.extra if self._open is not None and self._open < row else 0
        return (row - heads) * self._heights.row + heads * self._heights.head + extra

    def height_of(self, row: int) -> int:
        """How high `row` is."""
        if row == self._open:
            return self._heights.row + self._heights.extra
        is_head = self._rows.head_at(row) is not None
        return self._heights.head if is_head else self._heights.row

    def row_at(self, y: int) -> int | None:
        """The row at `y` from the top, None beyond the last one."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(range(self._rows.row_count), y, key=self.top) - 1
