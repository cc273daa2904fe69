"""Which phase was it at every decision, and which decision changed it (D5)?

Computed along the history and never recorded. Sprints are measured when they are closed; until the
first one is, the phase is provisional. Whether every principle has a level is judged at once. What
was computed is kept with the timeline and goes on where it ended: a history only grows.
"""

from __future__ import annotations

import weakref
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from threading import Lock

from roadmap.analysis.history.stretches import Changed, changing
from roadmap.analysis.levels.breaches import Shift, shifts_between
from roadmap.analysis.phases.provisional import Basis, Provisional, provisional
from roadmap.analysis.phases.rules import Measured, burns, measured
from roadmap.analysis.sprints.facts import SprintFacts, sprint_facts
from roadmap.calendars import day_in
from roadmap.records.phases import Phase
from roadmap.records.sprints import Sprint
from roadmap.state import State
from roadmap.timeline import Timeline
from roadmap.values import Thresholds

# What a phase can follow from; of the roadmap itself its thresholds.
_TABLES = ("sprints", "measures", "principles", "answers", "sources", "overrides", "roadmap")


@dataclass(frozen=True, slots=True)
class Closing:
    """What the closed sprints said from decision `index` on, until the next closing.

    `facts` are empty where the only closed sprint was opened again.
    """

    index: int
    decision: str
    day: date
    facts: tuple[SprintFacts, ...]
    found: Measured | None


@dataclass(frozen=True, slots=True)
class PhaseChange:
    """The phase that began with a decision (the `index`-th), and the one before it."""

    index: int
    decision: str
    day: date
    phase: Phase
    before: Phase | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class _Turn:
    """A decision that may have changed the phase."""

    index: int
    decision: str
    day: date
    phase: Phase | None
    provisional: bool


class PhaseHistory:
    """The phases along one timeline, of all or of one team's work; grows with the timeline."""

    def __init__(self, team: str | None = None) -> None:
        """Begin with nothing read; `team` is an id."""
        self._team = team
        self._read = -1
        self._closings: list[Closing] = []
        self._turns: list[_Turn] = []
        self._shifts: list[Shift] = []
        self._marks: dict[str, list[tuple[int, str]]] = {}
        self._burning = False  # before the first closing
        self._lock = Lock()

    def read(self, timeline: Timeline) -> None:
        """Read on to the end of `timeline`."""
        with self._lock:
            last = timeline.count - 1
            if last <= self._read:
                return
            for each in changing(timeline, self._read, last, *_TABLES):
                self._visit(each)
            self._read = last

    def _visit(self, each: Changed) -> None:
        before, after, told = each.before, each.after, each.told
        index = told.index
        day = day_in("UTC" if after.roadmap is None else after.roadmap.zone, told.recorded_at)
        self._mark(before, after, index, told.id)
        if before.measures is not after.measures:
            shifts = shifts_between(before, after, told.id, index, day)
            self._shifts += (shift for shift in shifts if self._is_of_team(shift, before, after))
        if before.sprints is not after.sprints and _closed(before) != _closed(after):
            self._close(before, after, told.id, index, day)
        elif before.thresholds != after.thresholds and self._closings:
            facts = self._closings[-1].facts
            self._closings.append(self._judged(facts, after.thresholds, told.id, index, day))
        found = self._closings[-1].found if self._closings else None
        if found is None:
            if before.answers is after.answers and before.sources is after.sources:
                return  # a provisional phase is looked at as it stands, not at every edit
            guess = provisional(after, day, (told.id,), self._team)
            if guess.basis is Basis.OPEN:
                return  # too little to say that a phase began
            turn = _Turn(index, told.id, day, provisional_phase(guess, after), True)
        else:
            turn = _Turn(index, told.id, day, found.phase or level_phase(after), False)
        if turn.phase is not None:
            self._turns.append(turn)

    def _is_of_team(self, shift: Shift, before: State, after: State) -> bool:
        measure = after.measures.get(shift.measure) or before.measures.get(shift.measure)
        component = after.components.get(None if measure is None else measure.component)
        return self._team is None or component is None or component.team == self._team

    def _mark(self, before: State, after: State, index: int, decision: str) -> None:
        """Remember which decisions told what evidence names."""
        for table in ("answers", "sources", "overrides"):
            if getattr(before, table) is not getattr(after, table):
                self._marks.setdefault(table, []).append((index, decision))
        if before.measures is after.measures and before.principles is after.principles:
            return
        if without_level(before) != without_level(after):
            self._marks.setdefault("levels", []).append((index, decision))

    def _close(self, before: State, after: State, decision: str, index: int, day: date) -> None:
        known = {each.number: each for each in self._closings[-1].facts} if self._closings else {}
        old = {sprint.number: sprint for sprint in _closed(before)}
        facts = []
        for sprint in _closed(after):
            if old.get(sprint.number) == sprint and sprint.number in known:
                facts.append(known[sprint.number])
            else:
                facts.append(sprint_facts(after, sprint, decision, index, day, self._team))
        if not old:
            self._burning = provisional(before, day, (), self._team).burning
        self._closings.append(self._judged(tuple(facts), after.thresholds, decision, index, day))

    def _judged(
        self,
        facts: tuple[SprintFacts, ...],
        limits: Thresholds,
        decision: str,
        index: int,
        day: date,
    ) -> Closing:
        """Return what the facts of closed sprints say, judged by `limits` as of a decision."""
        found = None
        if facts:
            found = measured(facts, self._shifts, limits, burning=self._before(facts, limits))
        return Closing(index, decision, day, facts, found)

    def _before(self, facts: tuple[SprintFacts, ...], limits: Thresholds) -> bool:
        """Return whether it was firefighting before the last of `facts`."""
        for last in reversed(self._closings):
            if last.found is not None and last.facts == facts[:-1]:
                return last.found.burning
        burning = self._burning
        for end in range(1, len(facts)):  # a sprint was opened again: anew from the beginning
            burning = burns(facts[:end], limits, burning)
        return burning

    # -- asking -----------------------------------------------------------------------------------

    def closing_at(self, index: int) -> Closing | None:
        """Return the closing that counts at decision `index`; None while the phase is a guess."""
        place = bisect_right([each.index for each in self._closings], index)
        found = self._closings[place - 1] if place else None
        return None if found is None or found.found is None else found

    def shifts_until(self, index: int) -> tuple[Shift, ...]:
        """Return the breaches and restorations up to decision `index`, oldest first."""
        return tuple(each for each in self._shifts if each.index <= index)

    def last_mark(self, what: str, until: int) -> str | None:
        """Return the last decision up to `until` that changed a table, or which "levels" exist."""
        marks = self._marks.get(what, ())
        return next((key for index, key in reversed(marks) if index <= until), None)

    def changes(self, until: int | None = None) -> tuple[PhaseChange, ...]:
        """Return every change of phase up to decision `until`, each at the one that caused it."""
        found: list[PhaseChange] = []
        for turn in self._turns:
            if until is not None and turn.index > until:
                break
            last = found[-1] if found else None
            if turn.phase is None:
                continue
            if last is None or turn.phase is not last.phase:
                before = None if last is None else last.phase
                found.append(
                    PhaseChange(
                        *(turn.index, turn.decision, turn.day),
                        *(turn.phase, before, turn.provisional),
                    )
                )
        return tuple(found)


def _closed(state: State) -> tuple[Sprint, ...]:
    closed = [sprint for sprint in state.sprints.ordered() if sprint.outcome is not None]
    return tuple(sorted(closed, key=lambda sprint: sprint.number))


def without_level(state: State) -> tuple[str, ...]:
    """Return the principles that have no minimum acceptable level, in their order."""
    levelled = {each.principle for each in state.measures.ordered() if each.level is not None}
    ordered = sorted(state.principles.ordered(), key=lambda each: (each.place, each.id))
    return tuple(each.id for each in ordered if each.id not in levelled)


def level_phase(state: State) -> Phase:
    """Return the phase of a team that burns no more, breaks no levels and validates its choices."""
    if without_level(state):
        return Phase.PRINCIPLES_SETTING_LEVELS
    return Phase.PRINCIPLES_HOLDING


def provisional_phase(guess: Provisional, state: State) -> Phase | None:
    """Return the phase of a guess, None where nothing is known."""
    return guess.phase or (level_phase(state) if guess.conditions else None)


_KEPT: weakref.WeakKeyDictionary[Timeline, dict[str | None, PhaseHistory]]
_KEPT = weakref.WeakKeyDictionary()  # a memo: it changes no result, only its cost
_LOCK = Lock()


def phase_history(timeline: Timeline, team: str | None = None) -> PhaseHistory:
    """Return the phases of `timeline` up to its end; what was read before is not read again."""
    with _LOCK:
        found = _KEPT.setdefault(timeline, {}).setdefault(team, PhaseHistory(team))
    found.read(timeline)
    return found
