"""What does the window show where its roadmap will stand, until that is read?

The grounds of the parts to come, each where it will be, and the title of the page that opens; no
words that the roadmap itself would have to confirm. So nothing jumps when the parts arrive.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.tokens import (
    GAP_PANELS,
    PAGE_HEAD_HEIGHT,
    PAGE_MARGIN,
    PLAYBACK_THIN,
    RADIUS_PANEL,
    Theme,
)

_FOOT = 16  # under the panels
# How high each row of panels is, and the shares of its width.
_ROWS = ((2, (0.5, 0.5)), (5, (0.63, 0.37)), (4, (0.42, 0.29, 0.29)))
_LINES = sum(lines for lines, _ in _ROWS)


def draw_skeleton(painter: QPainter, room: QRectF, theme: Theme, *, title: str) -> None:
    """Draws the overview's panels and the ground of the playback.

    Args:
        painter: Paints the frame of the window.
        room: What is right of the navigation and below the top bar.
        theme: The look.
        title: The page that opens.
    """
    c = theme.colors
    foot = QRectF(0, room.bottom() - PLAYBACK_THIN, room.right(), PLAYBACK_THIN)
    painter.fillRect(foot, c.surface)
    painter.fillRect(QRectF(0, foot.top(), foot.width(), 1), c.border)
    inner = room.adjusted(PAGE_MARGIN, 0, -PAGE_MARGIN, -PLAYBACK_THIN - _FOOT)
    head = QRectF(inner.left(), inner.top(), inner.width(), PAGE_HEAD_HEIGHT)
    draw_text(painter, head, title, theme, "page")
    inner.setTop(head.bottom())
    height = (inner.height() - 2 * GAP_PANELS) / _LINES
    top = inner.top()
    for lines, parts in _ROWS:
        left = inner.left()
        for part in parts:
            width = (inner.width() - GAP_PANELS * (len(parts) - 1)) * part
            panel = QRectF(round(left), round(top), round(width), round(height * lines))
            draw_box(painter, panel, fill=c.surface, border=c.border, radius=RADIUS_PANEL)
            left += width + GAP_PANELS
        top += height * lines + GAP_PANELS
