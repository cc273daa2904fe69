"""Did a person leave a field, or do they only look elsewhere with the field still open?

Another window in front, a context menu or a list of names takes the keyboard for a moment; when it
goes, the keyboard is back in the field. What is half typed there must not be saved meanwhile.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def has_left(event: QEvent) -> bool:
    """Return whether an event is a FocusOut by which the person is done with the field."""
    if not isinstance(event, QFocusEvent):
        return False
    return event.lostFocus() and event.reason() not in _COMES_BACK


def is_elsewhere(field: QWidget) -> bool:
    """Return whether another window is in front while `field` keeps its place in its own.

    For fields that say only that they were left (``editingFinished``), not why.
    """
    return not field.hasFocus() and field.window().focusWidget() is field
