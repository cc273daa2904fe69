"""The scenarios of the open roadmap as the window sees them: private ones, shared ones, branches.

What a person does on the What-if page becomes one call here; a refusal is told by the session. The
branch of a scenario is computed once for as long as neither it nor its base changes. What other
windows put on the shelf appears within a second.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from gui.session import Session, Shown
from roadmap.commands import Command
from roadmap.commands.items import ShedItem
from roadmap.errors import Refused, RoadmapError
from roadmap.records.assumptions import Assumptions
from roadmap.scenario.adopting import Difference, Differs, check_accepted
from roadmap.scenario.branch import Branch, branch
from roadmap.scenario.lever_list import Lever, levers_of
from roadmap.scenario.scenario import Scenario
from roadmap.scenario.shelf import Shelf
from roadmap.state import State
from roadmap.what_if import Now, WhatIf

_POLL_MS = 1000


@dataclass(frozen=True, slots=True)
class Branched:
    """A scenario over its base: `moved_on` counts the decisions since, `as_of` is its day."""

    scenario: Scenario
    base: State
    as_of: date
    moved_on: int
    branch: Branch
    levers: tuple[Lever, ...]

    @property
    def state(self) -> State:
        """The state that the scenario leads to."""
        return self.branch.state


@dataclass(frozen=True, slots=True)
class Differing:
    """A scenario that would do something else now: a person looks before it is adopted."""

    scenario: Scenario
    differences: tuple[Difference, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person says on adopting: why, and what may go wrong without what is given up.

    `review_on` is the day to look at that again, `accepted_by` who accepts it until then.
    """

    why: str = ""
    risk: str = ""
    accepted_by: str = ""
    review_on: date | None = None

    def on(self, commands: Sequence[Command]) -> tuple[Command, ...]:
        """Return the commands, those that give work up with the accepted risk."""
        if not self.risk:
            return tuple(commands)
        said = {
            "accepted_risk": self.risk,
            "review_on": self.review_on,
            "accepted_by": self.accepted_by or None,
        }
        return tuple(
            each.model_copy(update=said) if isinstance(each, ShedItem) else each
            for each in commands
        )


class SessionScenarios(QObject):
    """What a window does with scenarios.

    `changed` tells that the list or one of them is another now, `made` brings a new one, `differs`
    a `Differing`, and `adopted` the scenario and the id of the decision.
    """

    changed = Signal()
    made = Signal(object)
    differs = Signal(object)
    adopted = Signal(object, str)

    def __init__(
        self, session: Session, shelf: Shelf | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or session)
        self._session = session
        self._what_if = WhatIf(session.roadmap, shelf)
        self._branches: dict[str, tuple[tuple[Scenario, int], Branched]] = {}
        self._problem: str | None = None
        self._stamp = _stamp(self._what_if.shelf.path)
        session.shown.connect(self._on_shown)
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._poll.start()
        session.closing.connect(self._poll.stop)

    # -- what there is ----------------------------------------------------------------------------

    def all(self) -> tuple[Scenario, ...]:
        """Return all scenarios; none where the shelf cannot be read, which `problem` then says."""
        self._problem = None
        try:
            return self._what_if.all(self._session.live)
        except RoadmapError as error:
            self._problem = str(error)
            return ()

    @property
    def problem(self) -> str | None:
        """Why the private scenarios could not be read the last time, as a sentence."""
        return self._problem

    def scenario(self, key: str) -> Scenario | None:
        """Return the scenario with this id, None where it is gone."""
        return next((each for each in self.all() if each.id == key), None)

    # -- branches ---------------------------------------------------------------------------------

    def branch(self, scenario: Scenario) -> Branched | None:
        """Return a scenario over its base; None where that cannot be, which the session tells."""
        known = self._known(scenario)
        frame = self._frame(scenario) if known is None else None
        return known if frame is None else self._keep(_branched(scenario, frame))

    def _frame(self, scenario: Scenario) -> _Frame | None:
        try:
            if scenario.problem is not None:
                raise Refused(scenario.problem)
            moment = self._what_if.base_of(scenario)
        except RoadmapError as error:
            self._session.refused.emit(str(error))
            return None
        now, since = self._what_if.now_of(moment), self._what_if.moved_on(scenario)
        # The forecast of a scenario that starts from the present is as of today, like all others.
        as_of = now.today if since else max(now.today, self._session.today)
        return _Frame(moment.state, now, as_of, since)

    def _known(self, scenario: Scenario) -> Branched | None:
        held = self._branches.get(scenario.id)
        return held[1] if held is not None and held[0] == (scenario, self._session.count) else None

    def _keep(self, found: Branched) -> Branched:
        self._branches[found.scenario.id] = ((found.scenario, self._session.count), found)
        return found

    # -- making and changing ----------------------------------------------------------------------

    def new(self, name: str, note: str = "") -> None:
        """Make a private scenario that starts from the present, once that is saved."""

        def make() -> None:
            by, at = self._session.author, self._session.moment
            found = self._tried(lambda: self._what_if.new(name, by=by, at=at, note=note))
            if found is not None:
                self.made.emit(found)

        self._session.when_saved(make)

    def copy(self, scenario: Scenario, name: str) -> Scenario | None:
        """Make a private copy under another name."""
        by, at = self._session.author, self._session.moment
        return self._tried(lambda: self._what_if.copy(scenario.id, name, by=by, at=at))

    def rename(self, scenario: Scenario, name: str) -> Scenario | None:
        """Give a scenario another name."""
        return self._tried(lambda: self._what_if.rename(scenario.id, name))

    def annotate(self, scenario: Scenario, note: str) -> Scenario | None:
        """Write another note."""
        return self._tried(lambda: self._what_if.annotate(scenario.id, note))

    def assume(self, scenario: Scenario, assumptions: Assumptions) -> Scenario | None:
        """Assume something else about people who leave and work that arrives."""
        return self._tried(lambda: self._what_if.assume(scenario.id, assumptions))

    def rebase(self, scenario: Scenario) -> Scenario | None:
        """Start a scenario from the present."""
        return self._tried(lambda: self._what_if.rebase(scenario.id))

    def revise(self, scenario: Scenario) -> Scenario | None:
        """Keep name, commands and assumptions as worked over beside the present."""
        return self._tried(lambda: self._what_if.revise(scenario))

    def add(self, scenario: Scenario, commands: Sequence[Command]) -> Scenario | None:
        """Pull another lever: put its commands at the end."""
        return self._tried(lambda: self._what_if.add(scenario.id, commands))

    def remove(self, scenario: Scenario, lever: Lever) -> Scenario | None:
        """Take a lever back."""
        return self._tried(lambda: self._what_if.remove(scenario.id, lever.commands))

    def edit(
        self, scenario: Scenario, lever: Lever, commands: Sequence[Command]
    ) -> Scenario | None:
        """Pull a lever otherwise: other commands where its own are."""
        return self._tried(lambda: self._what_if.replace(scenario.id, lever.commands, commands))

    def drop(self, scenario: Scenario) -> None:
        """Drop a private scenario."""
        self._tried(lambda: self._what_if.drop(scenario.id))

    def _tried(self, act: Callable[[], Scenario]) -> Scenario | None:
        """Return what `act` gives; a refusal is told and gives None."""
        try:
            found = act()
        except RoadmapError as error:
            self._session.refused.emit(str(error))
            return None
        self._stamp = _stamp(self._what_if.shelf.path)
        self.changed.emit()
        return found

    # -- sharing and adopting ---------------------------------------------------------------------

    def share(self, scenario: Scenario) -> None:
        """Share a scenario as it is here."""
        self._session.when_saved(lambda: self._share(scenario))

    def _share(self, scenario: Scenario) -> None:
        try:
            commands = self._what_if.sharing(scenario)
        except RoadmapError as error:
            self._session.refused.emit(str(error))
            return
        self._session.execute(commands, say=f"Shared “{scenario.name}”")
        self.changed.emit()

    def withdraw(self, scenario: Scenario) -> None:
        """Withdraw a shared scenario; it stays here as a private one."""
        try:
            commands = self._what_if.withdrawing(scenario)
            self._what_if.keep_own(scenario)
        except RoadmapError as error:
            self._session.refused.emit(str(error))
            return
        self._session.execute(commands, say=f"Withdrew “{scenario.name}”")
        self.changed.emit()

    def adopt(
        self, scenario: Scenario, *, accept: bool = False, terms: Terms | None = None
    ) -> None:
        """Adopt a scenario as one decision; `differs` asks first where the roadmap moved on."""
        given = terms or Terms()
        self._session.when_saved(lambda: self._adopt(scenario, accept=accept, terms=given))

    def _adopt(self, scenario: Scenario, *, accept: bool, terms: Terms) -> None:
        session, what_if = self._session, self._what_if
        try:
            found = what_if.adoption(scenario, at=session.moment, state=session.live)
            check_accepted(scenario.name, found, accept=accept)
        except Differs as error:
            self.differs.emit(Differing(scenario, error.differences, str(error)))
            return
        except RoadmapError as error:
            session.refused.emit(str(error))
            return
        key = session.execute(
            terms.on(found.commands),
            why=terms.why or what_if.why(scenario),
            say=f"Adopted “{scenario.name}”",
            because=what_if.because(scenario),
        )
        if key is None:
            session.said.emit(f"Nothing to change: “{scenario.name}” is all so already", None)
            return
        try:
            what_if.adopted(scenario, key)
        except RoadmapError as error:  # it is adopted all the same; only the mark is missing
            session.refused.emit(str(error))
        self.changed.emit()
        self.adopted.emit(scenario, key)

    # -- keeping up -------------------------------------------------------------------------------

    def _on_shown(self, shown: Shown) -> None:
        if shown.may_differ("scenarios") and "scenarios" in shown.changes.tables:
            self.changed.emit()

    def _on_poll(self) -> None:
        stamp = _stamp(self._what_if.shelf.path)
        if stamp != self._stamp:
            self._stamp = stamp
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a branch is computed from besides the scenario; frozen, for a worker."""

    base: State
    now: Now
    as_of: date
    moved_on: int


def _branched(scenario: Scenario, frame: _Frame) -> Branched:
    found = branch(frame.base, scenario.commands, frame.now)
    levers = levers_of(found.steps, scenario.assumptions, frame.now.today, frame.base)
    return Branched(scenario, frame.base, frame.as_of, frame.moved_on, found, levers)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return what tells that the shelf's file is another one now, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
