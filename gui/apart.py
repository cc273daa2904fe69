"""How does a worker read all decisions of an open roadmap, while the window goes on with it?"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from typing import TypeVar

from gui.session import Session
from roadmap.errors import Cancelled
from roadmap.service import Timeline, Told

Found = TypeVar("Found")


class Apart:
    """The saved decisions of a session, for one worker; reading ends when the roadmap is closed."""

    def __init__(self, session: Session) -> None:
        """Makes it ready; on the window's thread."""
        self._stop, self._lock = Event(), Lock()
        self._timeline = session.roadmap.history_apart(lambda: not self._stop.is_set())
        self._position = session.roadmap.head.position
        session.closing.connect(self.end)

    def told(self) -> list[Told]:
        """All decisions, oldest first; on a worker. Raises Cancelled once `end` was called."""
        with self._lock:
            self._timeline.catch_up(self._position)
            return list(self._timeline.history())

    def read(self, position: int, find: Callable[[Timeline], Found]) -> Found:
        """What `find` says of the history up to an event's position; on a worker.

        Raises Cancelled once `end` was called.
        """
        with self._lock:
            if self._stop.is_set():
                raise Cancelled("The roadmap was closed.")
            self._timeline.catch_up(position)
            return find(self._timeline)

    def end(self) -> None:
        """Stops reading and waits until that has stopped."""
        self._stop.set()
        with self._lock:
            pass
