"""How does a history stay honest about capacity without saying who is away?

Instead of days off of people it tells, sprint by sprint, how many working days each team's skill
lacks: as much as leaving the days off out would have added to the capacity. So the plan and the
forecast of what is shared are those of the roadmap. Only of the sprint that runs, looked at on
another day than the last one of the history, is the rest of it taken as an even part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import fsum

from msgspec.structs import replace

from roadmap.analysis.planning.capacity import Pool, capacity
from roadmap.analysis.planning.sprint_calendar import sprint_calendar
from roadmap.calendars import ONE_DAY, day_in
from roadmap.events import Event
from roadmap.events.absences import AbsenceAdded, AbsenceRemoved
from roadmap.events.people import PersonAdded, PersonEdited, PersonRemoved
from roadmap.events.roadmap import HolidayAdded, HolidayRemoved, RoadmapCreated, RoadmapEdited
from roadmap.events.sprints import SprintClosed, SprintCommitted, SprintReopened
from roadmap.evolve import fold
from roadmap.fields.absences import AbsenceFields
from roadmap.records.staff import Span
from roadmap.state import EMPTY, State, Table
from roadmap.timeline import Told
from roadmap.values import derived_id

_MOST_SPRINTS = 130
_DIGITS = 9
_CHANGING = (
    *(PersonAdded, PersonEdited, PersonRemoved, HolidayAdded, HolidayRemoved),
    *(RoadmapCreated, RoadmapEdited, SprintCommitted, SprintClosed, SprintReopened),
)

_Place = tuple[Pool, Span]


@dataclass(slots=True)
class UnnamedAbsences:
    """Goes through a history, oldest first, and says which absences each decision leads to.

    `state` is what the audience sees, without days off of people.
    """

    state: State = EMPTY
    _off: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    _told: dict[_Place, tuple[str, float]] = field(default_factory=dict)

    def after(self, told: Told, shown: Iterable[Event], *, is_last: bool) -> list[Event]:
        """Return the events by which absences change with `told`, of which `shown` are shared."""
        self.state = fold(shown, self.state)
        for event in told.events:
            if isinstance(event, PersonAdded | PersonEdited) and "time_off" in event.fields:
                self._off[event.person] = tuple(event.fields["time_off"])
            elif isinstance(event, PersonAdded | PersonRemoved):
                self._off.pop(event.person, None)
        changing = any(isinstance(event, _CHANGING) for event in told.events)
        is_told = bool(self._told) or any(self._off.values())
        if self.state.roadmap is None or not is_told or not (changing or is_last):
            return []
        day = day_in(self.state.roadmap.zone, told.recorded_at)
        events = self._changes(told.id, *self._wanted(day, split=is_last))
        self.state = fold(events, self.state)
        return events

    def _changes(self, decision: str, begin: date, wanted: Mapping[_Place, float]) -> list[Event]:
        """Return how what was told becomes what is `wanted` from `begin` on."""
        events: list[Event] = []
        for place, (key, person_days) in list(self._told.items()):
            if place[1].last >= begin and wanted.get(place) != person_days:
                del self._told[place]
                events.append(AbsenceRemoved(absence=key))
        for place, person_days in wanted.items():
            if place not in self._told:
                pool, days = place
                key = derived_id(decision, pool.team, pool.skill, days.first.isoformat())
                self._told[place] = (key, person_days)
                fields = AbsenceFields(
                    days=days, person_days=person_days, team=pool.team or None, skill=pool.skill
                )
                events.append(AbsenceAdded(absence=key, fields=fields))
        return events

    def _wanted(self, day: date, *, split: bool) -> tuple[date, dict[_Place, float]]:
        """Return what each pool lacks in each sprint from the one that holds `day` on.

        The first day of that sprint comes with it. `split` divides the sprint at `day`.
        """
        bare: State = replace(self.state, absences=Table())
        people = (
            (each.id, replace(each, time_off=self._off.get(each.id, ())))
            for each in bare.people.ordered()
        )
        real: State = replace(bare, people=Table.of(people))
        begin = next((each.start for each in sprint_calendar(bare, day, 1)), day)
        last = max((span.last for spans in self._off.values() for span in spans), default=begin)
        count = (last - begin).days // max(1, bare.roadmap.sprint_days if bare.roadmap else 14) + 2
        count = max(1, min(count, _MOST_SPRINTS))
        whole = _lacking(bare, real, begin, count)
        if not split:
            return begin, _rounded(whole)
        ahead = _lacking(bare, real, day, 1)
        found: dict[_Place, float] = {}
        for (pool, days), person_days in whole.items():
            if days.first < day <= days.last:
                rest = ahead.get((pool, days), 0.0)
                found[pool, Span(days.first, day - ONE_DAY)] = person_days - rest
                found[pool, Span(day, days.last)] = rest
            else:
                found[pool, days] = person_days
        return begin, _rounded(found)


def _rounded(lacking: Mapping[_Place, float]) -> dict[_Place, float]:
    rounded = {place: round(each, _DIGITS) for place, each in lacking.items()}
    return {place: each for place, each in rounded.items() if each}


def _lacking(bare: State, real: State, day: date, count: int) -> dict[_Place, float]:
    """Return how many working days `real` has fewer than `bare`, by pool and sprint, from `day`."""
    full, less = capacity(bare, day, count), capacity(real, day, count)
    found: dict[_Place, float] = {}
    if full.focus.share <= 0:
        return found
    for place, sprint in enumerate(full.sprints):
        days = Span(sprint.start, sprint.end - ONE_DAY)
        for number, pool in enumerate(full.pools):
            had, has = (each.cells[place][number].parts for each in (full, less))
            lost = fsum(part.days for part in had) - fsum(part.days for part in has)
            found[pool, days] = lost / full.focus.share
    return found
