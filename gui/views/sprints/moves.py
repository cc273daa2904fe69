"""How does a gesture on the sprints become one decision, and what is told once it is planned?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from gui.accepted_risks import ask_reason
from gui.asked_reasons import still_asked
from gui.models.sprints.board import Board, Column
from gui.models.sprints.moves import (
    Change,
    dropped,
    name_of,
    neighbour,
    pulled,
    pushed,
    stepped,
    verdict,
)
from gui.session import ReasonWanted, Session
from gui.widgets.reason_prompt import ReasonPrompt
from roadmap.commands import Command
from roadmap.commands.items import FinishItem, StartItem
from roadmap.errors import Refused
from roadmap.values import Status


class SprintsMoves(QObject):
    """Turns gestures into commands, and owns the questions in the columns.

    Signals:
        landed(object): The ids that were moved and stand in their new place now.
        settled(): A move was decided: what came of it is to be told as soon as it is planned.
        asked(str): A reason is being asked for, and this is the item beside which to ask.
    """

    landed = Signal(object)
    settled = Signal()
    asked = Signal(str)

    def __init__(self, session: Session, prompt: ReasonPrompt, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._prompt = session, prompt
        self._board: Board | None = None
        self._waiting: tuple[Change, str] | None = None
        self._asked: ReasonWanted | None = None
        prompt.saved.connect(self._on_reason)
        prompt.skipped.connect(self._on_skipped)
        session.taken_back.connect(self._on_taken_back)

    def planned(self, board: Board, *, fresh: bool) -> None:
        """There is a board; ``fresh`` where it belongs to what is shown now."""
        self._board = board
        if not fresh or self._waiting is None:
            return
        (change, decision), self._waiting = self._waiting, None
        self._session.said.emit(verdict(change, board, self._session.state), decision)
        self.landed.emit(change.ids)
        if change.ask is not None:
            self._ask(change, decision)

    # -- gestures ---------------------------------------------------------------------------------

    def drop(self, ids: Sequence[str], target: Column | None, before: str | None) -> None:
        """Puts items into a sprint, or below the cut line."""
        self._make(lambda board: dropped(board, self._session.state, ids, target, before))

    def step(self, ids: Sequence[str], direction: str) -> None:
        """Alt+arrow: sideways the sprint, up and down the rank."""
        if not ids:
            return
        if direction in ("up", "down"):
            step = -1 if direction == "up" else 1
            self._make(lambda board: stepped(board, self._session.state, ids, step))
            return
        way = -1 if direction == "left" else 1

        def move(board: Board) -> Change | None:
            there = neighbour(board, ids[0], way)
            if there is None:
                return None
            return dropped(board, self._session.state, ids, there[0], None)

        self._make(move)

    def pull(self, ids: Sequence[str]) -> None:
        """Takes items into the committed sprint."""
        self._make(lambda board: pulled(board, self._session.state, ids))

    def push(self, ids: Sequence[str]) -> None:
        """Takes items out of the committed sprint they are in."""
        self._make(lambda board: pushed(board, self._session.state, ids))

    def start(self, ids: Sequence[str]) -> None:
        """Begins the items that are not begun."""
        items = self._session.state.items
        wanted = [key for key in ids if key in items and items[key].status is Status.OPEN]
        commands: list[Command] = [StartItem(item=key) for key in wanted]
        self._tell(commands, wanted, self.tr("{what} started"))

    def finish(self, ids: Sequence[str]) -> None:
        """Finishes items."""
        items = self._session.state.items
        wanted = [key for key in ids if key in items and items[key].is_open]
        commands: list[Command] = [FinishItem(item=key) for key in wanted]
        self._tell(commands, wanted, self.tr("{what} finished"))

    def _tell(self, commands: list[Command], ids: list[str], said: str) -> None:
        if commands:
            text = said.format(what=name_of(self._session.state, ids))
            self._session.execute(commands, say=text)

    def _make(self, change_of: Callable[[Board], Change | None]) -> None:
        session, board = self._session, self._board
        if session.read_only is not None:
            session.refused.emit(session.read_only)
            return
        if board is None:
            return
        try:
            change = change_of(board)
        except Refused as refused:
            session.refused.emit(str(refused))
            return
        if change is None:
            return
        decision = session.execute(change.commands)
        if decision is not None:
            # The plan of the new state may be there already, or be on its way from a worker.
            self._waiting = (change, decision)
            self.settled.emit()

    # -- reasons ----------------------------------------------------------------------------------

    def claim_reason(self, wanted: ReasonWanted) -> bool:
        """Asks beside the first of the items that is on the board."""
        board = self._board
        key = next((each for each in wanted.items if board and each in board.homes), None)
        if key is None:
            return False
        self._prompt.skip()
        self._asked = wanted
        ask_reason(self._prompt, self._session, wanted)
        self.asked.emit(key)
        return True

    def _ask(self, change: Change, decision: str) -> None:
        wanted = ReasonWanted((decision,), change.ask or "", change.ids)
        if not self.claim_reason(wanted):
            self._session.reason_wanted.emit(wanted)

    def _on_taken_back(self, decision: str) -> None:
        """Nobody is told or asked about what they took back."""
        if self._waiting is not None and self._waiting[1] == decision:
            self._waiting = None
        self._asked = still_asked(self._prompt, self._asked, decision)

    def _on_reason(self, why: str) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self._session.give_reason(asked.decisions, why)
            self.landed.emit(asked.items)

    def _on_skipped(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            self.landed.emit(asked.items)
