"""How do the numbers of What-if come while a lever moves, without anybody waiting for them?

While a lever is dragged a few hundred trials of the plan and the one scenario are run, over and
over with the newest; when it rests all trials of everything that is not known yet. A picture of
the first trials comes before the rest. What was computed once is kept as long as the plan stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from gui.models.whatif.levers import positions
from gui.models.whatif.panel import reserve_of
from gui.models.whatif.seen import Seen, seen_of
from gui.session import Session
from gui.tasks import Progress, Task
from roadmap.analysis.planning.forecast import SEED, TRIALS, trials_for
from roadmap.analysis.planning.plan import PlanKey, plan
from roadmap.analysis.simulation.compare import Comparison, compare
from roadmap.analysis.simulation.contrast import Compared, contrasts
from roadmap.analysis.simulation.model import NOTHING_ASSUMED, model_of
from roadmap.analysis.simulation.run import PREVIEW, Cancelled, Run
from roadmap.commands.items import MoveItem
from roadmap.errors import Cancelled as Stopped
from roadmap.scenario.branch import Branch
from roadmap.scenario.scenario import Scenario
from roadmap.state import State

PLAN, PLAN_NAME = "", "As planned"  # the key and the name of the plan as it is


@dataclass(frozen=True, slots=True)
class Ground:
    """What all scenarios are compared on."""

    state: State
    as_of: date
    horizon: int
    seed: int = SEED

    def same(self, other: Ground | None) -> bool:
        """Whether results of the other one hold here too."""
        return (
            other is not None
            and self.state is other.state
            and (self.as_of, self.horizon, self.seed) == (other.as_of, other.horizon, other.seed)
        )


@dataclass(frozen=True, slots=True)
class Side:
    """One scenario with what came of its commands on this ground."""

    scenario: Scenario
    branch: Branch
    seen: Seen


@dataclass(frozen=True, slots=True)
class Results:
    """The plan and the scenarios by key; `whole` says that all trials were run.

    `reserve` is what a sprint keeps for must-do work as planned, and the most it could.
    """

    ground: Ground
    base: Seen
    sides: dict[str, Side]
    reserve: tuple[float, float]
    whole: bool

    def seen(self, key: str) -> Seen | None:
        """The scenario with this key as it was simulated; None for the plan as it is."""
        side = self.sides.get(key)
        return None if side is None else side.seen

    def is_so(self, key: str) -> bool:
        """Whether all that a scenario decides is so already."""
        side = self.sides.get(key)
        if side is None or side.scenario.assumptions != NOTHING_ASSUMED:
            return False
        return bool(side.scenario.commands) and not side.branch.events

    def ranks(self, key: str) -> bool:
        """Whether a scenario moves items in the order."""
        side = self.sides.get(key)
        return side is not None and any(
            isinstance(command, MoveItem) for command in side.scenario.commands
        )

    def marks(self, key: str) -> tuple[tuple[str, str], ...]:
        """What to point out in the charts: the items that a scenario does first."""
        side = self.sides.get(key)
        if side is None:
            return ()
        state = side.branch.state
        found = positions(side.scenario, self.ground.state).invested
        titles = [(item, state.items[item].title) for item in found if item in state.items]
        return tuple((item, f"{_brief(title)} done, P50") for item, title in titles)


@dataclass(frozen=True, slots=True)
class _Wanted:
    ground: Ground
    scenarios: tuple[Scenario, ...]
    chosen: str
    resting: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """What a worker brought: for what it was asked, the scenarios, and the plan."""

    wanted: _Wanted
    sides: tuple[Side, ...]
    base: Seen
    reserve: tuple[float, float]


def _brief(title: str) -> str:
    return title if len(title) <= 28 else title[:27].rstrip() + "…"


class WhatifSource(QObject):
    """Computes comparisons of scenarios, the newest only.

    Signals:
        pictured(object): Results of few trials, or of some of the scenarios.
        ready(object): Results of all trials of all scenarios.
        waiting(bool): A worker is at it, or it is done.
        failed(str): Why nothing could be simulated.
    """

    pictured = Signal(object)
    ready = Signal(object)
    waiting = Signal(bool)
    failed = Signal(str)

    def __init__(
        self,
        session: Session,
        branching: Callable[[Scenario, State, date], Branch],
        parent: QObject,
    ) -> None:
        """`branching` folds a scenario's commands over a state."""
        super().__init__(parent)
        self._session, self._branching = session, branching
        self._wanted: _Wanted | None = None
        self._task: Task | None = None
        self._resting = False
        self._ground: Ground | None = None
        self._base: Seen | None = None
        self._reserve = (0.0, 1.0)
        self._known: dict[str, Side] = {}
        self.most_trials = TRIALS

    @property
    def trials(self) -> int:
        """How many futures are drawn when a lever rests."""
        items = 0 if self._ground is None else len(self._ground.state.items)
        return min(self.most_trials, trials_for(items))

    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._task is not None

    def want(
        self, ground: Ground, scenarios: Sequence[Scenario], chosen: str, *, resting: bool
    ) -> None:
        """Ask for what is compared; while a lever moves only the chosen scenario counts."""
        if not ground.same(self._ground):
            self._ground, self._base, self._known = ground, None, {}
        self._wanted = _Wanted(ground, tuple(scenarios), chosen, resting)
        if self._task is not None:
            if self._resting:
                self._task.cancel()  # all trials of what nobody wants any more
                self._task = None
            else:
                return  # the few trials under way are soon done; the newest follow
        self._next()

    def forget(self) -> None:
        """Stop: nobody looks any more."""
        self._wanted = None
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.waiting.emit(False)

    def _next(self) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        todo = self._todo(wanted)
        if not todo and self._base is not None and (self._base_whole or not wanted.resting):
            self._wanted = None
            self.waiting.emit(False)
            self.ready.emit(self._results(wanted, whole=True))
            return
        self._resting = wanted.resting
        trials = self.trials if wanted.resting else min(PREVIEW, self.trials)
        seed, branching = wanted.ground.seed, self._branching
        asked = Run(trials, seed)
        known = None if self._base is None else self._base.compared

        def work(progress: Progress) -> object:
            return _compared(wanted, todo, known, asked, branching, progress)

        self.waiting.emit(True)
        self._task = task = self._session.task(
            work, lambda found: self._on_done(task, found), lambda e: self._on_failed(task, str(e))
        )
        task.told.connect(self._on_came)
        task.cancelled.connect(lambda: self._on_cancelled(task))

    @property
    def _base_whole(self) -> bool:
        return self._base is not None and self._base.trials >= self.trials

    def _todo(self, wanted: _Wanted) -> tuple[Scenario, ...]:
        """The scenarios whose numbers are not known, the chosen one first."""
        if not wanted.resting:
            chosen = [each for each in wanted.scenarios if each.id == wanted.chosen]
            return tuple(each for each in chosen if not self._knows(each, PREVIEW))
        missing = [each for each in wanted.scenarios if not self._knows(each, self.trials)]
        return tuple(sorted(missing, key=lambda each: each.id != wanted.chosen))

    def _knows(self, scenario: Scenario, trials: int) -> bool:
        side = self._known.get(scenario.id)
        return (
            side is not None
            and side.seen.trials >= trials
            and side.scenario.commands == scenario.commands
            and side.scenario.assumptions == scenario.assumptions
        )

    def _on_came(self, found: _Found) -> None:
        """A picture from the worker."""
        if found.wanted is self._wanted and found.wanted.ground.same(self._ground):
            self._keep(found)
            self.pictured.emit(self._results(found.wanted, whole=False))

    def _on_done(self, task: Task, found: _Found) -> None:
        task.deleteLater()
        if task is not self._task:
            return
        self._task = None
        wanted = found.wanted
        if not wanted.ground.same(self._ground):
            self._next()
            return
        self._keep(found)
        if wanted is not self._wanted:
            if not wanted.resting:
                self.pictured.emit(self._results(wanted, whole=False))
            self._next()
            return
        self._wanted = None
        self.waiting.emit(False)
        signal = self.ready if wanted.resting else self.pictured
        signal.emit(self._results(wanted, whole=wanted.resting))

    def _on_failed(self, task: Task, why: str) -> None:
        task.deleteLater()
        if task is self._task:
            self._task, self._wanted = None, None
            self.waiting.emit(False)
            self.failed.emit(why)

    def _on_cancelled(self, task: Task) -> None:
        task.deleteLater()
        if task is self._task:
            self._task = None
            self.waiting.emit(False)

    def _keep(self, found: _Found) -> None:
        if self._base is None or found.base.trials >= self._base.trials:
            self._base = found.base
        self._reserve = found.reserve
        for side in found.sides:
            self._known[side.scenario.id] = side

    def _results(self, wanted: _Wanted, *, whole: bool) -> Results:
        """What is known of the wanted scenarios, under the names that they have now."""
        sides = {}
        for scenario in wanted.scenarios:
            side = self._known.get(scenario.id)
            if side is not None:
                seen = replace(side.seen, name=scenario.name)
                sides[scenario.id] = replace(side, scenario=scenario, seen=seen)
        if self._base is None:
            raise ValueError("nothing was simulated yet")
        return Results(wanted.ground, self._base, sides, self._reserve, whole)


def _compared(
    wanted: _Wanted,
    todo: Sequence[Scenario],
    base: Compared | None,
    asked: Run,
    branching: Callable[[Scenario, State, date], Branch],
    progress: Progress,
) -> _Found:
    """Run on a worker: branch, model and compare; `base` is the plan where it is known."""
    ground = wanted.ground
    branches = [branching(each, ground.state, ground.as_of) for each in todo]
    if base is None:
        plan_model = model_of(ground.state, ground.as_of, ground.horizon)
        base = Compared(PLAN_NAME, ground.state, plan_model)
    compared = [base]
    for scenario, branch in zip(todo, branches, strict=True):
        model = model_of(branch.state, ground.as_of, ground.horizon, scenario.assumptions)
        compared.append(Compared(scenario.name, branch.state, model, scenario.assumptions))
        if not progress(0, asked.trials):
            raise Stopped

    kept = partial(_kept, wanted, todo, branches, compared)

    def picture(found: Comparison) -> bool:
        going = progress(found.trials, asked.trials)
        if going and found.trials <= PREVIEW < asked.trials:
            progress.tell(kept(found))
        return going

    try:
        return kept(compare([each.model for each in compared], asked, picture=picture))
    except Cancelled as cancelled:
        raise Stopped from cancelled


def _kept(
    wanted: _Wanted,
    todo: Sequence[Scenario],
    branches: Sequence[Branch],
    compared: Sequence[Compared],
    found: Comparison,
) -> _Found:
    """What the window needs of a comparison, the percentiles computed."""
    ground = wanted.ground
    changes = contrasts(compared, found, ground.as_of)
    sides = tuple(
        Side(scenario, branch, seen_of(scenario.id, one, part, change))
        for scenario, branch, one, part, change in zip(
            todo, branches, compared[1:], found.parts[1:], changes, strict=True
        )
    )
    reserve = reserve_of(plan(ground.state, PlanKey(ground.as_of, ground.horizon)))
    return _Found(wanted, sides, seen_of(PLAN, compared[0], found.parts[0], None), reserve)
