"""What is one quadrant of the grid: its head, its cards, what to do when empty, what is asked?"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.models.cards import CardsModel
from gui.models.words import (
    SHORT_TERM,
    capacity_text,
    items_text,
    meaning,
    percent,
    tag_word,
    whole_days_text,
    work_role,
)
from gui.paint.quadrant import HEADER_HEIGHT, LOW_HEADER_HEIGHT, QuadrantFace
from gui.session import Session
from gui.theme import ThemeSource
from gui.views.must_do_prompt import MustDoPrompt
from gui.widgets.card_canvas import lines_in
from gui.widgets.card_list_view import CardListView
from gui.widgets.empty_state import EmptyState
from gui.widgets.panel import Panel, QuadrantHead
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.items.grid import Cell
from roadmap.analysis.planning.coming_capacity import ComingCapacity
from roadmap.values import Quadrant

_LEAST = 90  # one line of cards and how many more there are
_BELOW_HEAD, _SPACING, _BOTTOM = 5, 6, 4
_AROUND = _BELOW_HEAD + _SPACING + _BOTTOM


class CardsView(CardListView):
    """Cards found by id without looking at each of ten thousand."""

    def __init__(self, themes: ThemeSource, name: str, cards: CardsModel) -> None:
        super().__init__(themes, name)
        self.cards = cards
        self.setModel(cards)
        self.setMinimumHeight(_LEAST)

    def select_ids(self, ids: Iterable[str]) -> None:
        """Selects these, scrolls to the first; unknown ids are left out."""
        rows = sorted(row for row in map(self.cards.row_of, ids) if row is not None)
        selection = QItemSelection()
        for row in rows:
            selection.select(self.cards.index(row), self.cards.index(row))
        model = self.selectionModel()
        if rows and self.currentIndex().row() not in rows:
            index = self.cards.index(rows[0])
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def card_rect(self, item_id: str) -> QRect | None:
        """Where the item's card lies in the viewport, None where it is not in the list."""
        row = self.cards.row_of(item_id)
        return None if row is None else self.visualRect(self.cards.index(row))


class QuadrantPanel(Panel):
    """One quadrant.

    Signals:
        add_requested(): The empty quadrant's button was pressed.
    """

    add_requested = Signal()

    def __init__(
        self,
        themes: ThemeSource,
        session: Session,
        quadrant: Quadrant,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(themes, parent)
        self.quadrant = quadrant
        self.cards = CardsModel(self)
        self._name = ""
        self.head = QuadrantHead(themes, self._face(None))
        self.list = CardsView(themes, "", self.cards)
        self.reason = ReasonPrompt(themes)
        self.must_do = MustDoPrompt(themes, session)
        self._empty = self._empty_state(themes)
        self._build()
        self._empty.action_requested.connect(self._on_action_requested)

    @property
    def asking(self) -> bool:
        """Whether a question stands open here."""
        return not (self.reason.isHidden() and self.must_do.isHidden())

    def show_cell(
        self,
        cell: Cell,
        name: str,
        *,
        editable: bool,
        filtered: bool,
        capacity: ComingCapacity | None = None,
    ) -> None:
        """Shows the numbers of the head, and what an empty quadrant says."""
        if name != self._name:
            self._name = name
            self.list.setAccessibleName(name)
            self.setAccessibleName(name)
        self.head.set_face(self._face(cell, capacity))
        self.list.set_read_only(not editable)
        self._empty.setVisible(self.cards.rowCount() == 0)
        text = self.tr("Nothing here matches the filter.") if filtered else self._teaching()
        if text != self._empty.sentence.text():
            self._empty.say(text)
        for button in self._empty.buttons.values():
            button.setVisible(editable and not filtered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Low, the head gives up its second line where that is worth a second line of cards."""
        super().resizeEvent(event)
        room = event.size().height() - _AROUND
        low = lines_in(room - HEADER_HEIGHT) == 1 and lines_in(room - LOW_HEADER_HEIGHT) > 1
        self.head.set_low(low)

    def show_current(self) -> None:
        """Brings the selected card into view again, where a question took its room."""
        selected = self.list.selectedIndexes()
        if selected:
            self.list.scrollTo(selected[0])

    def _face(self, cell: Cell | None, capacity: ComingCapacity | None = None) -> QuadrantFace:
        counts = ""
        known = capacity if cell is not None and cell.effort else None
        if cell is not None:
            counts = f"{items_text(cell.count)} · {whole_days_text(cell.effort)}"
        return QuadrantFace(
            title=self._name,
            tag=tag_word(self.quadrant),
            meaning=meaning(self.quadrant),
            role=work_role(self.quadrant),
            short_term=self.quadrant in SHORT_TERM,
            share=cell.share if cell is not None and cell.count else None,
            share_text=percent(cell.share) if cell is not None and cell.count else "",
            counts=counts,
            capacity_share=known.share(cell.effort) if known and cell else None,
            capacity_text=capacity_text(cell.effort, known) if known and cell else "",
        )

    def _teaching(self) -> str:
        """What an empty quadrant asks."""
        return {
            Quadrant.FORCED_SHORT_TERM: self.tr("Nothing simply must be done here."),
            Quadrant.FORCED_LONG_TERM: self.tr(
                "Which dates are already fixed? End of life, audits, contracts."
            ),
            Quadrant.DISCRETIONARY_SHORT_TERM: self.tr(
                "What do users ask for that two sprints would settle?"
            ),
            Quadrant.DISCRETIONARY_LONG_TERM: self.tr("Which bet would change how all teams work?"),
        }[self.quadrant]

    def _empty_state(self, themes: ThemeSource) -> EmptyState:
        text = self._teaching()
        # On the viewport, which takes the drops that land on it.
        over = self.list.viewport()
        state = EmptyState(themes, text, ("add", self.tr("Add")), primary=False, parent=over)
        state.hide()
        return state

    def _build(self) -> None:
        column = QVBoxLayout(self)
        # The list's scroll bar stands in the margin, so that cards end where the head ends.
        gutter = self.list.verticalScrollBar().sizeHint().width() - 1
        column.setContentsMargins(12, 0, 13 - gutter, _BOTTOM)
        column.setSpacing(_SPACING)
        for prompt in (self.must_do, self.reason):
            prompt.setContentsMargins(0, 0, 0, 8)
        for widget in (self.head, self.list, self.must_do, self.reason):
            row = QHBoxLayout()
            below = _BELOW_HEAD if widget is self.head else 0
            row.setContentsMargins(0, 0, 0 if widget is self.list else gutter, below)
            row.addWidget(widget)
            column.addLayout(row, 1 if widget is self.list else 0)
        inside = QVBoxLayout(self.list.viewport())
        inside.setContentsMargins(12, 0, 12, 0)
        inside.addWidget(self._empty)

    def _on_action_requested(self, _key: str) -> None:
        self.add_requested.emit()
