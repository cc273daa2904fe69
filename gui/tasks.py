"""Work that takes over 50 ms, away from the window's thread: with progress, cancel and an end.

Work gets and returns frozen values. What it raises of our own comes back as `failed`; anything else
goes to the application's outermost hook like every other error.

While work is under way Python's cyclic collector rests: on a worker it would delete widgets that
are no longer needed, and those must go on the window's thread (seen as a deadlock between the
interpreter's lock and Qt's). The rest ends where the window's thread hears of the end.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from roadmap.collector import Rest
from roadmap.errors import Cancelled, RoadmapError

Progress = Callable[[int, int], bool]
Work = Callable[[Progress], Any]


class Task(QObject):
    """One piece of work under way. `progressed` carries (done, total)."""

    progressed = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _crashed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._rest: Rest | None = None
        self._crashed.connect(self._on_crashed)
        for end in (self.done, self.failed, self.cancelled):
            end.connect(self._on_ended)

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next progress."""
        self._stop.set()

    def start(self, pool: QThreadPool | None = None) -> None:
        """Begin on a thread of the pool."""
        self._rest = rest = Rest()
        self.destroyed.connect(rest.end)  # a window may be closed before it hears of the end
        (pool or QThreadPool.globalInstance()).start(QRunnable.create(self._run))

    def _progress(self, done: int, total: int) -> bool:
        self.progressed.emit(done, total)
        return not self._stop.is_set()

    def _run(self) -> None:
        try:
            result = self._work(self._progress)
        except Cancelled:
            self.cancelled.emit()
        except RoadmapError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - the worker's outermost hook
            self._crashed.emit(error)
        else:
            self.done.emit(result)

    def _on_ended(self, _result: object = None) -> None:
        if self._rest is not None:
            self._rest.end()

    def _on_crashed(self, error: Exception) -> None:
        sys.excepthook(type(error), error, error.__traceback__)
        self.cancelled.emit()
