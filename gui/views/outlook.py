"""When is the plan behind the details made? On a worker, for the newest state that was asked for.

What was planned last stays in view meanwhile, so that nothing flickers while somebody edits.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gui.models.planned import Outlook, outlook_of, planned_rows
from gui.models.property import Property
from gui.session import Session
from roadmap.state import Item


class OutlookSource(QObject):
    """Plans what the session shows.

    Signals:
        planned(): Another plan is known.
    """

    planned = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Outlook | None = None
        self._running = False
        session.replaced.connect(self._on_replaced)

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made."""
        return self._running

    def rows(self, item: Item) -> tuple[Property, ...]:
        """What the newest plan says of an item; asks for a newer one where that is old."""
        rows = planned_rows(item, self._session.state, self._known)
        if rows or (item.is_open and self._session.state.people):
            self._ask()
        return rows

    def _ask(self) -> None:
        state, as_of = self._session.state, self._session.today
        known = self._known
        current = known is not None and known.state is state and known.as_of == as_of
        if current or self._running:
            return
        self._running = True
        sprints = self._session.settings.planning.horizon_sprints
        task = self._session.task(
            lambda _progress: outlook_of(state, as_of, sprints), self._on_done
        )
        task.cancelled.connect(self._on_stopped)

    def _on_done(self, found: Outlook) -> None:
        self._running = False
        self._known = found
        self.planned.emit()  # who shows it asks again where it is old by now

    def _on_stopped(self) -> None:
        self._running = False  # it crashed and was shown; the next change plans anew

    def _on_replaced(self, _why: str) -> None:
        self._known = None
