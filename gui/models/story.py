"""Which decisions were about an item? An index over the history, made in slices of the event loop.

A decision is read once; asking for a story then costs a look-up, however long the history is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session
from roadmap.analysis.history.item_story import ItemsNamed

_SLICE_SECONDS = 0.006
_BATCH = 16


class StoryIndex(QObject):
    """Follows the history of a session as it grows.

    Signals:
        grown(): More of the history is known than before.
    """

    grown = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._by_item: dict[str, array[int]] = {}
        self._named = ItemsNamed()
        self._read = 0
        self._reader = QTimer(self)
        self._reader.setInterval(0)
        self._reader.timeout.connect(self._on_slice)
        session.shown.connect(self._on_shown)
        session.replaced.connect(self._on_replaced)
        self._on_shown(None)

    @property
    def is_complete(self) -> bool:
        """Whether every saved decision was read."""
        return self._read >= self._session.count

    def decisions(self, item: str, until: int) -> list[int]:
        """Return the decisions about ``item`` up to and with index ``until``, oldest first."""
        found = self._by_item.get(item)
        return [] if found is None else list(found[: bisect_right(found, until)])

    def _on_shown(self, _shown: object) -> None:
        if not self.is_complete and not self._reader.isActive():
            self._reader.start()

    def _on_replaced(self, _why: str) -> None:
        self._by_item.clear()
        self._named = ItemsNamed()
        self._read = 0
        self._on_shown(None)

    def _on_slice(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        while not self.is_complete and perf_counter() < end:
            for told in self._session.history(self._read, self._read + _BATCH):
                for item in self._named.about(told.events):
                    self._by_item.setdefault(item, array("I")).append(told.index)
                self._read = told.index + 1
        if self.is_complete:
            self._reader.stop()
            self.grown.emit()
