"""How is a long history searched while the window goes on answering?

In slices of the event loop, newest first: first what is known already, then what has to be read.
With nothing to search for, the rest is read at leisure, so that the next search finds it known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from gui.models.decisions.facts import Facts, LogFilter, Sieve

SLICE_SECONDS = 0.008
_LEISURE_SECONDS = 0.003
_LEISURE_MS = 12
_TESTED, _READ = 512, 32  # decisions between two looks at the clock


class LogSearch(QObject):
    """Finds the decisions that a filter wants.

    Signals:
        found(object): ``list`` of indices, newest first, older than all found before.
        progressed(int, int): So many decisions of so many are searched.
        finished(bool): The search came to its end; False where it was stopped before.
        gathered(): Everything is read: what filters offer is complete.
    """

    found = Signal(object)
    progressed = Signal(int, int)
    finished = Signal(bool)
    gathered = Signal()

    def __init__(self, facts: Facts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.facts = facts
        self._wanted: LogFilter | None = None
        self._sieve = Sieve(LogFilter())
        self._at = self._top = 0
        self._candidates: Sequence[int] | None = None  # what else could be wanted, oldest first
        self._searcher = QTimer(self)
        self._searcher.setInterval(0)
        self._searcher.timeout.connect(self._search)
        self._reader = QTimer(self)
        self._reader.setInterval(_LEISURE_MS)
        self._reader.timeout.connect(self._read)

    @property
    def is_searching(self) -> bool:
        """Whether a search is under way."""
        return self._searcher.isActive()

    def start(self, wanted: LogFilter, count: int) -> None:
        """Search `count` decisions for what is wanted; a first slice is answered at once."""
        self._wanted, self._sieve = wanted, Sieve(wanted)
        self._at = self._top = count if wanted.until is None else min(count, wanted.until)
        self._candidates = self.facts.candidates(wanted)
        self._reader.stop()
        self._searcher.start()
        self._search()

    def resume(self) -> None:
        """Go on with a search that was stopped."""
        self._reader.stop()
        self._searcher.start()

    def stop(self) -> None:
        """Stop the search; what was found stays."""
        if self._searcher.isActive():
            self._searcher.stop()
            self.finished.emit(False)

    def gather(self) -> None:
        """Read what is not known yet, at leisure."""
        self.facts.all.want()
        if not self._searcher.isActive() and not self.facts.is_full:
            self._reader.start()

    def rest(self) -> None:
        """Leave off, while nobody looks."""
        self._reader.stop()

    def forget(self) -> None:
        """Search nothing, after the file was replaced or the filter taken away."""
        self._searcher.stop()
        self._wanted = None

    def _search(self) -> None:
        if self._wanted is None:
            self._searcher.stop()
            return
        end = perf_counter() + SLICE_SECONDS
        since = self._wanted.since
        hits: list[int] = []
        while self._at > since and perf_counter() < end:
            hits += self._next_candidates() if self._candidates is not None else self._next(since)
        if hits:
            self.found.emit(hits)
        self.progressed.emit(self._top - self._at, self._top - since)
        if self._at <= since:
            self._searcher.stop()
            self.finished.emit(True)

    def _next(self, since: int) -> list[int]:
        """Look at the decisions before those searched, and return what is wanted of them."""
        facts, sieve = self.facts, self._sieve
        if self._at <= facts.low and not facts.is_full:
            facts.read_older(_READ)
        if self._at <= facts.low:
            low = max(since, self._at - _READ)
            hits = [index for index, fact in facts.passing(low, self._at) if sieve(fact)]
        else:
            low = max(since, facts.low, self._at - _TESTED)
            hits = [index for index in range(self._at - 1, low - 1, -1) if sieve(facts[index])]
        self._at = low
        return hits

    def _next_candidates(self) -> list[int]:
        """The same, where only few decisions can be wanted."""
        assert self._wanted is not None  # noqa: S101 - who calls has looked
        assert self._candidates is not None  # noqa: S101 - as above
        last = bisect_left(self._candidates, self._at)
        first = max(0, last - (_READ if self._wanted.text else _TESTED))
        hits = list(self._candidates[first:last])[::-1]
        if self._wanted.text:
            hits = [index for index in hits if self._sieve(self.facts.of(index))]
        self._at = self._candidates[first] if first else self._wanted.since
        return hits

    def _read(self) -> None:
        end = perf_counter() + _LEISURE_SECONDS
        while perf_counter() < end:
            if self.facts.is_full:
                self._reader.stop()
                self.gathered.emit()
                return
            self.facts.read_older(_READ)
