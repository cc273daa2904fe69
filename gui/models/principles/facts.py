"""What is known of principles at the moment shown, gathered once for everything on the page?

Plain values: what the history adds (since when a level is breached, and by which decision) comes
from `history.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.items.filter import Filter
from roadmap.analysis.levels.breaches import Hopping, Shift, hopping
from roadmap.analysis.levels.levels import PrincipleStanding, Standing, of_team, standings
from roadmap.analysis.levels.principles import (
    Effect,
    PrincipleEffort,
    effects,
    effort_per_principle,
    principles_of,
)
from roadmap.state import Item, State


@dataclass(frozen=True, slots=True)
class LevelFacts:
    """Principles with their measures, effort, breaches so far and what finished items did."""

    state: State
    today: date
    rows: tuple[PrincipleStanding, ...]
    effort: tuple[PrincipleEffort, ...]
    shifts: tuple[Shift, ...]
    effects: tuple[Effect, ...]
    hopping: Hopping
    protectors: tuple[Item, ...]  # every item that protects something: open first, in rank order

    def measure(self, key: str) -> Standing | None:
        """How a measure stands, None where it is not shown."""
        found = (each for row in self.rows for each in row.measures)
        return next((each for each in found if each.measure.id == key), None)

    def principle(self, key: str) -> PrincipleStanding | None:
        """How a principle stands."""
        return next((row for row in self.rows if row.principle.id == key), None)

    def effort_of(self, principle: str) -> PrincipleEffort | None:
        """What was done for a principle."""
        return next((each for each in self.effort if each.principle == principle), None)

    def turned(self, measure: str) -> Shift | None:
        """The last breach or restoration of a measure, None where it never turned."""
        return next((each for each in reversed(self.shifts) if each.measure == measure), None)

    def protecting(self, row: Standing) -> tuple[Item, ...]:
        """The items that protect a measure, or all of its principle: open first, in rank order."""
        named = {row.measure.id, row.measure.principle}
        return tuple(item for item in self.protectors if named.intersection(item.protects))

    def protecting_principle(self, key: str) -> tuple[Item, ...]:
        """The items that protect a principle or one of its measures, in the same order."""
        state = self.state
        return tuple(item for item in self.protectors if key in principles_of(state, item))


def level_facts(
    state: State, today: date, shifts: Iterable[Shift], team: str | None = None
) -> LevelFacts:
    """Gather what is known on `today`; `shifts` are those up to the decision shown."""
    rows = of_team(standings(state, today), state, team)
    shown = {each.measure.id for row in rows for each in row.measures}
    known = tuple(each for each in shifts if team is None or each.measure in shown)
    return LevelFacts(
        state,
        today,
        rows,
        effort_per_principle(state, rows, known, today, Filter(team=team)),
        known,
        tuple(each for each in effects(state, today) if each.measure in shown),
        hopping(state, known, today),
        _protectors(state),
    )


def _protectors(state: State) -> tuple[Item, ...]:
    found = [item for item in state.items.unordered() if item.protects]
    return tuple(sorted(found, key=lambda item: (not item.is_open, item.order)))
