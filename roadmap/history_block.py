"""What lies between two checkpoints of a history, read as far as somebody looked?"""

from __future__ import annotations

from collections.abc import Callable

from roadmap.events import Record
from roadmap.evolve import evolve
from roadmap.state import State

AT_ONCE = 256  # events read and folded while they are warm: measured, 8,192 cost 40% more
AT_FIRST = 16  # events that are read of a block at first: enough for what lies near a checkpoint
_STRIDE = 32  # a state is kept every so many events

Reader = Callable[[int, int], list[Record]]


class Block:
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
            few = AT_FIRST if position <= self.start + AT_FIRST else AT_ONCE
            ahead = -(-(position - self.start) // few) * few
            self.records += self._read(held, min(self.start + ahead, last))

    def state_at(self, position: int) -> State:
        """Return the state after `position`, up to which records are held."""
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
