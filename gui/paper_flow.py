"""How do blocks of text, rows and charts run down pages of paper, none of them cut by an edge?

Measures are pixels of the type scale, at the resolution in which its fonts were made; on paper that
comes to the sizes of print: body text of 9.75 points.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPdfWriter

from gui.fonts import SCALE, Style
from gui.paint.shapes import draw_line
from gui.paint.text import Align, Run, draw_runs, draw_text, lay_out_runs
from gui.tokens import Theme

MARGIN, FOOT = 60.0, 34.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its words, its width, and on which side they stand."""

    words: str
    width: float
    align: Align = "left"


class Flow:
    """A place on a page that moves down as blocks are drawn, and over to the next page."""

    def __init__(self, writer: QPdfWriter, painter: QPainter, theme: Theme, foot: str) -> None:
        """`foot` stands at the bottom of every page, before its number."""
        self._writer, self._painter, self._theme, self._foot = writer, painter, theme, foot
        self.width = float(writer.width()) - 2 * MARGIN
        self._bottom = float(writer.height()) - MARGIN - FOOT
        self._page = 0
        self.y = MARGIN
        self._begin_page()

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return self._page

    def _begin_page(self) -> None:
        if self._page:
            self._writer.newPage()
        self._page += 1
        self.y = MARGIN
        c = self._theme.colors
        y = self._bottom + FOOT - 12
        draw_line(self._painter, QPointF(MARGIN, y), QPointF(MARGIN + self.width, y), c.border)
        line = QRectF(MARGIN, y + 6, self.width, 16)
        draw_text(self._painter, line, self._foot, self._theme, "axis", color=c.faint)
        number = str(self._page)
        draw_text(self._painter, line, number, self._theme, "axis", color=c.faint, align="right")

    def need(self, height: float) -> None:
        """Goes to the next page where `height` does not fit on this one any more."""
        if self.y + height > self._bottom and self.y > MARGIN:
            self._begin_page()

    def space(self, height: float) -> None:
        """Leaves room, but none at the top of a page."""
        if self.y > MARGIN:
            self.y += height

    def runs(
        self, runs: Sequence[Run], style: Style = "body", *, left: float = 0, width: float = 0
    ) -> None:
        """Draws wrapped text; a paragraph is kept together."""
        layout, height = lay_out_runs(runs, (width or self.width) - left, self._theme, style)
        self.need(height)
        layout.draw(self._painter, QPointF(MARGIN + left, self.y))
        self.y += height

    def height_of(self, runs: Sequence[Run], style: Style = "body", width: float = 0) -> float:
        """Return how high wrapped text will be."""
        return lay_out_runs(runs, width or self.width, self._theme, style)[1]

    def heading(self, words: str, note: str = "", *, keep: float = 60) -> None:
        """Draws the heading of a section, together with at least `keep` of what follows."""
        self.space(22)
        self.need(26 + keep)
        line = QRectF(MARGIN, self.y, self.width, 22)
        runs = [Run(words, weight=600), Run(f"   {note}" if note else "", "muted")]
        draw_runs(self._painter, line, runs, self._theme, "section")
        self.y += 28

    def drawn(self, height: float, draw: Callable[[QPainter, QRectF, Theme], None]) -> None:
        """Lets `draw` paint into a box of the whole width."""
        self.need(height)
        draw(self._painter, QRectF(MARGIN, self.y, self.width, height), self._theme)
        self.y += height

    def rule(self) -> None:
        """Draws a line over the whole width."""
        at = QPointF(MARGIN, self.y)
        draw_line(self._painter, at, at + QPointF(self.width, 0), self._theme.colors.grid)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Run]]) -> None:
        """Draws a table; the first column wraps, the others stand in one line."""
        self._table_head(columns)
        for row in rows:
            first = lay_out_runs([row[0]], columns[0].width - 12, self._theme)
            height = max(SCALE["body"].line, first[1]) + 8
            if self.y + height > self._bottom:
                self._begin_page()
                self._table_head(columns)
            first[0].draw(self._painter, QPointF(MARGIN, self.y + 4))
            left = MARGIN + columns[0].width
            for column, cell in zip(columns[1:], row[1:], strict=True):
                gap = 0 if column is columns[-1] else 12
                self._cell(QRectF(left, self.y + 4, column.width - gap, 20), column, cell)
                left += column.width
            self.y += height
            self.rule()

    def _table_head(self, columns: Sequence[Column]) -> None:
        self.need(52)
        left = MARGIN
        for column in columns:
            gap = 0 if column is columns[-1] else 12
            room = QRectF(left, self.y, column.width - gap, 18)
            self._cell(room, column, Run(column.words, "faint", 500), "small")
            left += column.width
        self.y += 20
        self.rule()

    def _cell(self, room: QRectF, column: Column, cell: Run, style: Style = "body") -> None:
        color = self._theme.tone(cell.tone)
        draw_text(
            self._painter, room, cell.text, self._theme, style,
            color=color, weight=cell.weight, align=column.align,
        )  # fmt: skip
