"""Where does card number n lie, and which card or gap is at a point? Pure arithmetic.

Cards run in reading order over as many columns as the width holds. All cards have one size, so
every answer is a division: ten thousand cards cost what one costs.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from gui.paint.card import CARD_HEIGHT
from gui.tokens import GAP_CARDS

NARROWEST = 180
INSET = 1
STEP = CARD_HEIGHT + GAP_CARDS


@dataclass(frozen=True, slots=True)
class CardLayout:
    """``count`` cards over ``width`` pixels; coordinates are those of the whole content."""

    count: int
    width: int

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        room = self.width - 2 * INSET + GAP_CARDS
        return max(1, room // (NARROWEST + GAP_CARDS))

    @property
    def lines(self) -> int:
        """How many lines of cards there are."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> int:
        """The height of the content."""
        return max(0, self.lines * STEP - GAP_CARDS) + 2 * INSET

    @property
    def card_width(self) -> int:
        """The width of one card; what remains of the division stays empty at the right."""
        gaps = GAP_CARDS * (self.columns - 1)
        return (self.width - 2 * INSET - gaps) // self.columns

    def rect(self, row: int) -> QRect:
        """The card's rectangle."""
        line, column = divmod(row, self.columns)
        left = INSET + column * (self.card_width + GAP_CARDS)
        return QRect(left, INSET + line * STEP, self.card_width, CARD_HEIGHT)

    def row_at(self, point: QPoint) -> int | None:
        """The card under ``point``, None between and beside cards."""
        line = (point.y() - INSET) // STEP
        column = (point.x() - INSET) // (self.card_width + GAP_CARDS)
        row = line * self.columns + column
        if line < 0 or not 0 <= column < self.columns or row >= self.count:
            return None
        return row if self.rect(row).contains(point) else None

    def drop_row(self, point: QPoint) -> int:
        """Before which card something dropped at ``point`` lands; ``count`` means at the end."""
        if self.count == 0:
            return 0
        line = min(max(0, (point.y() - INSET) // STEP), self.lines)
        if self.columns == 1:
            after = (point.y() - INSET) % STEP > CARD_HEIGHT // 2
            return min(self.count, line + (1 if after else 0))
        pitch = self.card_width + GAP_CARDS
        column = min(self.columns, max(0, round((point.x() - INSET) / pitch)))
        return min(self.count, line * self.columns + column)

    def drop_line(self, row: int) -> QRect:
        """The 2 px line where something would land before card ``row``."""
        if self.columns == 1:
            top = self.rect(row).top() - GAP_CARDS // 2 - 1
            return QRect(INSET, max(0, top), self.card_width, 2)
        if row == self.count and row % self.columns == 0 and row > 0:
            last = self.rect(row - 1)
            return QRect(last.right() + GAP_CARDS // 2, last.top(), 2, CARD_HEIGHT)
        card = self.rect(row)
        return QRect(max(0, card.left() - GAP_CARDS // 2 - 1), card.top(), 2, CARD_HEIGHT)

    def neighbour(self, row: int, across: int, down: int) -> int | None:
        """The card one step away, None where the edge is."""
        line, column = divmod(row, self.columns)
        column += across
        line += down
        if not 0 <= column < self.columns or not 0 <= line < self.lines:
            return None
        wanted = line * self.columns + column
        if wanted < self.count:
            return wanted
        return self.count - 1 if down else None
