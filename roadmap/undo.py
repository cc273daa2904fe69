"""What taking a decision back means today: which events, and which fields stay as they are.

A field that was changed again since is kept and named, unless the person says otherwise. Undo is a
decision of its own; redo is the undo of the undo.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from roadmap.errors import NotUndoable, Refused
from roadmap.events import (
    Event,
    HolidayAdded,
    HolidayRemoved,
    ItemMoved,
    ItemRemoved,
    RoadmapCreated,
)
from roadmap.events_sprints import SprintItemPulled, SprintItemPushed
from roadmap.evolve import evolve
from roadmap.inverse import inverse
from roadmap.state import State
from roadmap.timeline import Timeline, Told


@dataclass(frozen=True, slots=True)
class Kept:
    """A field that undo leaves alone because it was changed since; None means the whole record."""

    id: str
    name: str
    field: str | None


@dataclass(frozen=True, slots=True)
class Undo:
    """The events that take a decision back, and what they leave alone."""

    events: tuple[Event, ...]
    kept: tuple[Kept, ...]


def plan_undo(timeline: Timeline, index: int, head: State, *, force: bool = False) -> Undo:
    """Return what takes decision `index` back on top of `head`.

    With `force`, fields that were changed since are set back too. Raises NotUndoable for what is no
    setting, and Refused when nothing of it can be taken back.
    """
    told = timeline.tell(index)
    backwards = _inverses(timeline.state_after(index - 1), told.events)
    then, now = timeline.state_after(index), head
    events: list[Event] = []
    kept: list[Kept] = []
    for event in backwards:
        allowed, left = (event, ()) if force else _allowed(then, now, event)
        kept.extend(left)
        then = evolve(then, event)
        if allowed is not None and (after := evolve(now, allowed)) != now:
            events.append(allowed)
            now = after
    if not events:
        names = ", ".join(sorted({f"{k.name!r} ({k.field or 'all of it'})" for k in kept}))
        raise Refused(
            f"Nothing was undone: {names} changed again since. Use --force to set it back anyway."
            if kept
            else "Nothing was undone: everything stands as it did before that decision."
        )
    return Undo(tuple(events), tuple(dict.fromkeys(kept)))


def _inverses(before: State, events: Iterable[Event]) -> list[Event]:
    steps: list[tuple[Event, ...]] = []
    for event in events:
        steps.append(inverse(before, event))
        before = evolve(before, event)
    return [event for step in reversed(steps) for event in step]


# The word that names the record in each event that sets fields, and its table in the state.
_TABLES = {
    "item": "items",
    "interruption": "interruptions",
    "source": "sources",
    "principle": "principles",
    "team": "teams",
    "component": "components",
    "consumer": "consumers",
    "person": "people",
    "freeze": "freezes",
    "constraint": "constraints",
    "stream": "streams",
}


def _allowed(then: State, now: State, event: Event) -> tuple[Event | None, tuple[Kept, ...]]:
    """Return the part of `event` that overwrites nothing newer, and what it leaves alone.

    `then` is the state that the decision left, taken back as far as this event; `now` is the head,
    likewise.
    """
    if isinstance(event, RoadmapCreated):
        raise NotUndoable("The beginning of a roadmap cannot be undone: make a new file.")
    if isinstance(event, HolidayAdded | HolidayRemoved | SprintItemPulled | SprintItemPushed):
        return event, ()
    word = next((each for each in _TABLES if hasattr(event, each)), None)
    old: Any = then.roadmap if word is None else getattr(then, _TABLES[word]).get(_key(event, word))
    new: Any = now.roadmap if word is None else getattr(now, _TABLES[word]).get(_key(event, word))
    if isinstance(event, ItemMoved):
        return _allowed_move(old, new, event)
    fields: dict[str, Any] | None = getattr(event, "fields", None)
    if fields is None:  # a removal
        return _allowed_removal(now, old, new, event)
    if old is None:  # an addition
        return (event, ()) if new is None else (None, ())
    if new is None:
        return None, (Kept(old.id, _name(old), None),)
    free = {k: v for k, v in fields.items() if getattr(new, k) in (getattr(old, k), v)}
    key = "roadmap" if word is None else old.id
    left = tuple(Kept(key, _name(new), name) for name in fields if name not in free)
    return (event.model_copy(update={"fields": free}) if free else None), left


def _key(event: Event, word: str) -> str:
    return str(getattr(event, word))


def _name(record: Any) -> str:
    return str(getattr(record, "title", "") or getattr(record, "name", ""))


def _allowed_move(
    old: Any, new: Any, event: ItemMoved
) -> tuple[ItemMoved | None, tuple[Kept, ...]]:
    if old is None or new is None:
        return None, ()
    if new.rank in (old.rank, event.rank):
        return event, ()
    return None, (Kept(new.id, new.title, "rank"),)


def _allowed_removal(
    now: State, old: Any, new: Any, event: Event
) -> tuple[Event | None, tuple[Kept, ...]]:
    if new is None:
        return None, ()
    if new != old:
        return None, (Kept(new.id, _name(new), None),)
    if isinstance(event, ItemRemoved) and _needed(now, event.item):
        return None, (Kept(new.id, _name(new), None),)
    return event, ()


def _needed(now: State, key: str) -> bool:
    return any(key in item.prerequisites or item.parent == key for item in now.items.ordered())


# -- which decision is next -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stacks:
    """The decisions that Undo and Redo would take next, latest last."""

    undo: tuple[str, ...]
    redo: tuple[str, ...]


class StackKeeper:
    """Follows a history and knows what Undo and Redo would take; fed once per decision."""

    def __init__(self) -> None:
        self._undo: list[str] = []
        self._redo: list[str] = []

    def feed(self, told: Told) -> None:
        """Take in the next decision of the history."""
        kind = told.because.kind if told.because else None
        target = told.because.decision if told.because else None
        if kind == "undo":
            if target in self._undo:
                self._undo.remove(target)
            self._redo.append(told.id)
        elif kind == "redo":
            if target in self._redo:
                self._redo.remove(target)
            self._undo.append(told.id)
        elif all(event.kind not in ("reason_given", "roadmap_created") for event in told.events):
            self._undo.append(told.id)
            self._redo.clear()

    @property
    def stacks(self) -> Stacks:
        """The stacks as they stand."""
        return Stacks(tuple(self._undo), tuple(self._redo))
