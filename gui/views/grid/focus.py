"""Which cards are selected and where is the keyboard, across four lists and the tray?

One selection for all of them: choosing in one list lets go of what is chosen in the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt

from gui.models.cards import CardsModel
from gui.models.words import FOUR
from gui.selection import Selection
from gui.views.grid.moves import beside
from gui.views.grid.quadrant import CardsView
from roadmap.values import Quadrant


class GridFocus(QObject):
    """Keeps the lists of the grid and the window's selection the same."""

    def __init__(
        self, lists: Mapping[Quadrant, CardsView], selection: Selection, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._lists, self._selection = lists, selection
        self._busy = False
        selection.changed.connect(self._on_selection_changed)
        for quadrant, view in lists.items():
            view.picked.connect(lambda ids, q=quadrant: self._on_picked(ids, q))
            view.edge_reached.connect(lambda way, q=quadrant: self._on_edge(q, way))

    @contextmanager
    def held(self) -> Iterator[None]:
        """While cards come and go nothing of that counts as choosing."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before

    def show(self) -> None:
        """Selects in the lists what is selected in the window."""
        wanted = set(self._selection.ids)
        with self.held():
            for quadrant, view in self._lists.items():
                here = {key for key in wanted if _is_in(view.cards, quadrant, key)}
                if here != set(view.selected_ids()):
                    view.select_ids(here)
            self._follow_selection()

    def _follow_selection(self) -> None:
        """Where the keyboard is in one list and the selection in another, the keyboard goes."""
        views = [view for view in self._lists.values() if view.isVisible()]
        here = next((view for view in views if view.hasFocus()), None)
        there = next((view for view in views if view.selectedIndexes()), None)
        if here is not None and there is not None and not here.selectedIndexes():
            there.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[str, ...]:
        """What a key acts on: the selection of the list with the keyboard, else its card."""
        view = next((view for view in self._lists.values() if view.hasFocus()), None)
        if view is None:
            return self._selection.ids
        current = view.current_id()
        return view.selected_ids() or (() if current is None else (current,))

    def follow(self, ids: tuple[str, ...], quadrant: Quadrant, *, take: bool) -> None:
        """Selects items where they landed; ``take`` brings the keyboard there too."""
        self._selection.select(ids)
        self.show()
        view = self._lists[quadrant]
        if take and view.isVisible():
            view.setFocus(Qt.FocusReason.OtherFocusReason)

    def rest(self) -> None:
        """Takes the cursor off cards that are not selected: its ring looks like a change."""
        for view in self._lists.values():
            if not view.selectedIndexes():
                view.selectionModel().clearCurrentIndex()

    def go_to(self, quadrant: Quadrant) -> None:
        """Brings the keyboard back to the selected cards; to this list where none is selected.

        A question may stand in another quadrant than its card: the next key must not act on a
        card there that nobody chose.
        """
        views = [view for view in self._lists.values() if view.isVisible()]
        chosen = next((view for view in views if view.selectedIndexes()), self._lists[quadrant])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter_tray(self) -> None:
        """Brings the keyboard to the first unsorted card, so that a key sorts it."""
        tray = self._lists[Quadrant.UNSORTED]
        tray.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if tray.cards.rowCount() and not tray.selectedIndexes():
            tray.setCurrentIndex(tray.cards.index(0, 0))

    def go_to_cards(self) -> None:
        """Brings the keyboard to the selected cards, or to the first list that has any."""
        views = [view for view in self._lists.values() if view.isVisible()]
        chosen = next((view for view in views if view.selectedIndexes()), None)
        first = next((view for view in views if view.cards.rowCount()), views[0])
        (chosen or first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, ids: tuple[str, ...], quadrant: Quadrant) -> None:
        if self._busy or (not ids and not self._lists[quadrant].hasFocus()):
            return
        with self.held():
            for other, view in self._lists.items():
                if other is not quadrant and ids:
                    view.clearSelection()
            self._selection.select(ids)

    def _on_selection_changed(self) -> None:
        if not self._busy:
            self.show()

    def _on_edge(self, quadrant: Quadrant, way: str) -> None:
        there: Quadrant | None = FOUR[0]
        tray = self._lists[Quadrant.UNSORTED]
        if quadrant is not Quadrant.UNSORTED:
            there = beside(quadrant, way)
            if there is None and way == "up" and tray.isVisible():
                there = Quadrant.UNSORTED
        if there is None or not self._lists[there].cards.rowCount():
            return
        view = self._lists[there]
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.setCurrentIndex(view.cards.index(max(0, view.currentIndex().row()), 0))


def _is_in(cards: CardsModel, quadrant: Quadrant, key: str) -> bool:
    """Whether a list shows an item; those of other quadrants are not looked for in it."""
    item = cards.item_of(key)
    return item is not None and item.quadrant is quadrant and cards.row_of(key) is not None
