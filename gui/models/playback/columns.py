"""What is every decision of a history about, in a few bytes each, and which of them are wanted?

Who decided, which kinds of things happened, what they are about, as numbers in parallel arrays:
what decisions have in common is kept once. A million of them take 20 bytes each, and a filter over
them some milliseconds.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeVar

from gui.models.playback.filter import PlaybackFilter, noted
from gui.models.playback.marks import Mark, own_mark
from roadmap.analysis.history.item_story import ItemsNamed
from roadmap.analysis.phrases.sentences import changed_items
from roadmap.service import Told
from roadmap.state import State

_FEW = 20_000  # decisions that a loop looks through sooner than numpy is imported
_BULK = 3  # a decision about more items says little of each

T = TypeVar("T", bound=Hashable)


class _Column(Generic[T]):
    """Values that many rows share, each kept once."""

    def __init__(self) -> None:
        self.values: list[T] = []
        self.codes = array("I")
        self._code_of: dict[T, int] = {}

    def append(self, value: T) -> None:
        code = self._code_of.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
        self.codes.append(code)


class DecisionColumns:
    """The decisions from the first one on, in order of the history.

    Attributes:
        names: Of the people, by their ids.
        people, kinds: How many decisions somebody made, or are of a kind.
        items: How many decisions are about an item, imports and bulk edits left out.
        about: Everything that any decision is about, as keys of a filter.
        marks: The decisions that people look for besides.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.people: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.about: set[str] = set()
        self.marks: list[Mark] = []
        self._persons: _Column[str] = _Column()
        self._kinds: _Column[frozenset[str]] = _Column()
        self._abouts: _Column[frozenset[str]] = _Column()
        self._stories: dict[str, array[int]] = {}
        self._touching: dict[str, array[int]] = {}
        self._named = ItemsNamed()

    def __len__(self) -> int:
        return len(self._persons.codes)

    def add(self, told: Told, state: State) -> None:
        """Take in the decision that follows; ``state`` says what items belong to."""
        note = noted(told, state)
        self.names[told.by.id] = told.by.name
        self.people[note.person] += 1
        self.kinds.update(note.kinds)
        items = changed_items(told.events)
        if len(items) <= _BULK:
            self.items.update(items)
        self.about |= note.about
        self._persons.append(note.person)
        self._kinds.append(note.kinds)
        self._abouts.append(note.about)
        for item in items:
            self._touching.setdefault(item, array("I")).append(told.index)
        for item in self._named.about(told.events):
            self._stories.setdefault(item, array("I")).append(told.index)
        mark = own_mark(told, state)
        if mark is not None:
            self.marks.append(mark)

    def story(self, item: str) -> Sequence[int]:
        """Return the decisions that belong to the life of an item, oldest first."""
        return self._stories.get(item, ())

    def touching(self, item: str) -> Sequence[int]:
        """Return the decisions that changed an item, oldest first."""
        return self._touching.get(item, ())

    def wanted(self, asked: PlaybackFilter) -> Sequence[int]:
        """Return the indices of the decisions that meet a filter, oldest first."""
        tests = list(self._tests(asked))
        if not tests:
            return range(len(self))
        if len(self) <= _FEW:
            rows = zip(*(codes for codes, _ in tests), strict=True)
            wanted = [good for _, good in tests]
            return [
                index
                for index, row in enumerate(rows)
                if all(good[code] for good, code in zip(wanted, row, strict=True))
            ]
        import numpy as np  # noqa: PLC0415 - only where it saves time

        meets = np.ones(len(self), dtype=bool)
        for codes, good in tests:
            meets &= np.array(good, dtype=bool)[np.frombuffer(codes, dtype=np.uint32)]
        found = array("I")
        found.frombytes(np.flatnonzero(meets).astype(np.uint32).tobytes())
        return found

    def _tests(self, asked: PlaybackFilter) -> Iterator[tuple[array[int], list[bool]]]:
        """Yield the codes of columns, and which of their values are wanted."""
        if asked.person:
            yield self._persons.codes, [each == asked.person for each in self._persons.values]
        if asked.kind:
            yield self._kinds.codes, [asked.kind in each for each in self._kinds.values]
        if asked.about:
            yield self._abouts.codes, [asked.about in each for each in self._abouts.values]
