"""What travels while cards are dragged, and what does it look like?"""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.paint.card import CARD_HEIGHT, CardFace, draw_card
from gui.paint.shapes import draw_box
from gui.paint.text import draw_text
from gui.theme import Theme

ITEMS_MIME = "application/x-roadmap-items"


def items_mime(ids: Sequence[str]) -> QMimeData:
    """Item ids as they travel."""
    mime = QMimeData()
    mime.setData(ITEMS_MIME, QByteArray(json.dumps(list(ids)).encode()))
    return mime


def items_from(mime: QMimeData) -> tuple[str, ...]:
    """The ids in ``mime``, none where it holds something else or nonsense."""
    if not mime.hasFormat(ITEMS_MIME):
        return ()
    try:
        found = json.loads(bytes(mime.data(ITEMS_MIME).data()))
    except ValueError:
        return ()
    if not isinstance(found, list) or not all(isinstance(entry, str) for entry in found):
        return ()
    return tuple(found)


def drag_pixmap(face: CardFace, count: int, width: int, theme: Theme, scale: float) -> QPixmap:
    """The dragged card at 90%, with the number of cards where there are several."""
    pixmap = QPixmap(round((width + 8) * scale), round((CARD_HEIGHT + 8) * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        painter.setOpacity(0.9)
        draw_card(painter, QRectF(1, 7, width, CARD_HEIGHT), face, theme)
        if count > 1:
            text = str(count)
            wide = max(18.0, theme.fonts.width(text, "axis", 600) + 10)
            badge = QRectF(width - wide + 5, 0, wide, 18)
            draw_box(painter, badge, fill=theme.colors.accent, radius=9)
            color = theme.colors.onaccent
            draw_text(painter, badge, text, theme, "axis", color=color, weight=600, align="center")
    return pixmap
