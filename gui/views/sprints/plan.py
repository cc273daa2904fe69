"""How does the page come by a plan without waiting for it?

A small plan is computed at once; one that takes longer goes to a worker, and what is shown stays
until it is there. Only the newest state counts: what was asked for meanwhile is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import QObject, Signal

from gui.models.sprints.review import Review, review_of
from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.planning.plan import Plan, PlanKey, plan
from roadmap.state import State

_SOON = 0.03  # seconds that nobody notices
_FEW = 300  # items that were planned within that, before anything was measured


class PlanSource(QObject):
    """Computes the plan of one state after the other.

    Signals:
        ready(object, object, object): A state, the key of its plan, and both as Reviewed.
        waiting(bool): A worker is at it, or it is done.
    """

    ready = Signal(object, object, object)
    waiting = Signal(bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._wanted: _Wanted | None = None
        self._task: Task | None = None
        self._mode = ""
        self._seconds_per_item: dict[str, float] = {}

    @property
    def busy(self) -> bool:
        """Whether a plan is on its way."""
        return self._task is not None

    def want(self, state: State, key: PlanKey, team: str | None = None) -> None:
        """Asks for the plan of ``state``; ``ready`` carries it, perhaps before this returns.

        Flags and balance are those of ``team``, None for everybody's.
        """
        wanted = self._wanted = (state, key, team)
        if self._task is not None and self._mode != key.mode:
            self._let_go()  # a search for value takes seconds: nobody who left it waits for it
        if self._task is not None:
            return
        if self._guess(state, key) <= _SOON:
            self._deliver(_timed(wanted))
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
        wanted = self._wanted

        def work(_progress: Progress) -> Reviewed:
            return _timed(wanted)

        self.waiting.emit(True)
        self._mode = wanted[1].mode
        self._task = task = self._session.task(work, lambda result: self._on_done(task, result))
        task.cancelled.connect(lambda: self._on_cancelled(task))

    def _on_done(self, task: Task, result: Reviewed) -> None:
        task.deleteLater()
        if task is not self._task:
            return
        self._let_go()
        state, key, team = result.wanted
        wanted = self._wanted
        if wanted is not None and wanted[0] is state and wanted[1:] == (key, team):
            self._deliver(result)
        else:
            self._start()

    def _on_cancelled(self, task: Task) -> None:
        task.deleteLater()
        if task is self._task:
            self._let_go()

    def _let_go(self) -> None:
        self._task = None
        self.waiting.emit(False)

    def _deliver(self, result: Reviewed) -> None:
        self._wanted = None
        state, key, _team = result.wanted
        if result.seconds > 0.002:  # less was found in the memo and says nothing
            self._seconds_per_item[key.mode] = result.seconds / max(1, len(state.items))
        self.ready.emit(state, key, result)


_Wanted = tuple[State, PlanKey, str | None]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A plan and what there is to say of it; how long it took."""

    wanted: _Wanted
    plan: Plan
    review: Review
    seconds: float


def _timed(wanted: _Wanted) -> Reviewed:
    state, key, team = wanted
    began = perf_counter()
    found = plan(state, key)
    review = review_of(state, found, key.as_of, team)
    return Reviewed(wanted, found, review, perf_counter() - began)
