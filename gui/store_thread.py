"""The one thread that writes: appends a decision, or looks for what others wrote.

It knows no state and decides nothing; what it finds goes back as frozen values.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from roadmap.errors import HeadMoved, RoadmapError
from roadmap.service import Draft, Roadmap
from roadmap.values import Head


class StoreWorker(QObject):
    """Lives in the session's store thread; its methods are called by queued signals only."""

    appended = Signal(object)
    followed = Signal(object)
    moved = Signal()
    failed = Signal(object)

    def __init__(self, roadmap: Roadmap, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._roadmap = roadmap
        self._clock = clock

    def append(self, draft: Draft, expected: Head) -> None:
        """Append one decision after `expected`."""
        try:
            tail = self._roadmap.append([draft], expected, self._clock())
        except HeadMoved:
            self.moved.emit()
        except RoadmapError as error:
            self.failed.emit(error)
        else:
            self.appended.emit(tail)

    def follow(self, seen: Head) -> None:
        """Look for what was appended after `seen`."""
        try:
            found = self._roadmap.follow(seen)
        except RoadmapError as error:
            self.failed.emit(error)
        else:
            self.followed.emit(found)
