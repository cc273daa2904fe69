"""Where does a window stand: as it was left, but always on a screen that is there?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize

USUAL = QSize(1440, 900)
SMALLEST = QSize(720, 480)
_GRIP = 80  # pixels of the title bar that must stay within reach


def fitted(wanted: QRect | None, screens: Sequence[QRect]) -> QRect:
    """Return where the window goes.

    Args:
        wanted: Where it stood, None for the first time.
        screens: The free areas of the screens that are there, the main one first.
    """
    main = screens[0] if screens else QRect(0, 0, USUAL.width(), USUAL.height())
    if wanted is None:
        size = USUAL.boundedTo(main.size())
        return QRect(main.center() - QRect(main.topLeft(), size).center() + main.topLeft(), size)
    screen = next((each for each in screens if _within_reach(wanted, each)), None)
    if screen is None:
        size = wanted.size().expandedTo(SMALLEST).boundedTo(main.size())
        return QRect(main.center() - QRect(main.topLeft(), size).center() + main.topLeft(), size)
    size = wanted.size().expandedTo(SMALLEST).boundedTo(screen.size())
    left = max(screen.left(), min(wanted.left(), screen.right() + 1 - size.width()))
    top = max(screen.top(), min(wanted.top(), screen.bottom() + 1 - size.height()))
    return QRect(left, top, size.width(), size.height())


def _within_reach(wanted: QRect, screen: QRect) -> bool:
    grip = QRect(wanted.left(), wanted.top(), wanted.width(), 32).intersected(screen)
    return grip.width() >= _GRIP and grip.height() >= 8
