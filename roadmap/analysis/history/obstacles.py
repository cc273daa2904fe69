"""What stood in the way, and how was it resolved (U4)? Each with when it began and ended.

Breached levels, failing check-ups, sprints taken over by must-do work, limits from outside, and
waits on others. What is not resolved yet comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from roadmap.analysis.levels.breaches import Shift
from roadmap.analysis.phases.history import phase_history
from roadmap.analysis.sprints.facts import SprintFacts
from roadmap.analysis.words import counted, listed, say_day
from roadmap.calendars import day_in
from roadmap.events.items import ItemAdded, ItemEdited
from roadmap.records.levels import CheckupOutcome
from roadmap.state import Item, State
from roadmap.timeline import Timeline, Told
from roadmap.values import Status, Thresholds, Wait

_NAMED = 2


class ObstacleKind(StrEnum):
    """What stood in the way."""

    LEVEL = "level"
    CHECKUP = "checkup"
    SPRINTS = "sprints"
    LIMIT = "limit"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the way from `since` to `until` (None while it lasts).

    `decision` shows where it began, `resolved_by` where it ended: ids of decisions, None where no
    single one did. `about` is the id of a measure, check-up, constraint or item.
    """

    kind: ObstacleKind
    what: str
    since: date
    until: date | None
    how: str
    about: str
    items: tuple[str, ...] = ()
    decision: str | None = None
    resolved_by: str | None = None


def says_waits(told: Told) -> bool:
    """Whether a decision says what an item waits for, or that it waits no more."""
    return any(
        isinstance(event, ItemAdded | ItemEdited) and "waits" in event.fields
        for event in told.events
    )


def obstacles(
    timeline: Timeline,
    index: int,
    today: date,
    team: str | None = None,
    history: Iterable[Told] | None = None,
) -> tuple[Obstacle, ...]:
    """Return what stood in the way up to decision `index`: what still does first, then the latest.

    `team` keeps what is about its items, components or sprints. `history` are those of the
    decisions that say what items wait for, where they were read before.
    """
    state = timeline.state_after(index)
    phases = phase_history(timeline, team)
    found = [
        *_breaches(state, phases.shifts_until(index), today),
        *_checkups(state, today, team),
        *_limits(state, today, team),
        *_waits(timeline.history(0, index + 1) if history is None else history, state, today, team),
    ]
    closing = phases.closing_at(index)
    if closing is not None:
        found += _burnt(state, closing.facts, today)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.until is not None,
                -(each.until or each.since).toordinal(),
                each.what,
            ),
        )
    )


# -- levels and check-ups -------------------------------------------------------------------------


def _breaches(state: State, shifts: Sequence[Shift], today: date) -> Iterator[Obstacle]:
    """Yield each breach with what restored the level."""
    begun: dict[str, Shift] = {}
    for shift in shifts:
        if shift.breached:
            begun.setdefault(shift.measure, shift)
        elif shift.measure in begun:
            yield _breach(state, begun.pop(shift.measure), shift, today)
    for shift in begun.values():
        yield _breach(state, shift, None, today)


def _breach(state: State, begun: Shift, ended: Shift | None, today: date) -> Obstacle:
    measure = state.measures.get(begun.measure)
    name = begun.measure if measure is None else measure.name
    effect = f": {begun.effect}" if begun.effect else ""
    protecting = [item for item in state.items.ordered() if begun.measure in item.protects]
    until = None if ended is None else ended.day
    done = [
        item
        for item in protecting
        if item.done_on is not None and begun.day <= item.done_on <= (until or today)
    ]
    named = listed([f"'{item.title}'" for item in done], _NAMED)
    if ended is not None:
        how = f"met again on {say_day(ended.day, today)}"
        how += f", after {named}" if named else ""
    else:
        working = [item for item in protecting if item.is_open]
        named = listed([f"'{item.title}'" for item in working], _NAMED)
        how = f"open work: {named}" if named else "no open item protects it"
        done = working
    return Obstacle(
        *(ObstacleKind.LEVEL, f"'{name}' below its minimum{effect}", begun.day, until, how),
        about=begun.measure,
        items=tuple(item.id for item in done),
        decision=begun.decision,
        resolved_by=None if ended is None else ended.decision,
    )


def _checkups(state: State, today: date, team: str | None) -> Iterator[Obstacle]:
    """Yield each run of failing results of a check-up, until one that is not failing."""
    for checkup in state.checkups.ordered():
        component = state.components.get(checkup.component)
        if team is not None and (component is None or component.team != team):
            continue
        since, items = None, list[str]()
        what = f"check-up '{checkup.name}' failing"
        for result in sorted(checkup.results, key=lambda each: each.day):
            failing = result.value is CheckupOutcome.FAILING
            if failing:
                since = since or result.day
                items += (key for key in result.items if key in state.items)
            elif since is not None:
                known = tuple(dict.fromkeys(items))
                how = f"better on {say_day(result.day, today)}{_findings(state, known)}"
                yield Obstacle(
                    *(ObstacleKind.CHECKUP, what, since, result.day, how, checkup.id, known)
                )
                since, items = None, []
        if since is not None:
            known = tuple(dict.fromkeys(items))
            how = f"not better yet{_findings(state, known)}"
            yield Obstacle(*(ObstacleKind.CHECKUP, what, since, None, how, checkup.id, known))


def _findings(state: State, items: Sequence[str]) -> str:
    done = sum(state.items[key].status is Status.DONE for key in items)
    return f", {done} of {counted(len(items), 'finding')} done" if items else ""


# -- sprints, limits, waits -----------------------------------------------------------------------


def _burnt(state: State, facts: Sequence[SprintFacts], today: date) -> list[Obstacle]:
    """Return the runs of sprints that must-do, short-term work took over."""
    limit = (Thresholds() if state.roadmap is None else state.roadmap.thresholds).fire_share
    found: list[Obstacle] = []
    run: list[SprintFacts] = []
    for each in facts:
        share = each.worked.share(each.worked.forced_short)
        if share is not None and share >= limit:
            run.append(each)
        elif run:
            found.append(_run(run, each, limit, today))
            run = []
    if run:
        found.append(_run(run, None, limit, today))
    return found


def _run(
    run: Sequence[SprintFacts], after: SprintFacts | None, limit: float, today: date
) -> Obstacle:
    first, last = run[0], run[-1]
    sprints = f"sprint {first.number}"
    if last.number != first.number:
        sprints = f"sprints {first.number} to {last.number}"
    shares = [each.worked.share(each.worked.forced_short) or 0.0 for each in run]
    what = f"urgent must-do work took {max(shares):.0%} of {sprints}"
    if len(run) > 1:
        what = f"urgent must-do work took {min(shares):.0%} to {max(shares):.0%} of {sprints}"
    if after is None:
        return Obstacle(
            *(ObstacleKind.SPRINTS, what, first.start, None, f"the line is {limit:.0%}", ""),
            decision=first.decision,
        )
    share = after.worked.share(after.worked.forced_short)
    how = f"sprint {after.number} was at {share or 0.0:.0%}, by {say_day(after.end, today)}"
    return Obstacle(
        *(ObstacleKind.SPRINTS, what, first.start, after.end, how, ""),
        decision=first.decision,
        resolved_by=after.decision,
    )


def _limits(state: State, today: date, team: str | None) -> Iterator[Obstacle]:
    """Yield the limits from outside, resolved on the day on which they were lifted."""
    for each in state.constraints.ordered():
        if team is not None and each.team not in (None, team):
            continue
        since = each.since or today
        lifted = each.until if each.until is not None and each.until <= today else None
        if since > today:
            continue
        if lifted is not None:
            how = f"lifted on {say_day(lifted, today)}"
        elif each.until is not None:
            how = f"to be lifted on {say_day(each.until, today)}"
        else:
            how = "no day is known on which it is lifted"
        items = tuple(key for key in each.items if key in state.items)
        what = f"{each.kind.value.replace('_', ' ')}: {each.text}"
        yield Obstacle(*(ObstacleKind.LIMIT, what, since, lifted, how, each.id, items))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A wait as it was said first."""

    wait: Wait
    since: date
    decision: str


def _waits(
    history: Iterable[Told], state: State, today: date, team: str | None
) -> Iterator[Obstacle]:
    """Yield each wait of an item, until it was taken away or work began."""
    zone = "UTC" if state.roadmap is None else state.roadmap.zone
    waiting: dict[tuple[str, str], _Waiting] = {}
    for told in history:
        day = day_in(zone, told.recorded_at)
        for event in told.events:
            if not isinstance(event, ItemAdded | ItemEdited) or "waits" not in event.fields:
                continue
            waits = {each.on: each for each in event.fields.get("waits") or ()}
            for key in [key for key in waiting if key[0] == event.item and key[1] not in waits]:
                item = state.items.get(key[0])
                if item is not None and team in (None, item.team):
                    yield _wait(item, waiting[key], day, told.id, today)
                del waiting[key]
            for on, wait in waits.items():
                known = waiting.get((event.item, on))
                first = _Waiting(wait, day, told.id)
                waiting[event.item, on] = first if known is None else replace(known, wait=wait)
    for (about, _on), each in waiting.items():
        item = state.items.get(about)
        if item is not None and team in (None, item.team):
            yield _wait(item, each, None, None, today)


def _wait(item: Item, each: _Waiting, until: date | None, by: str | None, today: date) -> Obstacle:
    expected = each.wait.until
    what = f"'{item.title}' waited for {each.wait.on}"
    began, done = item.started_on, item.done_on
    if until is None and began is not None and began > each.since:
        until, how = began, f"work began on {say_day(began, today)}"
    elif until is None and done is not None and done >= each.since:
        until, how = done, f"done on {say_day(done, today)}"
    elif until is None and item.status is Status.SHED:
        until, how = item.shed_on or today, "the item was given up"
    elif until is not None:
        how = f"over on {say_day(until, today)}"
    else:
        what = f"'{item.title}' waits for {each.wait.on}"
        how = f"expected by {say_day(expected, today)}"
        how += ", which has passed" if expected < today else ""
    if until is not None and until > expected + timedelta(days=1):
        how += f", {counted((until - expected).days, 'day')} later than expected"
    return Obstacle(
        *(ObstacleKind.WAIT, what, each.since, until, how, item.id, (item.id,)),
        decision=each.decision,
        resolved_by=by,
    )
