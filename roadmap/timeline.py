"""The state at any moment: a ladder of checkpoints over a log, and an index of its decisions.

Every `STEP` events a checkpoint is kept (they share structure, about 1 kB an event touched); a seek
folds from the nearest one. Decoded events are kept only for the few blocks last visited, so that
memory stays below the size of the file. The ladder can be built in slices: `advance`.
"""

from __future__ import annotations

import bisect
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from roadmap.collector import without_collector
from roadmap.errors import NotFound
from roadmap.events import Because, Decision, Event, Record
from roadmap.events.reasons import ReasonGiven
from roadmap.evolve import evolve
from roadmap.state import EMPTY, State
from roadmap.values import LAST_DAY, Author

STEP = 1024
_AT_ONCE = 256  # events read and folded while they are warm: measured, 8,192 cost 40% more
_AT_FIRST = 16  # events that are read of a block at first: enough for what lies near a checkpoint
_STRIDE = 32  # within a visited block a state is kept every so many events
_BLOCKS = 8  # visited blocks kept; up to two megabytes each

Reader = Callable[[int, int], list[Record]]
_ID_LENGTH = 10


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


@dataclass(frozen=True, slots=True)
class Density:
    """How many decisions fall into each of equal spans of time between the first and the last."""

    first: datetime
    last: datetime
    counts: tuple[int, ...]


class _Block:
    """The records of one step, read as far as somebody asked, and some of the states along it."""

    def __init__(self, start: int, state: State, read: Reader) -> None:
        self.start = start
        self.records: list[Record] = []
        self._read = read
        self._states = [state]

    def hold(self, position: int, last: int) -> None:
        """Read on to `position` where it was not reached yet, and a little further up to `last`."""
        held = self.start + len(self.records)
        if held < position:
            few = _AT_FIRST if position <= self.start + _AT_FIRST else _AT_ONCE
            ahead = -(-(position - self.start) // few) * few
            self.records += self._read(held, min(self.start + ahead, last))

    def state_at(self, position: int) -> State:
        count = position - self.start
        while (len(self._states) - 1) * _STRIDE + _STRIDE <= count:
            self._extend()
        place = count // _STRIDE
        state = self._states[place]
        for record in self.records[place * _STRIDE : count]:
            state = evolve(state, record.event)
        return state

    def _extend(self) -> None:
        done = (len(self._states) - 1) * _STRIDE
        state = self._states[-1]
        for record in self.records[done : done + _STRIDE]:
            state = evolve(state, record.event)
        self._states.append(state)


class Timeline:
    """The history of one roadmap, from its beginning to `position`, where `state` holds."""

    def __init__(self, read: Reader, position: int = 0, state: State = EMPTY) -> None:
        """Begin with the state that is known at `position`; the ladder below it comes later."""
        self._read = read
        self.position = position
        self.state = state
        self._rungs: list[State] = [EMPTY]
        self._top = EMPTY  # the state at `built`
        self.built = 0
        self._ends = array("Q")
        self._times = array("d")
        self._ids = bytearray()
        self._reasons: dict[str, str] = {}
        self._blocks: OrderedDict[int, _Block] = OrderedDict()
        self._recent: list[Record] = []  # the last records that were appended, at most a step

    # -- growing ----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Fold everything up to `position`, where no state is known there yet."""
        with without_collector():
            while self.built < self.position:
                until = min(self.position, self.built + _AT_ONCE)
                self._climb(self._read(self.built, until))
        self.state = self._top

    def append(self, records: Sequence[Record]) -> None:
        """Take in records that were appended after `position`."""
        if not records:
            return
        self._remember(records)
        whole = self.built == self.position
        if not whole:
            state = self.state
            for record in records:
                state = evolve(state, record.event)
            self.state = state
            self.position = records[-1].position
            return
        block = self._blocks.get(self.built // STEP)
        if block is not None and block.start + len(block.records) == self.built:
            block.records.extend(records[: STEP - len(block.records)])
        self._climb(records)
        self.state, self.position = self._top, self.built

    def apart(self, read: Reader) -> Timeline:
        """Return a timeline of the same history that a worker may read while this one goes on.

        `read` reads the same records. Builds the ladder; the states are shared, 30 bytes a decision
        are copied.
        """
        self.complete()
        other = Timeline(read, self.position, self.state)
        other._rungs, other._top, other.built = list(self._rungs), self._top, self.built
        other._ends, other._times = self._ends[:], self._times[:]
        other._ids, other._reasons = self._ids[:], dict(self._reasons)
        return other

    def catch_up(self, position: int) -> None:
        """Take in what was appended to the history up to `position`."""
        while self.position < position:
            self.append(self._read(self.position, min(position, self.position + STEP)))

    def _remember(self, records: Sequence[Record]) -> None:
        """Keep what was just appended: it is told next, and need not be read and decoded again."""
        if self._recent and self._recent[-1].position + 1 != records[0].position:
            self._recent.clear()
        self._recent = [*self._recent, *records][-STEP:]

    def advance(self, blocks: int = 1) -> bool:
        """Build up to `blocks` more steps of the ladder; return whether it is complete."""
        for _ in range(blocks):
            if self.built >= self.position:
                break
            until = min(self.position, (self.built // STEP + 1) * STEP)
            self._climb(self._read(self.built, until))
        return self.built >= self.position

    def complete(self) -> None:
        """Build the whole ladder."""
        while not self.advance(64):
            pass

    def _climb(self, records: Sequence[Record]) -> None:
        state, built = self._top, self.built
        for record in records:
            state = evolve(state, record.event)
            built += 1
            if not built % STEP:
                self._rungs.append(state)
        self._top, self.built = state, built
        # Apart from the fold, in loops without a statement: measured, a tenth of all opening.
        ends = [record for record in records if record.n == record.of]
        self._ends.extend([record.position for record in ends])
        self._times.extend([record.recorded_at.timestamp() for record in ends])
        self._ids += "".join([record.decided.id for record in ends]).encode()
        for record in records:
            if type(record.event) is ReasonGiven:
                self._reasons.update(dict.fromkeys(record.event.decisions, record.event.why))

    @property
    def rungs(self) -> Sequence[State]:
        """The checkpoints that are there: the states after 0, `STEP`, twice `STEP` ... events."""
        return self._rungs

    # -- states -----------------------------------------------------------------------------------

    def state_at(self, position: int) -> State:
        """Return the state after the event at `position` (0 is before the first)."""
        position = max(0, min(position, self.position))
        if position == self.position:
            return self.state
        with without_collector():
            block = self._block(position)
            block.hold(position, self.position)
            return block.state_at(position)

    def _block(self, position: int) -> _Block:
        number = position // STEP
        block = self._blocks.get(number)
        if block is None:
            while self.built < position:
                self.advance()
            block = self._blocks[number] = _Block(number * STEP, self._rungs[number], self._read)
            if len(self._blocks) > _BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(number)
        return block

    # -- decisions --------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """The number of decisions. Builds the ladder."""
        self.complete()
        return len(self._ends)

    def end(self, index: int) -> int:
        """Return the position of the last event of decision `index`; -1 gives 0, the beginning."""
        self.complete()
        return 0 if index < 0 else self._ends[index]

    def recorded_at(self, index: int) -> datetime:
        """Return when decision `index` was recorded, in UTC."""
        self.complete()
        return datetime.fromtimestamp(self._times[index], UTC)

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
        if found >= len(self._ends) or self.end(found) > rung + _AT_FIRST:
            return None
        return found

    def index_of(self, decision: str) -> int:
        """Return the index of the decision with this id. Raises NotFound."""
        self.complete()
        wanted, start = decision.encode(), 0
        while len(wanted) == _ID_LENGTH:
            found = self._ids.find(wanted, start)
            if found < 0:
                break
            if found % _ID_LENGTH == 0:
                return found // _ID_LENGTH
            start = found + 1
        raise NotFound(
            f"There is no decision {decision!r}.", command="`roadmap history FILE` lists them."
        )

    def index_at(self, position: int) -> int:
        """Return the index of the decision that holds `position`; -1 before the first."""
        self.complete()
        if position <= 0:
            return -1
        return min(bisect.bisect_left(self._ends, position), len(self._ends) - 1)

    def index_on(self, moment: datetime) -> int:
        """Return the index of the last decision recorded before `moment`; -1 before the first."""
        self.complete()
        return bisect.bisect_left(self._times, moment.timestamp()) - 1

    def resolve(self, at: str, zone: tzinfo) -> int:
        """Return the index that `at` names: a decision's id, a position, or an ISO date.

        A date is the last decision recorded before that day's end in `zone`. Raises NotFound.
        """
        self.complete()
        if at.isascii() and at.isdigit() and len(at) < _ID_LENGTH:
            if not 0 <= int(at) <= self.position:
                raise NotFound(f"There is no position {at}: the last one is {self.position}.")
            return self.index_at(int(at))
        try:
            day = date.fromisoformat(at)
        except ValueError:
            return self.index_of(at)
        if day > LAST_DAY:
            return len(self._ends) - 1
        following = day + timedelta(days=1)
        return self.index_on(datetime(following.year, following.month, following.day, tzinfo=zone))

    def tell(self, index: int) -> Told:
        """Return decision `index` with its events and its reason."""
        return next(self.history(index, index + 1))

    def history(self, first: int = 0, last: int | None = None) -> Iterator[Told]:
        """Yield the decisions with first <= index < last, oldest first."""
        self.complete()
        last = len(self._ends) if last is None else min(last, len(self._ends))
        for index in range(max(first, 0), last):
            records = self._records(self.end(index - 1), self.end(index))
            head = records[0]
            events = tuple(record.event for record in records)
            why = self._reasons.get(head.decision.id, head.decision.why)
            position = records[-1].position
            yield Told(index, position, head.recorded_at, head.decision, why, events)

    def _records(self, after: int, until: int) -> list[Record]:
        """Return the records with after < position <= until, through the visited blocks."""
        if self._recent and self._recent[0].position <= after + 1:
            first = self._recent[0].position
            return self._recent[after + 1 - first : until + 1 - first]
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
        self.complete()
        if not self._times:
            return None
        first, last = self._times[0], self._times[-1]
        width = max(last - first, 1.0) / buckets
        counts = [0] * buckets
        for bucket in range(buckets):
            low = bisect.bisect_left(self._times, first + bucket * width)
            high = bisect.bisect_left(self._times, first + (bucket + 1) * width)
            counts[bucket] = high - low
        counts[-1] += len(self._times) - bisect.bisect_left(self._times, first + buckets * width)
        began, ended = datetime.fromtimestamp(first, UTC), datetime.fromtimestamp(last, UTC)
        return Density(began, ended, tuple(counts))
