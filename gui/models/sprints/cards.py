"""What do the cards of a sprint show: why they stand there instead of what they are for?"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from gui.models.cards import CardsModel
from gui.models.chances import chance_text, dense_tone
from gui.models.faces import Mark, card_face
from gui.models.sprints.board import Board, Column
from gui.models.sprints.chances import chance_of
from gui.models.sprints.notes import CardNote, note_of
from gui.paint.card import CardFace
from roadmap.state import Item, State


class SprintCards(CardsModel):
    """The cards of one sprint, or of what is below the cut line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._column: Column | None = None

    def show_board(
        self,
        board: Board,
        column: Column | None,
        state: State,
        marks: dict[str, Mark] | None = None,
    ) -> None:
        """Shows the items of ``column``, None for those below the cut line."""
        self._board, self._column = board, column
        ids = board.below if column is None else column.items
        self.show(state, ids, board.today, marks=marks or {})

    def show_forecast(self, board: Board) -> None:
        """Shows how likely the places are; nothing else of the board has changed."""
        self._board = board
        self._faces.clear()
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def note(self, key: str) -> CardNote | None:
        """Why the item stands here."""
        item = self.item_of(key)
        if item is None or self._board is None or self.row_of(key) is None:
            return None
        return note_of(item, self._board, self._column, self.state)

    def make_face(self, item: Item, mark: Mark | None) -> CardFace:
        """The card with its reason, and how likely it is done by the end of its sprint."""
        face = card_face(item, self.state, self.today, mark)
        if self._board is None:
            return face
        note = note_of(item, self._board, self._column, self.state)
        lines = [item.title, *(f"{what}: {text}" for what, text in note.lines)]
        if not note.lines:
            lines.append(note.meta)
        chance = chance_of(self._board, item.id) if item.is_open else None
        return replace(
            face,
            meta=note.meta,
            meta_tone=note.tone,
            icon=note.icon,
            effort=note.effort,
            probability="" if chance is None else chance_text(chance),
            probability_tone="muted" if chance is None else dense_tone(chance),
            tooltip="\n".join(lines),
        )
