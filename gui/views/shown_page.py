"""How does a page follow what is shown, and draw nothing while nobody looks at it?"""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gui.session import Session, Shown


class ShownPage(QWidget):
    """A page that shows all anew: at once while it is in view, else once it comes into view.

    A subclass connects ``session.shown`` to ``_on_shown`` once its parts stand, and shows them in
    ``_show``.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Catches up with what changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._show()

    def _on_shown(self, _shown: Shown) -> None:
        self._stale = True
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        """Shows what is shown now; a subclass goes on from here."""
        self._stale = False
