"""What can be found in an item's words: folded text, made once per item and kept while it lives.

Words are runs of letters and digits, case-folded and without accents, so that "Uberlauf" finds
"Überlauf". A word begins after a space, so prefix search is one substring test.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, Table

_STEP = 100  # items that are folded between two steps, about 3 ms
_WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return `text` case-folded and without accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def words_of(text: str) -> list[str]:
    """Return the folded words of `text` in order."""
    return _WORD.findall(fold(text))


def spaced(text: str) -> str:
    """Return the folded words of `text`, each after a space."""
    words = words_of(text)
    return f" {' '.join(words)}" if words else ""


class Hay(NamedTuple):
    """An item's text to search: title alone, all names (title, keys, labels, type), and notes.

    `keys` are its folded id and keys, to be named exactly.
    """

    title: str
    names: str
    notes: str
    keys: tuple[str, ...]


Haystacks = dict[str, Hay]


def hay_of(item: Item) -> Hay:
    """Return the text of `item` to search."""
    title = spaced(item.title)
    keys = " ".join(f"{ref.key} {ref.source}" for ref in item.external)
    rest = " ".join((keys, item.id, *item.labels, item.type or "", item.parent or ""))
    more = (item.notes, item.problem, item.approach, item.alternative, item.why_refused)
    exact = (item.id.lower(), *(fold(ref.key) for ref in item.external))
    return Hay(title, title + spaced(rest), spaced(" ".join(filter(None, more))), exact)


def _haystacks(
    items: Table[Item], _key: None, earlier: Earlier[Table[Item], Haystacks] | None
) -> Haystacks:
    """Return the text of every item by id; only items that changed are folded again."""
    if earlier is None:
        return {item.id: hay_of(item) for item in items.ordered()}
    added, removed, changed = items.changes(earlier.source)
    result = dict(earlier.result)
    for key in removed:
        del result[key]
    for key in (*added, *changed):
        result[key] = hay_of(items[key])
    return result


haystacks = Memo(_haystacks)


def fold_in_steps(items: Table[Item]) -> Iterator[None]:
    """Fold the text of all items for the first time, some before each step; later ones are free."""
    if not haystacks.is_cold:
        return
    result: Haystacks = {}
    for place, item in enumerate(items.ordered()):
        if place % _STEP == 0:
            yield
        result[item.id] = hay_of(item)
    haystacks.take(items, None, result)
