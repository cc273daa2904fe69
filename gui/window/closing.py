"""May a window close, while something it shows is not saved yet?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.dialogs.unsaved import UnsavedDialog
from gui.session import Session
from gui.window.messages import Messages

if TYPE_CHECKING:
    from gui.window.window import MainWindow


class Closing(QObject):
    """Closes a window once everything is saved; where that is not possible, the person chooses."""

    def __init__(self, window: MainWindow, session: Session, messages: Messages) -> None:
        super().__init__(window)
        self._window, self._session, self._messages = window, session, messages
        self._gives_up = False

    def is_allowed(self) -> bool:
        """Whether the window may close now; else it does so once saved, or the person is asked."""
        if not self._session.pending or self._gives_up:
            return True
        if self._messages.unsaved is None:
            self._session.when_saved(self._window.close)
        else:
            dialog = UnsavedDialog(self._window.themes, self._messages.unsaved, self._window)
            dialog.chosen.connect(self._on_chosen)
            dialog.open()
        return False

    def _on_chosen(self, key: str) -> None:
        if key == "retry":
            self._session.when_saved(self._window.close)
            self._session.retry()
        elif key == "copy":
            self._window.save_copy()  # the window stays: its own file is still to be saved
        elif key == "lose":
            self._gives_up = True
            self._window.close()
