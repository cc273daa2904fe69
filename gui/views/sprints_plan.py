"""How does the page come by a plan without waiting for it?

A small plan is computed at once; one that takes longer goes to a worker, and what is shown stays
until it is there. Only the newest state counts: what was asked for meanwhile is forgotten.
"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Signal

from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.plan import Plan, PlanKey, plan
from roadmap.state import State

_SOON = 0.03  # seconds that nobody notices
_FEW = 300  # items that were planned within that, before anything was measured


class PlanSource(QObject):
    """Computes the plan of one state after the other.

    Signals:
        ready(object, object): A state and its plan.
        waiting(bool): A worker is at it, or it is done.
    """

    ready = Signal(object, object)
    waiting = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: tuple[State, PlanKey] | None = None
        self._task: Task | None = None
        self._mode = ""
        self._seconds_per_item: dict[str, float] = {}

    @property
    def busy(self) -> bool:
        """Whether a plan is on its way."""
        return self._task is not None

    def want(self, state: State, key: PlanKey) -> None:
        """Asks for the plan of ``state``; ``ready`` carries it, perhaps before this returns."""
        self._wanted = (state, key)
        if self._task is not None and self._mode != key.mode:
            self._let_go()  # a search for value takes seconds: nobody who left it waits for it
        if self._task is not None:
            return
        if self._guess(state, key) <= _SOON:
            self._deliver(state, key, *_timed(state, key))
        else:
            self._start()

    def _guess(self, state: State, key: PlanKey) -> float:
        per_item = self._seconds_per_item.get(key.mode)
        if per_item is None:
            few = len(state.items) <= _FEW and key.mode == "priority"
            return 0.0 if few else _SOON * 2
        return per_item * len(state.items)

    def _start(self) -> None:
        if self._wanted is None:
            return
        state, key = self._wanted

        def work(_progress: Progress) -> tuple[State, PlanKey, Plan, float]:
            return state, key, *_timed(state, key)

        self.waiting.emit(True)
        self._mode = key.mode
        self._task = task = self._session.task(work, lambda result: self._on_done(task, result))
        task.cancelled.connect(lambda: self._on_cancelled(task))

    def _on_done(self, task: Task, result: tuple[State, PlanKey, Plan, float]) -> None:
        task.deleteLater()
        if task is not self._task:
            return
        self._let_go()
        state, key, found, seconds = result
        if self._wanted is not None and self._wanted[0] is state and self._wanted[1] == key:
            self._deliver(state, key, found, seconds)
        else:
            self._start()

    def _on_cancelled(self, task: Task) -> None:
        task.deleteLater()
        if task is self._task:
            self._let_go()

    def _let_go(self) -> None:
        self._task = None
        self.waiting.emit(False)

    def _deliver(self, state: State, key: PlanKey, found: Plan, seconds: float) -> None:
        self._wanted = None
        if seconds > 0.002:  # less was found in the memo and says nothing
            self._seconds_per_item[key.mode] = seconds / max(1, len(state.items))
        self.ready.emit(state, found)


def _timed(state: State, key: PlanKey) -> tuple[Plan, float]:
    began = perf_counter()
    found = plan(state, key)
    return found, perf_counter() - began
