"""How is a long history searched while the window goes on answering?

In slices of the event loop, newest first: first what is known already, then what has to be read.
With nothing to search for, the rest is read at leisure, so that the next search finds it known.
"""

from __future__ import annotations

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
        if not self._searcher.isActive() and self.facts.low > 0:
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
            if self._at <= self.facts.low:
                self.facts.read_older(_READ)
                if self._at <= self.facts.low:
                    continue
            low = max(since, self.facts.low, self._at - _TESTED)
            hits += self._meeting(low)
            self._at = low
        if hits:
            self.found.emit(hits)
        self.progressed.emit(self._top - self._at, self._top - since)
        if self._at <= since:
            self._searcher.stop()
            self.finished.emit(True)

    def _meeting(self, low: int) -> list[int]:
        facts, sieve = self.facts, self._sieve
        return [index for index in range(self._at - 1, low - 1, -1) if sieve(facts[index])]

    def _read(self) -> None:
        end = perf_counter() + _LEISURE_SECONDS
        while perf_counter() < end:
            if self.facts.read_older(_READ):
                self._reader.stop()
                self.gathered.emit()
                return
