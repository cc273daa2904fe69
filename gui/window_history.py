"""What does the playback bar know of the history: how dense it is, its marks, its filters?

Up to some thousand decisions every one is read once, in slices of the event loop, for marks and
filters; longer histories show their density only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.dates import month_ticks, plain_day
from gui.models.decisions_kinds import ORDER, kinds_of
from gui.paint.playback import AxisTick, Choice, Marker, PlaybackModel
from gui.session import Session
from gui.tokens import Tone
from roadmap.service import Told
from roadmap.state import State

BUCKETS = 300
MOST_READ = 5_000
MOST_MARKS = 40
_SLICE = 100


@dataclass(frozen=True, slots=True)
class Mark:
    """A decision worth finding again; ``number`` counts from 1."""

    number: int
    text: str
    icon: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class _Noted:
    """What stepping needs to know of a decision."""

    person: str
    kinds: frozenset[str]


class HistoryIndex(QObject):
    """Follows the history of a session as it grows.

    Signals:
        changed(): The model for the playback bar is another one.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._noted: list[_Noted] = []
        self._names: dict[str, str] = {}
        self._marks: list[Mark] = []
        self._person, self._kind = "", ""
        self._reader = QTimer(self)
        self._reader.setInterval(0)
        self._reader.timeout.connect(self._read)
        session.shown.connect(self._on_shown)
        session.replaced.connect(self._on_replaced)
        self._follow()

    @property
    def is_complete(self) -> bool:
        """Whether every decision was read, so that filters and marks hold."""
        return len(self._noted) == self._session.count

    def set_filter(self, person: str, kind: str) -> None:
        """Steps only by decisions of this person and kind; "" is all."""
        self._person, self._kind = person, kind
        self.changed.emit()

    def next_index(self, index: int, direction: int) -> int:
        """Return the next decision in ``direction`` that meets the filter; ends at the ends."""
        last = self._session.count - 1
        index += direction
        if not (self._person or self._kind):
            return max(0, min(index, last))
        while 0 <= index <= last and not self._meets(index):
            index += direction
        return max(0, min(index, last))

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
        marks = [
            Marker(bare.share_of(mark.number), mark.text, mark.icon, mark.tone)
            for mark in _thinned(self._marks, MOST_MARKS)
        ]
        return PlaybackModel(
            density.counts,
            plain_day(first.date()),
            tuple(marks),
            tuple(axis),
            (),
            self._people(),
            self._kinds(),
            self._shown(bare),
        )

    def _meets(self, index: int) -> bool:
        if index >= len(self._noted):
            return True
        noted = self._noted[index]
        return (not self._person or noted.person == self._person) and (
            not self._kind or self._kind in noted.kinds
        )

    def _shown(self, bare: PlaybackModel) -> tuple[int, ...] | None:
        if not (self._person or self._kind):
            return None
        counts = Counter(
            bare.bucket_of(index + 1) for index in range(len(self._noted)) if self._meets(index)
        )
        return tuple(counts[bucket] for bucket in range(len(bare.buckets)))

    def _people(self) -> tuple[Choice, ...]:
        counts = Counter(noted.person for noted in self._noted)
        order = sorted(counts, key=lambda key: (-counts[key], self._names[key]))
        return (Choice("", self.tr("All")), *(Choice(key, self._names[key]) for key in order))

    def _kinds(self) -> tuple[Choice, ...]:
        there = {kind for noted in self._noted for kind in noted.kinds}
        return (Choice("", self.tr("All")), *(Choice(w, w) for w in ORDER if w in there))

    # -- reading ----------------------------------------------------------------------------------

    def _follow(self) -> None:
        if len(self._noted) < self._session.count <= MOST_READ:
            self._reader.start()
        self.changed.emit()

    def _read(self) -> None:
        first = len(self._noted)
        for told in islice(self._session.history(first), _SLICE):
            self._note(told)
        if len(self._noted) >= self._session.count:
            self._reader.stop()
            self.changed.emit()

    def _note(self, told: Told) -> None:
        self._noted.append(_Noted(told.by.id, kinds_of(told)))
        self._names[told.by.id] = told.by.name
        mark = mark_of(told, self._session.live)
        if mark is not None:
            self._marks.append(mark)

    def _on_shown(self, _shown: object) -> None:
        if len(self._noted) != self._session.count:
            self._follow()

    def _on_replaced(self, _why: str) -> None:
        self._noted.clear()
        self._marks.clear()
        self._follow()


def mark_of(told: Told, live: State) -> Mark | None:
    """Return the mark of a decision that people look for again: a fire, shed work, an import."""
    number = told.index + 1
    events: tuple[Any, ...] = told.events  # told apart by their kind: the window knows no classes
    for event in events:
        if event.kind == "interruption_logged":
            return Mark(number, _short(event.fields.get("title", "")), "zap", "must")
        if event.kind == "source_imported":
            return Mark(number, f"{event.fields.get('name', '')} import".strip(), "import", "muted")
    shed = [event.item for event in events if event.kind == "item_shed"]
    if len(shed) > 1:
        return Mark(number, f"{len(shed)} shed", "archive", "muted")
    if shed and (item := live.items.get(shed[0])) is not None:
        return Mark(number, _short(f"shed: {item.title}"), "archive", "muted")
    return None


def _short(text: str, most: int = 28) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _thinned(marks: list[Mark], most: int) -> Iterable[Mark]:
    """Return at most ``most`` marks, spread evenly over the history."""
    if len(marks) <= most:
        return marks
    return [marks[place * len(marks) // most] for place in range(most)]
