"""What a scenario's assumptions change in a model: more or less inflow, people who leave.

planning.md, Forced inflow: lowering the inflow takes arrivals away, raising it by f adds some of
its own, so that what is compared stays paired. Attrition is drawn: each person leaves on a day of
their own in each trial. The plan that is run stays the same, so that a scenario says what the
inflow or a departure does to it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap.analysis.inflow.inflow import Inflow
from roadmap.analysis.planning.capacity import Capacity
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.state import State

_YEAR = 365.25  # days


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who may leave: from day `since` on, with `hazard` a day.

    `days[sprint][pool]` is what they give, less what mentoring them costs; days count from the
    as-of day.
    """

    id: str
    since: float
    hazard: float
    days: tuple[tuple[float, ...], ...]


def assumed_inflows(inflows: Iterable[Inflow], assumed: Assumptions) -> tuple[Inflow, ...]:
    """Return the streams with their factors; ids and numbers stay, so that their draws do."""
    return tuple(
        _times(each, math.prod(said.factor for said in assumed.inflow if _names(said, each)))
        for each in inflows
    )


def _names(said: InflowFactor, inflow: Inflow) -> bool:
    wanted = said.stream
    return wanted is None or wanted == inflow.id or wanted.casefold() == inflow.name.casefold()


def _times(inflow: Inflow, factor: float) -> Inflow:
    if factor >= 1:
        return inflow if factor == 1 else replace(inflow, raised=factor)
    return replace(inflow, arriving=tuple(share * factor for share in inflow.arriving))


def leavers_of(
    state: State, found: Capacity, as_of: date, assumed: Assumptions
) -> tuple[Leaver, ...]:
    """Return everybody, who all may leave; nobody where no attrition is assumed."""
    share = min(assumed.attrition_a_year, 1 - 1e-9)
    if share <= 0:
        return ()
    hazard = -math.log1p(-share) / _YEAR
    leavers = []
    for person in state.people.ordered():
        days = tuple(
            tuple(
                cell.gain
                * math.fsum(
                    part.days for part in cell.parts if (part.mentors or part.person) == person.id
                )
                for cell in row
            )
            for row in found.cells
        )
        since = 0.0 if person.start is None else float(max(0, (person.start - as_of).days))
        if _is_there(days):
            leavers.append(Leaver(person.id, since, hazard, days))
    return tuple(leavers)


def _is_there(days: Sequence[Sequence[float]]) -> bool:
    return any(value for row in days for value in row)
