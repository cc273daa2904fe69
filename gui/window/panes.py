"""Which pane has the focus, and which comes next (F6)?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_to_pane(panes: Sequence[QWidget], here: QWidget | None, step: int) -> None:
    """Puts the focus into the pane ``step`` after the one that holds ``here``, around the end."""
    there = [pane for pane in panes if pane.isVisible() and first_focus(pane) is not None]
    if not there:
        return
    at = next((n for n, pane in enumerate(there) if holds(pane, here)), -1 if step > 0 else 0)
    target = first_focus(there[(at + step) % len(there)])
    if target is not None:
        target.setFocus(Qt.FocusReason.TabFocusReason)


def holds(pane: QWidget, widget: QWidget | None) -> bool:
    """Whether a widget is the pane or lies in it."""
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def first_focus(pane: QWidget) -> QWidget | None:
    """The first part of a pane that Tab reaches."""
    for child in pane.findChildren(QWidget):
        reachable = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reachable and child.isVisibleTo(pane) and child.isEnabled():
            return child
    return None
