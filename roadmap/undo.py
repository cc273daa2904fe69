"""What taking a decision back means today: which events, and which fields stay as they are.

A field that was changed again since is kept and named, unless the person says otherwise; a record
that something else names by now is kept in any case. Undo is a decision of its own; redo is the
undo of the undo.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from roadmap.decide.checks import check_links
from roadmap.errors import NotUndoable, Refused
from roadmap.events import Event
from roadmap.events.base import Logs, RecordEvent
from roadmap.events.items import ItemMoved
from roadmap.events.reasons import ReasonGiven
from roadmap.events.roadmap import HolidayAdded, HolidayRemoved, RoadmapCreated
from roadmap.events.sprints import SprintItemPulled, SprintItemPushed
from roadmap.evolve import evolve
from roadmap.inverse import inverse, why_it_stays
from roadmap.state import Item, State
from roadmap.ties import Named, record_of, references, still_named
from roadmap.timeline import Timeline, Told


@dataclass(frozen=True, slots=True)
class Kept:
    """A field that undo leaves alone because it was changed since; None means the whole record.

    A record is `tied` when it stays because something else names it.
    """

    id: str
    name: str
    field: str | None
    tied: bool = False


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
    then = timeline.state_after(index)
    held: set[Named] = set()
    while True:
        undo, after = _attempt(then, head, backwards, held, force=force)
        missed = _missed(undo, after)
        if not missed:
            break
        held |= _with_named(head, missed)
    if not undo.events:
        raise Refused(_why_nothing(undo.kept))
    _check_restored(undo, head, after)
    return undo


def _attempt(
    then: State, now: State, backwards: Iterable[Event], held: set[Named], *, force: bool
) -> tuple[Undo, State]:
    """Return what `backwards` does to `now` where nothing of `held` is removed, and the state."""
    events: list[Event] = []
    kept: list[Kept] = []
    for event in backwards:
        about = _about(event)
        record = None if about is None else _record(now, about)
        allowed: Event | None = event
        if about in held and _removes(event) and record is not None:
            allowed = None
            kept.append(Kept(about[1], _name(record), None, tied=True))
        elif not force:
            allowed, left = _allowed(then, now, event)
            kept.extend(left)
        then = evolve(then, event)
        if allowed is None:
            continue
        after = evolve(now, allowed)
        # What one event changes is looked for in its record: comparing whole states that often
        # would make the undo of a large import take longer than the import.
        if after.roadmap != now.roadmap or (about is not None and _record(after, about) != record):
            events.append(allowed)
            now = after
    return Undo(tuple(events), tuple(dict.fromkeys(kept))), now


def _missed(undo: Undo, after: State) -> set[Named]:
    """Return what `undo` removes although something in `after` names it."""
    gone = {about for event in undo.events if _removes(event) and (about := _about(event))}
    gone = {about for about in gone if _record(after, about) is None}
    return still_named(after, gone) if gone else set()


def _with_named(head: State, kept: set[Named]) -> set[Named]:
    """Return `kept` and all that these records name in turn: what stays keeps that too."""
    found, todo = set(kept), list(kept)
    while todo:
        record = _record(head, todo.pop())
        for each in references(record) if record is not None else ():
            if each not in found:
                found.add(each)
                todo.append(each)
    return found


def _why_nothing(kept: tuple[Kept, ...]) -> str:
    if not kept:
        return "Nothing was undone: everything stands as it did before that decision."
    changed = sorted({f"{k.name!r} ({k.field or 'all of it'})" for k in kept if not k.tied})
    if changed:
        return (
            f"Nothing was undone: {', '.join(changed)} changed again since. Undo it anyway in "
            "Decisions, or with --force on the command line."
        )
    names = ", ".join(sorted({repr(each.name) for each in kept}))
    return f"Nothing was undone: something else names {names} by now. Take it out there first."


def _check_restored(undo: Undo, head: State, after: State) -> None:
    """Raise Refused where what comes back names something that is gone, or closes a circle."""
    for about in dict.fromkeys(filter(None, map(_about, undo.events))):
        record, earlier = _record(after, about), _record(head, about)
        if record is None:
            continue
        before = set() if earlier is None else set(references(earlier))
        new = [each for each in references(record) if each not in before]
        if any(record_of(after, each) is None for each in new):
            raise Refused(
                f"Nothing was undone: {_name(record)!r} would name something that was removed "
                "since. Undo that removal first."
            )
        if isinstance(record, Item) and any(table == "items" for table, _ in new):
            check_links(after, record)


def _inverses(before: State, events: Iterable[Event]) -> list[Event]:
    steps: list[tuple[Event, ...]] = []
    for event in events:
        steps.append(inverse(before, event))
        before = evolve(before, event)
    return [event for step in reversed(steps) for event in step]


# The word that names the record in events that do more than add, edit or remove it, and its table.
_TABLES = {"sprint": "sprints", "holiday": "holidays", "item": "items"}


def _allowed(then: State, now: State, event: Event) -> tuple[Event | None, tuple[Kept, ...]]:
    """Return the part of `event` that overwrites nothing newer, and what it leaves alone.

    `then` is the state that the decision left, taken back as far as this event; `now` is the head,
    likewise.
    """
    if isinstance(event, RoadmapCreated):
        raise NotUndoable("The beginning of a roadmap cannot be undone: make a new file.")
    if isinstance(event, HolidayAdded | HolidayRemoved | SprintItemPulled | SprintItemPushed):
        return event, ()
    about = _about(event)
    old: Any = then.roadmap if about is None else _record(then, about)
    new: Any = now.roadmap if about is None else _record(now, about)
    if isinstance(event, ItemMoved):
        return _allowed_move(old, new, event)
    if isinstance(event, Logs):
        return _allowed_entries(old, new, event)
    fields: dict[str, Any] | None = getattr(event, "fields", None)
    if fields is None:  # a removal
        if new is None:
            return None, ()
        return (event, ()) if new == old else (None, (Kept(new.id, _name(new), None),))
    if old is None:  # an addition
        return (event, ()) if new is None else (None, ())
    if new is None:
        return None, (Kept(old.id, _name(old), None),)
    free = {k: v for k, v in fields.items() if getattr(new, k) in (getattr(old, k), v)}
    key = "roadmap" if about is None else old.id
    left = tuple(Kept(key, _name(new), name) for name in fields if name not in free)
    return (event.model_copy(update={"fields": free}) if free else None), left


def _allowed_entries(old: Any, new: Any, event: Logs) -> tuple[Event | None, tuple[Kept, ...]]:
    """Return the entries of days that nobody corrected since, and whether others are left alone."""
    if old is None:
        return None, ()
    if new is None:
        return None, (Kept(old.id, _name(old), None),)
    then, now = ({each.day: each for each in getattr(row, event.column)} for row in (old, new))
    free = tuple(
        each
        for each in event.entries
        if now.get(each.day) in (then.get(each.day), each if each.value is not None else None)
    )
    left = () if len(free) == len(event.entries) else (Kept(new.id, _name(new), event.column),)
    allowed: Any = event.model_copy(update={"entries": free}) if free else None
    return allowed, left


def _about(event: Event) -> Named | None:
    """Return the table and the id of the record that `event` is about; None: the roadmap itself."""
    if isinstance(event, RecordEvent):
        return event.table, event.key
    word = _word_of(type(event))
    return None if word is None else (_TABLES[word], str(getattr(event, word)))


@cache
def _word_of(kind: type[Event]) -> str | None:
    return next((each for each in _TABLES if each in kind.model_fields), None)


def _record(state: State, about: Named) -> Any:
    table, key = about
    return getattr(state, table).get(key)


def _removes(event: Event) -> bool:
    return event.kind.endswith("_removed")


def _name(record: Any) -> str:
    names = (getattr(record, field, "") for field in ("title", "name", "text"))
    return str(next(filter(None, names), record.id))


def _allowed_move(
    old: Any, new: Any, event: ItemMoved
) -> tuple[ItemMoved | None, tuple[Kept, ...]]:
    if old is None or new is None:
        return None, ()
    if new.rank in (old.rank, event.rank):
        return event, ()
    return None, (Kept(new.id, new.title, "rank"),)


# -- which decision is next -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision that stays on the record, and why, with what to do instead."""

    decision: str
    why: str


@dataclass(frozen=True, slots=True)
class Stacks:
    """The decisions that Undo and Redo would take next, latest last.

    `standing` is the last decision that stays, where it was made after all that Undo could take:
    nobody who names no decision reaches past it.
    """

    undo: tuple[str, ...]
    redo: tuple[str, ...]
    standing: Standing | None = None


class StackKeeper:
    """Follows a history and knows what Undo and Redo would take; fed once per decision."""

    def __init__(self) -> None:
        self._undo: list[tuple[int, str]] = []  # with their places in the history
        self._redo: list[str] = []
        self._standing: tuple[int, Standing] | None = None

    def feed(self, told: Told) -> None:
        """Take in the next decision of the history."""
        kind = told.because.kind if told.because else None
        target = told.because.decision if told.because else None
        if kind in ("undo", "redo"):
            if target in self._redo:  # an undo was taken back, by Redo or because it was named
                self._redo.remove(target)
                self._undo.append((told.index, told.id))
            else:
                self._undo = [each for each in self._undo if each[1] != target]
                self._redo.append(told.id)
            return
        if all(why_it_stays(event) is None for event in told.events):
            self._undo.append((told.index, told.id))
            self._redo.clear()
        elif (why := _why_it_stands(told.events)) is not None:
            self._standing = (told.index, Standing(told.id, why))

    @property
    def stacks(self) -> Stacks:
        """The stacks as they stand."""
        last = self._undo[-1][0] if self._undo else -1
        standing = self._standing
        return Stacks(
            tuple(decision for _, decision in self._undo),
            tuple(self._redo),
            standing[1] if standing is not None and standing[0] > last else None,
        )


def _why_it_stands(events: Iterable[Event]) -> str | None:
    """Return why a decision stays; None for a reason given afterwards, which is no step of its own.

    There is nothing before the beginning that Undo could reach, so it bars nothing either.
    """
    steps = (each for each in events if not isinstance(each, ReasonGiven | RoadmapCreated))
    return next(filter(None, map(why_it_stays, steps)), None)
