"""Is a hire needed at all? Said beside every hire: what the best way without one would give."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Signal

from gui.session import Session
from gui.tasks import Progress, Task
from gui.views.whatif.source import Ground
from roadmap.analysis.leverage.last_resort import LastResort, last_resort, say_last_resort
from roadmap.analysis.planning.forecast import trials_for
from roadmap.analysis.simulation.compare import Comparison
from roadmap.analysis.simulation.run import Cancelled, Run
from roadmap.errors import Cancelled as Stopped

_QUOTED = re.compile(r"(?<!\w)'([^']+)'(?!\w)")  # titles, as they stand on the page


class ResortSource(QObject):
    """Finds the best way without a hire, once for a plan.

    Signals:
        found(bool, str): Whether a hire is needed, and the sentence.
    """

    found = Signal(bool, str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._ground: Ground | None = None
        self._task: Task | None = None
        self._said: tuple[bool, str] | None = None

    @property
    def said(self) -> tuple[bool, str] | None:
        """What was found for the plan asked about last."""
        return self._said

    def want(self, ground: Ground) -> None:
        """Ask about a plan; `found` follows, at once where it is known."""
        if ground.same(self._ground):
            if self._said is not None:
                self.found.emit(*self._said)
            return
        self.forget()
        self._ground = ground

        def work(progress: Progress) -> tuple[bool, str]:
            return _found(ground, progress)

        self._task = task = self._session.task(
            work, lambda said: self._on_done(task, said), lambda _error: self._on_over(task)
        )
        task.cancelled.connect(lambda: self._on_over(task))

    def forget(self) -> None:
        """Stop: nobody looks any more."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._ground, self._said = None, None, None

    def _on_done(self, task: Task, said: tuple[bool, str]) -> None:
        task.deleteLater()
        if task is self._task:
            self._task, self._said = None, said
            self.found.emit(*said)

    def _on_over(self, task: Task) -> None:
        task.deleteLater()
        if task is self._task:
            self._task = None


def _found(ground: Ground, progress: Progress) -> tuple[bool, str]:
    # As many futures as the comparison has: two numbers for one thing would be one too many.
    trials = trials_for(len(ground.state.items))

    def picture(found: Comparison) -> bool:
        return progress(found.trials, trials)

    asked = Run(trials, ground.seed)
    try:
        said: LastResort = last_resort(
            ground.state, ground.as_of, ground.horizon, asked, picture=picture
        )
    except Cancelled as cancelled:
        raise Stopped from cancelled
    sentence = say_last_resort(ground.state, said, ground.as_of)
    return said.hire_needed, _QUOTED.sub(r"“\1”", sentence)
