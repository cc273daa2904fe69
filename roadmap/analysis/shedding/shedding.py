"""What should be kept for a capacity, so that most value stays (planning.md, Shed advisor)?

Solved exactly. Items and goals have values; a goal counts only if all its items stay, an item stays
only with all it waits for, and what must be done stays. Kept is what carries value, with all it
waits for: whatever serves nothing that is kept goes. Up to three answers that differ in a goal and
in a tenth of the effort shed. Knows no state: `advice.py` asks for one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from roadmap.analysis.solver import Column, Row, Solved, most
from roadmap.errors import Refused

ALTERNATIVES = 3
_DIFFERENT = 0.1  # of the effort that an earlier answer sheds
_HALF = 0.5
# Unknowns up to which the further answers are proved too. Two of them took 35 s on a published
# instance of 2,000 where the optimum takes half a second; within 1% they take two.
_MOST_PROVED = 500

Progress = Callable[[int, int], bool]  # (answers found, wanted) -> whether to go on


@dataclass(frozen=True, slots=True)
class Piece:
    """An item that can be kept or shed: person-days, value, and the items it waits for.

    `must` stays whatever it costs. `spare` is the value of something nobody valued: it is kept
    where room is left over, and never decides what else is kept.
    """

    item: str
    days: float
    value: float = 0.0
    needs: tuple[str, ...] = ()
    must: bool = False
    spare: float = 0.0


@dataclass(frozen=True, slots=True)
class GoalWorth:
    """A goal, what it is worth once it is reached, and the items that all have to be done."""

    id: str
    name: str
    value: float
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One answer: `value` is what stays, `days` its effort; ids in the order of the question."""

    value: float
    days: float
    shed_days: float
    keep: tuple[str, ...]
    shed: tuple[str, ...]
    goals_kept: tuple[str, ...]
    goals_lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shedding:
    """The answers, the best first. `must_days` is the effort of all that has to stay.

    `gap` is what might be missing to the optimum, relative; None where what must be done does not
    fit: then the one answer keeps that and nothing else, and `missing` days are lacking.
    """

    capacity: float
    optimal: bool
    gap: float | None
    must_days: float
    missing: float
    alternatives: tuple[Alternative, ...]


def budget_of(ratio: float, days: Iterable[float]) -> float:
    """Return a share of an effort as a budget, rounded half up to whole person-days."""
    return math.floor(ratio * math.fsum(days) + _HALF)


def shed(
    pieces: Sequence[Piece],
    goals: Sequence[GoalWorth],
    capacity: float,
    *,
    alternatives: int = ALTERNATIVES,
    seconds: float = 30.0,
    progress: Progress | None = None,
) -> Shedding:
    """Return what to keep of `pieces` within `capacity` person-days.

    `seconds` is the most that the search for one answer takes; what is found by then is given with
    its gap. Raises Refused for a capacity that is none, Cancelled where `progress` says so.
    """
    if not math.isfinite(capacity) or capacity <= 0:
        raise Refused("Give the capacity in person-days, more than 0.")
    question = _Question(pieces, goals, capacity)
    must = math.fsum(question.days(question.must))
    if must > capacity and not math.isclose(must, capacity):
        only = question.answer(question.must)
        return Shedding(capacity, False, None, must, must - capacity, (only,))
    found: list[Alternative] = []
    best: Solved | None = None
    while len(found) < alternatives:
        if found and found[-1].shed_days <= 0:
            break  # nothing is given up: there is no other way to ask for
        solved = question.solve(found, seconds, _asked(progress, len(found), alternatives))
        if solved is None:
            break
        best = best or solved
        found.append(question.answer(question.kept(solved)))
    if best is None:
        found, best = [question.answer(question.must)], Solved((), False, 1.0)
    return Shedding(capacity, best.proved, best.gap, must, 0.0, tuple(found))


def _asked(progress: Progress | None, done: int, total: int) -> Callable[[], bool] | None:
    return None if progress is None else lambda: progress(done, total)


class _Places(NamedTuple):
    """Where the goals and the items stand among the unknowns."""

    goals: int

    def item(self, place: int) -> int:
        return self.goals + place


class _Question:
    """Pieces and goals in places, and what follows from them alone."""

    def __init__(
        self, pieces: Sequence[Piece], goals: Sequence[GoalWorth], capacity: float
    ) -> None:
        self.pieces = pieces
        self.capacity = capacity
        place = {piece.item: at for at, piece in enumerate(pieces)}
        self.needs = [
            [place[key] for key in dict.fromkeys(piece.needs) if key in place and key != piece.item]
            for piece in pieces
        ]
        self.named = goals
        self.items_of = [
            [place[key] for key in dict.fromkeys(goal.items) if key in place] for goal in goals
        ]
        self.goals = [at for at, goal in enumerate(goals) if goal.value > 0 and self.items_of[at]]
        self.must = self.closure(at for at, piece in enumerate(pieces) if piece.must)
        self._rows: list[Row] | None = None

    def days(self, places: Iterable[int]) -> list[float]:
        return [self.pieces[place].days for place in places]

    def closure(self, places: Iterable[int]) -> set[int]:
        """Return the places with all that they wait for."""
        found = set(places)
        todo = list(found)
        while todo:
            for other in self.needs[todo.pop()]:
                if other not in found:
                    found.add(other)
                    todo.append(other)
        return found

    # -- the model --------------------------------------------------------------------------------

    def solve(
        self, earlier: Sequence[Alternative], seconds: float, go_on: Callable[[], bool] | None
    ) -> Solved | None:
        """Return the best that differs from all `earlier` answers."""
        if self._rows is None:
            self._rows = [*self._goal_rows(), *self._item_rows(), self._budget()]
        rows = [*self._rows]
        for each in earlier:
            rows.extend(self._differs(each))
        columns = self._columns()
        rough = bool(earlier) and len(columns) > _MOST_PROVED
        return most(columns, rows, seconds, go_on, rough=rough)

    def _columns(self) -> list[Column]:
        columns = [Column(self.named[goal].value) for goal in self.goals]
        for place, piece in enumerate(self.pieces):
            low = 1.0 if place in self.must else 0.0
            # What carries no value follows from what does: it needs no search of its own.
            columns.append(Column(piece.value, low, whole=piece.value > 0))
        return columns

    @property
    def _at(self) -> _Places:
        return _Places(len(self.goals))

    def _goal_rows(self) -> Iterable[Row]:
        """A goal counts if and only if all its items stay."""
        at = self._at
        for column, goal in enumerate(self.goals):
            items = [at.item(place) for place in self.items_of[goal]]
            yield from (([(column, 1.0), (item, -1.0)], 0.0) for item in items)
            yield [*((item, 1.0) for item in items), (column, -1.0)], len(items) - 1.0

    def _item_rows(self) -> Iterable[Row]:
        """An item stays with what it waits for; without value, only for what needs it."""
        at = self._at
        wanted_by: list[list[int]] = [[] for _ in self.pieces]
        for column, goal in enumerate(self.goals):
            for place in self.items_of[goal]:
                wanted_by[place].append(column)
        for place, needs in enumerate(self.needs):
            for other in needs:
                wanted_by[other].append(at.item(place))
                yield [(at.item(place), 1.0), (at.item(other), -1.0)], 0.0
        for place, piece in enumerate(self.pieces):
            if piece.value <= 0 and place not in self.must:
                yield [(at.item(place), 1.0), *((each, -1.0) for each in wanted_by[place])], 0.0

    def _budget(self) -> Row:
        at = self._at
        row = [(at.item(place), piece.days) for place, piece in enumerate(self.pieces)]
        return row, self.capacity

    def _differs(self, earlier: Alternative) -> Iterable[Row]:
        """Of what `earlier` sheds, a tenth of the effort stays; and a goal differs."""
        at = self._at
        gone = set(earlier.shed)
        shed = [place for place, piece in enumerate(self.pieces) if piece.item in gone]
        least = _DIFFERENT * math.fsum(self.days(shed))
        yield [(at.item(place), -self.pieces[place].days) for place in shed], -least
        if self.goals and any(piece.value > 0 for piece in self.pieces):
            # Where goals alone carry value, keeping other items is reaching other goals.
            kept = set(earlier.goals_kept)
            row: list[tuple[int, float]] = []
            for column, goal in enumerate(self.goals):
                row.append((column, 1.0 if self.named[goal].id in kept else -1.0))
            yield row, sum(factor > 0 for _, factor in row) - 1.0

    # -- the answer -------------------------------------------------------------------------------

    def kept(self, solved: Solved) -> set[int]:
        """Return the places that stay: what carries value, what it waits for, what fits beside."""
        at = self._at
        carriers = [
            place
            for place, piece in enumerate(self.pieces)
            if piece.value > 0 and solved.values[at.item(place)] > _HALF
        ]
        for column, goal in enumerate(self.goals):
            if solved.values[column] > _HALF:
                carriers.extend(self.items_of[goal])
        kept = self.closure(carriers) | self.must
        return kept | self._beside(kept)

    def _beside(self, kept: set[int]) -> set[int]:
        """Return what nobody valued and the room left over still holds."""
        rest = [place for place in range(len(self.pieces)) if place not in kept]
        room = self.capacity - math.fsum(self.days(kept))
        if room <= 0 or not any(self.pieces[place].spare > 0 for place in rest):
            return set()
        pieces = [
            replace(self.pieces[place], value=self.pieces[place].spare, spare=0.0, must=False)
            for place in rest
        ]
        smaller = _Question(pieces, (), room)
        solved = smaller.solve((), 5.0, None)
        return set() if solved is None else {rest[place] for place in smaller.kept(solved)}

    def answer(self, kept: set[int]) -> Alternative:
        """Return the alternative that keeps these places."""
        gone = [place for place in range(len(self.pieces)) if place not in kept]
        stays = [set(items) <= kept for items in self.items_of]
        values = [self.pieces[place].value for place in sorted(kept)]
        values += [self.named[goal].value for goal in self.goals if stays[goal]]
        ids = [goal.id for goal in self.named]
        return Alternative(
            math.fsum(values),
            math.fsum(self.days(sorted(kept))),
            math.fsum(self.days(gone)),
            tuple(self.pieces[place].item for place in sorted(kept)),
            tuple(self.pieces[place].item for place in gone),
            tuple(key for key, stay in zip(ids, stays, strict=True) if stay),
            tuple(key for key, stay in zip(ids, stays, strict=True) if not stay),
        )
