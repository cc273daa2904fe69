"""Which check-ups are due, what did they find, and what speaks against starting an innovation?

A check-up is due `every_days` after its last result, or after the day from which it counts where
there is none yet (A1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.analysis.levels.levels import standing
from roadmap.analysis.words import counted, listed, say_day, say_level, say_measured
from roadmap.records.levels import Checkup, CheckupOutcome, CheckupResult
from roadmap.state import Component, Item, State
from roadmap.values import Kind

SOON = timedelta(days=14)


class Due(StrEnum):
    """When a check-up has to be held next; soon is within two weeks."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class CheckupStanding:
    """One check-up on a day: its last result, when it is due next, and the open findings."""

    checkup: Checkup
    last: CheckupResult | None
    next_on: date | None
    due: Due
    open_findings: tuple[str, ...]

    @property
    def outcome(self) -> CheckupOutcome | None:
        """What the last check-up found, None before the first."""
        return None if self.last is None else self.last.value


@dataclass(frozen=True, slots=True)
class ComponentHealth:
    """A component with its check-ups, soonest first, and the worst of their last results."""

    component: Component
    checkups: tuple[CheckupStanding, ...]
    outcome: CheckupOutcome | None
    due: Due | None


_WORST = (CheckupOutcome.FAILING, CheckupOutcome.TO_STRENGTHEN, CheckupOutcome.WORKING)


def checkup_standing(checkup: Checkup, state: State, today: date) -> CheckupStanding:
    """Return how one check-up stands on `today`."""
    known = [each for each in checkup.results if each.day <= today]
    last = known[-1] if known else None
    begun = checkup.since if last is None else last.day
    next_on = None if begun is None else begun + timedelta(days=checkup.every_days)
    if next_on is None or next_on > today + SOON:
        due = Due.LATER
    else:
        due = Due.OVERDUE if next_on < today else Due.SOON
    named = dict.fromkeys(key for each in known for key in each.items)
    items = (state.items.get(key) for key in named)
    findings = tuple(item.id for item in items if item is not None and item.is_open)
    return CheckupStanding(checkup, last, next_on, due, findings)


def checkup_standings(
    state: State, today: date, team: str | None = None
) -> tuple[CheckupStanding, ...]:
    """Return the check-ups, those of one team's components where given, soonest due first."""
    rows = []
    for checkup in state.checkups.ordered():
        component = state.components.get(checkup.component)
        if team is None or (component is not None and component.team == team):
            rows.append(checkup_standing(checkup, state, today))
    return tuple(sorted(rows, key=lambda row: (row.next_on or date.max, row.checkup.name)))


def component_health(state: State, rows: Sequence[CheckupStanding]) -> tuple[ComponentHealth, ...]:
    """Return the components by name, each with its check-ups among `rows`."""
    found = []
    for component in sorted(state.components.ordered(), key=lambda each: (each.name, each.id)):
        own = tuple(row for row in rows if row.checkup.component == component.id)
        outcomes = {row.outcome for row in own}
        worst = next((each for each in _WORST if each in outcomes), None)
        dues = {row.due for row in own}
        due = next((each for each in (Due.OVERDUE, Due.SOON, Due.LATER) if each in dues), None)
        found.append(ComponentHealth(component, own, worst, due))
    return tuple(found)


# -- what an innovation starts over ---------------------------------------------------------------


def start_warnings(state: State, item: Item, today: date) -> tuple[str, ...]:
    """Return what speaks against starting an innovation today; nothing for other items.

    Check-ups and measures count that concern the components of the item and of what it waits for;
    measures of no component concern everybody, and an item of no component everything (A1).
    """
    if item.kind is not Kind.INNOVATION:
        return ()
    waited = (state.items.get(key) for key in item.prerequisites)
    named = {each.component for each in (item, *filter(None, waited))} - {None}
    said = []
    for row in checkup_standings(state, today):
        if (named and row.checkup.component not in named) or not _warns(row):
            continue
        said.append(_said(row, today))
    for measure in state.measures.ordered():
        if named and measure.component is not None and measure.component not in named:
            continue
        found = standing(measure, today)
        if found.breached and found.latest is not None:
            value = say_measured(measure, found.latest.value)
            said.append(f"{measure.name} is breached ({value}, {say_level(measure)} is needed)")
    return tuple(said)


def _warns(row: CheckupStanding) -> bool:
    return row.due is Due.OVERDUE or row.outcome is CheckupOutcome.FAILING


def _said(row: CheckupStanding, today: date) -> str:
    name = f"“{row.checkup.name}”"
    if row.outcome is CheckupOutcome.FAILING and row.last is not None:
        return f"{name} was failing on {say_day(row.last.day, today)}"
    late = (today - row.next_on).days if row.next_on is not None else 0
    return f"{name} is overdue by {counted(late, 'day')}"


def start_question(state: State, item: Item, today: date) -> str | None:
    """Return what to ask when an innovation starts all the same, None where nothing warns."""
    warnings = start_warnings(state, item, today)
    if not warnings:
        return None
    return f"Why does “{item.title or item.id}” start although {listed(warnings)}?"
