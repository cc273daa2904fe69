"""What is the sign of the app? Four squares: the grid in its four hues."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from gui.tokens import Theme


def draw_logo(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    """Draws the four squares into the square ``rect`` (18 pixels in the top bar)."""
    c = theme.colors
    side = rect.width() * 8 / 18
    step = rect.width() - side
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for color, column, row in ((c.mustf, 0, 0), (c.must3, 1, 0), (c.chf, 0, 1), (c.ch3, 1, 1)):
        painter.setBrush(color)
        square = QRectF(rect.left() + column * step, rect.top() + row * step, side, side)
        painter.drawRoundedRect(square, side / 4, side / 4)
