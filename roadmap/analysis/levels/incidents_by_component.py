"""Which components break again and again: incidents per component, and which came back (G12).

Incidents are interruptions whose driver is an incident. A component has repeated incidents when
there were two or more within the last six sprints.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap.analysis.estimates.effort import interruption_days
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.calendars import day_in
from roadmap.state import Interruption, State
from roadmap.values import Driver

SPRINTS = 6
REPEATED = 2


@dataclass(frozen=True, slots=True)
class ComponentIncidents:
    """The incidents of one component (None: of none that was named) since a day.

    `interruptions` are ids, oldest first; `days` is their effort in person-days; `earlier` counts
    those of the same number of sprints before; `in_all` those of the whole record.
    """

    component: str | None
    interruptions: tuple[str, ...]
    days: float
    earlier: int
    in_all: int

    @property
    def repeated(self) -> bool:
        """Whether it broke at least twice."""
        return len(self.interruptions) >= REPEATED


def incidents_by_component(
    state: State, today: date, team: str | None = None, sprints: int = SPRINTS
) -> tuple[ComponentIncidents, ...]:
    """Return the components with incidents in the last sprints, the most often broken first."""
    since, before = _windows(state, today, sprints)
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    by_component: dict[str | None, list[tuple[date, Interruption]]] = {}
    for each in state.interruptions.ordered():
        day = day_in(zone, each.started_at)
        if each.driver is Driver.INCIDENT and day <= today and team in (None, each.team):
            by_component.setdefault(component_of(each, state), []).append((day, each))
    found = []
    for component, logged in by_component.items():
        recent = [each for day, each in sorted(logged, key=_when) if day >= since]
        if recent:
            found.append(
                ComponentIncidents(
                    component,
                    tuple(each.id for each in recent),
                    math.fsum(interruption_days(each, state.roadmap).days for each in recent),
                    sum(before <= day < since for day, _ in logged),
                    len(logged),
                )
            )
    return tuple(sorted(found, key=lambda each: (-len(each.interruptions), each.component or "")))


def component_of(interruption: Interruption, state: State) -> str | None:
    """Return what broke: the component that was named, else that of the item that does the work."""
    item = None if interruption.item is None else state.items.get(interruption.item)
    return interruption.component or (None if item is None else item.component)


def _when(pair: tuple[date, Interruption]) -> tuple[date, str]:
    return pair[0], pair[1].id


def _windows(state: State, today: date, sprints: int) -> tuple[date, date]:
    """Return the first days of the last `sprints` and of as long a time before them.

    Sprints that a young roadmap does not have yet count with the length of its others: incidents
    were imported from before it began.
    """
    calendar = sprints_to(state, today)[-sprints:]
    length = timedelta(days=14 if state.roadmap is None else state.roadmap.sprint_days)
    first = calendar[0].start if calendar else today + timedelta(days=1)
    since = first - (sprints - len(calendar)) * length
    return since, since - sprints * length
