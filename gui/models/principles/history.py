"""When was each level breached and restored, as far as the history was read?

Read in slices of the event loop, so that the page stands at once; what is known already is never
read again as decisions come.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session
from roadmap.analysis.levels.breaches import LevelSet, Shift, level_history

_SLICE_SECONDS = 0.008
_BATCH = 24


class LevelHistory(QObject):
    """Follows the breaches of a session's history.

    Signals:
        grown(): More of the history is known than before.
    """

    grown = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shifts: list[Shift] = []
        self._levels: list[LevelSet] = []
        self._read = -1
        self._reader = QTimer(self)
        self._reader.setInterval(0)
        self._reader.timeout.connect(self._on_slice)
        session.shown.connect(lambda _shown: self.follow())
        session.replaced.connect(self._on_replaced)
        session.closing.connect(self._reader.stop)

    @property
    def is_complete(self) -> bool:
        """Whether every saved decision was read."""
        return self._read >= self._session.count - 1

    def follow(self) -> None:
        """Reads on where there is more to read."""
        if not self.is_complete and not self._reader.isActive():
            self._reader.start()

    def until(self, index: int) -> tuple[Shift, ...]:
        """Return the breaches and restorations up to a decision, oldest first."""
        return tuple(each for each in self._shifts if each.index <= index)

    def set_by(self, measure: str, index: int) -> LevelSet | None:
        """Return the last decision up to `index` that set the level of a measure."""
        found = (each for each in reversed(self._levels) if each.measure == measure)
        return next((each for each in found if each.index <= index), None)

    def _on_replaced(self, _why: str) -> None:
        self._shifts.clear()
        self._levels.clear()
        self._read = -1
        self.follow()

    def _on_slice(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        timeline = self._session.roadmap.timeline
        while not self.is_complete and perf_counter() < end:
            until = min(self._read + _BATCH, self._session.count - 1)
            shifts, levels = level_history(timeline, until, self._read)
            self._shifts += shifts
            self._levels += levels
            self._read = until
        if self.is_complete:
            self._reader.stop()
            self.grown.emit()
