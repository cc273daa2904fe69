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
    INSPECTOR_WIDTH,
    PAGE_HEAD_HEIGHT,
    PAGE_MARGIN,
    PLAYBACK_THIN,
    RADIUS_PANEL,
    Theme,
)

_FOOT = 16  # under the panels, as on the grid


def draw_skeleton(
    painter: QPainter, room: QRectF, theme: Theme, *, title: str, beside: bool
) -> None:
    """Draws the grid's four panels, the ground of the details (``beside``) and of the playback.

    Args:
        painter: Paints the frame of the window.
        room: What is right of the navigation and below the top bar.
        theme: The look.
        title: The page that opens.
        beside: Whether the details stand beside the page in a window of this width.
    """
    c = theme.colors
    foot = QRectF(0, room.bottom() - PLAYBACK_THIN, room.right(), PLAYBACK_THIN)
    painter.fillRect(foot, c.surface)
    painter.fillRect(QRectF(0, foot.top(), foot.width(), 1), c.border)
    page = room.adjusted(0, 0, 0, -PLAYBACK_THIN)
    if beside:
        page.setRight(page.right() - INSPECTOR_WIDTH)
        painter.fillRect(
            QRectF(page.right(), page.top(), INSPECTOR_WIDTH, page.height()), c.surface
        )
        painter.fillRect(QRectF(page.right(), page.top(), 1, page.height()), c.border)
    inner = page.adjusted(PAGE_MARGIN, 0, -PAGE_MARGIN, -_FOOT)
    head = QRectF(inner.left(), inner.top(), inner.width(), PAGE_HEAD_HEIGHT)
    draw_text(painter, head, title, theme, "page")
    inner.setTop(head.bottom())
    width, height = (inner.width() - GAP_PANELS) / 2, (inner.height() - GAP_PANELS) / 2
    for column in (0, 1):
        for row in (0, 1):
            left = round(inner.left() + column * (width + GAP_PANELS))
            top = round(inner.top() + row * (height + GAP_PANELS))
            panel = QRectF(left, top, round(width), round(height))
            draw_box(painter, panel, fill=c.surface, border=c.border, radius=RADIUS_PANEL)
