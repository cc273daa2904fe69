"""What is shown but not yet saved: the queue of pending decisions in front of one store thread.

The thread confirms a decision, finds that others wrote first (then the pending commands are decided
again on theirs), or hands it back: it stays pending, and shown, until it can be saved. While the
thread is at work Python's collector rests, for the reason that tasks.py gives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal

from gui.store_thread import StoreWorker
from roadmap.collector import Rest
from roadmap.commands import Command
from roadmap.errors import Conflict, Refused, RoadmapError, StoreGone
from roadmap.service import Appended, Draft, Replaced, Roadmap, Told, applied
from roadmap.state import State

_POLL_MS = 400


@dataclass(frozen=True, slots=True)
class Unsaved:
    """How many changes are shown but not saved, and why; `gone` when the file is another one."""

    message: str
    count: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Pending:
    """A decision that is shown and not yet saved. Without commands it cannot be decided again."""

    draft: Draft
    commands: tuple[Command, ...]


class Saver(QObject):
    """Keeps the present: what the log holds, and what is pending on top of it."""

    changed = Signal(object, bool)  # the decision that led here or None, whether to animate
    saved = Signal()
    busy = Signal(str)
    refused = Signal(str)
    conflict = Signal(object)
    unsaved = Signal(object)
    others = Signal(object)
    replaced = Signal(str)
    _append = Signal(object, object)
    _follow = Signal(object)

    def __init__(
        self, roadmap: Roadmap, clock: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._roadmap = roadmap
        self._pending: list[Pending] = []
        self._waiting: list[Callable[[], Any]] = []
        self._in_flight: Rest | None = None
        self._unsaved: Unsaved | None = None
        self.live: State = roadmap.state
        self._thread = QThread(self)
        self._worker = StoreWorker(roadmap, clock)
        self._worker.moveToThread(self._thread)
        self._append.connect(self._worker.append)
        self._follow.connect(self._worker.follow)
        self._worker.appended.connect(self._on_appended)
        self._worker.moved.connect(self._on_moved)
        self._worker.followed.connect(self._on_followed)
        self._worker.failed.connect(self._on_failed)
        self._thread.start()
        self._poll = QTimer(self)
        self._poll.setInterval(_POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._poll.start()

    def close(self) -> None:
        """Stop the store thread after what it is writing."""
        self._poll.stop()
        self._thread.quit()
        self._thread.wait()
        QCoreApplication.removePostedEvents(self)  # what it said since; nobody waits for it
        self._landed()

    @property
    def pending(self) -> int:
        """How many decisions are shown and not yet saved."""
        return len(self._pending)

    @property
    def stuck(self) -> bool:
        """Whether saving failed and waits for somebody to try again."""
        return self._unsaved is not None and bool(self._pending)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The decisions that are shown and not yet saved."""
        return tuple(pending.draft for pending in self._pending)

    def add(self, pending: Pending) -> None:
        """Show a decision at once and save it when its turn comes."""
        self._pending.append(pending)
        self.live = applied(self.live, pending.draft)
        self.changed.emit(self.told(pending.draft), True)
        if self._unsaved is not None:
            self._set_unsaved(replace(self._unsaved, count=len(self._pending)))
        self._send()

    def told(self, draft: Draft) -> Told:
        """Return a pending decision as the history will tell it."""
        decision = draft.decision
        index = self._roadmap.timeline.count + len(self._pending) - 1
        return Told(index, 0, decision.at, decision, decision.why, draft.events)

    def when_saved(self, action: Callable[[], Any]) -> None:
        """Call `action` once nothing is pending; at once where nothing is."""
        if self._pending:
            self._waiting.append(action)
        else:
            action()

    def retry(self) -> None:
        """Try again to save what is pending."""
        self._set_unsaved(None)
        self._send()

    def discard(self) -> None:
        """Give up what could not be saved; the present is what the log holds."""
        self._pending.clear()
        self._waiting.clear()
        self._set_unsaved(None)
        self.live = self._roadmap.state
        self.changed.emit(None, False)

    def _send(self) -> None:
        if self._in_flight or not self._pending or self._unsaved is not None:
            return
        self._in_flight = Rest()
        self.busy.emit("Saving")
        self._append.emit(self._pending[0].draft, self._roadmap.head)

    def _set_unsaved(self, unsaved: Unsaved | None) -> None:
        if unsaved != self._unsaved:
            self._unsaved = unsaved
            self.unsaved.emit(unsaved)

    # -- what the store thread says ---------------------------------------------------------------

    def _landed(self) -> None:
        if self._in_flight is not None:
            self._in_flight.end()
            self._in_flight = None

    def _on_appended(self, tail: Appended) -> None:
        self._landed()
        self._roadmap.absorb(tail)
        del self._pending[:1]
        self.live = self._roadmap.state
        for pending in self._pending:
            self.live = applied(self.live, pending.draft)
        self.saved.emit()
        last = None if self._pending else self._roadmap.timeline.count - 1
        self.changed.emit(None if last is None else self._roadmap.timeline.tell(last), False)
        self._after_store()

    def _after_store(self) -> None:
        if self._pending:
            self._send()
            return
        self.busy.emit("")
        while self._waiting and not self._pending:
            self._waiting.pop(0)()

    def _on_moved(self) -> None:
        """Others wrote first: read theirs; what is pending is decided again then."""
        self._follow.emit(self._roadmap.head)

    def _on_poll(self) -> None:
        if not self._in_flight:
            self._in_flight = Rest()
            self._follow.emit(self._roadmap.head)

    def _on_followed(self, found: Appended | Replaced) -> None:
        self._landed()
        if self._unsaved is not None and not self._pending:
            self._set_unsaved(None)
        if isinstance(found, Replaced):
            self._roadmap.reload()
            self._decide_again()
            self.replaced.emit(found.why)
        elif found.records:
            first = self._roadmap.timeline.count
            self._roadmap.absorb(found)
            theirs = tuple(self._roadmap.timeline.history(first))
            self._decide_again()
            self.changed.emit(theirs[-1] if theirs else None, True)
            self.others.emit(theirs)
        if self._pending:
            self._send()

    def _on_failed(self, error: RoadmapError) -> None:
        self._landed()
        self.busy.emit("")
        gone = isinstance(error, StoreGone)
        self._set_unsaved(Unsaved(str(error), len(self._pending), gone))

    # -- deciding again ---------------------------------------------------------------------------

    def _decide_again(self) -> None:
        state = self._roadmap.state
        again: list[Pending] = []
        for pending in self._pending:
            try:
                made = self._decided(pending, state)
            except Conflict as conflict:
                self.conflict.emit(conflict)
                continue
            except Refused as refusal:
                self.refused.emit(f"Others changed this first. {refusal}")
                continue
            if made is not None:
                again.append(made)
                state = applied(state, made.draft)
        self._pending = again
        self.live = state

    def _decided(self, pending: Pending, state: State) -> Pending | None:
        if not pending.commands:
            return pending
        decision = pending.draft.decision
        draft = self._roadmap.draft(
            pending.commands,
            by=decision.by,
            at=decision.at,
            why=decision.why,
            because=decision.because,
            state=state,
            decision=decision.id,
        )
        return None if draft is None else replace(pending, draft=draft)
