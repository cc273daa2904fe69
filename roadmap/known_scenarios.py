"""Which scenarios does an open roadmap have, where do they start, and what becomes of them there?

The private ones of its shelf and those that are shared with everybody. A scenario that was shared
and is changed here is a private copy with the same id, until it is shared again. Making, changing
and adopting them stands in what_if.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap.decide import Now
from roadmap.errors import NotFound, Refused
from roadmap.scenario.adopting import gone_since
from roadmap.scenario.branch import Branch, branch
from roadmap.scenario.lever_list import Lever, levers_of
from roadmap.scenario.scenario import Scenario, fields_of, shared_one
from roadmap.scenario.shelf import Shelf
from roadmap.service import Moment, Roadmap
from roadmap.state import State

_STEPS_BACK = 5_000  # decisions; an undo of what is older has to name it


class KnownScenarios:
    """The scenarios of one open roadmap."""

    def __init__(self, roadmap: Roadmap, shelf: Shelf | None = None) -> None:
        """Scenarios of `roadmap`; the private ones from `shelf`, by default in the data folder."""
        self._roadmap = roadmap
        self.shelf = shelf or Shelf(roadmap.id)
        self._since: dict[str, tuple[int, tuple[tuple[str, str], ...]]] = {}

    @property
    def head(self) -> State:
        """The state at the head."""
        return self._roadmap.state

    @property
    def now(self) -> Moment:
        """The moment at the head."""
        return self._roadmap.moment(None)

    # -- what there is ----------------------------------------------------------------------------

    def all(self, state: State | None = None) -> tuple[Scenario, ...]:
        """Return all scenarios: private ones as they were made, then those that others shared.

        `state` holds the shared ones, by default the head. Raises Damaged where the shelf's file
        cannot be read.
        """
        shared = (self._roadmap.state if state is None else state).scenarios
        own = self.shelf.all()
        known = {each.id for each in own}
        others = [shared_one(each) for each in shared.ordered() if each.id not in known]
        found = [self._as_it_stands(self.beside(each, state)) for each in own]
        return (*found, *sorted(others, key=lambda each: (each.name.casefold(), each.id)))

    def _as_it_stands(self, scenario: Scenario) -> Scenario:
        """Return a scenario as one that was never adopted where its adoption was taken back."""
        decision = scenario.adopted
        if decision is None or not self._is_taken_back(decision):
            return scenario
        return replace(scenario, adopted=None)

    def _is_taken_back(self, decision: str) -> bool:
        """Return whether an undo of `decision` stands, as far as the last few thousand decisions.

        An undo that was taken back itself does not count; what was read is kept.
        """
        timeline = self._roadmap.timeline
        if self._since.get(decision, (0, ()))[0] > timeline.count:
            del self._since[decision]  # the file was replaced by a shorter one
        if decision not in self._since:
            try:
                self._since[decision] = (timeline.index_of(decision) + 1, ())
            except NotFound:
                return False
        first, links = self._since[decision]
        fresh = [
            (told.id, told.because.decision)
            for told in timeline.history(max(first, timeline.count - _STEPS_BACK))
            if told.because is not None
            and told.because.decision is not None
            and told.because.kind in ("undo", "redo")
        ]
        links = (*links, *fresh)
        self._since[decision] = (timeline.count, links)
        taken: set[str] = set()
        for taker, target in reversed(links):
            if taker not in taken:
                taken.add(target)
        return decision in taken

    def beside(self, own: Scenario, state: State | None) -> Scenario:
        """Return a private scenario with whether it is shared too, as it is here or otherwise."""
        record = (self._roadmap.state if state is None else state).scenarios.get(own.id)
        if record is None:
            return own
        same = fields_of(shared_one(record)) == fields_of(own)
        return replace(own, shared=True, changed=not same)

    def named(self, ref: str, state: State | None = None) -> Scenario:
        """Return the scenario with this id or name. Raises NotFound, listing what there is."""
        found = self.all(state)
        wanted = ref.casefold()
        named = [each for each in found if each.id == ref or each.name.casefold() == wanted]
        if len(named) == 1:
            return named[0]
        if named:
            ids = ", ".join(f"{each.id} ({_whose(each)})" for each in named)
            raise Refused(f"{len(named)} scenarios are called {ref!r}: name one by its id: {ids}.")
        known = ", ".join(repr(each.name) for each in found[:12]) or "none so far"
        raise NotFound(f"There is no scenario {ref!r} (known: {known}).")

    # -- where they start -------------------------------------------------------------------------

    def base_of(self, scenario: Scenario) -> Moment:
        """Return the moment that a scenario starts from. Raises NotFound where it is not here."""
        if scenario.base is None:
            return Moment(-1, 0, self._roadmap.timeline.state_after(-1))
        try:
            return self._roadmap.moment(scenario.base)
        except NotFound as error:
            raise NotFound(
                f"Scenario {scenario.name!r} starts from decision {scenario.base}, which is not in "
                "this history: start it from another decision."
            ) from error

    def moved_on(self, scenario: Scenario) -> int:
        """Return how many decisions were made since the scenario's base."""
        return self._roadmap.timeline.count - 1 - self.base_of(scenario).index

    def newest_base(self, scenarios: Sequence[Scenario]) -> Moment:
        """Return the latest of the moments that `scenarios` start from: to compare them on."""
        return max((self.base_of(each) for each in scenarios), key=lambda moment: moment.index)

    def now_of(self, moment: Moment) -> Now:
        """Return the clock of a moment: when its last decision was recorded."""
        at = self._roadmap.timeline.recorded_at(max(0, moment.index))
        return Now(at, self._roadmap.today(at))

    def branch(self, scenario: Scenario, moment: Moment | None = None) -> Branch:
        """Return the branch over the scenario's base, or over another moment.

        Raises NotFound where the base is not in this history, Refused where the scenario cannot be
        read here.
        """
        if scenario.problem is not None:
            raise Refused(scenario.problem)
        moment = moment or self.base_of(scenario)
        return branch(moment.state, scenario.commands, self.now_of(moment))

    def gone(self, scenario: Scenario, here: Moment) -> tuple[str, ...]:
        """Return what a scenario changes that was removed, done or shed until `here`.

        Nothing of one that was adopted. Raises NotFound and Refused as `branch` does.
        """
        base = self.base_of(scenario)
        if scenario.adopted is not None or here.index <= base.index:
            return ()
        found = gone_since(base.state, here.state, self.branch(scenario, base))
        return tuple(each.text for each in found)

    def levers(self, scenario: Scenario, moment: Moment | None = None) -> tuple[Lever, ...]:
        """Return the levers that a scenario pulls, each with its sentence."""
        moment = moment or self.base_of(scenario)
        steps = self.branch(scenario, moment).steps
        return levers_of(steps, scenario.assumptions, self.now_of(moment).today, moment.state)


def _whose(scenario: Scenario) -> str:
    who = scenario.by.name if scenario.by else "somebody"
    return f"shared by {who}" if scenario.shared else "private"
