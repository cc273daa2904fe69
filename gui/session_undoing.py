"""What does Undo take back next in the window, what does it say, and what does it leave standing?

The rule is roadmap/undo.py's: a key that names no decision never reaches past one that stays on the
record. It says why that one stays, and offers the one before it by name.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from PySide6.QtCore import Signal

from gui.saving import Pending
from gui.session_showing import Showing
from roadmap.analysis.phrases.sentences import decision_sentence
from roadmap.errors import NotFound, Refused
from roadmap.service import Told, Undo

_MOST_IN_BUTTON = 32  # characters of an earlier decision's name in a toast's button


class Undoing(Showing):
    """The part of a session that takes decisions back."""

    refused = Signal(str)
    taken_back = Signal(str)  # the decision that was just taken back
    said = Signal(str, object)
    offered = Signal(str, str, object)  # what is said, another way in words, and that way
    _named: tuple[str, str] = ("", "")  # the decision named last, and its name

    def when_saved(self, action: Callable[[], Any]) -> None:
        """Call `action` once nothing is pending; at once where nothing is."""
        self._saver.when_saved(action)

    @property
    def can_undo(self) -> bool:
        """Whether Undo takes a decision back; not where the last one stays on the record."""
        if self.read_only is not None:
            return False
        stacks = self._roadmap.stacks()
        return bool(self.pending or (stacks.undo and stacks.standing is None))

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return self.read_only is None and bool(self._roadmap.stacks().redo)

    @property
    def undo_stays(self) -> str | None:
        """Why the last decision stays and what to do instead, None where Undo takes it back."""
        standing = self._roadmap.stacks().standing
        return None if standing is None or self.pending else standing.why

    @property
    def undo_text(self) -> str:
        """Name the decision that Undo takes back, or say why the last one stays; "" for nothing."""
        stacks = self._roadmap.stacks()
        if self.read_only is not None or self.pending:
            return ""
        if stacks.standing is not None:
            return f"{self.name_of(stacks.standing.decision)}. {stacks.standing.why}"
        return self.name_of(stacks.undo[-1]) if stacks.undo else ""

    def first_decided(self, decision: str) -> Told | None:
        """Return what was first decided, however often it was taken back and redone since."""
        try:
            told = self.told(self.index_of(decision))
        except NotFound:
            return None
        because = told.because
        if because is not None and because.kind in ("undo", "redo") and because.decision:
            return self.first_decided(because.decision)
        return told

    def name_of(self, decision: str) -> str:
        """Return the sentence of what was first decided, on one line."""
        if decision != self._named[0]:
            told = self.first_decided(decision) or self.told(self.index_of(decision))
            before, after = self.state_after(told.index - 1), self.state_after(told.index)
            text = decision_sentence(told.decision, told.events, before, after).text
            self._named = (decision, " ".join(text.split()))
        return self._named[1]

    def undo_plan(self, decision: str, *, force: bool = False) -> Undo:
        """Return what taking a decision back would change and keep. Raises Refused."""
        by, at = self.author, self._clock()
        return self._roadmap.draft_undo(decision, by=by, at=at, force=force)[1]

    def undo(self, decision: str | None = None, *, force: bool = False) -> None:
        """Take back `decision`, by default the last one; what was changed since is kept."""
        self._once_saved(lambda: self._take_back(decision, redo=False, force=force))

    def redo(self) -> None:
        """Take back the last undo."""
        self._once_saved(lambda: self._take_back(None, redo=True, force=False))

    def _once_saved(self, take_back: Callable[[], None]) -> None:
        """Keys pressed while nothing can be saved must not pile up and all happen on Retry."""
        if self._saver.stuck:
            self.refused.emit("Your change is not saved yet: press Retry, then take it back.")
        else:
            self.when_saved(take_back)

    def _take_back(self, decision: str | None, *, redo: bool, force: bool) -> None:
        if self.read_only is not None:
            self.refused.emit(self.read_only)
            return
        target = decision or self._next(redo=redo)
        if target is None:
            return
        kind: Literal["undo", "redo"] = "redo" if redo else "undo"
        try:
            draft, undo = self._roadmap.draft_undo(
                target, kind, by=self.author, at=self._clock(), force=force
            )
        except Refused as refusal:
            self.refused.emit(str(refusal))
            return
        text = self._taken(target, undo, redo=redo)
        self._saver.add(Pending(draft, ()))
        self.taken_back.emit(target)
        again = "Undo" if redo else "Redo"
        self.offered.emit(text, again, lambda: self.undo(draft.decision.id))

    def _next(self, *, redo: bool) -> str | None:
        """Return what Undo or Redo takes; where that is nothing, say why and what else there is."""
        stacks = self._roadmap.stacks()
        stack, standing = (stacks.redo, None) if redo else (stacks.undo, stacks.standing)
        if standing is None:
            if not stack:
                self.refused.emit(f"There is nothing to {'redo' if redo else 'undo'}.")
            return stack[-1] if stack else None
        text = f"Nothing was undone. {standing.why}"
        if stack:
            earlier = stack[-1]
            words = f"Undo “{_short(self.name_of(earlier))}”"
            self.offered.emit(text, words, lambda: self.undo(earlier))
        else:
            self.refused.emit(text)
        return None

    def _taken(self, target: str, undo: Undo, *, redo: bool) -> str:
        """Name what was taken back, whose it was where it was another's, and what was kept."""
        text = f"{'Redid' if redo else 'Undid'}: {self.name_of(target)}"
        first = self.first_decided(target)
        if first is not None and first.by != self.author:
            text = f"{text}, decided by {first.by.name}"
        if undo.kept:
            names = ", ".join(sorted({kept.name for kept in undo.kept}))
            text = f"{text}. Kept what was changed since: {names}"
        return text


def _short(text: str) -> str:
    if len(text) <= _MOST_IN_BUTTON:
        return text
    return f"{text[: _MOST_IN_BUTTON - 1].rstrip()}…"
