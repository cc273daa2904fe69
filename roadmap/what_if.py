"""What could be: scenarios are made, changed, shared, and adopted as one decision.

What the command line and the window do with scenarios. Like the service, it owns no clock and no
author.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from roadmap.commands import Command
from roadmap.commands.given import new_id
from roadmap.commands.scenarios import ShareScenario, WithdrawScenario
from roadmap.decide import Now
from roadmap.errors import Refused
from roadmap.events import Because
from roadmap.known_scenarios import KnownScenarios
from roadmap.records.assumptions import Assumptions
from roadmap.scenario.adopting import Adoption, Difference, Differs, adoption, check_accepted
from roadmap.scenario.branch import Branch, branch
from roadmap.scenario.lever_list import Lever
from roadmap.scenario.scenario import Scenario, check_allowed, fields_of
from roadmap.service import Told
from roadmap.state import State
from roadmap.values import Author

__all__ = [
    "Adoption",
    "Branch",
    "CommandRefused",
    "Difference",
    "Differs",
    "Lever",
    "Now",
    "Scenario",
    "WhatIf",
]


class CommandRefused(Refused):
    """A command cannot be decided in a scenario; `place` counts those given, from 0."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


class WhatIf(KnownScenarios):
    """Thinks scenarios out, shares and adopts them."""

    # -- making and changing ----------------------------------------------------------------------

    def new(
        self, name: str, *, by: Author, at: datetime, note: str = "", base: str | None = None
    ) -> Scenario:
        """Make a scenario that starts from `base`, a moment, by default the head. Raises Refused.

        `base` is named as in `Roadmap.moment`.
        """
        moment = self._roadmap.moment(base)
        if moment.index < 0:
            raise Refused("A scenario starts from a decision: none was made before that moment.")
        decision = self._roadmap.timeline.tell(moment.index).id
        scenario = Scenario(new_id(), "", base=decision, by=by, at=at).named(name)
        self._refuse_taken(scenario)
        return self.shelf.put(scenario.annotated(note))

    def copy(self, key: str, name: str, *, by: Author, at: datetime) -> Scenario:
        """Make a private copy of a scenario under another name."""
        known = self.named(key)
        made = replace(known, id=new_id(), by=by, at=at, shared=False, changed=False, adopted=None)
        self._refuse_taken(made.named(name))
        return self.shelf.put(made.named(name))

    def rename(self, key: str, name: str) -> Scenario:
        """Give a scenario another name. Raises Refused where it is taken."""
        known = self.named(key)
        self._refuse_taken(known.named(name))
        return self._change(known, lambda scenario: scenario.named(name))

    def annotate(self, key: str, note: str) -> Scenario:
        """Write another note."""
        return self._change(self.named(key), lambda scenario: scenario.annotated(note))

    def assume(self, key: str, assumptions: Assumptions) -> Scenario:
        """Assume something else."""
        known = self.named(key)
        return self._change(known, lambda scenario: replace(scenario, assumptions=assumptions))

    def rebase(self, key: str, base: str | None = None) -> Scenario:
        """Start a scenario from another moment, by default from the head."""
        moment = self._roadmap.moment(base)
        decision = self._roadmap.timeline.tell(moment.index).id if moment.index >= 0 else None
        return self._change(self.named(key), lambda scenario: replace(scenario, base=decision))

    def revise(self, wanted: Scenario) -> Scenario:
        """Keep a scenario as it was worked over beside the present, from which it then starts.

        Nothing is checked: a command that is refused stays and is told as a problem.
        """
        known, moment = self.named(wanted.id), self._roadmap.moment(None)
        base = self._roadmap.timeline.tell(moment.index).id if moment.index >= 0 else None
        self._refuse_taken(known.named(wanted.name))

        def revised(scenario: Scenario) -> Scenario:
            renamed = scenario.named(wanted.name).with_commands(wanted.commands)
            return replace(renamed, base=base, assumptions=wanted.assumptions)

        return self._change(known, revised)

    def add(self, key: str, commands: Sequence[Command]) -> Scenario:
        """Put `commands` at the end of a scenario. Raises CommandRefused for the first refused."""
        known = self.named(key)
        self._check(known, known.commands, commands)
        return self._change(known, lambda it: it.with_commands((*it.commands, *commands)))

    def remove(self, key: str, commands: Sequence[Command]) -> Scenario:
        """Take neighbouring `commands`, a lever's, out of a scenario."""
        return self.replace(key, commands, ())

    def replace(self, key: str, old: Sequence[Command], new: Sequence[Command]) -> Scenario:
        """Put `new` commands where the neighbouring commands `old` are: a lever is edited.

        Raises Refused where they are not there any more, CommandRefused where `new` is refused.
        """
        known = self.named(key)
        first = _place(known, old)
        self._check(known, known.commands[:first], new)

        def edited(scenario: Scenario) -> Scenario:
            begin = _place(scenario, old)
            rest = scenario.commands[begin + len(old) :]
            return scenario.with_commands((*scenario.commands[:begin], *new, *rest))

        return self._change(known, edited)

    def _check(
        self, scenario: Scenario, before: Sequence[Command], commands: Sequence[Command]
    ) -> None:
        """Raise CommandRefused for the first of `commands` that is refused after `before`."""
        for place, command in enumerate(commands):
            try:
                check_allowed(command)
            except Refused as error:
                raise CommandRefused(str(error), place) from error
        moment = self.base_of(scenario)
        found = branch(moment.state, (*before, *commands), self.now_of(moment))
        for problem in found.problems:
            if problem.place >= len(before):
                raise CommandRefused(problem.text, problem.place - len(before))

    def _change(self, known: Scenario, edit: Callable[[Scenario], Scenario]) -> Scenario:
        """Change a scenario on the shelf; one that others shared is copied there first."""
        if known.problem is not None:
            raise Refused(known.problem)
        if all(each.id != known.id for each in self.shelf.all()):
            edit(known)  # refuses before anything is copied
            self.shelf.put(replace(known, shared=False))
        return self.beside(self.shelf.change(known.id, edit), None)

    def _refuse_taken(self, scenario: Scenario) -> None:
        for other in self.all():
            if other.id != scenario.id and other.name.casefold() == scenario.name.casefold():
                raise Refused(
                    f"There is a scenario called {other.name!r} already: give this one another "
                    "name."
                )

    def drop(self, key: str) -> Scenario:
        """Drop a private scenario. Raises Refused for one that is shared."""
        known = self.named(key)
        if known.shared:
            raise Refused(f"Scenario {known.name!r} is shared: withdraw it first, then drop it.")
        self.shelf.drop(known.id)
        return known

    # -- sharing ----------------------------------------------------------------------------------

    def sharing(self, scenario: Scenario) -> tuple[Command, ...]:
        """Return the command that shares a scenario as it is here."""
        if scenario.problem is not None:
            raise Refused(scenario.problem)
        self.base_of(scenario)
        return (ShareScenario(scenario=scenario.id, fields=fields_of(scenario)),)

    def share(
        self, key: str, *, by: Author, at: datetime, why: str | None = None
    ) -> tuple[Scenario, Told | None]:
        """Share a scenario with everybody who has the roadmap; None where it is so already."""
        known = self.named(key)
        told = self._roadmap.execute(self.sharing(known), by=by, at=at, why=why)
        return self.named(known.id), told

    def withdrawing(self, scenario: Scenario) -> tuple[Command, ...]:
        """Return the command that withdraws a shared scenario, kept as a private one from then."""
        if not scenario.shared:
            raise Refused(
                f"Scenario {scenario.name!r} is not shared: there is nothing to withdraw."
            )
        return (WithdrawScenario(scenario=scenario.id),)

    def keep_own(self, scenario: Scenario) -> None:
        """Keep a scenario on the shelf where it is not yet, so that withdrawing loses nothing."""
        if scenario.problem is None and all(each.id != scenario.id for each in self.shelf.all()):
            self.shelf.put(replace(scenario, shared=False))

    def withdraw(
        self, key: str, *, by: Author, at: datetime, why: str | None = None
    ) -> tuple[Scenario, Told | None]:
        """Withdraw a shared scenario; it is a private one of whoever withdraws it then."""
        known = self.named(key)
        commands = self.withdrawing(known)
        self.keep_own(known)
        told = self._roadmap.execute(commands, by=by, at=at, why=why)
        return replace(known, shared=False, changed=False), told

    # -- adopting ---------------------------------------------------------------------------------

    def adoption(self, scenario: Scenario, *, at: datetime, state: State | None = None) -> Adoption:
        """Return what adopting would do now, and what differs from the scenario's base.

        `state` is what it is decided on, by default the head. Raises Refused.
        """
        if scenario.problem is not None:
            raise Refused(scenario.problem)
        if not scenario.commands:
            raise Refused(
                f"Scenario {scenario.name!r} has no commands yet: there is nothing to adopt."
            )
        base = self.base_of(scenario)
        head = self._roadmap.state if state is None else state
        now = Now(at, self._roadmap.today(at))
        return adoption(scenario.commands, base.state, self.now_of(base), head, now)

    def because(self, scenario: Scenario) -> Because:
        """Return what an adoption says brought it about."""
        return Because(kind="adopt", decision=scenario.base)

    def why(self, scenario: Scenario) -> str:
        """Return the reason of an adoption where nobody gives one: the scenario and its note."""
        return f"Scenario “{scenario.name}”" + (f": {scenario.note}" if scenario.note else "")

    def adopted(self, scenario: Scenario, decision: str) -> None:
        """Remember on the shelf which decision adopted a private scenario."""
        if any(each.id == scenario.id for each in self.shelf.all()):
            self.shelf.change(scenario.id, lambda known: replace(known, adopted=decision))

    def adopt(
        self,
        key: str,
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        accept_differences: bool = False,
    ) -> tuple[Told | None, Adoption]:
        """Adopt a scenario as one decision; None where everything is so already.

        Raises Differs where the roadmap moved on and nobody accepted the differences.
        """
        scenario = self.named(key)
        found = self.adoption(scenario, at=at)
        check_accepted(scenario.name, found, accept=accept_differences)
        told = self._roadmap.execute(
            found.commands,
            by=by,
            at=at,
            why=why or self.why(scenario),
            because=self.because(scenario),
        )
        if told is not None:
            self.adopted(scenario, told.id)
        return told, found


def _place(scenario: Scenario, commands: Sequence[Command]) -> int:
    """Return where the neighbouring `commands` begin in a scenario. Raises Refused."""
    known, wanted = scenario.commands, tuple(commands)
    for place in range(len(known) - len(wanted) + 1):
        if known[place : place + len(wanted)] == wanted:
            return place
    raise Refused(
        f"This lever of {scenario.name!r} was changed meanwhile, in another window perhaps."
    )
