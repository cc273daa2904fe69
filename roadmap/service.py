"""One open roadmap: decide and append, follow what others write, look at any moment, take back.

This is what the command line and the window stand on. What is open and how it keeps up with its
log stands in opened.py; here commands become decisions, and decisions are taken back. It owns no
clock, no author and no thread: those come with each call.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from roadmap.analysis.sprints.commitment import completed
from roadmap.beginnings import filled, first_decision, new_decision
from roadmap.calendars import zone_or_utc
from roadmap.commands import Command
from roadmap.commands.imports import ImportItems
from roadmap.commands.reasons import GiveReason
from roadmap.decide import Now, decide
from roadmap.decision_index import Density
from roadmap.errors import Damaged, HeadMoved, NotUndoable, Refused
from roadmap.events import Because
from roadmap.events import Drafted as Draft
from roadmap.evolve import fold
from roadmap.fields.roadmap import RoadmapFields
from roadmap.log import Appended, Problem, Replaced
from roadmap.opened import Moment, OpenLog, Refreshed
from roadmap.periods import touched_items
from roadmap.state import State
from roadmap.store import MemoryLog, open_any
from roadmap.timeline import Timeline, Told
from roadmap.undo import Kept, Stacks, Undo, plan_undo
from roadmap.values import Author, Line

__all__ = [
    "Appended",
    "Because",
    "Density",
    "Draft",
    "Kept",
    "Line",
    "Moment",
    "Problem",
    "Refreshed",
    "Replaced",
    "Roadmap",
    "Stacks",
    "Timeline",
    "Told",
    "Undo",
    "applied",
    "check_file",
    "touched_items",
    "utc_now",
]

UndoKind = Literal["undo", "redo"]

_TRIES = 100  # others may append between our reading and our writing this often


def utc_now() -> datetime:
    """Return the present moment; the one clock that callers hand to the rest."""
    return datetime.now(UTC)


class Roadmap(OpenLog):
    """One open roadmap."""

    # -- opening ----------------------------------------------------------------------------------

    @classmethod
    def open(
        cls,
        location: str | Path,
        cache: Path | None = None,
        progress: Callable[[int, int], bool] | None = None,
    ) -> Roadmap:
        """Open the roadmap or the snapshot at `location`; a snapshot is verified whole first.

        Raises NotFound, NotARoadmap, Damaged, StoreError, and Cancelled when `progress(done,
        total)` returns False.
        """
        return cls(open_any(Path(location)), cache, progress)

    @classmethod
    def create(
        cls,
        location: str | Path,
        fields: RoadmapFields,
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
    ) -> Roadmap:
        """Make a new roadmap file with its first decision. Raises Refused where one exists."""
        draft = first_decision(fields, by=by, at=at, why=why)
        return cls(filled(Path(location), [draft], at))

    @classmethod
    def record(cls, location: str | Path, drafts: Sequence[Draft], *, at: datetime) -> Roadmap:
        """Make a new roadmap file that holds `drafts` from the beginning, in one transaction."""
        return cls(filled(Path(location), drafts, at))

    @classmethod
    def in_memory(cls, fields: RoadmapFields, *, by: Author, at: datetime) -> Roadmap:
        """Return a roadmap that lives in memory only."""
        log = MemoryLog()
        log.append([first_decision(fields, by=by, at=at)], log.head(), at)
        return cls(log)

    # -- deciding ---------------------------------------------------------------------------------

    def draft(
        self,
        commands: Sequence[Command],
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        because: Because | None = None,
        state: State | None = None,
        decision: str | None = None,
    ) -> Draft | None:
        """Decide `commands` on `state` (the head by default) without writing; None: no change.

        `decision` is the id to keep where the same commands are decided again. Raises Refused.
        """
        state = self.state if state is None else state
        zone = zone_or_utc(state.roadmap.zone) if state.roadmap else self.zone
        self._check_reasons(commands)
        today = at.astimezone(zone).date()
        events = decide(state, commands, Now(at, today), lambda s, c: completed(s, c, today))
        if not events:
            return None
        if because is None and any(isinstance(command, ImportItems) for command in commands):
            because = Because(kind="import")
        return Draft(new_decision(by, at, why, because, decision), events)

    def _check_reasons(self, commands: Sequence[Command]) -> None:
        for command in commands:
            if isinstance(command, GiveReason):
                for decision in command.decisions:
                    self._timeline.index_of(decision)

    def execute(
        self,
        commands: Sequence[Command],
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        because: Because | None = None,
    ) -> Told | None:
        """Decide and write `commands` as one decision; None when nothing would change.

        When others wrote first, what they wrote is read and the commands are decided again.
        Raises Refused, StoreError.
        """
        return self._write(lambda: self.draft(commands, by=by, at=at, why=why, because=because), at)

    def _write(self, make: Callable[[], Draft | None], now: datetime) -> Told | None:
        for _ in range(_TRIES):
            draft = make()
            if draft is None:
                return None
            try:
                self.absorb(self.append([draft], self._head, now))
            except HeadMoved:
                self.refresh()
                continue
            return self._timeline.tell(self._timeline.count - 1)
        raise HeadMoved("Others write to this roadmap all the time: try again in a moment.")

    # -- taking back ------------------------------------------------------------------------------

    def draft_undo(
        self,
        decision: str,
        kind: UndoKind = "undo",
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        force: bool = False,
    ) -> tuple[Draft, Undo]:
        """Return the decision that takes `decision` back, and what it leaves alone.

        Raises NotUndoable, and Refused where nothing of it can be taken back.
        """
        index = self._timeline.index_of(decision)
        undo = plan_undo(self._timeline, index, self.state, force=force)
        because = Because(kind=kind, decision=decision)
        return Draft(new_decision(by, at, why, because), undo.events), undo

    def undo(
        self,
        decision: str | None = None,
        *,
        by: Author,
        at: datetime,
        why: str | None = None,
        force: bool = False,
    ) -> tuple[Told, Undo]:
        """Take back `decision`, by default the last one that was not taken back yet.

        Without a name it does not reach past a decision that stays. Raises Refused, StoreError.
        """
        wanted = self._last_undoable() if decision is None else decision
        return self._take_back(wanted, "undo", by=by, at=at, why=why, force=force)

    def _last_undoable(self) -> str:
        stacks = self.stacks()
        if stacks.standing is not None:
            last = self._timeline.tell(self._timeline.index_of(stacks.standing.decision))
            raise NotUndoable(
                f"The last decision, {last.id} at position {last.position}, cannot be undone. "
                f"{stacks.standing.why} Name an earlier decision to take that one back."
            )
        if not stacks.undo:
            raise Refused("There is nothing to undo.")
        return stacks.undo[-1]

    def redo(
        self, *, by: Author, at: datetime, why: str | None = None, force: bool = False
    ) -> tuple[Told, Undo]:
        """Take back the last undo."""
        stack = self.stacks().redo
        if not stack:
            raise Refused("There is nothing to redo: only what was just undone can be redone.")
        return self._take_back(stack[-1], "redo", by=by, at=at, why=why, force=force)

    def _take_back(
        self,
        decision: str,
        kind: UndoKind,
        *,
        by: Author,
        at: datetime,
        why: str | None,
        force: bool,
    ) -> tuple[Told, Undo]:
        plans: list[Undo] = []

        def make() -> Draft:
            draft, plan = self.draft_undo(decision, kind, by=by, at=at, why=why, force=force)
            plans.append(plan)
            return draft

        told = self._write(make, at)
        if told is None:
            raise Refused("There is nothing to undo.")
        return told, plans[-1]


def check_file(location: str, progress: Callable[[int, int], bool] | None = None) -> list[Problem]:
    """Check the roadmap at `location` apart from who has it open; see `Log.verify`."""
    try:
        log = open_any(Path(location))
    except Damaged as damage:
        return [Problem(damage.position, str(damage))]
    try:
        return log.verify(progress)
    finally:
        log.close()


def applied(state: State, draft: Draft) -> State:
    """Return the state after a decision that is not written yet."""
    return fold(draft.events, state)
