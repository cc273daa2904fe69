"""How does a gesture on the grid become one decision, with what has to be asked before and after?

Before: the driver and the date that must-do work needs, asked in the quadrant. After: the reason,
asked where the card landed, and once for many rank moves. No gesture ends in a bare refusal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from gui.accepted_risks import ask_reason
from gui.asked_reasons import GatheredMoves, still_asked
from gui.models.words import FOUR
from gui.session import ReasonWanted, Session
from gui.views.grid.quadrant import QuadrantPanel
from gui.views.moves import (
    Landing,
    commands_for,
    landing_at,
    missing,
    ranked,
    shedding,
)
from roadmap.analysis.words import counted
from roadmap.values import Driver, Quadrant

_PAUSE_MS = 5000
_ACROSS = {
    Quadrant.FORCED_SHORT_TERM: Quadrant.FORCED_LONG_TERM,
    Quadrant.DISCRETIONARY_SHORT_TERM: Quadrant.DISCRETIONARY_LONG_TERM,
}
_DOWN = {
    Quadrant.FORCED_SHORT_TERM: Quadrant.DISCRETIONARY_SHORT_TERM,
    Quadrant.FORCED_LONG_TERM: Quadrant.DISCRETIONARY_LONG_TERM,
}


def beside(quadrant: Quadrant, direction: str) -> Quadrant | None:
    """The quadrant that lies in a direction of the window, None at the edge."""
    pairs = _ACROSS if direction in ("left", "right") else _DOWN
    if direction in ("left", "up"):
        pairs = {there: here for here, there in pairs.items()}
    return pairs.get(quadrant)


class GridMoves(QObject):
    """Turns gestures into commands, and owns the questions in the quadrants.

    Signals:
        landed(object, object): The ids and the quadrant they are in now.
        closed(object): A question in this quadrant was answered or skipped.
    """

    landed = Signal(object, object)
    closed = Signal(object)

    def __init__(
        self, session: Session, panels: Mapping[Quadrant, QuadrantPanel], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._panels = session, panels
        self._waiting: Landing | None = None
        self._asked: ReasonWanted | None = None
        self._ranks = GatheredMoves()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        session.taken_back.connect(self._on_taken_back)
        for quadrant, panel in panels.items():
            panel.must_do.answered.connect(self._on_answered)
            panel.must_do.cancelled.connect(lambda q=quadrant: self._on_cancelled(q))
            panel.reason.saved.connect(lambda why, q=quadrant: self._on_reason(why, q))
            panel.reason.skipped.connect(lambda q=quadrant: self._on_skipped(q))

    # -- gestures ---------------------------------------------------------------------------------

    def put(self, ids: Sequence[str], quadrant: Quadrant) -> None:
        """Puts items into a quadrant, at the ranks they have."""
        self._land(Landing(tuple(ids), quadrant))

    def drop(self, ids: Sequence[str], quadrant: Quadrant, before: str | None) -> None:
        """Puts items where they were dropped; at the tray's end no rank is meant."""
        if quadrant is Quadrant.UNSORTED:
            self.put(ids, quadrant)
        else:
            self._land(landing_at(ids, quadrant, self._panels[quadrant].cards.ids, before))

    def step(self, ids: Sequence[str], quadrant: Quadrant, direction: str) -> None:
        """Alt+arrow: up and down change the rank, beyond the edge and sideways the quadrant."""
        landing = None
        if direction in ("up", "down") and quadrant in self._panels:
            shown = self._panels[quadrant].cards.ids
            landing = ranked(ids, quadrant, shown, -1 if direction == "up" else 1)
        if landing is None:
            there = FOUR[0] if quadrant is Quadrant.UNSORTED else beside(quadrant, direction)
            landing = None if there is None else Landing(tuple(ids), there)
        if landing is not None:
            self._land(landing)

    def shed(self, ids: Sequence[str]) -> None:
        """Gives items up; why is asked afterwards."""
        commands = shedding(self._session.state, ids)
        if commands:
            self._session.execute(commands, say=self._said(ids, self.tr("{what} shed")))

    def keep_still(self) -> None:
        """Somebody is at work on the cards: the question about rank moves waits."""
        if self._pause.isActive():
            self._pause.start()

    def cancel(self) -> bool:
        """Closes an open question; False where there was none."""
        for panel in self._panels.values():
            if not panel.must_do.isHidden():
                panel.must_do.leave()
                return True
            if not panel.reason.isHidden():
                panel.reason.skip()
                return True
        return False

    def leave(self) -> None:
        """The page is left: what is gathered is asked by whoever is there now."""
        wanted = self._gathered()
        if wanted is not None:
            self._session.reason_wanted.emit(wanted)

    # -- moving -----------------------------------------------------------------------------------

    def _land(self, landing: Landing) -> None:
        session = self._session
        if session.read_only is not None:
            session.refused.emit(session.read_only)
            return
        lacks = missing(session.state, landing)
        if not lacks:
            self._move(landing)
            return
        self.cancel()
        self._waiting = landing
        panel = self._panels[landing.quadrant]
        panel.must_do.ask(self._what_is_missing(landing, driver=lacks.driver), lacks)

    def _what_is_missing(self, landing: Landing, *, driver: bool) -> str:
        what = self._name(landing.ids)
        if driver:
            return self.tr("What makes {what} a must do?").format(what=what)
        return self.tr("By when must {what} be done?").format(what=what)

    def _name(self, ids: Sequence[str]) -> str:
        item = self._session.state.items.get(ids[0]) if len(ids) == 1 else None
        return f"“{item.title}”" if item is not None else counted(len(ids), "item")

    def _said(self, ids: Sequence[str], text: str) -> str:
        return text.format(what=self._name(ids))

    def _move(
        self, landing: Landing, driver: Driver | None = None, day: date | None = None
    ) -> None:
        session = self._session
        items = session.state.items
        here = [key for key in landing.ids if key in items]
        crossing = any(items[key].quadrant is not landing.quadrant for key in here)
        commands = commands_for(session.state, landing, driver=driver, day=day)
        # One sees where a card lands; only what went out of sight is told.
        hidden = crossing and landing.quadrant is Quadrant.UNSORTED
        say = self._said(here, self.tr("{what} back among the unsorted")) if hidden else None
        decision = session.execute(commands, say=say) if commands else None
        if decision is None:
            return
        if not crossing and driver is None and day is None:
            self._gather(decision, here)
        self.landed.emit(tuple(here), landing.quadrant)

    def _on_answered(self, driver: Driver | None, day: date | None) -> None:
        landing, self._waiting = self._waiting, None
        if landing is not None:
            self._move(landing, driver, day)

    def _on_cancelled(self, quadrant: Quadrant) -> None:
        self._waiting = None
        self.closed.emit(quadrant)

    # -- reasons ----------------------------------------------------------------------------------

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks in the quadrant where the first of the items is (or was, if it was shed)."""
        found = (self._session.live.items.get(key) for key in wanted.items)
        places = (item.quadrant for item in found if item is not None)
        panel = next((self._panels[each] for each in places if each in self._panels), None)
        if panel is None:
            return False
        self.cancel()
        self._asked = wanted
        ask_reason(panel.reason, self._session, wanted)
        QTimer.singleShot(0, panel.show_current)
        return True

    def _gather(self, decision: str, ids: Sequence[str]) -> None:
        self._ranks.add(decision, ids)
        self._pause.start()

    def _gathered(self) -> ReasonWanted | None:
        self._pause.stop()
        return self._ranks.take()

    def _on_pause(self) -> None:
        working = any(panel.list.hasFocus() for panel in self._panels.values())
        if any(panel.asking for panel in self._panels.values()) or not working:
            self._pause.start()  # never over another question, nor while somebody types elsewhere
            return
        wanted = self._gathered()
        if wanted is not None:
            self.claim_reason(wanted)

    def _on_taken_back(self, decision: str) -> None:
        """Nobody is asked why they did what they took back."""
        self._ranks.drop(decision)
        for panel in self._panels.values():
            if not panel.reason.isHidden():
                self._asked = still_asked(panel.reason, self._asked, decision)

    def _on_reason(self, why: str, quadrant: Quadrant) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._session.give_reason(asked.decisions, why)
        self.closed.emit(quadrant)

    def _on_skipped(self, quadrant: Quadrant) -> None:
        self._asked = None
        self.closed.emit(quadrant)
