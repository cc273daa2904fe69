"""When is the grid told what the plan warns of? On a worker, once the state has come to rest.

What was known last stays on the cards meanwhile, so that nothing flickers while somebody edits.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from gui.models.grid.flags import FlagNote, flag_notes, may_be_flagged
from gui.session import Session
from roadmap.state import State

_REST_MS = 200


class GridFlags(QObject):
    """The notes of what the session shows.

    Signals:
        changed(): Other cards carry a note than before.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._of: State | None = None
        self._running = False
        self.notes: Mapping[str, FlagNote] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)

    def want(self) -> None:
        """Asks for the notes of the state in view, once that stays for a moment."""
        if self._of is not self._session.state:
            self._rest.start()

    def _ask(self) -> None:
        session = self._session
        state, today = session.state, session.today
        if self._of is state or self._running:
            return
        self._of = state
        if not may_be_flagged(state):
            self._take({})
            return
        self._running = True
        sprints = session.settings.planning.horizon_sprints
        task = session.task(lambda _progress: flag_notes(state, today, sprints), self._on_done)
        task.failed.connect(self._on_stopped)
        task.cancelled.connect(self._on_stopped)

    def _on_done(self, notes: Mapping[str, FlagNote]) -> None:
        self._running = False
        self._take(notes)
        self.want()  # the state may be another one by now

    def _on_stopped(self, _error: object = None) -> None:
        self._running = False

    def _take(self, notes: Mapping[str, FlagNote]) -> None:
        if dict(notes) != dict(self.notes):
            self.notes = notes
            self.changed.emit()
