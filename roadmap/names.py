"""Where does a text name a person, in whatever form, and what stands there instead?

A person is named in full, by the first or the last name alone, with or without a genitive, in any
case and with or without accents, and as a login or an e-mail address. A word that is ordinary
English as well ("Will", "May") counts as a name by its case and its place; wherever that is a
guess it is a doubt, for the person who shares to look at. A word is a run of letters: no part of
another word is ever a name.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from roadmap.common_words import COMMON_WORDS, MONTHS, OFFICE_WORDS, PARTICLES
from roadmap.name_forms import Row, Word, logins, plain, rows_of, turned, with_initials, words_of

SHARED = "one of the team"

_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*")
_GAP = re.compile(r"[\s.,_'’&+-]{1,3}")
_TIGHT_GAP = re.compile(r"[._-]")
_INITIAL_GAP = re.compile(r"[\s.,_-]{1,3}")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;\n(\[“\"'‘„/-])\s*$")
_NUMBER_AFTER = re.compile(r"\s*\d")
_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th|\.)?\s*$")
_GENITIVE = re.compile(r"['’]s(?!\w)")
_DOES = re.compile(
    r"\s+(?:is|was|has|had|says|said|wants|wanted|asks|asked|thinks|thought|knows|knew|saw|sees|"
    r"starts|started|leaves|left|goes|went|comes|came|takes|took|does|did|found|finds|cannot)\b"
)
_SURNAMES = frozenset(("head", "lead", "staff", "senior", "junior", "chief"))  # of offices too
_LOGIN_LENGTH = 5  # a shorter login is a word too often
_GENITIVE_FROM = 4  # letters: "Aruns" of Arun, and nothing of Bo
_AROUND = 30  # characters

Form = TypeVar("Form", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody: every name they went by, and what stands for them; None leaves their name."""

    names: frozenset[str]
    stands_for: str | None
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may be somebody's name: the text around it, and whether it was replaced."""

    word: str
    around: str
    was_replaced: bool


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom a form means: what stands for them (None leaves it), and how sure that is."""

    stands_for: str | None
    is_erased: bool = False
    is_shared: bool = False

    def and_(self, other: _Meant) -> _Meant:
        """Return what a form means that both have: the one who is erased, or nobody's role."""
        if self.stands_for == other.stands_for:
            return self
        erased = [each for each in (self, other) if each.is_erased]
        return _Meant(erased[0].stands_for if erased else SHARED, bool(erased), is_shared=True)


class Names:
    """Replaces names wherever they stand in a text; what was a guess is kept in `doubts`.

    `office` are names of teams and roles: their words are nobody's last name, but that of the one
    who is erased.
    """

    def __init__(self, called: Iterable[Called], office: Iterable[str] = ()) -> None:
        self._rows: dict[Row, _Meant] = {}
        self._words: dict[str, _Meant] = {}
        self._logins: dict[str, _Meant] = {}
        self._offices: dict[str, _Meant] = {}
        self._initials: set[Row] = set()
        self._office = {word.plain for each in office for word in words_of(each)}
        self.doubts: dict[Doubt, None] = {}
        for each in called:
            meant = _Meant(each.stands_for, each.is_erased)
            for name in each.names:
                if _is_office(name):
                    self._offices[" ".join(name.split())] = meant
                    continue
                for row in rows_of(name):
                    self._learn(row, meant)
        self._longest = max(map(len, self._rows), default=0)
        self._genitives = {
            f"{word}s": meant
            for word, meant in self._words.items()
            if len(word) >= _GENITIVE_FROM and word not in COMMON_WORDS
        }
        self._begin = {row[0] for row in self._rows}
        self._begin |= self._words.keys() | self._logins.keys() | self._genitives.keys()

    @property
    def has_guesses(self) -> bool:
        """Whether any word may be a name here and may be none."""
        return any(
            word in COMMON_WORDS or (meant.is_shared and meant.is_erased)
            for word, meant in self._words.items()
        )

    def __call__(self, text: str) -> str:
        """Return `text` with what stands for the people in it."""
        text = self._without_offices(text)
        if not self._begin:
            return text
        words = words_of(text)
        if self._begin.isdisjoint([word.plain for word in words]):
            return text
        parts, at = [], 0
        for start, end, stands_for in self._found(text, words):
            if start >= at:
                parts += [text[at:start], stands_for]
                at = end
        return "".join([*parts, text[at:]])

    def is_word(self, text: str) -> bool:
        """Whether all of `text` is a word of somebody's name."""
        return plain(text) in self._words or plain(text) in self._logins

    def _learn(self, row: Row, meant: _Meant) -> None:
        for each in turned(row):
            _add(self._rows, each, meant)
        for each in with_initials(row):
            self._initials.add(each)
            _add(self._rows, each, meant)
        for place, word in enumerate(row):
            is_office = word in OFFICE_WORDS or (
                place > 0 and not meant.is_erased and word in self._office
            )
            if len(word) > 1 and word not in PARTICLES and not is_office:
                _add(self._words, word, meant)
        for login in logins(row):
            if login not in COMMON_WORDS:
                _add(self._logins, login, meant)

    def _without_offices(self, text: str) -> str:
        """Return `text` without names such as "New hire 2", which count as written."""
        for name in sorted(self._offices, key=len, reverse=True):
            stands_for = self._offices[name].stands_for
            if stands_for is not None and name in text:
                text = stands_for.join(re.split(rf"(?<!\w){re.escape(name)}(?!\w)", text))
        return text

    # -- one text ---------------------------------------------------------------------------------

    def _found(self, text: str, words: list[Word]) -> Iterator[tuple[int, int, str]]:
        """Yield what is replaced, in order: from, until, and by what."""
        mails = [each.span() for each in _MAIL.finditer(text)] if "@" in text else []
        place = 0
        while place < len(words):
            length, meant = self._row_at(text, words, place) or (1, None)
            start, end = words[place].start, words[place + length - 1].end
            mail = next((each for each in mails if each[0] <= start < each[1]), None)
            if meant is None:
                is_login = mail is not None or text[start - 1 : start] == "@"
                meant = self._word_at(text, words[place], is_login=is_login)
            place += length
            if meant is None or meant.stands_for is None:
                continue
            if mail is not None and "@" in text[end : mail[1]]:
                start, end = mail
            yield start, end, meant.stands_for

    def _row_at(self, text: str, words: list[Word], place: int) -> tuple[int, _Meant] | None:
        """Return the longest name in more than one word that begins at `place`.

        Between its words stands at most what joins names.
        """
        most = min(self._longest, len(words) - place)
        for length in range(most, 0, -1):
            row = words[place : place + length]
            meant = self._rows.get(tuple(word.plain for word in row))
            if meant is None or (length == 1 and row[0].plain in self._words):
                continue
            gap = self._gap_in(text, row)
            if all(gap.fullmatch(text[one.end : two.start]) for one, two in pairwise(row)):
                return length, meant
        return None

    def _gap_in(self, text: str, row: list[Word]) -> re.Pattern[str]:
        """Return what may stand between the words of a name: in a login, only what joins a login.

        An initial and an ordinary word are part of a name elsewhere only as capitals.
        """
        is_short = tuple(word.plain for word in row) in self._initials
        wary = [each for each in row if each.plain in COMMON_WORDS]
        wary += [each for each in row if is_short and len(each.plain) == 1]
        if not all(text[each.start].isupper() for each in wary):
            return _TIGHT_GAP
        return _INITIAL_GAP if is_short else _GAP

    def _other_word(self, word: str, *, is_login: bool) -> _Meant | None:
        """Return whom a login means, or a name with an s after it ("Aruns")."""
        if is_login or len(word) >= _LOGIN_LENGTH:
            login = self._logins.get(word)
            if login is not None:
                return login
        owner = self._genitives.get(word)
        if owner is None or owner.stands_for is None:
            return None
        return _Meant(f"{owner.stands_for}'s", owner.is_erased)

    def _word_at(self, text: str, word: Word, *, is_login: bool) -> _Meant | None:
        """Return whom a word alone means, or None; a guess is noted."""
        meant = self._words.get(word.plain)
        if meant is None:
            return self._other_word(word.plain, is_login=is_login)
        if meant.stands_for is None or is_login:
            return meant
        if word.plain not in COMMON_WORDS:
            if meant.is_shared and meant.is_erased:
                self._doubt(text, word, was_replaced=True)
            return meant
        is_name = _reads_as_name(text, word, careful=meant.is_erased)
        self._doubt(text, word, was_replaced=is_name)
        return meant if is_name else None

    def _doubt(self, text: str, word: Word, *, was_replaced: bool) -> None:
        around = text[max(0, word.start - _AROUND) : word.end + _AROUND]
        found = Doubt(text[word.start : word.end], " ".join(around.split()), was_replaced)
        self.doubts.setdefault(found)


def _is_office(name: str) -> bool:
    """Whether a name is that of an office or of somebody still to be found: "New engineer"."""
    words = {word.plain for word in words_of(name)}
    other = words - OFFICE_WORDS - COMMON_WORDS - PARTICLES
    return bool(words & (OFFICE_WORDS - _SURNAMES)) or (bool(words & _SURNAMES) and not other)


def _add(table: dict[Form, _Meant], form: Form, meant: _Meant) -> None:
    known = table.get(form)
    table[form] = meant if known is None else known.and_(meant)


def _reads_as_name(text: str, word: Word, *, careful: bool) -> bool:
    """Whether an ordinary word is a name where it stands; with `careful`, wherever it may be."""
    if not text[word.start].isupper():
        return False
    before, after = text[: word.start], text[word.end :]
    if word.plain in MONTHS and (_NUMBER_BEFORE.search(before) or _NUMBER_AFTER.match(after)):
        return False
    if careful or _GENITIVE.match(after) or _DOES.match(after):
        return True
    return not _SENTENCE_ENDS.search(before) and not _NUMBER_AFTER.match(after)
