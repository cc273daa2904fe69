"""What does the palette find besides actions: days, items, other records and decisions?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gui.dates import long_day, plain_day
from gui.session import Session
from gui.widgets.command_palette import PaletteEntry
from gui.window.records import found_records
from roadmap.analysis.items.search import DecisionIndex, Hit, search_in_steps
from roadmap.analysis.typed import parse_past_day
from roadmap.analysis.words import listed, say_place
from roadmap.errors import Refused
from roadmap.service import Told, touched_items

_ITEMS, _DECISIONS = 12, 6
_ITS_END = "the roadmap as it was at the end of that day"
_BEFORE_ALL = "nothing was decided yet"
_STEP = 50  # decisions whose words are folded between two steps
_MOST = 5_000  # the latest decisions that are searched


class Finder:
    """Answers what was typed into the palette.

    Decisions are found by person, reason and the titles of their items; their words are folded
    when first asked for, later ones as they come. Everything goes in steps of a few milliseconds.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = DecisionIndex(())
        self._known = 0
        session.replaced.connect(self._on_replaced)

    def __call__(self, text: str) -> Iterator[Sequence[PaletteEntry]]:
        """Yield a day, items, the best first, other records, and decisions, the latest first."""
        yield self._day(text)
        yield from self._items(text)
        yield from found_records(self._session.state, text)
        yield from self._decisions(text)

    def _day(self, text: str) -> list[PaletteEntry]:
        """Return the way to the end of a past day, where the text names one by its number."""
        session = self._session
        if not any(letter.isdecimal() for letter in text):
            return []
        try:
            day = parse_past_day(text, session.today)
        except Refused:
            return []
        if session.index_at_end_of(day) < 0:
            return [PaletteEntry(long_day(day), "", _BEFORE_ALL, "calendar", "Day", enabled=False)]
        title = f"Go to {long_day(day)}"
        return [PaletteEntry(title, f"day:{day.isoformat()}", _ITS_END, "calendar", "Day")]

    def _items(self, text: str) -> Iterator[Sequence[PaletteEntry]]:
        state = self._session.state
        entries = []
        steps = search_in_steps(state, text, _ITEMS)
        hits: tuple[Hit, ...] = ()
        while True:
            try:
                next(steps)
            except StopIteration as ended:
                hits = ended.value
                break
            yield ()
        for hit in hits:
            item = state.items[hit.item]
            keys = listed([ref.key for ref in item.external])
            place = say_place(item.forcing, item.horizon)
            detail = " · ".join(part for part in (keys, place) if part)
            icon = "file-text" if item.is_open else "circle-check"
            entries.append(PaletteEntry(item.title, f"item:{item.id}", detail, icon, "Item"))
        yield entries

    def _decisions(self, text: str) -> Iterator[Sequence[PaletteEntry]]:
        yield from self._follow()
        entries = []
        for key in self._index.search(text, _DECISIONS):
            told = self._session.told(self._session.index_of(key))
            day = plain_day(self._session.local(told.recorded_at).date())
            title = told.why or listed(self._titles(told)) or "Decision"
            detail = f"{told.by.name}, {day}"
            line = " ".join(title.split())
            entries.append(PaletteEntry(line, f"decision:{key}", detail, "history", "Decision"))
        yield entries

    def _follow(self) -> Iterator[Sequence[PaletteEntry]]:
        """Learn the words of the decisions that came since."""
        while self._known < self._session.count:
            first = max(self._known, self._session.count - _MOST)
            last = min(first + _STEP, self._session.count)
            told = self._session.history(first, last)
            self._index = self._index.extended((each.id, self._words(each)) for each in told)
            self._known = last
            yield ()

    def _words(self, told: Told) -> str:
        return " ".join((told.by.name, told.why or "", *self._titles(told)))

    def _titles(self, told: Told) -> list[str]:
        items = self._session.live.items
        found = (items.get(key) for key in touched_items(told)[:20])
        return [item.title for item in found if item is not None]

    def _on_replaced(self, _why: str) -> None:
        self._index, self._known = DecisionIndex(()), 0
