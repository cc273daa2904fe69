"""Where is it? Items and decisions found by the beginnings of words, the best first.

Every word of the query has to begin a word of what is found; accents and case do not matter. Items
are found by title, key, labels, type, parent and notes; open ones come before closed ones, then the
order of ranks decides.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from roadmap.analysis.items.haystack import Hay, fold, fold_in_steps, haystacks, spaced, words_of
from roadmap.analysis.items.ordering import in_order
from roadmap.state import Item, State


class FoundIn(StrEnum):
    """Where the words were found; earlier ones weigh more."""

    KEY = "key"
    TITLE = "title"
    NAMES = "names"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found, and where."""

    item: str
    found_in: FoundIn


def search_items(state: State, query: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return the best `limit` items for `query`; none for a query without words.

    About 5 ms for 10,000 items; the first search after opening folds their text (100 ms). Notes are
    only looked through where names alone do not fill the limit.
    """
    steps = search_in_steps(state, query, limit)
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            hits: tuple[Hit, ...] = ended.value
            return hits


def search_in_steps(
    state: State, query: str, limit: int = 50
) -> Generator[None, None, tuple[Hit, ...]]:
    """Search as `search_items` does, in steps of a few milliseconds; return the hits at the end."""
    words = words_of(query)
    if not words:
        return ()
    needles = tuple(f" {word}" for word in sorted(words, key=len, reverse=True))
    yield from fold_in_steps(state.items)
    hays = haystacks(state.items, None)
    key = fold(query.strip())
    # Ten thousand hits are put in heaps by their score instead of sorted: each heap is in order.
    heaps: list[list[str]] = [[] for _ in range(4 * len(_PLACES))]
    found = 0
    rest: list[tuple[Item, Hay]] = []
    for place, item in enumerate(in_order(state.items)):
        if place % _STEP == 0:
            yield
        hay = hays[item.id]
        if _holds(hay.names, needles):
            heaps[_score(item, hay, needles, key)].append(item.id)
            found += 1
        elif hay.notes:
            rest.append((item, hay))
    if found < limit:
        for place, (item, hay) in enumerate(rest):
            if place % _STEP == 0:
                yield
            if _holds(hay.names + hay.notes, needles):
                heaps[_score(item, hay, needles, key)].append(item.id)
    best = islice(((score, each) for score, heap in enumerate(heaps) for each in heap), limit)
    return tuple(Hit(each, _PLACES[score // 4]) for score, each in best)


_PLACES = tuple(FoundIn)
_STEP = 1_000  # items that are looked at between two steps


def _holds(text: str, needles: tuple[str, ...]) -> bool:
    # Written out, because a generator for `all` would cost more than the search itself.
    for needle in needles:  # noqa: SIM110 - see above
        if needle not in text:
            return False
    return True


def _score(item: Item, hay: Hay, needles: tuple[str, ...], key: str) -> int:
    """Return the lower the better: where it was found, then open, then at the title's start."""
    if key in hay.keys:
        place = 0
    elif _holds(hay.title, needles):
        place = 1
    elif _holds(hay.names, needles):
        place = 2
    else:
        place = 3
    return 4 * place + 2 * (not item.is_open) + (not hay.title.startswith(needles))


class DecisionIndex:
    """The words of decisions, folded once; `texts` are (decision id, text), oldest first."""

    __slots__ = ("_ids", "_texts")

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        pairs = [(key, spaced(text)) for key, text in texts]
        self._ids = tuple(key for key, _ in pairs)
        self._texts = tuple(text for _, text in pairs)

    def extended(self, texts: Iterable[tuple[str, str]]) -> DecisionIndex:
        """Return an index that knows later decisions too, without folding the earlier ones."""
        more = DecisionIndex(texts)
        index = DecisionIndex(())
        index._ids = self._ids + more._ids
        index._texts = self._texts + more._texts
        return index

    def search(self, query: str, limit: int = 50) -> tuple[str, ...]:
        """Return the newest `limit` decisions that hold every word of `query`, newest first."""
        needles = [f" {word}" for word in words_of(query)]
        if not needles:
            return ()
        found = []
        for at in range(len(self._ids) - 1, -1, -1):
            text = self._texts[at]
            if all(needle in text for needle in needles):
                found.append(self._ids[at])
                if len(found) == limit:
                    break
        return tuple(found)
