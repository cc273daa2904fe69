"""Where is it? Items and decisions found by the beginnings of words, the best first.

Every word of the query has to begin a word of what is found; accents and case do not matter. Items
are found by title, key, labels, type, parent and notes; open ones come before closed ones, then the
order of ranks decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest

from roadmap.analysis.effort import sizes_of
from roadmap.analysis.haystack import Hay, fold, haystacks, spaced, words_of
from roadmap.analysis.layout import layout
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

    A few ms for 10,000 items; the first search after opening folds their text (about 60 ms).
    """
    words = words_of(query)
    if not words:
        return ()
    needles = [f" {word}" for word in sorted(words, key=len, reverse=True)]
    hays = haystacks(state.items, None)
    key = fold(query.strip())
    found = []
    for at, item in enumerate(layout(state.items, sizes_of(state.roadmap)).items):
        hay = hays[item.id]
        if needles[0] not in hay.names and needles[0] not in hay.notes:
            continue
        if all(needle in hay.names or needle in hay.notes for needle in needles):
            found.append((_score(item, hay, needles, key), at, item))
    best = nsmallest(limit, found, key=lambda each: each[:2])
    return tuple(Hit(item.id, _PLACES[score[0]]) for score, _, item in best)


_PLACES = tuple(FoundIn)


def _score(item: Item, hay: Hay, needles: Sequence[str], key: str) -> tuple[int, bool, bool, bool]:
    """Return the lower the better: where, closed, not at the title's start, not as whole words."""
    keys = [fold(ref.key) for ref in item.external]
    if key in keys or key == item.id.lower():
        place = 0
    elif all(needle in hay.title for needle in needles):
        place = 1
    elif all(needle in hay.names for needle in needles):
        place = 2
    else:
        place = 3
    starts = any(hay.title.startswith(needle) for needle in needles)
    whole = all(f"{needle} " in f"{hay.title} " for needle in needles)
    return place, not item.is_open, not starts, not whole


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
