"""What did a decision change on the grid: which cards stand out, and which places were left?

Computed from the states around one decision, so that a jump over a year lights up what the decision
there did, not everything that happened on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from gui.models.faces import Mark
from gui.models.words import day_text, short_name
from roadmap.analysis.effort import effort_days, sizes_of
from roadmap.analysis.grid import grid
from roadmap.analysis.layout import layout
from roadmap.analysis.words import say_number
from roadmap.state import Item, State
from roadmap.values import Quadrant, QuadrantWords, Status

MOST = 60  # a decision about more is an import: lighting up all of it says nothing


def _t(text: str) -> str:
    return QCoreApplication.translate("marks", text)


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks by item, and by quadrant the items that left it, by the row they stood in."""

    cards: Mapping[str, Mark] = field(default_factory=dict)
    left: Mapping[Quadrant, Mapping[int, Item]] = field(default_factory=dict)


NO_MARKS = Marks()


def marks_of(before: State, after: State, ids: Iterable[str], *, past: bool) -> Marks:
    """Return how the cards of ``ids`` stand out; notes and left places only in the past."""
    wanted = tuple(ids)
    if len(wanted) > MOST:
        return NO_MARKS
    cards: dict[str, Mark] = {}
    left: dict[Quadrant, dict[int, Item]] = {}
    for key in wanted:
        old, new = before.items.get(key), after.items.get(key)
        if old == new:
            continue
        if new is not None and new.is_open:
            cards[key] = Mark(note_of(old, new, before, after) if past else "")
        if past and old is not None and old.is_open and _has_left(old, new):
            rows = grid(before).of(old.quadrant).items
            left.setdefault(old.quadrant, {})[rows.index(key)] = old
    return Marks(cards, left)


def _has_left(old: Item, new: Item | None) -> bool:
    return new is None or not new.is_open or new.quadrant is not old.quadrant


def note_of(old: Item | None, new: Item, before: State, after: State) -> str:
    """What happened to a card, in as few words as its last line holds."""
    if old is None:
        return _t("new")
    if not old.is_open:
        return _t("opened again")
    if old.quadrant is not new.quadrant:
        words = before.roadmap.words if before.roadmap else QuadrantWords()
        return _t("from {quadrant}").format(quadrant=short_name(words.of(old.quadrant)))
    return _field_note(old, new, before, after)


def _field_note(old: Item, new: Item, before: State, after: State) -> str:
    if old.mandatory_by != new.mandatory_by and new.mandatory_by is not None:
        day = day_text(new.mandatory_by, new.mandatory_by)
        if old.mandatory_by is None:
            return _t("now by {day}").format(day=day)
        was = day_text(old.mandatory_by, new.mandatory_by)
        return _t("{was} → {day}").format(was=was, day=day)
    was_days = effort_days(old, before.roadmap).days
    now_days = effort_days(new, after.roadmap).days
    if was_days != now_days:
        return _t("{was} → {now} pd").format(was=say_number(was_days), now=say_number(now_days))
    if old.status is not new.status and new.status is Status.IN_PROGRESS:
        return _t("started")
    if old.rank != new.rank:
        was_place = layout(before.items, sizes_of(before.roadmap)).place(old)
        place = layout(after.items, sizes_of(after.roadmap)).place(new)
        return _t("rank {was} → {now}").format(was=was_place, now=place)
    if old.title != new.title:
        return _t("renamed")
    return _t("edited")
