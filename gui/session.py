"""One open roadmap as the window sees it: deciding and saving.

Deciding happens at once on the window's thread; `saving.py` keeps what is pending and saves it.
What is shown, the present or a moment of the past in which nothing can be changed, is
session_showing.py's question, taking back is session_undoing.py's. No page talks to the service
itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gui.saving import Pending
from gui.session_showing import Shown as Shown
from gui.session_undoing import Undoing
from gui.tasks import Task, Work
from roadmap.analysis.history.undoable import is_undoable
from roadmap.analysis.reasons import gathered_question, question
from roadmap.commands import Command
from roadmap.commands.reasons import GiveReason
from roadmap.errors import Conflict, Refused, RoadmapError
from roadmap.service import (
    Because,
    Draft,
    Problem,
    Roadmap,
    applied,
    check_file,
    touched_items,
    utc_now,
)
from roadmap.state import State
from roadmap.values import Author, Status


@dataclass(frozen=True, slots=True)
class ReasonWanted:
    """A decision whose reason matters was made without one.

    `shed` are the items among `items` that were given up without saying what risk is accepted.
    """

    decisions: tuple[str, ...]
    question: str
    items: tuple[str, ...]
    shed: tuple[str, ...] = ()

    def without(self, taken_back: str) -> ReasonWanted | None:
        """Return what is left to ask, None for nothing: only rank moves are asked together."""
        left = tuple(each for each in self.decisions if each != taken_back)
        text = gathered_question(len(left))
        return None if text is None else replace(self, decisions=left, question=text)


class Session(Undoing):
    """The roadmap that a window has open."""

    busy = Signal(str)
    conflict = Signal(object)
    unsaved = Signal(object)
    others = Signal(object)
    reason_wanted = Signal(object)
    damaged = Signal(object)

    def __init__(
        self,
        roadmap: Roadmap,
        author: Author,
        *,
        clock: Callable[[], datetime] = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(roadmap, author, clock, parent)
        self._saver.busy.connect(self.busy)
        self._saver.refused.connect(self.refused)
        self._saver.conflict.connect(self.conflict)
        self._saver.unsaved.connect(self.unsaved)
        self._saver.others.connect(self.others)

    def save_copy(self, target: Path) -> None:
        """Write a copy with everything that is shown at now, saved or not. Raises StoreError."""
        self._roadmap.copy_to(target, self._saver.drafts, self._clock())

    def check(self) -> Task:
        """Check the whole file on a worker thread; `damaged` carries what was found, if anything.

        Reading stays possible meanwhile: the check opens the file for itself.
        """
        location = self.location
        return self.task(lambda progress: check_file(location, progress), self._on_checked)

    def _on_checked(self, problems: list[Problem]) -> None:
        if problems:
            self.damaged.emit(tuple(problems))

    # -- deciding ---------------------------------------------------------------------------------

    def execute(
        self,
        commands: Sequence[Command],
        why: str | None = None,
        say: str | None = None,
        because: Because | None = None,
        by: Author | None = None,
    ) -> str | None:
        """Decide, show at once and save; return the decision's id, or None where nothing changed.

        `say` is what a toast tells, with Undo beside it where there is one. `because` is what
        brought it about besides a person's command. `by` is who decided where that is somebody
        else, as in a reply. `refused` tells a refusal.
        """
        forbidden = self.forbids(commands)
        if forbidden is not None:
            self.refused.emit(forbidden)
            return None
        try:
            draft = self._roadmap.draft(
                commands,
                by=by or self.author,
                at=self._clock(),
                why=why,
                because=because,
                state=self.live,
            )
        except Conflict as conflict:
            self.conflict.emit(conflict)
            return None
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return None
        return None if draft is None else self._take(draft, commands, say)

    def execute_aside(
        self,
        commands: Sequence[Command],
        done: Callable[[str | None], None],
        say: str | None = None,
    ) -> Task:
        """Like `execute`, but decide on a worker: for commands about thousands of items.

        `done` gets the decision's id, None where nothing changed. What others decided meanwhile is
        taken into account.
        """
        state, author, at = self.live, self.author, self._clock()

        def decided(draft: Draft | None) -> None:
            if draft is None or self.read_only is not None or self.live is not state:
                done(self.execute(commands, say=say))
            else:
                done(self._take(draft, commands, say))

        def refused(_error: RoadmapError) -> None:
            done(self.execute(commands, say=say))  # says why, to whom it concerns

        return self.task(
            lambda _progress: self._roadmap.draft(commands, by=author, at=at, state=state),
            decided,
            refused,
        )

    def _take(self, draft: Draft, commands: Sequence[Command], say: str | None) -> str:
        before = self.live
        self._saver.add(Pending(draft, tuple(commands)))
        if say is not None:
            can_undo = self.read_only is None and is_undoable(draft.events)
            self.said.emit(say, draft.decision.id if can_undo else None)
        if draft.decision.why is None:
            self._ask(before, draft)
        return draft.decision.id

    def refusal(self, commands: Sequence[Command]) -> str | None:
        """Why a rule says no to `commands` now, None where none does; nothing is changed.

        For a field that says in place what is wrong. A conflict is not refused here: `execute`
        lets the person choose.
        """
        try:
            self._roadmap.draft(commands, by=self.author, at=self._clock(), state=self.live)
        except Conflict:
            return None
        except Refused as refused:
            return str(refused)
        return self.read_only

    def preview(self, commands: Sequence[Command]) -> State | None:
        """Return the state as it would be after `commands`; None where a rule says no.

        For a field that shows what a change would do; nothing is changed.
        """
        try:
            draft = self._roadmap.draft(commands, by=self.author, at=self._clock(), state=self.live)
        except Refused:
            return None
        return self.live if draft is None else applied(self.live, draft)

    def _ask(self, before: State, draft: Draft) -> None:
        asked = question(before, self.live, draft.events, self.today)
        if asked is not None:
            items = touched_items(self._saver.told(draft))
            shed = tuple(each for each in items if _is_shed(before, self.live, each))
            self.reason_wanted.emit(ReasonWanted((draft.decision.id,), asked, items, shed))

    def give_reason(self, decisions: Sequence[str], why: str) -> None:
        """Record `why` as the reason for decisions that were made without one."""
        if why.strip():
            command = GiveReason(decisions=tuple(decisions), why=why)
            self.when_saved(lambda: self.execute([command]))

    def task(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[RoadmapError], None] | None = None,
    ) -> Task:
        """Run `work(progress)` on a worker thread; frozen values in and out. Returns the task.

        Nothing is told of it once the session is closed.
        """
        task = Task(work, self)
        self.closing.connect(task.forsake)
        task.done.connect(done)
        if failed is not None:
            task.failed.connect(failed)
        task.start()
        return task

    def retry(self) -> None:
        """Try again to save what is pending."""
        self._saver.retry()

    def discard_pending(self) -> None:
        """Give up the changes that could not be saved and show what the file holds."""
        self._saver.discard()


def _is_shed(before: State, after: State, item: str) -> bool:
    """Whether an item was given up just now, and nobody accepted the risk of that."""
    was, now = before.items.get(item), after.items.get(item)
    if was is None or now is None or now.status is not Status.SHED or was.status is Status.SHED:
        return False
    return all(risk.item != item for risk in after.risks.ordered())
