"""Which past decisions can be looked back on: what was adopted, promised, given up, answered?

Read from the events alone, in the order in which they were decided. What was decided again later
is known by its `until`; what was taken back by its `undone_on`. Imports decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from roadmap.calendars import day_in
from roadmap.events import Event
from roadmap.events.expectations import AskAnswered, GoalAdded
from roadmap.events.items import ItemAdded, ItemEdited, ItemRestored, ItemShed
from roadmap.events.levels import BaselineSet, MeasureAdded
from roadmap.events.people import PersonAdded
from roadmap.events.risks import RiskAccepted
from roadmap.timeline import Timeline, Told


class ChoiceKind(StrEnum):
    """What was decided."""

    ADOPTED = "adopted"
    LEVERAGE = "leverage"
    DATE = "date"
    SHED = "shed"
    ASK = "ask"
    LEVEL = "level"
    RISK = "risk"
    GOAL = "goal"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a decision settled; `about` is the id of an item, ask, measure, risk or goal.

    `value` is what was set: a day, a level. `until` is when the same thing was decided again and
    `then` what it was put to; `undone_on` when it was taken back. An adopted scenario holds `parts`
    and touches `items` and `people`.
    """

    kind: ChoiceKind
    index: int
    decision: str
    day: date
    by: str
    why: str | None
    about: str
    value: Any = None
    until: date | None = None
    then: Any = None
    ends: int | None = None
    undone_on: date | None = None
    parts: tuple[Choice, ...] = ()
    items: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


def settles(told: Told) -> bool:
    """Whether `choices` finds anything in a decision."""
    because = told.decision.because
    if because is not None:
        return because.kind != "import"
    return any(
        isinstance(event, ItemRestored) or next(_settled(event), None) is not None
        for event in told.events
    )


def choices(
    timeline: Timeline, index: int, zone: str, history: Iterable[Told] | None = None
) -> tuple[Choice, ...]:
    """Return what was decided up to decision `index`, oldest first.

    `history` are those of its decisions that settle something, where they were read before.
    """
    found: list[Choice] = []
    undone: dict[str, date] = {}
    undid: dict[str, str] = {}
    restored: dict[str, list[tuple[int, date]]] = {}
    for told in timeline.history(0, index + 1) if history is None else history:
        day = day_in(zone, told.recorded_at)
        because = told.decision.because
        if because is not None and because.kind in ("undo", "redo"):
            _note_undo(because.kind, because.decision or "", told.id, day, undone, undid)
            continue
        if because is not None and because.kind == "import":
            continue
        for event in told.events:
            if isinstance(event, ItemRestored):
                restored.setdefault(event.item, []).append((told.index, day))
        parts = [each for event in told.events for each in _of(event, told, day)]
        if because is not None and because.kind == "adopt":
            found.append(_adopted(told, day, parts))
        else:
            found += parts
    ended = _ended(found, restored)
    return tuple(replace(each, undone_on=undone.get(each.decision)) for each in ended)


def _note_undo(
    kind: str, target: str, own: str, day: date, undone: dict[str, date], undid: dict[str, str]
) -> None:
    """Remember what an undo took back, and what a redo, the undo of an undo, brought again."""
    if target in undid:
        undone.pop(undid[target], None)
        undid[own] = target
    elif kind == "undo":
        undone[target] = day
        undid[own] = target
    else:
        undone.pop(target, None)


def _of(event: Event, told: Told, day: date) -> Iterator[Choice]:
    """Yield what one event decided."""
    for kind, about, value in _settled(event):
        yield Choice(kind, told.index, told.id, day, told.by.name, told.why, about, value)


def _settled(event: Event) -> Iterator[tuple[ChoiceKind, str, Any]]:
    """Yield the kind of what an event settles, what it is about and what it was set to."""
    match event:
        case ItemEdited() | ItemAdded():
            if event.fields.get("leverage") is not None:
                yield ChoiceKind.LEVERAGE, event.item, event.fields.get("leverage")
            if event.fields.get("promised_by") is not None:
                yield ChoiceKind.DATE, event.item, event.fields.get("promised_by")
        case ItemShed():
            yield ChoiceKind.SHED, event.item, None
        case AskAnswered() if event.fields.get("answer") is not None:
            yield ChoiceKind.ASK, event.ask, event.fields.get("answer")
        case BaselineSet() | MeasureAdded() if event.fields.get("level") is not None:
            yield ChoiceKind.LEVEL, event.measure, event.fields.get("level")
        case RiskAccepted():
            yield ChoiceKind.RISK, event.risk, event.fields.get("item")
        case GoalAdded():
            yield ChoiceKind.GOAL, event.goal, None
        case _:
            return


def _adopted(told: Told, day: date, parts: Iterable[Choice]) -> Choice:
    items = dict.fromkeys(str(key) for e in told.events if (key := getattr(e, "item", None)))
    people = tuple(event.person for event in told.events if isinstance(event, PersonAdded))
    whole = Choice(
        *(ChoiceKind.ADOPTED, told.index, told.id, day, told.by.name, told.why, ""),
    )
    return replace(whole, parts=tuple(parts), items=tuple(items), people=people)


def _ended(found: list[Choice], restored: dict[str, list[tuple[int, date]]]) -> Iterator[Choice]:
    """Yield the choices, each with when the same thing was decided again, or an item taken up."""
    later: dict[tuple[ChoiceKind, str], Choice] = {}
    ended = []
    for each in reversed(found):
        parts = tuple(_closed(part, later, restored) for part in each.parts)
        ended.append(replace(_closed(each, later, restored), parts=parts))
        for one in (each, *each.parts):
            later[one.kind, one.about] = one
    return reversed(ended)


def _closed(
    each: Choice,
    later: dict[tuple[ChoiceKind, str], Choice],
    restored: dict[str, list[tuple[int, date]]],
) -> Choice:
    if each.kind is ChoiceKind.SHED:
        back = [(at, day) for at, day in restored.get(each.about, ()) if at > each.index]
        return replace(each, ends=back[0][0], until=back[0][1]) if back else each
    again = later.get((each.kind, each.about))
    if again is None or not each.about:
        return each
    return replace(each, ends=again.index, until=again.day, then=again.value)
