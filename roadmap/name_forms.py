"""In which forms may a person's name stand in a text?

In full, last name first, spelled without accents or with "ue" for "ü", by each word alone, and as
the logins that are made of names. Words are compared plain: in lower case and without accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from roadmap.common_words import PARTICLES

Row = tuple[str, ...]

_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"(?:[^\W\d_][{_MARKS}]*)+")
_SPELLED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters in a text, [start, end), and how it is compared."""

    start: int
    end: int
    plain: str


def words_of(text: str) -> list[Word]:
    """Return the words of `text` in order; digits and underscores end a word."""
    return [Word(each.start(), each.end(), plain(each[0])) for each in _WORD.finditer(text)]


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return how `word` is compared: in lower case, without accents."""
    lower = word.casefold().translate(_SPELLED)
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFD", lower)
    return "".join(each for each in parts if not unicodedata.combining(each))


def rows_of(name: str) -> Iterator[Row]:
    """Yield the plain words of `name` in each spelling, and those of a part such as "O'Brien"."""
    umlauts = unicodedata.normalize("NFC", name).casefold().translate(_UMLAUTS)
    for spelling in dict.fromkeys((name, umlauts)):
        parts = [part for part in spelling.split() if len(words_of(part)) > 1]
        for part in dict.fromkeys((spelling, *parts)):
            row = tuple(word.plain for word in words_of(part))
            if row:
                yield row


def turned(row: Row) -> Iterator[Row]:
    """Yield a name in full, in the orders in which people write it: "Pillai, Arun"."""
    yield row
    if len(row) > 1:
        yield (row[-1], *row[:-1])
    if len(row) > 2:
        yield from ((row[0], row[-1]), (row[-1], row[0]))


def with_initials(row: Row) -> Iterator[Row]:
    """Yield a name with one word as an initial: "A. Pillai", "Arun P."."""
    first, last = row[0], row[-1]
    if len(row) > 1 and min(len(first), len(last)) > 1:
        yield from ((first[0], last), (last, first[0]), (first, last[0]))


def logins(row: Row) -> Iterator[str]:
    """Yield the logins in one word that are made of a name: "apillai", "arunp", "arunpillai"."""
    if len(row) > 1:
        first, last = row[0], row[-1]
        yield from (first + last, last + first, first[0] + last, first + last[0], last + first[0])
        yield "".join(row)
        yield "".join(each for each in row if len(each) > 1)
        yield "".join(each for each in row if each not in PARTICLES)
