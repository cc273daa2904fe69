"""What did the last decision change on the grid, and how did the cards get there?

Finds which cards stand out, and lets them fly from where they were to where they are.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QWidget

from gui.models.marks import NO_MARKS, Marks, marks_of
from gui.session import Session, Shown
from gui.theme import ThemeSource
from gui.views.flights import Flight, FlightLayer
from gui.views.grid.quadrant import CardsView
from roadmap.analysis.phrases.sentences import changed_items
from roadmap.values import Quadrant

Places = dict[str, QRectF]


class GridPlayback:
    """The marks of the cards and their flights over a page."""

    def __init__(
        self,
        session: Session,
        themes: ThemeSource,
        lists: Mapping[Quadrant, CardsView],
        page: QWidget,
    ) -> None:
        self._session, self._lists, self._page = session, lists, page
        self._layer = FlightLayer(themes, page)
        self.marks: Marks = NO_MARKS

    def forget(self) -> None:
        """Nothing stands out any more."""
        self.marks = NO_MARKS

    def take(self, shown: Shown) -> Places:
        """Takes the marks of a decision; returns where its cards are while they are still there."""
        self.marks = self._marks_for(shown)
        return self._places() if shown.animate else {}

    def fly(self, before: Places) -> None:
        """Lets the cards fly from where they were."""
        after = self._places() if before else {}
        flights = []
        for view in self._lists.values():
            for key in before.keys() & after.keys():
                row = view.cards.row_of(key)
                face = None if row is None else view.face(row)
                if face is not None:
                    flights.append(Flight(face, before[key], after[key]))
        self._layer.fly(flights)

    def bring_into_view(self) -> None:
        """Scrolls to what the decision changed, the place it left first."""
        for quadrant, view in self._lists.items():
            left = [f"ghost:{item.id}" for item in self.marks.left.get(quadrant, {}).values()]
            rows = [view.cards.row_of(key) for key in (*left, *self.marks.cards)]
            row = next((row for row in rows if row is not None), None)
            if row is not None:
                view.scrollTo(view.cards.index(row, 0))

    def _marks_for(self, shown: Shown) -> Marks:
        told = shown.told
        if told is None:
            return NO_MARKS
        ids = changed_items(told.events)
        if not shown.at_now:
            before = self._session.state_after(told.index - 1)
            return marks_of(before, shown.state, ids, past=True)
        jumped = len(shown.changes.items.touched) > len(ids) + 1
        return NO_MARKS if jumped else marks_of(shown.before, shown.state, ids, past=False)

    def _places(self) -> Places:
        """Where the cards that stand out are now, as far as one sees them."""
        found: Places = {}
        for view in self._lists.values():
            if not view.isVisible():
                continue
            origin = view.viewport().mapTo(self._page, QPoint(0, 0))
            for key in self.marks.cards:
                rect = view.card_rect(key)
                if rect is not None and rect.intersects(view.viewport().rect()):
                    found[key] = rect.translated(origin).toRectF()
        return found
