"""What has to be known of each decision to filter the log: who, which kinds, which items, words?

Read from the history when first asked for, the newest first; some ten thousand are kept. Who, kinds
and items of a whole history stand in gui/history_facts.py, once it was read. What a decision says
in full is faces.py's question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from gui.history_facts import HistoryFacts
from gui.models.decisions.kinds import ORDER, kinds_of
from gui.models.playback.filter import PlaybackFilter
from gui.session import Session
from roadmap.analysis.items.haystack import spaced, words_of
from roadmap.service import Told, touched_items

MOST_KEPT = 50_000  # decisions; older ones are read again when words are searched in them
_MOST_TITLES = 200  # of an import with thousands of items, the first ones can be found by title


class Fact(NamedTuple):
    """What filters ask about one decision; `words` are folded, each after a space."""

    person: str
    kinds: frozenset[str]
    items: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which decisions are wanted: `since` <= index < `until`; "" and None ask for nothing."""

    person: str = ""
    kind: str = ""
    item: str = ""
    text: str = ""
    since: int = 0
    until: int | None = None

    @property
    def needs_facts(self) -> bool:
        """Whether decisions have to be read to answer it."""
        return bool(self.person or self.kind or self.item or words_of(self.text))

    @property
    def is_empty(self) -> bool:
        """Whether every decision is wanted."""
        return not self.needs_facts and self.since == 0 and self.until is None

    def holds(self, index: int) -> bool:
        """Whether a decision lies within the wanted period."""
        return self.since <= index and (self.until is None or index < self.until)


class Sieve:
    """A filter made ready to be asked many times."""

    def __init__(self, wanted: LogFilter) -> None:
        self._wanted = wanted
        self._needles = tuple(f" {word}" for word in words_of(wanted.text))

    def __call__(self, fact: Fact) -> bool:
        """Whether the decision of `fact` is wanted."""
        wanted = self._wanted
        if wanted.person and fact.person != wanted.person:
            return False
        if wanted.kind and wanted.kind not in fact.kinds:
            return False
        if wanted.item and wanted.item not in fact.items:
            return False
        return all(needle in fact.words for needle in self._needles)


class Facts:
    """The facts of the decisions read so far: of all from `low` to before `high`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.all = HistoryFacts.of(session)
        self.clear()

    def candidates(self, wanted: LogFilter) -> Sequence[int] | None:
        """Return the decisions that meet all but the words, oldest first.

        None while that is not known without reading.
        """
        if not (wanted.person or wanted.kind or wanted.item) or not self.all.is_complete:
            return None
        columns = self.all.columns
        found = columns.wanted(PlaybackFilter(wanted.person, wanted.kind))
        if wanted.item:
            meets = set(found) if wanted.person or wanted.kind else found
            found = [index for index in columns.touching(wanted.item) if index in meets]
        until = len(columns) if wanted.until is None else wanted.until
        return found[bisect_left(found, wanted.since) : bisect_left(found, until)]

    def clear(self) -> None:
        """Forget everything, after the file was replaced."""
        self.low = self.high = self._session.count
        self._facts: dict[int, Fact] = {}
        self._kinds: dict[frozenset[str], frozenset[str]] = {}
        self._names: dict[str, str] = {}

    def __getitem__(self, index: int) -> Fact:
        return self._facts[index]

    @property
    def is_full(self) -> bool:
        """Whether no older decisions are kept, nor need to be."""
        return self.low == 0 or self.high - self.low >= MOST_KEPT

    def read_older(self, count: int) -> None:
        """Read the `count` decisions before those known."""
        first = max(0, self.low - count)
        for told in self._session.history(first, self.low):
            self._keep(told)
        self.low = first

    def passing(self, first: int, last: int) -> list[tuple[int, Fact]]:
        """Return first <= index < last with the facts, the newest first; none is kept."""
        history = self._session.history(first, last)
        return [(told.index, self._fact(told)) for told in history][::-1]

    def of(self, index: int) -> Fact:
        """Return the facts of a decision, whether they are kept or not."""
        found = self._facts.get(index)
        return self._fact(self._session.told(index)) if found is None else found

    def read_newer(self) -> list[Told]:
        """Read what was decided since and return it, oldest first."""
        newer = list(self._session.history(self.high))
        for told in newer:
            self._keep(told)
        self.high += len(newer)
        return newer

    def read_again(self, indices: list[int]) -> None:
        """Read decisions anew whose reason was given since."""
        for index in indices:
            if self.low <= index < self.high:
                self._keep(self._session.told(index))

    @property
    def knows_all(self) -> bool:
        """Whether what is offered is counted over the whole history."""
        return self.low == 0 or self.all.is_complete

    def people(self) -> list[tuple[str, str, int]]:
        """Return (id, name, decisions) of everyone known so far, the busiest first."""
        if self.all.is_complete:
            counts, names = self.all.columns.people, self.all.columns.names
        else:
            counts, names = Counter(fact.person for fact in self._facts.values()), self._names
        order = sorted(counts, key=lambda key: (-counts[key], names[key], key))
        return [(key, names[key], counts[key]) for key in order]

    def kinds(self) -> list[tuple[str, int]]:
        """Return the kinds known so far with the number of their decisions."""
        if self.all.is_complete:
            counts = self.all.columns.kinds
        else:
            counts = Counter(kind for fact in self._facts.values() for kind in fact.kinds)
        return [(kind, counts[kind]) for kind in ORDER if counts[kind]]

    def busiest_items(self, most: int) -> list[tuple[str, int]]:
        """Return the items decided about most often, imports and bulk edits left out."""
        if self.all.is_complete:
            counts = self.all.columns.items
        else:
            few = (fact.items for fact in self._facts.values() if len(fact.items) <= 3)
            counts = Counter(item for items in few for item in items)
        order = sorted(counts, key=lambda key: (-counts[key], key))
        return [(key, counts[key]) for key in islice(order, most)]

    def _keep(self, told: Told) -> None:
        self._names[told.by.id] = told.by.name
        self._facts[told.index] = self._fact(told)

    def _fact(self, told: Told) -> Fact:
        kinds = kinds_of(told)
        items = touched_items(told)
        known = self._session.live.items
        found = (known.get(key) for key in items[:_MOST_TITLES])
        titles = [item.title for item in found if item is not None]
        words = spaced(" ".join((told.by.name, told.why or "", *titles)))
        return Fact(told.by.id, self._kinds.setdefault(kinds, kinds), items, words)
