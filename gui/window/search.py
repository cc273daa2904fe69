"""What does the palette find besides actions: days, items, other records and decisions?"""

from __future__ import annotations

from gui.dates import long_day, plain_day
from gui.session import Session
from gui.widgets.command_palette import PaletteEntry
from gui.window.records import found_records
from roadmap.analysis.items.search import DecisionIndex, search_items
from roadmap.analysis.typed import parse_past_day
from roadmap.analysis.words import listed, say_place
from roadmap.errors import Refused
from roadmap.service import Told, touched_items

_ITEMS, _DECISIONS = 12, 6
_ITS_END = "the roadmap as it was at the end of that day"
_BEFORE_ALL = "nothing was decided yet"
_MOST = 5_000  # the latest decisions that are searched


class Finder:
    """Answers what was typed into the palette.

    Decisions are found by person, reason and the titles of their items; their words are folded
    when first asked for, later ones as they come.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._index = DecisionIndex(())
        self._known = 0
        session.replaced.connect(self._on_replaced)

    def __call__(self, text: str) -> list[PaletteEntry]:
        """Return a day, items, the best first, other records, and decisions, the latest first."""
        records = found_records(self._session.state, text)
        return [*self._day(text), *self._items(text), *records, *self._decisions(text)]

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

    def _items(self, text: str) -> list[PaletteEntry]:
        state = self._session.state
        entries = []
        for hit in search_items(state, text, _ITEMS):
            item = state.items[hit.item]
            keys = listed([ref.key for ref in item.external])
            place = say_place(item.forcing, item.horizon)
            detail = " · ".join(part for part in (keys, place) if part)
            icon = "file-text" if item.is_open else "circle-check"
            entries.append(PaletteEntry(item.title, f"item:{item.id}", detail, icon, "Item"))
        return entries

    def _decisions(self, text: str) -> list[PaletteEntry]:
        self._follow()
        entries = []
        for key in self._index.search(text, _DECISIONS):
            told = self._session.told(self._session.index_of(key))
            day = plain_day(self._session.local(told.recorded_at).date())
            title = told.why or listed(self._titles(told)) or "Decision"
            detail = f"{told.by.name}, {day}"
            line = " ".join(title.split())
            entries.append(PaletteEntry(line, f"decision:{key}", detail, "history", "Decision"))
        return entries

    def _follow(self) -> None:
        count = self._session.count
        if self._known >= count:
            return
        first = max(self._known, count - _MOST)
        texts = ((told.id, self._words(told)) for told in self._session.history(first))
        self._index = self._index.extended(texts)
        self._known = count

    def _words(self, told: Told) -> str:
        return " ".join((told.by.name, told.why or "", *self._titles(told)))

    def _titles(self, told: Told) -> list[str]:
        items = self._session.live.items
        found = (items.get(key) for key in touched_items(told)[:20])
        return [item.title for item in found if item is not None]

    def _on_replaced(self, _why: str) -> None:
        self._index, self._known = DecisionIndex(()), 0
