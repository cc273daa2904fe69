"""How does a scroll area come to show something else while a part of what it shows is pressed?"""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QWidget


def put_inside(area: QScrollArea, inside: QWidget) -> None:
    """Shows ``inside``; what was there goes with the next turn of the event loop.

    ``QScrollArea.setWidget`` deletes it at once, and with it the button or box that is still
    telling of the press that asked for this: the process dies.
    """
    gone = area.takeWidget()
    if gone is not None:
        gone.hide()
        gone.deleteLater()
    area.setWidget(inside)
    inside.setAutoFillBackground(False)  # setWidget turns it on
