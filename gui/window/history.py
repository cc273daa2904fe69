"""What does the playback bar know of the history: how dense it is, its marks, its filters?

Its density is known at once; filters and marks as soon as the decisions were read, long histories
by workers once somebody wants to see them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from PySide6.QtCore import QObject, Signal

from gui.dates import month_ticks, plain_day
from gui.history_facts import HistoryFacts
from gui.models.decisions.kinds import ORDER
from gui.models.playback.filter import PlaybackFilter, about_choices
from gui.models.playback.marks import (
    LOOKS,
    Mark,
    chosen,
    hidden_at_first,
    mark_of_marker,
    phase_words,
)
from gui.paint.playback import AxisTick, Band, Choice, Marker, PlaybackModel
from gui.playback_reading import Marked, MarksSource
from gui.session import Session
from roadmap.errors import NotFound

BUCKETS = 300
MOST_MARKS = 160
_RANKS = {kind: rank for rank, kind in enumerate(LOOKS)}


class HistoryIndex(QObject):
    """Follows the history of a session as it grows.

    Signals:
        changed(): The model for the playback bar is another one.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts = HistoryFacts.of(session)
        self._meeting: tuple[PlaybackFilter, int, Sequence[int]] | None = None
        self._marked = Marked(0)
        self._filter = PlaybackFilter()
        self._hidden: frozenset[str] | None = None  # until somebody chooses
        self._selected: str | None = None
        self._picked: list[Mark] | None = None  # of all marks those that are shown
        self.source = MarksSource(session, self)
        self.source.found.connect(self._on_found)
        self._facts.changed.connect(self._tell)
        session.grown.connect(self._on_grown)
        session.replaced.connect(self._on_replaced)
        self._count = session.count

    def want(self) -> None:
        """Somebody looks at marks and filters: long histories are read for them from now on."""
        self.source.want()
        self._facts.want()

    @property
    def is_complete(self) -> bool:
        """Whether every decision was read, so that filters and marks hold."""
        return self._facts.is_complete

    @property
    def hidden(self) -> frozenset[str]:
        """The kinds of marks that are not shown."""
        return hidden_at_first(self._every_mark()) if self._hidden is None else self._hidden

    @property
    def filter(self) -> PlaybackFilter:
        """Which decisions are stepped through."""
        return self._filter

    def set_filter(self, person: str, kind: str, about: str = "") -> None:
        """Steps only by decisions of this person and kind and about this; "" is all."""
        self._filter = PlaybackFilter(person, kind, about)
        self._tell()

    def set_hidden(self, kinds: frozenset[str]) -> None:
        """Shows the marks of all kinds but these."""
        self._hidden = kinds
        self._tell()

    def set_selected(self, item: str | None) -> None:
        """Offers the decisions about this item; one that is filtered by stays offered."""
        if item is None and self._filter.about.startswith("item:"):
            return
        if item != self._selected:
            self._selected = item
            self._tell()

    def next_index(self, index: int, direction: int) -> int:
        """Return the next decision in ``direction`` that meets the filter; ends at the ends."""
        return self.next_wanted(index + direction, direction)

    def next_wanted(self, index: int, direction: int) -> int:
        """Return ``index``, or the next one in ``direction`` that meets the filter."""
        last = self._session.count - 1
        known = len(self._facts.columns)  # what was not read yet may meet it
        if self._filter and index < known:
            found = self._found()
            if direction > 0:
                place = bisect_left(found, index)
                index = found[place] if place < len(found) else known
            else:
                place = bisect_right(found, index)
                index = found[place - 1] if place else 0
        return max(0, min(index, last))

    def bookmarks(self) -> list[int]:
        """Return the decisions that are bookmarked now, in order of the history."""
        found = []
        for each in self._session.live.bookmarks.ordered():
            try:
                found.append(self._session.index_of(each.decision))
            except NotFound:
                continue  # a bookmark of a copy that was not merged
        return sorted(found)

    def words_at(self, index: int) -> tuple[str, ...]:
        """Return what is marked at a decision, of the kinds that are shown."""
        return tuple(mark.text for mark in self._marks() if mark.index == index)

    # -- the model --------------------------------------------------------------------------------

    def model(self) -> PlaybackModel:
        """Return what the playback bar shows; costs some bisections."""
        density = self._session.density(BUCKETS)
        if density is None:
            return PlaybackModel(())
        first, last = self._session.local(density.first), self._session.local(density.last)
        span = max((last - first) / timedelta(seconds=1), 1.0)
        axis = [
            AxisTick((at - first) / timedelta(seconds=1) / span, text)
            for at, text in month_ticks(first, last)
        ]
        bare = PlaybackModel(density.counts)
        return PlaybackModel(
            density.counts,
            plain_day(first.date()),
            tuple(self._shown_mark(mark, bare) for mark in self._marks()),
            tuple(axis),
            self._bands(bare),
            self._people(),
            self._kinds(),
            self._shown(bare),
            self._about(),
        )

    def _marks(self) -> list[Mark]:
        if self._picked is None:
            self._picked = chosen(self._every_mark(), self.hidden, MOST_MARKS)
        return self._picked

    def _every_mark(self) -> list[Mark]:
        return [*map(mark_of_marker, self._marked.markers), *self._facts.columns.marks]

    def _tell(self) -> None:
        self._picked = None
        self.changed.emit()

    def _shown_mark(self, mark: Mark, bare: PlaybackModel) -> Marker:
        look = LOOKS[mark.kind]
        text = " ".join(mark.text.split())
        number = mark.index + 1
        day = plain_day(self._session.local(self._session.recorded_at(mark.index)).date())
        tip = f"{day}: {text}"
        return Marker(
            bare.share_of(number), text, look.icon, look.tone, number, tip, _RANKS[mark.kind]
        )

    def _bands(self, bare: PlaybackModel) -> tuple[Band, ...]:
        starts = [bare.share_of(each.index + 1) for each in self._marked.phases]
        if not starts:
            return ()
        ends = [*starts[1:], 1.0]
        return tuple(
            Band(start, end, *phase_words(each.phase))
            for each, start, end in zip(self._marked.phases, starts, ends, strict=True)
        )

    def _found(self) -> Sequence[int]:
        """The decisions that meet the filter, as far as they were read."""
        columns = self._facts.columns
        known = self._meeting
        if known is None or known[:2] != (self._filter, len(columns)):
            known = self._meeting = self._filter, len(columns), columns.wanted(self._filter)
        return known[2]

    def _shown(self, bare: PlaybackModel) -> tuple[int, ...] | None:
        if not self._filter:
            return None
        found = self._found()
        places = [bisect_left(found, first) for first in bare.before]
        return tuple(after - first for first, after in pairwise(places))

    def _people(self) -> tuple[Choice, ...]:
        counts, names = self._facts.columns.people, self._facts.columns.names
        order = sorted(counts, key=lambda key: (-counts[key], names[key]))
        return (Choice("", self.tr("All")), *(Choice(key, names[key]) for key in order))

    def _kinds(self) -> tuple[Choice, ...]:
        there = self._facts.columns.kinds
        return (Choice("", self.tr("All")), *(Choice(w, w) for w in ORDER if w in there))

    def _about(self) -> tuple[Choice, ...]:
        there = self._facts.columns.about
        choices = about_choices(self._session.live, self._selected)
        kept = [Choice(key, words) for key, words in choices if key in there]
        return (Choice("", self.tr("All")), *kept)

    # -- reading ----------------------------------------------------------------------------------

    def _on_found(self, found: Marked) -> None:
        self._marked = found
        self._tell()

    def _on_grown(self) -> None:
        if self._count != self._session.count:
            self._count = self._session.count
            self._tell()

    def _on_replaced(self, _why: str) -> None:
        self._marked, self._meeting = Marked(0), None
        self._tell()
