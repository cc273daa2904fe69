"""Which decisions were about an item? A look-up, however long the history is.

What was read of the history stands in gui/history_facts.py; a long one is read once somebody asks.
"""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QObject, Signal

from gui.history_facts import HistoryFacts
from gui.session import Session


class StoryIndex(QObject):
    """Follows the history of a session as it grows.

    Signals:
        grown(): More of the history is known than before.
    """

    grown = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facts = HistoryFacts.of(session)
        self._facts.changed.connect(self.grown)

    @property
    def is_complete(self) -> bool:
        """Whether every saved decision was read."""
        return self._facts.is_complete

    def decisions(self, item: str, until: int) -> list[int]:
        """Return the decisions about ``item`` up to and with index ``until``, oldest first."""
        self._facts.want()
        found = self._facts.columns.story(item)
        return list(found[: bisect_right(found, until)])
