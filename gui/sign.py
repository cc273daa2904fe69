"""What does the app look like in a task bar? The four squares, as an icon."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from gui.paint.logo import draw_logo
from gui.theme import Theme

_SIZES = (16, 24, 32, 48, 64, 128, 256)


def app_icon(theme: Theme) -> QIcon:
    """Returns the icon in the sizes that task bars ask for."""
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        edge = size / 16
        with QPainter(pixmap) as painter:
            draw_logo(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge), theme)
        icon.addPixmap(pixmap)
    return icon
