"""What do the bars say about what is shown: name, time, counts, whether all is saved?"""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.actions import Actions
from gui.dates import long_day, plain_day
from gui.saving import Unsaved
from gui.session import Session
from gui.window.frame import Frame
from roadmap.analysis.items.grid import grid
from roadmap.analysis.levels.levels import below_minimum
from roadmap.analysis.words import say_number
from roadmap.values import Quadrant


class Status(QObject):
    """Keeps top bar, navigation and actions true to the session."""

    def __init__(
        self, session: Session, frame: Frame, registry: Actions, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._frame, self._registry = session, frame, registry
        self._unsaved = 0
        session.shown.connect(lambda _shown: self.show_all())
        session.busy.connect(self._on_busy)
        session.unsaved.connect(self._on_unsaved)

    def show_all(self) -> None:
        """Says everything anew."""
        session, frame = self._session, self._frame
        frame.top.set_name(session.title)
        day = session.today
        show = frame.top.show_now if session.at_now else frame.top.show_past
        show(long_day(day), day.isoformat())
        self._registry.refresh()
        self._registry.set_hint("undo", session.undo_text)
        shown = grid(session.state)
        on_grid = shown.count - shown.of(Quadrant.UNSORTED).count
        frame.nav.set_count("grid", say_number(on_grid))
        frame.nav.set_count("backlog", say_number(shown.count))
        frame.nav.set_count("decisions", say_number(session.index + 1))
        breached = below_minimum(session.state, day)
        frame.nav.set_count("principles", str(breached) if breached else "", bad=True)
        self.show_saved()

    def show_saved(self) -> None:
        """The block at the bottom of the navigation."""
        session = self._session
        line = session.author.name
        if not session.at_now:
            state, line = self.tr("Read-only"), plain_day(session.today)
        elif session.read_only is not None:
            state = self.tr("Read-only")
        elif self._unsaved:
            state = self.tr("Not saved")
        else:
            state = self.tr("Saving") if session.pending else self.tr("Saved")
        self._frame.nav.set_saved(state, line)

    def _on_busy(self, _text: str) -> None:
        self.show_saved()
        self._registry.refresh()

    def _on_unsaved(self, unsaved: Unsaved | None) -> None:
        self._unsaved = 0 if unsaved is None else unsaved.count
        self.show_saved()
