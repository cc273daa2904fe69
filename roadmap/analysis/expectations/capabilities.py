"""How much headroom does the platform have, and which sprint uses it up (A2)?

The load grows by itself and by what items add once they are done; capacity grows by the items that
extend it. What is planned counts from the end of its last planned sprint; what is below the cut
line adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.analysis.planning.plan import Plan
from roadmap.analysis.words import listed, say_number
from roadmap.records.expectations import Capability
from roadmap.state import Item, State
from roadmap.values import Status

_YEAR = 365.25
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Headroom:
    """A capability at the end of a sprint: `items` are those that change it in that sprint.

    `end` is the day after the sprint's last one.
    """

    sprint: int
    end: date
    capacity: float
    load: float
    items: tuple[str, ...]

    @property
    def last_day(self) -> date:
        """The last day of the sprint, as people say it."""
        return self.end - timedelta(days=1)

    @property
    def left(self) -> float:
        """What the load leaves of the capacity; below 0 where it asks for more."""
        return self.capacity - self.load


@dataclass(frozen=True, slots=True)
class CapabilityOutlook:
    """A capability today and at the end of each planned sprint.

    `capacity` and `load` are None where nobody said them; then there is no `series`. `short` is the
    first sprint whose end has no headroom left.
    """

    capability: Capability
    capacity: float | None
    load: float | None
    series: tuple[Headroom, ...]
    short: Headroom | None
    adding: tuple[str, ...]

    @property
    def headroom(self) -> float | None:
        """What the load leaves of the capacity today."""
        if self.capacity is None or self.load is None:
            return None
        return self.capacity - self.load


def outlooks(state: State, plan: Plan, today: date) -> tuple[CapabilityOutlook, ...]:
    """Return every capability by name, with what the plan does to it."""
    named = sorted(state.capabilities.ordered(), key=lambda each: (each.name.casefold(), each.id))
    last = {each.item: each.last for each in plan.planned}
    return tuple(_outlook(state, plan, each, last, today) for each in named)


def names(added: str, capability: Capability) -> bool:
    """Whether what an item says it adds load to means `capability`: by its id or its name."""
    return added == capability.id or added.casefold() == capability.name.casefold()


def added_by(item: Item, capability: Capability) -> float:
    """Return the load that `item` adds to `capability` once it is done."""
    return sum(each.amount for each in item.added_load if names(each.capability, capability))


def loads_nowhere(state: State, item: Item) -> tuple[str, ...]:
    """Return the names that `item` adds load to and that no capability has."""
    known = state.capabilities.ordered() if item.added_load else ()
    return tuple(
        each.capability
        for each in item.added_load
        if not any(names(each.capability, capability) for capability in known)
    )


def _outlook(
    state: State, plan: Plan, capability: Capability, last: Mapping[str, int], today: date
) -> CapabilityOutlook:
    loads = {
        item.id: amount
        for item in state.items.ordered()
        if item.status is not Status.SHED and (amount := added_by(item, capability))
    }
    gains = {each.item: each.amount for each in capability.extensions}
    adding = tuple(key for key in loads if state.items[key].is_open)
    if capability.capacity is None or capability.load is None:
        return CapabilityOutlook(capability, capability.capacity, capability.load, (), None, adding)
    read_on = capability.load_on or today
    done_gains = sum(amount for key, amount in gains.items() if _is_done(state, key))
    done_loads = sum(amount for key, amount in loads.items() if _done_after(state, key, read_on))
    capacity, base = capability.capacity + done_gains, capability.load + done_loads
    rows: list[Headroom] = []
    added = 0.0
    for place, sprint in enumerate(plan.problem.sprints):
        changing = tuple(key for key in dict.fromkeys((*gains, *loads)) if last.get(key) == place)
        capacity += sum(gains.get(key, 0.0) for key in changing)
        added += sum(loads.get(key, 0.0) for key in changing)
        load = base * _grown(capability, read_on, sprint.end) + added
        rows.append(Headroom(sprint.number, sprint.end, capacity, load, changing))
    now = capability.capacity + done_gains
    load_now = base * _grown(capability, read_on, today)
    short = next((row for row in rows if row.left < -_ROUNDING), None)
    return CapabilityOutlook(capability, now, load_now, tuple(rows), short, adding)


def _grown(capability: Capability, since: date, until: date) -> float:
    years = max(0.0, (until - since).days / _YEAR)
    factor: float = (1 + capability.growth_a_year) ** years
    return factor


def _is_done(state: State, key: str) -> bool:
    item = state.items.get(key)
    return item is not None and item.status is Status.DONE


def _done_after(state: State, key: str, day: date) -> bool:
    done_on = state.items[key].done_on
    return _is_done(state, key) and done_on is not None and done_on > day


@dataclass(frozen=True, slots=True)
class Shortage:
    """A capability that a planned item takes over its capacity, in words."""

    capability: str
    item: str | None
    items: tuple[str, ...]
    sprint: int
    text: str
    advice: str


def shortages(state: State, plan: Plan, today: date) -> Iterator[Shortage]:
    """Yield the capabilities without headroom in some planned sprint, and what causes it."""
    for row in outlooks(state, plan, today):
        if row.short is None:
            continue
        unit = f" {row.capability.unit}" if row.capability.unit else ""
        short = say_number(-row.short.left) + unit
        causes = tuple(
            key
            for each in row.series
            if each.sprint <= row.short.sprint
            for key in each.items
            if added_by(state.items[key], row.capability)
        )
        titles = [f"“{state.items[key].title}”" for key in causes]
        why = f" once {listed(titles)} is done" if titles else " as its load grows"
        yield Shortage(
            row.capability.id,
            causes[-1] if causes else None,
            causes[::-1],
            row.short.sprint,
            f"{row.capability.name} is {short} short at the end of sprint {row.short.sprint}{why}",
            "Extend its capacity first, or move what adds the load to a later sprint.",
        )
