"""How does a gesture on the backlog become one decision, with what is asked before and after?

Before: the driver and the date that must-do work needs. After: the reason, once for many rank
moves. Both are asked under the table, and no gesture ends in a bare refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal

from gui.accepted_risks import ask_reason
from gui.asked_reasons import GatheredMoves, still_asked
from gui.models.backlog.rows import Rows
from gui.models.words import short_name
from gui.session import ReasonWanted, Session
from gui.views.grid.menu import finishing, starting
from gui.views.moves import Landing, commands_for, missing, ranked, ranking, shedding
from gui.views.must_do_prompt import MustDoPrompt
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.analysis.words import counted
from roadmap.commands import Command
from roadmap.commands.items import FinishItem, RestoreItem, ShedItem, StartItem
from roadmap.state import State
from roadmap.values import Driver, Quadrant, Status

_PAUSE_MS = 5000
_STEPS: dict[Status, type[StartItem | FinishItem | ShedItem]] = {
    Status.IN_PROGRESS: StartItem,
    Status.DONE: FinishItem,
    Status.SHED: ShedItem,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where items are to go; ``quadrant`` None leaves each where it is on the grid."""

    before: str | None = None
    after: str | None = None
    quadrant: Quadrant | None = None


def gap(rows: Rows, ids: Sequence[str], row: int) -> Place:
    """Return the place between the rows above and below ``row``; under a head, its group's."""
    moving, groups = set(ids), rows.groups
    above = rows.ids[: max(row, 1)]
    quadrant = next((groups[key].quadrant for key in reversed(above) if key in groups), None)
    below = next((key for key in rows.ids[row:] if key not in moving), None)
    if below is not None and below not in groups:
        return Place(before=below, quadrant=quadrant)
    last = next((key for key in reversed(rows.ids[:row]) if key not in moving), None)
    if last is not None and last not in groups:
        return Place(after=last, quadrant=quadrant)
    return Place(quadrant=quadrant)


def stepped(rows: Rows, ids: Sequence[str], direction: str) -> Place | None:
    """Return the place one step "up" or "down", at the "top" or "bottom"; None at the edge.

    Within a group the steps end at its edges.
    """
    shown = _beside(rows, ids[0])
    moving = set(ids)
    if direction in ("top", "bottom"):
        staying = [key for key in shown if key not in moving]
        if not staying:
            return None
        return Place(before=staying[0]) if direction == "top" else Place(after=staying[-1])
    here = [key for key in ids if key in shown]
    landing = ranked(here, Quadrant.UNSORTED, shown, -1 if direction == "up" else 1)
    return None if landing is None else Place(landing.before, landing.after)


def status_commands(state: State, ids: Sequence[str], status: Status) -> list[Command]:
    """Return the commands that bring items into a status; closed ones are opened on the way."""
    commands: list[Command] = []
    for item in (state.items.get(key) for key in ids):
        if item is None or item.status is status:
            continue
        if not item.is_open:
            commands.append(RestoreItem(item=item.id))
        step = _STEPS.get(status)
        if step is not None:
            commands.append(step(item=item.id))
    return commands


def _beside(rows: Rows, key: str) -> tuple[str, ...]:
    """Return the rows that an item is ranked among: all, or those of its group."""
    if not rows.groups or key not in rows.ids:
        return rows.ids
    at = rows.ids.index(key)
    heads = [place for place, each in enumerate(rows.ids) if each in rows.groups]
    first = max(place for place in heads if place < at)
    last = min((place for place in heads if place > at), default=len(rows.ids))
    return rows.ids[first + 1 : last]


class BacklogMoves(QObject):
    """Turns gestures into commands, and owns the questions under the table.

    Signals:
        landed(object): The ids that were moved.
        closed(): A question was answered or skipped.
    """

    landed = Signal(object)
    closed = Signal()

    def __init__(
        self,
        session: Session,
        must_do: MustDoPrompt,
        reason: ReasonPrompt,
        working: Callable[[], bool],
        parent: QObject,
    ) -> None:
        """``working`` says whether the keyboard is in the rows, so that asking disturbs nobody."""
        super().__init__(parent)
        self._working = working
        self._session, self._must_do, self._reason = session, must_do, reason
        self._waiting: tuple[tuple[str, ...], Place] | None = None
        self._asked: ReasonWanted | None = None
        self._ranks = GatheredMoves()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.ask_gathered)
        must_do.answered.connect(self._on_answered)
        must_do.cancelled.connect(self._on_cancelled)
        reason.saved.connect(self._on_reason)
        reason.skipped.connect(self._on_skipped)
        session.taken_back.connect(self._on_taken_back)

    @property
    def asking(self) -> bool:
        """Whether a question stands open."""
        return not (self._reason.isHidden() and self._must_do.isHidden())

    # -- gestures ---------------------------------------------------------------------------------

    def put(self, ids: Sequence[str], quadrant: Quadrant) -> None:
        """Puts items into a quadrant, at the ranks they have."""
        self.place(ids, Place(quadrant=quadrant))

    def place(self, ids: Sequence[str], place: Place) -> None:
        """Puts items where they were dropped; asks first for what must-do work lacks."""
        session = self._session
        if session.read_only is not None:
            session.refused.emit(session.read_only)
            return
        if place.quadrant is not None:
            lacks = missing(session.state, Landing(tuple(ids), place.quadrant))
            if lacks:
                self.cancel()
                self._waiting = tuple(ids), place
                self._must_do.ask(self._lacking(ids, driver=lacks.driver), lacks)
                return
        self._move(ids, place)

    def shed(self, ids: Sequence[str]) -> None:
        """Gives items up; why is asked afterwards."""
        commands = shedding(self._session.state, ids)
        if commands:
            self._session.execute(commands, say=self._said(ids, self.tr("{what} shed")))

    def work(self, ids: Sequence[str]) -> None:
        """Starts what is open; where all of it is under way, finishes it."""
        state = self._session.state
        start = starting(state, ids)
        if start:
            self._session.execute(start, say=self._said(ids, self.tr("{what} started")))
            return
        finish = finishing(state, ids)
        if finish:
            self._session.execute(finish, say=self._said(ids, self.tr("{what} done")))

    def restore(self, ids: Sequence[str]) -> None:
        """Opens shed and finished items again."""
        commands = status_commands(self._session.state, ids, Status.OPEN)
        if commands:
            self._session.execute(commands, say=self._said(ids, self.tr("{what} opened again")))

    def set_status(self, ids: Sequence[str], status: Status) -> None:
        """Brings items into a status."""
        commands = status_commands(self._session.state, ids, status)
        if commands:
            self._session.execute(commands)

    def keep_still(self) -> None:
        """Somebody is at work on the rows: the question about rank moves waits."""
        if self._pause.isActive():
            self._pause.start()

    def cancel(self) -> None:
        """Closes an open question."""
        self._must_do.leave()
        self._reason.skip()

    def leave(self) -> None:
        """The page is left: what is gathered is asked by whoever is there now."""
        wanted = self._gathered()
        if wanted is not None:
            self._session.reason_wanted.emit(wanted)

    # -- moving -----------------------------------------------------------------------------------

    def _move(
        self,
        ids: Sequence[str],
        place: Place,
        driver: Driver | None = None,
        day: date | None = None,
    ) -> None:
        session, items = self._session, self._session.state.items
        here = tuple(key for key in ids if key in items)
        target = place.quadrant
        landing = Landing(here, target or Quadrant.UNSORTED, place.before, place.after)
        if target is None:
            commands = ranking(landing)
        else:
            commands = commands_for(session.state, landing, driver=driver, day=day)
        crossing = target is not None and any(items[key].quadrant is not target for key in here)
        say = self._landed_in(here, target) if crossing and target is not None else None
        decision = session.execute(commands, say=say) if commands else None
        if decision is None:
            return
        if not crossing and driver is None and day is None:
            self._ranks.add(decision, here)
            self._pause.start()
        self.landed.emit(here)

    def _landed_in(self, ids: Sequence[str], quadrant: Quadrant) -> str:
        place = short_name(self._session.settings.words.of(quadrant))
        if len(ids) == 1:
            return self._said(ids, self.tr("{{what}} is in {place} now").format(place=place))
        return self._said(ids, self.tr("{{what}} are in {place} now").format(place=place))

    def _lacking(self, ids: Sequence[str], *, driver: bool) -> str:
        if driver:
            return self._said(ids, self.tr("What makes {what} a must do?"))
        return self._said(ids, self.tr("By when must {what} be done?"))

    def _said(self, ids: Sequence[str], text: str) -> str:
        item = self._session.state.items.get(ids[0]) if len(ids) == 1 else None
        what = counted(len(ids), "item") if item is None else f"“{item.title}”"
        return text.replace("{what}", what)

    def _on_answered(self, driver: Driver | None, day: date | None) -> None:
        waiting, self._waiting = self._waiting, None
        self.closed.emit()
        if waiting is not None:
            self._move(*waiting, driver, day)

    def _on_cancelled(self) -> None:
        self._waiting = None
        self.closed.emit()

    # -- reasons ----------------------------------------------------------------------------------

    def claim_reason(self, wanted: ReasonWanted) -> None:
        """Asks under the table."""
        self.cancel()
        self._asked = wanted
        ask_reason(self._reason, self._session, wanted)

    def ask_gathered(self) -> None:
        """Asks about the rank moves, never over another question nor while somebody types."""
        if self.asking or not self._working():
            self._pause.start()
            return
        wanted = self._gathered()
        if wanted is not None:
            self.claim_reason(wanted)

    def _gathered(self) -> ReasonWanted | None:
        self._pause.stop()
        return self._ranks.take()

    def _on_taken_back(self, decision: str) -> None:
        """Nobody is asked why they did what they took back."""
        self._ranks.drop(decision)
        self._asked = still_asked(self._reason, self._asked, decision)

    def _on_reason(self, why: str) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._session.give_reason(asked.decisions, why)
        self.closed.emit()

    def _on_skipped(self) -> None:
        self._asked = None
        self.closed.emit()
