"""Which scenario is being worked on, and what becomes of it when a lever is moved?

A scenario is changed here while a lever moves and goes to the shelf when it rests. A lever moved
on the plan as it is begins a new scenario, which is named after its levers until a person does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from gui.models.whatif.changes import changes_of, named_changes
from gui.models.whatif.levers import positions
from gui.models.whatif.words import auto_name
from gui.session import Session
from gui.session_scenarios import SessionScenarios, Terms
from gui.views.whatif.source import PLAN
from roadmap.scenario.scenario import Scenario, shared_one

DRAFT = "draft"
Change = Callable[[Scenario], Scenario]


class WhatifDesk(QObject):
    """The scenarios of the page and the chosen one.

    Signals:
        changed(bool): The list, the chosen one or its levers are others now; whether they rest.
    """

    changed = Signal(bool)

    def __init__(self, session: Session, scenarios: SessionScenarios, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shelf = session, scenarios
        self._chosen = PLAN
        self._listed: tuple[Scenario, ...] = ()
        self._moving: Scenario | None = None
        self._draft: Scenario | None = None
        self._saving: Scenario | None = None
        self._wanted_name: str | None = None
        scenarios.changed.connect(self._on_shelf_changed)
        scenarios.made.connect(self._on_made)

    # -- what there is ----------------------------------------------------------------------------

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All of them in order, as they are being worked on."""
        moving = self._moving
        found = [moving if moving and each.id == moving.id else each for each in self._listed]
        if self._draft is None:
            return tuple(found)
        own = sum(not each.shared for each in found)  # they stand before the shared ones
        return (*found[:own], self._draft, *found[own:])

    @property
    def chosen(self) -> Scenario | None:
        """The scenario that is drawn; None is the plan as it is."""
        return next((each for each in self.scenarios if each.id == self._chosen), None)

    @property
    def key(self) -> str:
        """The key of what is drawn."""
        return PLAN if self.chosen is None else self._chosen

    @property
    def problem(self) -> str | None:
        """Why the private scenarios could not be read."""
        return self._shelf.problem

    def blocked(self) -> str | None:
        """Why no lever can be moved here and now."""
        if self._session.read_only is not None:
            return self._session.read_only
        chosen = self.chosen
        return None if chosen is None else chosen.problem

    def read(self) -> None:
        """Take what the shelf and the roadmap hold at the moment shown."""
        every = self._shelf.all()
        if not self._session.at_now:
            moment = self._session.moment
            known = [shared_one(each) for each in self._session.state.scenarios.ordered()]
            ids = {each.id for each in known}
            private = [
                each
                for each in every
                if each.id not in ids and not each.shared and each.at and each.at <= moment
            ]
            every = tuple(sorted((*known, *private), key=lambda each: str(each.at or "")))
        self._listed = every
        if self._moving is not None and all(each.id != self._moving.id for each in every):
            self._moving = None

    # -- choosing ---------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Draw another scenario."""
        if key != self._chosen:
            self._settle()
            self._chosen = key
            self.changed.emit(True)

    # -- levers -----------------------------------------------------------------------------------

    def move(self, change: Change, *, rests: bool = True) -> None:
        """Change the chosen scenario; on the plan as it is a new one begins."""
        reason = self.blocked()
        if reason is not None:
            self._session.refused.emit(reason)
            return
        before = self.chosen or Scenario(DRAFT, self._free_name("New scenario"))
        after = self._renamed(before, change(before))
        if after.id == DRAFT:
            self._draft = after
            self._chosen = DRAFT
        elif after != before or rests:
            self._moving = after
        if rests:
            self._save(after)
        self.changed.emit(rests)

    def _renamed(self, before: Scenario, after: Scenario) -> Scenario:
        """A name that was taken from the levers follows them."""
        old = self._auto_name(before)
        if not before.name.startswith(old) and not before.name.startswith("New scenario"):
            return after
        name = self._auto_name(after)
        return after if name == old else replace(after, name=self._free_name(name, after.id))

    def _auto_name(self, scenario: Scenario) -> str:
        state = self._session.state
        found = positions(scenario, state)
        return auto_name(found, state, named_changes(found, changes_of(scenario), state))

    def _free_name(self, name: str, but: str = "") -> str:
        taken = {each.name.casefold() for each in self.scenarios if each.id != but}
        number, free = 2, name
        while free.casefold() in taken:
            free = f"{name} {number}"
            number += 1
        return free

    def _settle(self) -> None:
        """What was moved last is kept before something else is."""
        if self._moving is not None:
            self._save(self._moving)

    def _save(self, scenario: Scenario) -> None:
        if scenario.id == DRAFT:
            if self._saving is None:
                self._saving = scenario
                self._shelf.new(scenario.name)
            else:
                self._saving = scenario  # it is on its way already; the newest is kept then
            return
        known = next((each for each in self._listed if each.id == scenario.id), None)
        if known is None or _content(known) != _content(scenario):
            kept = self._shelf.revise(scenario)
            if kept is not None:
                self._moving = None
                self.read()
        else:
            self._moving = None

    # -- whole scenarios --------------------------------------------------------------------------

    def new(self, change: Change | None = None) -> None:
        """Begin a scenario, with its first change perhaps."""
        reason = self._session.read_only
        if reason is not None:
            self._session.refused.emit(reason)
            return
        self._settle()
        self._chosen = PLAN
        self.move(change or (lambda scenario: scenario))

    def copy(self) -> None:
        """A private copy of the chosen one."""
        chosen = self.chosen
        if chosen is not None and chosen.id != DRAFT:
            self._settle()
            made = self._shelf.copy(chosen, self._free_name(f"{chosen.name}, copy"))
            if made is not None:
                self.read()
                self.choose(made.id)

    def rename(self, name: str) -> bool:
        """Give the chosen one another name; whether that was possible."""
        chosen = self.chosen
        if chosen is None or chosen.id == DRAFT:
            return False
        self._settle()
        return self._after(self._shelf.rename(chosen, name))

    def annotate(self, note: str) -> bool:
        """Write another note; whether that was possible."""
        chosen = self.chosen
        if chosen is None or chosen.id == DRAFT:
            return False
        self._settle()
        return self._after(self._shelf.annotate(chosen, note))

    def drop(self) -> None:
        """Drop the chosen one; the plan as it is is drawn then."""
        chosen = self.chosen
        if chosen is None or chosen.id == DRAFT:
            return
        self._moving = None
        self._shelf.drop(chosen)
        self.read()
        if all(each.id != chosen.id for each in self._listed):
            self.choose(PLAN)

    def share(self) -> None:
        """Share the chosen one, or what was changed of it since."""
        if self.chosen is not None:
            self._settle()
            self._shelf.share(self.chosen)

    def withdraw(self) -> None:
        """Withdraw the chosen one."""
        if self.chosen is not None:
            self._settle()
            self._shelf.withdraw(self.chosen)

    def adopt(self, terms: Terms, *, accept: bool = False) -> None:
        """Adopt the chosen one as one decision."""
        if self.chosen is not None:
            self._settle()
            self._shelf.adopt(self.chosen, accept=accept, terms=terms)

    def _after(self, kept: Scenario | None) -> bool:
        if kept is not None:
            self.read()
            self.changed.emit(True)
        return kept is not None

    def _on_made(self, made: Scenario) -> None:
        """The draft has its place on the shelf: its levers go there too."""
        saving, self._saving = self._saving, None
        if saving is None:
            return
        draft = self._draft or saving
        self._draft = None
        if self._chosen == DRAFT:
            self._chosen = made.id
        self._shelf.revise(replace(draft, id=made.id, base=made.base, by=made.by, at=made.at))
        self.read()
        self.changed.emit(True)

    def _on_shelf_changed(self) -> None:
        self.read()
        self.changed.emit(self._moving is None and self._draft is None)


def _content(scenario: Scenario) -> tuple[object, ...]:
    return scenario.name, scenario.commands, scenario.assumptions
