"""How is a file read for the import dialog, again and again as settings change, on a worker?

One piece of work is under way at most: a newer one stops the older, whose answer no longer counts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.tasks import Task
from roadmap.dry_run import (
    DryRun,
    FactsRun,
    HowToRead,
    Now,
    Preview,
    dry_run,
    facts_run,
    look,
)
from roadmap.errors import RoadmapError
from roadmap.state import State

_LATE_MS = 400


class ImportReader(QObject):
    """Looks at a file, then tries it against a state.

    Signals:
        begun(str): A sentence about what is being done.
        late(str): It takes long enough to show progress.
        progressed(int, int): Bytes done of all.
        looked(Preview), tried(DryRun), facts(FactsRun), failed(str), stopped(): How it ended.
        rested(): Nothing is under way any more; before any of the five.
    """

    begun = Signal(str)
    late = Signal(str)
    progressed = Signal(object, object)
    looked = Signal(object)
    tried = Signal(object)
    facts = Signal(object)
    failed = Signal(str)
    stopped = Signal()
    rested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._doing = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LATE_MS)
        self._timer.timeout.connect(lambda: self.late.emit(self._doing))

    def look(self, path: Path, how: HowToRead, state: State, now: Now) -> None:
        """Looks at the file; ``facts`` answers where it brings no items, else ``looked``."""
        self._start(
            self.tr("Reading the file"),
            lambda progress: (
                facts_run(state, path, how, now, progress) or look(path, how, progress)
            ),
        )

    def try_out(self, state: State, path: Path, how: HowToRead, today: date) -> None:
        """Finds what the import would change; ``tried`` answers."""
        self._start(
            self.tr("Comparing with the roadmap"),
            lambda progress: dry_run(state, path, how, today, progress),
        )

    def cancel(self) -> None:
        """Stops what is under way; ``stopped`` answers."""
        if self._task is not None:
            self._task.cancel()

    def forget(self) -> None:
        """Stops what is under way; nothing answers any more."""
        self.cancel()
        self._task = None
        self._timer.stop()

    def _start(self, doing: str, work: Callable[[Any], object]) -> None:
        self.forget()
        task = Task(work, self)
        task.done.connect(lambda found: self._on_done(task, found))
        task.failed.connect(lambda error: self._on_failed(task, error))
        task.cancelled.connect(lambda: self._on_cancelled(task))
        task.progressed.connect(lambda done, total: self._on_progressed(task, done, total))
        self._task, self._doing = task, doing
        self.begun.emit(doing)
        self._timer.start()
        task.start()

    def _ended(self, task: Task) -> bool:
        """Whether it is the newest work that ended."""
        if task is not self._task:
            return False
        self._task = None
        self._timer.stop()
        self.rested.emit()
        return True

    def _on_done(self, task: Task, found: Preview | DryRun | FactsRun) -> None:
        if self._ended(task):
            signal = self.looked if isinstance(found, Preview) else self.tried
            if isinstance(found, FactsRun):
                signal = self.facts
            signal.emit(found)

    def _on_failed(self, task: Task, error: RoadmapError) -> None:
        if self._ended(task):
            self.failed.emit(str(error))

    def _on_cancelled(self, task: Task) -> None:
        if self._ended(task):
            self.stopped.emit()

    def _on_progressed(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self.progressed.emit(done, total)
