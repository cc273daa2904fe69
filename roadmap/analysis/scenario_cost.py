"""What does a scenario cost? Person-days that are paid for, money, and capacity sprint by sprint.

One loaded day rate turns paid days into money (requirement W1). Paid are the working days of
whoever is employed, times their availability: also those of a newcomer who is not productive yet.
Interviews cost nobody's pay but capacity. Purchases stand beside, each in its own currency.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from roadmap.analysis.planning.capacity import Capacity, capacity
from roadmap.analysis.planning.sprint_calendar import PlannedSprint
from roadmap.analysis.simulation.assuming import Leaver, leavers_of
from roadmap.records.assumptions import Assumptions
from roadmap.records.people import Person
from roadmap.state import Roadmap, State
from roadmap.values import Status


@dataclass(frozen=True, slots=True)
class Cost:
    """What one state costs more than another over the same sprints; below 0 it costs less.

    `paid_days` are person-days of employment, `people` is their price, None without a day rate;
    `purchases` are by currency. `capacity[s]` is what the team has more in sprint s, in person-days
    and on average where people may leave.
    """

    paid_days: float
    people: float | None
    currency: str
    purchases: tuple[tuple[str, float], ...]
    capacity: tuple[float, ...]

    @property
    def money(self) -> float | None:
        """People and purchases in the roadmap's currency; None where no day rate is set."""
        if self.people is None:
            return None
        return self.people + dict(self.purchases).get(self.currency, 0.0)

    @property
    def dip(self) -> tuple[int, float] | None:
        """The last sprint (by index) until which the team has less, and how many person-days.

        None where it never has less in all sprints so far together.
        """
        total, lowest = 0.0, (0, 0.0)
        for sprint, days in enumerate(self.capacity):
            total += days
            if total < lowest[1] - 1e-9:
                lowest = (sprint, total)
        return None if lowest[1] > -0.05 else (lowest[0], -lowest[1])


def cost_of(
    base: State,
    other: State,
    as_of: date,
    count: int,
    assumed: tuple[Assumptions, Assumptions],
) -> Cost:
    """Return what `other` costs more than `base` over `count` sprints.

    `assumed` is what each of both assumes.
    """
    sides = [_Side.of(*each, as_of, count) for each in ((base, assumed[0]), (other, assumed[1]))]
    settings = other.roadmap or Roadmap()
    paid = sides[1].paid - sides[0].paid
    rate = settings.day_rate
    bought = {
        currency: sides[1].purchases.get(currency, 0.0) - sides[0].purchases.get(currency, 0.0)
        for currency in sorted({*sides[0].purchases, *sides[1].purchases})
    }
    return Cost(
        paid,
        None if rate is None else paid * rate,
        settings.currency,
        tuple((currency, amount) for currency, amount in bought.items() if amount),
        tuple(
            after - before
            for before, after in zip(sides[0].capacity, sides[1].capacity, strict=True)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """What one state costs and brings."""

    paid: float
    purchases: Mapping[str, float]
    capacity: tuple[float, ...]

    @classmethod
    def of(cls, state: State, assumed: Assumptions, as_of: date, count: int) -> _Side:
        found = capacity(state, as_of, count)
        leavers = {each.id: each for each in leavers_of(state, found, as_of, assumed)}
        paid = math.fsum(
            _paid(person, sprint) * _present(leavers.get(person.id), sprint, as_of)
            for person in state.people.ordered()
            for sprint in found.sprints
        )
        return cls(paid, _purchases(state), _capacity(found, leavers, as_of))


def _paid(person: Person, sprint: PlannedSprint) -> float:
    first, last = person.start or date.min, person.end or date.max
    return person.availability * sum(first <= day <= last for day in sprint.working)


def _present(leaver: Leaver | None, sprint: PlannedSprint, as_of: date) -> float:
    """Return the share of a sprint that somebody is expected to be there."""
    if leaver is None:
        return 1.0
    begin = max(0.0, (sprint.start - as_of).days - leaver.since)
    end = (sprint.end - as_of).days - leaver.since
    if end <= begin:
        return 1.0
    there = math.exp(-leaver.hazard * begin) - math.exp(-leaver.hazard * end)
    return there / (leaver.hazard * (end - begin))


def _capacity(found: Capacity, leavers: Mapping[str, Leaver], as_of: date) -> tuple[float, ...]:
    if not leavers:
        return tuple(found.total(sprint) for sprint in range(len(found.sprints)))
    return tuple(
        math.fsum(
            max(
                0.0,
                math.fsum(
                    each.days[place][pool] * _present(each, sprint, as_of)
                    for each in leavers.values()
                ),
            )
            for pool in range(len(found.pools))
        )
        for place, sprint in enumerate(found.sprints)
    )


def _purchases(state: State) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in state.items.ordered():
        if item.purchase is not None and item.status is not Status.SHED:
            bought = item.purchase
            found[bought.currency] = found.get(bought.currency, 0.0) + bought.amount
    return found
