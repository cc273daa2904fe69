"""Which cards does one quadrant show, and what is the least a view must hear when they change?

A read-only list over the state. From one list of ids to the next it finds the rows that left, came
or moved and says only that; cards are made when a view asks, so ten thousand cost what is visible.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import compress, count
from operator import ne
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.models.faces import Mark, card_face
from gui.models.grid.flags import FlagNote, flagged
from gui.paint.card import CardFace
from gui.widgets.card_list_view import CARD_ROLE, ID_ROLE
from roadmap.state import EMPTY, Item, State

Index = QModelIndex | QPersistentModelIndex
_GHOST = "ghost:"
_MANY = 200  # so many differing rows are told as one reset; a view asks anew for the visible ones
_FEW = 16  # so many changed cards are told one by one, more as one range: finding rows costs more
_SEEKS = 3  # so often rows are looked through, before a table of all of them is worth making
_NO_PARENT = QModelIndex()
_NO_MARKS: Mapping[str, Mark] = {}
_NO_NOTES: Mapping[str, FlagNote] = {}


class CardsModel(QAbstractListModel):
    """The cards of one quadrant, in the order of their ranks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()
        self._rows: dict[str, int] | None = None
        self._sought = 0
        self._state = EMPTY
        self._today = date.min
        self._marks: Mapping[str, Mark] = _NO_MARKS
        self._notes: Mapping[str, FlagNote] = _NO_NOTES
        self._left: dict[str, Item] = {}
        self._were, self._had_left = EMPTY, self._left
        self._faces: dict[str, tuple[Item, CardFace]] = {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids in order; the place an item left is "ghost:" and its id."""
        return self._ids

    @property
    def state(self) -> State:
        """Where the items are looked up."""
        return self._state

    @property
    def today(self) -> date:
        """The day that dates are seen from."""
        return self._today

    def item_of(self, key: str) -> Item | None:
        """The item with this id, whether it is in the list or not."""
        return self._state.items.get(key)

    def row_of(self, key: str) -> int | None:
        """The row of an item, None where it is not here."""
        if self._rows is None:
            if self._sought < _SEEKS:
                self._sought += 1
                return self._ids.index(key) if key in self._ids else None
            self._rows = {each: row for row, each in enumerate(self._ids)}
        return self._rows.get(key)

    def show(
        self,
        state: State,
        ids: Sequence[str],
        today: date,
        *,
        changed: Collection[str] | None = None,
        marks: Mapping[str, Mark] = _NO_MARKS,
        left: Mapping[int, Item] | None = None,
    ) -> None:
        """Shows ``ids`` of ``state``.

        Args:
            state: Where the items are looked up.
            ids: The items in order.
            today: The day that dates are seen from.
            changed: The items that differ from what was shown; None means perhaps all.
            marks: How single cards stand out.
            left: Items that left this quadrant, by the row that they stood in.
        """
        rows = _with_ghosts(ids, left or {})
        touched = self._differing(changed, marks)
        # Until a row that leaves is gone, views ask for it, though the new state knows it no more.
        self._were, self._had_left = self._state, self._left
        self._left = {_GHOST + item.id: item for item in (left or {}).values()}
        if today != self._today:  # dates are said as seen from it
            changed = None
        self._state, self._today, self._marks = state, today, marks
        if changed is None:
            self._faces.clear()
        else:
            for key in touched:
                self._faces.pop(key, None)
        anew = rows != self._ids and self._take(rows, _MANY if changed is not None else _FEW)
        self._were, self._had_left = EMPTY, {}
        if not anew:
            self._tell(changed, touched)

    def warn(self, notes: Mapping[str, FlagNote]) -> None:
        """Puts what the plan warns of on the cards it is about; others lose theirs."""
        touched = {
            key: None for key in (*self._notes, *notes) if self._notes.get(key) != notes.get(key)
        }
        self._notes = notes
        for key in touched:
            self._faces.pop(key, None)
        self._tell((), touched)

    def _differing(
        self, changed: Collection[str] | None, marks: Mapping[str, Mark]
    ) -> dict[str, None]:
        touched = dict.fromkeys(changed or ())
        for key in (*self._marks, *marks):
            if self._marks.get(key) != marks.get(key):
                touched[key] = None
        return touched

    def _tell(self, changed: Collection[str] | None, touched: Mapping[str, None]) -> None:
        if changed is None or len(touched) > _FEW:
            if self._ids:
                self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))
            return
        for key in touched:
            row = self.row_of(key)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _take(self, new: tuple[str, ...], many: int) -> bool:
        """Tell what differs in the rows; return whether views were told to ask for all anew.

        That is where more than `many` rows differ.
        """
        old = self._ids
        first, last_old, last_new = _differing_part(old, new)
        gone, come = old[first:last_old], new[first:last_new]
        if len(gone) + len(come) > many:
            self.beginResetModel()
            self._set(new)
            self.endResetModel()
            return True
        if not gone:
            self.beginInsertRows(_NO_PARENT, first, last_new - 1)
            self._set(new)
            self.endInsertRows()
        elif not come:
            self.beginRemoveRows(_NO_PARENT, first, last_old - 1)
            self._set(new)
            self.endRemoveRows()
        elif not self._move_one(gone, come, first, new):
            self._step_by_step(set(gone) - set(come), new)
        return False

    def _set(self, ids: tuple[str, ...]) -> None:
        self._ids, self._rows, self._sought = ids, None, 0

    def _move_one(
        self, gone: tuple[str, ...], come: tuple[str, ...], first: int, new: tuple[str, ...]
    ) -> bool:
        """Tell one moved row as a move, so that it stays selected. False: more than that."""
        if gone[1:] == come[:-1] and gone[0] == come[-1]:
            source, target = first, first + len(gone)
        elif gone[:-1] == come[1:] and gone[-1] == come[0]:
            source, target = first + len(gone) - 1, first
        else:
            return False
        self.beginMoveRows(_NO_PARENT, source, source, _NO_PARENT, target)
        self._set(new)
        self.endMoveRows()
        return True

    def _step_by_step(self, leaving: set[str], new: tuple[str, ...]) -> None:
        for key in leaving:
            row = self._ids.index(key)
            self.beginRemoveRows(_NO_PARENT, row, row)
            self._set(self._ids[:row] + self._ids[row + 1 :])
            self.endRemoveRows()
        for row, key in enumerate(new):
            if row < len(self._ids) and self._ids[row] == key:
                continue
            source = self.row_of(key)
            if source is None:
                self.beginInsertRows(_NO_PARENT, row, row)
                self._set((*self._ids[:row], key, *self._ids[row:]))
                self.endInsertRows()
            else:
                self.beginMoveRows(_NO_PARENT, source, source, _NO_PARENT, row)
                rest = self._ids[:source] + self._ids[source + 1 :]
                self._set((*rest[:row], key, *rest[row:]))
                self.endMoveRows()

    # -- what views ask ---------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """How many cards there are."""
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cards can be selected and dragged; the place an item left cannot."""
        if not index.isValid() or self._ids[index.row()] in self._left:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The card's face, its id, or what a screen reader says."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        key = self._ids[index.row()]
        if role == ID_ROLE:
            return key
        if role == CARD_ROLE:
            return self._face(key)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._face(key).spoken
        if role == Qt.ItemDataRole.DisplayRole:
            return self._face(key).title
        return None

    def _face(self, key: str) -> CardFace:
        item = self._item(key)
        found = self._faces.get(key)
        if found is None or found[0] is not item:
            mark = Mark(ghost=True) if key.startswith(_GHOST) else self._marks.get(key)
            face = self.make_face(item, mark)
            note = self._notes.get(key)
            found = self._faces[key] = (item, face if note is None else flagged(face, note))
        return found[1]

    def _item(self, key: str) -> Item:
        found = self._left.get(key) or self._state.items.get(key)
        return found or self._had_left.get(key) or self._were.items[key]

    def make_face(self, item: Item, mark: Mark | None) -> CardFace:
        """The face of an item; a page whose cards say something else gives its own."""
        return card_face(item, self._state, self._today, mark)


def _with_ghosts(ids: Sequence[str], left: Mapping[int, Item]) -> tuple[str, ...]:
    if not left:
        return tuple(ids)  # the same object where it is a tuple already
    rows = list(ids)
    for row in sorted(left):
        rows.insert(min(row, len(rows)), _GHOST + left[row].id)
    return tuple(rows)


def _differing_part(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[int, int, int]:
    """Return where the two begin to differ, and where in each they end to."""
    most = min(len(old), len(new))
    first = next(compress(count(), map(ne, old, new)), most)
    room = most - first
    backwards = map(ne, reversed(old), reversed(new))
    same = min(next(compress(count(), backwards), room), room)
    return first, len(old) - same, len(new) - same
