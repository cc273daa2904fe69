"""The history of a roadmap: its decisions, told one by one, and the state after each.

The states come from the ladder (ladder.py), what is known of all decisions from their index.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from roadmap.decision_index import ID_LENGTH, Density
from roadmap.errors import NotFound
from roadmap.events import Because, Decision, Event, Record
from roadmap.history_block import AT_FIRST
from roadmap.ladder import STEP, Ladder
from roadmap.state import State
from roadmap.values import LAST_DAY, Author


@dataclass(frozen=True, slots=True)
class Told:
    """A decision as history tells it: `why` includes a reason that was given afterwards."""

    index: int
    position: int  # of its last event
    recorded_at: datetime
    decision: Decision
    why: str | None
    events: tuple[Event, ...]

    @property
    def id(self) -> str:
        """The decision's id."""
        return self.decision.id

    @property
    def by(self) -> Author:
        """Who decided."""
        return self.decision.by

    @property
    def at(self) -> datetime:
        """When it was decided."""
        return self.decision.at

    @property
    def because(self) -> Because | None:
        """What brought it about, where that was no plain command."""
        return self.decision.because


class Timeline(Ladder):
    """The history of one roadmap, from its beginning to `position`, where `state` holds."""

    @property
    def count(self) -> int:
        """The number of decisions."""
        return len(self.index)

    def end(self, index: int) -> int:
        """Return the position of the last event of decision `index`; -1 gives 0, the beginning."""
        return 0 if index < 0 else self.index.ends[index]

    def recorded_at(self, index: int) -> datetime:
        """Return when decision `index` was recorded, in UTC."""
        return self.index.recorded_at(index)

    def state_after(self, index: int) -> State:
        """Return the state after decision `index`; -1 gives the state before everything."""
        return self.state_at(self.end(index))

    def at_hand(self, index: int, slack: int) -> int:
        """Return the decision nearest to `index` that is shown at once, at most `slack` away.

        That is the first whole one after a checkpoint. `index` itself where it costs no more, or
        where there is none: for who points at one of thousands and means none in particular.
        """
        end = self.end(index)
        block = self._blocks.get(end // STEP)
        if index < 0 or (block is not None and end <= block.start + len(block.records)):
            return index
        below = end // STEP * STEP
        found = [self._first_after(rung) for rung in (below, below + STEP)]
        near = [each for each in found if each is not None and abs(each - index) <= slack]
        return min(near, key=lambda each: abs(each - index), default=index)

    def _first_after(self, rung: int) -> int | None:
        """Return the first decision that begins after a checkpoint, None unless it is short."""
        if rung >= self.built:
            return None
        found = self.index_at(rung + 1)
        if self.end(found - 1) < rung:
            found += 1
        if found >= self.count or self.end(found) > rung + AT_FIRST:
            return None
        return found

    def index_of(self, decision: str) -> int:
        """Return the index of the decision with this id. Raises NotFound."""
        return self.index.index_of(decision)

    def index_at(self, position: int) -> int:
        """Return the index of the decision that holds `position`; -1 before the first."""
        return self.index.index_at(position)

    def index_on(self, moment: datetime) -> int:
        """Return the index of the last decision recorded before `moment`; -1 before the first."""
        return self.index.index_on(moment)

    def resolve(self, at: str, zone: tzinfo) -> int:
        """Return the index that `at` names: a decision's id, a position, or an ISO date.

        A date is the last decision recorded before that day's end in `zone`. Raises NotFound.
        """
        if at.isascii() and at.isdigit() and len(at) < ID_LENGTH:
            if not 0 <= int(at) <= self.position:
                raise NotFound(f"There is no position {at}: the last one is {self.position}.")
            return self.index_at(int(at))
        try:
            day = date.fromisoformat(at)
        except ValueError:
            return self.index_of(at)
        if day > LAST_DAY:
            return self.count - 1
        following = day + timedelta(days=1)
        return self.index_on(datetime(following.year, following.month, following.day, tzinfo=zone))

    def tell(self, index: int) -> Told:
        """Return decision `index` with its events and its reason."""
        return next(self.history(index, index + 1))

    def history(self, first: int = 0, last: int | None = None) -> Iterator[Told]:
        """Yield the decisions with first <= index < last, oldest first."""
        last = self.count if last is None else min(last, self.count)
        for index in range(max(first, 0), last):
            records = self._records(self.end(index - 1), self.end(index))
            head = records[0]
            decision = head.decision  # read from its bytes each time somebody asks for it
            events = tuple(record.event for record in records)
            why = self._index.reason(decision.id, decision.why)
            position = records[-1].position
            yield Told(index, position, head.recorded_at, decision, why, events)

    def _records(self, after: int, until: int) -> list[Record]:
        """Return the records with after < position <= until, through the visited blocks."""
        if self._recent and self._recent[0].position <= after + 1:
            first = self._recent[0].position
            return self._recent[after + 1 - first : until + 1 - first]
        if not self.reaches(after):
            return self._read(after, until)
        records: list[Record] = []
        at = after
        while at < until:
            block = self._block(at)
            end = min(until, block.start + STEP)
            block.hold(end, self.position)
            records.extend(block.records[at - block.start : end - block.start])
            at = end
        return records

    def density(self, buckets: int) -> Density | None:
        """Return the decisions per span of time, in `buckets` spans; None without decisions."""
        return self.index.density(buckets)
