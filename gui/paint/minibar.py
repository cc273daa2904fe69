"""How is open effort split over the four quadrants, in a bar of sixty pixels?"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_box
from gui.tokens import Theme


@dataclass(frozen=True, slots=True)
class FourShares:
    """Effort (any unit) of the four quadrants."""

    must_short: float
    must_long: float
    choice_short: float
    choice_long: float


def draw_minibar(painter: QPainter, rect: QRectF, shares: FourShares, theme: Theme) -> None:
    """Four segments with gaps of two pixels; without any effort an empty well."""
    parts = (
        (shares.must_short, theme.fill("must")),
        (shares.must_long, theme.fill("must", tint=True)),
        (shares.choice_short, theme.fill("choice")),
        (shares.choice_long, theme.fill("choice", tint=True)),
    )
    shown = [(value, color) for value, color in parts if value > 0]
    if not shown:
        draw_box(painter, rect, fill=theme.colors.sunken, radius=1)
        return
    total = sum(value for value, _ in shown)
    room = rect.width() - 2 * (len(shown) - 1)
    left = rect.left()
    for value, color in shown:
        width = max(2.0, room * value / total)
        draw_box(painter, QRectF(left, rect.top(), width, rect.height()), fill=color, radius=1)
        left += width + 2
