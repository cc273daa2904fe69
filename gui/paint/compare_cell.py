"""How does a cell of the comparison stand: a name, a number, a difference, or a range bar?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from gui.paint.shapes import draw_box, draw_line
from gui.paint.text import draw_text
from gui.tokens import Theme, Tone

CellKind = Literal["name", "number", "difference", "words"]
PAD = 10
_BAR_HEIGHT = 6


@dataclass(frozen=True, slots=True)
class CompareCell:
    """One cell of text."""

    text: str
    kind: CellKind
    tone: Tone = "text"
    right: bool = False


@dataclass(frozen=True, slots=True)
class RangeBar:
    """P50, P85 and the date as places from 0 to 1; above 1 is beyond what is looked at."""

    p50: float | None
    p85: float | None
    due: float | None
    chosen: bool = False


def draw_cell(painter: QPainter, rect: QRectF, cell: CompareCell, theme: Theme) -> None:
    """Draws a text cell; a difference is muted and small."""
    if cell.kind == "difference":
        inside = rect.adjusted(0, 0, -2, 0)
        color = theme.colors.muted
        draw_text(painter, inside, cell.text, theme, "small", color=color, align="right")
        return
    inside = rect.adjusted(PAD if not cell.right else 2, 0, -PAD, 0)
    weight = {"name": 500, "number": 600, "words": 400}[cell.kind]
    color = theme.tone(cell.tone)
    align = "right" if cell.right else "left"
    draw_text(painter, inside, cell.text, theme, color=color, weight=weight, align=align)  # type: ignore[arg-type]  # weight and align are the literals they are


def draw_range(painter: QPainter, rect: QRectF, bar: RangeBar, theme: Theme) -> None:
    """Draws a tick at P50, the tint to P85, and the line of the date."""
    c = theme.colors
    inside = rect.adjusted(2, 0, -PAD, 0)
    middle = round(inside.center().y())
    start, end = QPointF(inside.left(), middle), QPointF(inside.right(), middle)
    draw_line(painter, start, end, c.border)
    color = c.accent if bar.chosen else c.grey
    tint = QColor(color)
    tint.setAlphaF(0.45)

    def x(place: float) -> float:
        return inside.left() + inside.width() * min(1.0, max(0.0, place))

    if bar.p50 is not None:
        last = 1.02 if bar.p85 is None else bar.p85
        box = QRectF(x(bar.p50), middle - _BAR_HEIGHT / 2, 0, _BAR_HEIGHT)
        box.setRight(max(box.left() + 3, x(last)))
        draw_box(painter, box, fill=tint, radius=1)
        painter.fillRect(QRectF(x(bar.p50) - 1, middle - 6, 2.5, 12), color)
    if bar.due is not None and bar.due <= 1:
        painter.fillRect(QRectF(x(bar.due) - 0.75, middle - 9, 1.5, 18), c.text)
