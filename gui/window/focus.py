"""Where does the focus go when what had it is gone: a form that closed, a part that was made anew?

Qt hands it to the next widget in line, and around the end of that line to the first of the window,
the name of the roadmap: Space would open its menu. Here it goes back to where it was before, in
the page or its details.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from weakref import ref

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from gui.window.frame import Frame

_MOST = 16  # places that are remembered


class FocusKeeper(QObject):
    """Remembers the places in the page and the details that had the focus."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        self._places: deque[ref[QWidget]] = deque(maxlen=_MOST)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        frame.playback.opened_changed.connect(self._on_dock_changed)

    def go_back(self) -> None:
        """Puts the focus where it was last and can be; else into the page as a whole."""
        for place in reversed(self._places):
            widget = place()
            if widget is not None and _can_have_focus(widget) and self._keeps(widget):
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        page = self._frame.pages.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keeps(self, widget: QWidget) -> bool:
        return self._frame.stage.isAncestorOf(widget) or self._frame.side.isAncestorOf(widget)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._keeps(now):
            self._places.append(ref(now))

    def _on_dock_changed(self, opened: bool) -> None:
        here: QWidget | None = self._frame.window().focusWidget()
        if not opened and here is not None and self._frame.playback.isAncestorOf(here):
            self.go_back()


def has_lost_focus(window: QWidget) -> bool:
    """Whether what had the focus of a window cannot have it any more."""
    here: QWidget | None = window.focusWidget()  # none where nothing has it
    return here is None or not _can_have_focus(here)


def _can_have_focus(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and widget.isEnabled()
