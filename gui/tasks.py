"""Work that takes over 50 ms, away from the window's thread: with progress, cancel and an end.

Work gets and returns frozen values. What it raises of our own comes back as `failed`; anything else
goes to the application's outermost hook like every other error.

A worker touches no Qt object but one that is never deleted: a task, its window and what they show
may go at any moment, and to delete an object while another thread emits its signals ends in a
crash. What it says is passed on by the window's thread, to tasks that are still there.

While work is under way Python's cyclic collector rests: on a worker it would delete widgets that
are no longer needed, and those must go on the window's thread (seen as a deadlock between the
interpreter's lock and Qt's). The rest ends where the window's thread hears of the end.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

from roadmap.collector import Rest
from roadmap.errors import Cancelled, RoadmapError


class Progress:
    """How a worker speaks of its work before the end."""

    def __init__(self) -> None:
        self._stop = threading.Event()

    def __call__(self, done: int, total: int) -> bool:
        """Say how far it is; False asks the work to stop."""
        _post().said.emit(self, "progressed", (done, total))
        return not self._stop.is_set()

    def tell(self, found: object) -> None:
        """Give away a frozen value that is there already."""
        _post().said.emit(self, "told", (found,))

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stop.set()


Work = Callable[[Progress], Any]


class Task(QObject):
    """One piece of work under way. `progressed` carries (done, total), `told` what it tells."""

    progressed = Signal(object, object)
    told = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._progress = Progress()
        self.is_awaited = True

    def cancel(self) -> None:
        """Ask the work to stop; it stops at its next progress."""
        self._progress.stop()

    def forsake(self) -> None:
        """Ask the work to stop, and tell nobody any more: who asked for it may be gone."""
        self.cancel()
        self.is_awaited = False

    def start(self, pool: QThreadPool | None = None) -> None:
        """Begin on a thread of the pool."""
        errand = _Errand(self._work, self._progress)
        _post().begin(errand, self)
        (pool or QThreadPool.globalInstance()).start(QRunnable.create(errand.run))


class _Errand:
    """What a worker holds of a task: the work and a way to speak of it."""

    def __init__(self, work: Work, progress: Progress) -> None:
        self._work: Work | None = work
        self.progress = progress
        self._left = threading.Event()

    def run(self) -> None:
        """Do it; runs on the worker."""
        said, result = self._outcome()
        _post().said.emit(self.progress, said, result)
        del result
        self._left.set()

    def _outcome(self) -> tuple[str, tuple[object, ...]]:
        if self._work is None:
            return "cancelled", ()
        try:
            return "done", (self._work(self.progress),)
        except Cancelled:
            return "cancelled", ()
        except RoadmapError as error:
            return "failed", (error,)
        except Exception as error:  # noqa: BLE001 - the worker's outermost hook
            return "crashed", (error,)

    def let_go(self) -> None:
        """Forget the work and all it holds, here and not on the worker, once that has left."""
        self._left.wait()
        self._work = None


class _Post(QObject):
    """Where workers say something; it lives on the window's thread as long as the application."""

    said = Signal(object, object, object)

    def __init__(self) -> None:
        super().__init__()
        self._under_way: dict[Progress, tuple[_Errand, Task, Rest]] = {}
        self.said.connect(self._on_said)

    def begin(self, errand: _Errand, task: Task) -> None:
        """Expect to hear of an errand, on behalf of its task."""
        self._under_way[errand.progress] = (errand, task, Rest())

    @property
    def expected(self) -> int:
        """How many errands it has not heard the end of."""
        return len(self._under_way)

    def _on_said(self, progress: Progress, what: str, values: tuple[Any, ...]) -> None:
        errand, task, rest = self._under_way[progress]
        if what not in ("progressed", "told"):
            del self._under_way[progress]
            errand.let_go()
            rest.end()
        if what == "crashed":
            error: Exception = values[0]
            sys.excepthook(type(error), error, error.__traceback__)
            what, values = "cancelled", ()
        if task.is_awaited and isValid(task):
            getattr(task, what).emit(*values)


@cache
def _post() -> _Post:
    """Return the one that is never deleted; first asked for on the window's thread."""
    return _Post()


def under_way() -> int:
    """Return how many pieces of work the window's thread has not heard the end of."""
    return _post().expected
