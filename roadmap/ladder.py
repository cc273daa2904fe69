"""What was the state at any moment? A ladder of checkpoints over a log, built at once or in slices.

Every `STEP` events a checkpoint is kept (they share structure, about 1 kB an event touched); a seek
folds from the nearest one. Decoded events are kept only for the few blocks last visited, so that
memory stays below the size of the file. The ladder can be built in slices: `advance`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Self

from roadmap.collector import without_collector
from roadmap.decision_index import DecisionIndex
from roadmap.errors import Cancelled
from roadmap.events import Record
from roadmap.evolve import evolve
from roadmap.history_block import AT_ONCE, Block, Reader
from roadmap.state import EMPTY, State

STEP = 1024
_TOLD = 16_384  # events between two words on how far it is
_BLOCKS = 8  # visited blocks kept; up to two megabytes each


def _do_nothing() -> None:
    """Wait for nobody."""


class Ladder:
    """The states of one history, from its beginning to `position`, where `state` holds."""

    def __init__(
        self,
        read: Reader,
        position: int = 0,
        state: State = EMPTY,
        index: DecisionIndex | None = None,
        recent: tuple[int, State] | None = None,
    ) -> None:
        """Begin with what is known at `position`; the ladder below it comes later.

        `recent` is a checkpoint of the ladder and its place, from which one sees what came after.
        """
        self._read = read
        self.position = position
        self.state = state
        self._rungs: list[State] = [EMPTY]
        self._top = EMPTY  # the state at `built`
        self.built = 0
        self._index = index or DecisionIndex()
        self._ahead: dict[int, State] = {}  # checkpoints above those built, by their number
        if recent is not None:
            self._ahead[recent[0] // STEP] = recent[1]
        self._ladder: Ladder | None = None  # whose checkpoints are waited for
        self._wait: Callable[[], None] = _do_nothing
        self._blocks: OrderedDict[int, Block] = OrderedDict()
        self._recent: list[Record] = []  # the last records that were appended, at most a step

    # -- growing ----------------------------------------------------------------------------------

    def begin(self, progress: Callable[[int, int], bool] | None = None) -> None:
        """Fold everything up to `position`, where no state is known there yet.

        Raises Cancelled when `progress(done, total)` returns False.
        """
        with without_collector():
            while self.built < self.position:
                until = min(self.position, self.built + AT_ONCE)
                self._climb(self._read(self.built, until))
                if progress is None or self.built % _TOLD:
                    continue
                if not progress(self.built, self.position):
                    raise Cancelled("Opening was stopped.")
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
            if self._index.position == self.position:
                self._index.take(records)
            self.position = records[-1].position
            return
        block = self._blocks.get(self.built // STEP)
        if block is not None and block.start + len(block.records) == self.built:
            block.records.extend(records[: STEP - len(block.records)])
        self._climb(records)
        self.state, self.position = self._top, self.built

    def apart(self, read: Reader, wait: Callable[[], None]) -> Self:
        """Return one of the same history that a worker may read while this one goes on.

        `read` reads the same records. The states are shared, 26 bytes a decision are copied. Where
        the ladder is not there yet and the worker needs it, it calls `wait` until it is.
        """
        recent = None if self.built >= self.position else self.recent
        other = type(self)(read, self.position, self.state, self.index.copied(), recent)
        other.stand_on(self, wait)
        return other

    def stand_on(self, ladder: Ladder, wait: Callable[[], None]) -> None:
        """Take the checkpoints of another ladder of the same history, as soon as they are there."""
        self._ladder, self._wait = ladder, wait
        if ladder.built >= self.position:
            self._take_ladder()

    def _take_ladder(self) -> None:
        """Wait for the ladder that this one was parted from, and share its states.

        Of its own it would take as much memory again.
        """
        assert self._ladder is not None  # noqa: S101 - who calls has looked
        while self._ladder.built < self.position:
            self._wait()
        self._rungs = list(self._ladder.rungs[: self.position // STEP + 1])
        self._top, self.built, self._ladder = self.state, self.position, None

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
        if self._ladder is not None:
            self._take_ladder()
        for _ in range(blocks):
            if self.built >= self.position:
                break
            until = min(self.position, (self.built // STEP + 1) * STEP)
            self._climb(self._read(self.built, until))
        if self.built < self.position:
            return False
        self._ahead.clear()
        return True

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
        self._index.take(records)

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

    def _block(self, position: int) -> Block:
        number = position // STEP
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = Block(number * STEP, self._rung(number), self._read)
            if len(self._blocks) > _BLOCKS:
                self._blocks.popitem(last=False)
        self._blocks.move_to_end(number)
        return block

    def _rung(self, number: int) -> State:
        """Return a checkpoint, climbing up to it where it is not there yet."""
        if number >= len(self._rungs):
            if number not in self._ahead and number - 1 in self._ahead:
                last = number * STEP - 1
                [record] = self._read(last, last + 1)
                self._ahead[number] = evolve(self.state_at(last), record.event)
            if number in self._ahead:
                return self._ahead[number]
        while len(self._rungs) <= number:
            self.advance()
        return self._rungs[number]

    def reaches(self, position: int) -> bool:
        """Whether the state at `position` is found without climbing there first."""
        first = min(self._ahead, default=self.position // STEP + 1)
        number = position // STEP
        return number < len(self._rungs) or number >= first or position == self.position

    @property
    def recent(self) -> tuple[int, State] | None:
        """A checkpoint at least a step before the end and its place, where one is known."""
        number = self.position // STEP - 1
        if number < 1 or not self.reaches(number * STEP):
            return None
        return number * STEP, self._rung(number)

    @property
    def index(self) -> DecisionIndex:
        """The index of all decisions. Builds the ladder where it was not known from the start."""
        while self._index.position < self.position and not self.advance(64):
            pass
        return self._index

    @property
    def known_index(self) -> DecisionIndex | None:
        """The index of all decisions where it is known without reading."""
        return self._index if self._index.position == self.position else None
