"""When was each level breached and kept again, and which decision caused it (B3, D4)?

Computed along the history and never recorded: a measurement, or a level that was changed, makes the
difference. A series that is taken in at once is walked through day by day, so that a breach in its
middle is seen; what becomes known later about days before the latest one changes nothing after the
fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from roadmap.analysis.history.stretches import changing
from roadmap.analysis.levels.levels import is_breached
from roadmap.analysis.planning.sprint_calendar import sprints_to
from roadmap.calendars import day_in
from roadmap.records.levels import Measure, Measurement
from roadmap.state import State
from roadmap.timeline import Timeline


class Cause(StrEnum):
    """What made a level breached, or kept again."""

    MEASURED = "measured"
    SET = "set"
    RAISED = "raised"
    RELAXED = "relaxed"
    TAKEN_AWAY = "taken_away"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Shift:
    """A level that was breached (`breached`) or was kept again, at the decision that caused it.

    `day` is the measurement's, or the decision's where the level changed; `value` and `level` are
    those that were compared, in the measure's unit.
    """

    decision: str
    index: int
    measure: str
    principle: str | None
    breached: bool
    cause: Cause
    day: date
    value: float | None
    level: float | None
    effect: str = ""


@dataclass(frozen=True, slots=True)
class LevelSet:
    """A minimum acceptable level that a decision set, changed or took away (None)."""

    decision: str
    index: int
    measure: str
    before: float | None
    after: float | None
    day: date


def level_shifts(
    timeline: Timeline, until: int | None = None, since: int = -1
) -> tuple[Shift, ...]:
    """Return every breach and restoration up to decision `until` (the last one), oldest first.

    Those that decision `since` and earlier ones caused are left out. Only stretches of the history
    in which a measure changed are read.
    """
    return level_history(timeline, until, since)[0]


def level_history(
    timeline: Timeline, until: int | None = None, since: int = -1
) -> tuple[tuple[Shift, ...], tuple[LevelSet, ...]]:
    """Return the same, and every level that was set, in one pass."""
    last = timeline.count - 1 if until is None else until
    shifts: list[Shift] = []
    levels: list[LevelSet] = []
    for each in changing(timeline, since, last, "measures"):
        zone = "UTC" if each.after.roadmap is None else each.after.roadmap.zone
        today = day_in(zone, each.told.recorded_at)
        told = each.told
        shifts.extend(shifts_between(each.before, each.after, told.id, told.index, today))
        levels.extend(_set_between(each.before, each.after, told.id, told.index, today))
    return tuple(shifts), tuple(levels)


def _set_between(
    before: State, after: State, decision: str, index: int, today: date
) -> Iterator[LevelSet]:
    added, _removed, changed = after.measures.changes(before.measures)
    for key in sorted((*added, *changed)):
        old, new = before.measures.get(key), after.measures[key]
        was = None if old is None else old.level
        agreed = old is not None and old.provisional is not new.provisional
        if new.level != was or agreed:
            yield LevelSet(decision, index, key, was, new.level, today)


def shifts_between(
    before: State, after: State, decision: str, index: int, today: date
) -> Iterator[Shift]:
    """Yield what one decision breached or restored; `today` is its day."""
    added, removed, changed = after.measures.changes(before.measures)
    for key in sorted((*added, *removed, *changed)):
        old, new = before.measures.get(key), after.measures.get(key)
        named = new or old
        for step in _steps(old, new, today):
            principle = None if named is None else named.principle
            yield Shift(decision, index, key, principle, *step)


_Step = tuple[bool, Cause, date, float | None, float | None, str]


def _steps(old: Measure | None, new: Measure | None, today: date) -> Iterator[_Step]:
    """Yield (breached, cause, day, value, level, effect) of every turn from `old` to `new`."""
    last = old.measurements[-1] if old is not None and old.measurements else None
    was = old is not None and is_breached(old, None if last is None else last.value)
    if new is None:
        if was and last is not None:
            yield False, Cause.REMOVED, today, last.value, None, ""
        return
    if last is not None and old is not None:
        now = is_breached(new, last.value)
        if bool(now) is not bool(was):
            effect = last.effect if now else ""
            yield bool(now), _cause(old, new), today, last.value, new.level, effect
        was = bool(now)
    for entry in _later(new, last):
        now = is_breached(new, entry.value)
        if bool(now) is not bool(was):
            yield bool(now), Cause.MEASURED, entry.day, entry.value, new.level, entry.effect
        was = bool(now)


def _later(new: Measure, last: Measurement | None) -> Iterable[Measurement]:
    """Return what `new` says from the day of the last known measurement on."""
    if last is None:
        return new.measurements
    later = [each for each in new.measurements if each.day >= last.day]
    if later or not new.measurements:
        return later
    return new.measurements[-1:]  # the latest was taken back: the one before it counts again


def _cause(old: Measure, new: Measure) -> Cause:
    if new.level is None:
        return Cause.TAKEN_AWAY
    if old.level is None:
        return Cause.SET
    raised = (new.level > old.level) is new.comparator.more_is_better
    return Cause.RAISED if raised else Cause.RELAXED


def effect_of(shift: Shift, state: State) -> str:
    """Return who felt a breach, as known in `state`: it is often said only afterwards."""
    measure = state.measures.get(shift.measure)
    said = () if measure is None else measure.measurements
    after = [each.effect for each in said if each.day >= shift.day and each.effect]
    return shift.effect or (after[0] if after else "")


# -- running from one problem to the next ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hopping:
    """The principles newly breached since `since`, in order; `running` when `limit` differ."""

    since: date
    principles: tuple[str, ...]
    shifts: tuple[Shift, ...]
    limit: int = 2

    @property
    def distinct(self) -> int:
        """How many different principles were newly breached."""
        return len(set(self.principles))

    @property
    def hops(self) -> int:
        """How often the next breach was of another principle than the one before."""
        pairs = zip(self.principles, self.principles[1:], strict=False)
        return sum(one != other for one, other in pairs)

    @property
    def running(self) -> bool:
        """Whether the team runs from one problem to the next: set a level for each (D4)."""
        return self.distinct >= self.limit


def hopping(state: State, shifts: Iterable[Shift], today: date) -> Hopping:
    """Return which principles were newly breached within the last sprints up to `today`.

    How many sprints, and how many principles are too many, are settings (`breach_*`).
    """
    limits = state.thresholds
    sprints = limits.breach_sprints
    calendar = sprints_to(state, today)
    days = timedelta(days=14 * sprints)
    since = calendar[-min(sprints, len(calendar))].start if calendar else today - days
    new = sorted(
        (each for each in shifts if each.breached and since <= each.day <= today),
        key=lambda each: (each.day, each.index, each.measure),
    )
    named = tuple(each.principle for each in new if each.principle is not None)
    return Hopping(since, named, tuple(new), limits.breach_principles)
