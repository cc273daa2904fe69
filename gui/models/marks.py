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
from roadmap.analysis.estimates.effort import effort_days, sizes_of
from roadmap.analysis.items.layout import Layout, layout
from roadmap.analysis.items.ordering import order_key
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
    """Return how the cards of ``ids`` stand out; notes and left places only in the past.

    ``ids`` are all items that differ between the two states.
    """
    wanted = tuple(ids)
    if len(wanted) > MOST:
        return NO_MARKS
    cards: dict[str, Mark] = {}
    left: dict[Quadrant, dict[int, Item]] = {}
    places = _PlacesBefore(before, after, wanted)
    for key in wanted:
        old, new = before.items.get(key), after.items.get(key)
        if old == new:
            continue
        if new is not None and new.is_open:
            cards[key] = Mark(_note_of(old, new, places) if past else "")
        if past and old is not None and old.is_open and _has_left(old, new):
            left.setdefault(old.quadrant, {})[places.row(old)] = old
    return Marks(cards, left)


class _PlacesBefore:
    """Where items stood before a decision, told from the order after it.

    Ordering the state before as well would double what a frame of playback costs.
    """

    def __init__(self, before: State, after: State, ids: Iterable[str]) -> None:
        self.before, self.after = before, after
        self._were = _open_items(before, ids)
        self._are = _open_items(after, ids)

    @property
    def _layout(self) -> Layout:
        return layout(self.after.items, sizes_of(self.after.roadmap))

    def row(self, old: Item) -> int:
        """Return the row in its quadrant that an open item stood in."""
        order, quadrant = order_key(old), old.quadrant
        row = self._layout.of(quadrant).place(order)
        row += sum(order_key(it) < order for it in self._were if it.quadrant is quadrant)
        return row - sum(order_key(it) < order for it in self._are if it.quadrant is quadrant)

    def ranks(self, old: Item, new: Item) -> tuple[int, int]:
        """Return the places among all open items that an item had and has, from 1."""
        order = order_key(old)
        was = self._layout.place(old) + sum(order_key(each) < order for each in self._were)
        was -= sum(order_key(each) < order for each in self._are)
        return was, self._layout.place(new)


def _open_items(state: State, ids: Iterable[str]) -> list[Item]:
    found = (state.items.get(key) for key in ids)
    return [item for item in found if item is not None and item.is_open]


def _has_left(old: Item, new: Item | None) -> bool:
    return new is None or not new.is_open or new.quadrant is not old.quadrant


def _note_of(old: Item | None, new: Item, places: _PlacesBefore) -> str:
    """What happened to a card, in as few words as its last line holds."""
    before = places.before
    if old is None:
        return _t("new")
    if not old.is_open:
        return _t("opened again")
    if old.quadrant is not new.quadrant:
        words = before.roadmap.words if before.roadmap else QuadrantWords()
        return _t("from {quadrant}").format(quadrant=short_name(words.of(old.quadrant)))
    return _field_note(old, new, places)


def _field_note(old: Item, new: Item, places: _PlacesBefore) -> str:
    before, after = places.before, places.after
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
        was_place, place = places.ranks(old, new)
        return _t("rank {was} → {now}").format(was=was_place, now=place)
    if old.title != new.title:
        return _t("renamed")
    return _t("edited")
