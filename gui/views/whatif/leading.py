"""Which number was pressed, in the table, the sentence or a chart, so that its items are listed?"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from gui.models.whatif.lines import Number, Spot
from gui.models.whatif.rows import soon_sprint
from gui.models.whatif.table import NUMBERS, Column
from gui.views.whatif.board import FANS, WhatifBoard


class Leading(QObject):
    """Follows the numbers of a board.

    Signals:
        followed(object, QRect): The items behind the number at a Spot are wanted; where it stands
            on the board.
    """

    followed = Signal(object, QRect)

    def __init__(self, board: WhatifBoard) -> None:
        super().__init__(board)
        self._board = board
        board.table.opened.connect(self._on_cell_opened)
        board.advice.followed.connect(self._on_words_followed)
        board.fans.opened.connect(self._on_day_opened)
        board.finish.opened.connect(self._on_sprint_opened)

    def _on_cell_opened(self, key: str, column: Column) -> None:
        """Beside the whole table: rows stay in view while one of their numbers is explained."""
        drawn, table = self._board.drawn, self._board.table
        if drawn is not None:
            number = NUMBERS[column]
            sprint = soon_sprint(drawn[0].base) if number is Number.LEFT else None
            self._lead(Spot(key, number, sprint), table, table.rect())

    def _on_words_followed(self, spot: Spot, rect: QRect) -> None:
        self._lead(spot, self._board.advice, rect)

    def _on_day_opened(self, place: int, at: QPoint) -> None:
        """The first day is today, the others are the ends of sprints."""
        drawn, fans = self._board.drawn, self._board.fans
        if drawn is not None:
            number = Number.LEFT if self._board.kind == FANS else Number.FINISHED
            self._lead(Spot(drawn[1], number, place - 1), fans, QRect(at.x(), 0, 1, fans.height()))

    def _on_sprint_opened(self, place: int, at: QPoint) -> None:
        """A bar leads to its sprint; the room around, where the number stands, to the date."""
        finish = self._board.finish
        face = finish.face
        if not face.shapes:
            return
        shape = face.shapes[finish.shape_at(at.y())]
        is_bar = place < len(shape.shares) and shape.shares[place] > 0
        spot = Spot(shape.key, Number.CHANCE, face.first + place if is_bar else None)
        self._lead(spot, finish, QRect(at.x(), 0, 1, finish.height()))

    def _lead(self, spot: Spot, widget: QWidget, rect: QRect) -> None:
        corner = widget.mapTo(self._board, rect.topLeft())
        self.followed.emit(spot, QRect(corner, rect.size()))
