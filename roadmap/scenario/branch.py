"""What becomes of the base when a scenario's commands are decided on it, one after another?

A command that can no longer be decided (its item was removed or done meanwhile) is a problem with
a sentence, and the others go on without it. Pure; the clock comes in as `now`.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from roadmap.commands import Command
from roadmap.commands.roadmap import EditRoadmap
from roadmap.decide import Decided, Now, decide_each
from roadmap.errors import Conflict, FieldConflict
from roadmap.events import Event
from roadmap.records.planning import Planning
from roadmap.state import State


@dataclass(frozen=True, slots=True)
class Step:
    """One command: the state before and after it, and what happened, or why nothing could.

    `overruled` are the fields that somebody else changed and that were set all the same.
    """

    command: Command
    before: State
    after: State
    events: tuple[Event, ...] = ()
    problem: str | None = None
    overruled: tuple[FieldConflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A command that was refused; `place` counts the scenario's commands from 0."""

    place: int
    command: Command
    text: str


@dataclass(frozen=True, slots=True)
class Branch:
    """The state at the end of a branch, and the steps that led there."""

    state: State
    steps: tuple[Step, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        """All that happened, in order."""
        return tuple(event for step in self.steps for event in step.events)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The commands that were refused."""
        return tuple(
            Problem(place, step.command, step.problem)
            for place, step in enumerate(self.steps)
            if step.problem is not None
        )


def branch(base: State, commands: Sequence[Command], now: Now, *, insist: bool = False) -> Branch:
    """Return what `commands` lead to from `base`.

    With `insist`, a command whose field somebody else changed is decided as if that had been seen.
    """
    deciding = decide_each(base, now)
    state, steps = next(deciding).state, []
    for command in commands:
        step = _step(state, command, deciding, insist=insist)
        steps.append(step)
        state = step.after
    return Branch(state, tuple(steps))


def _step(
    state: State,
    command: Command,
    deciding: Generator[Decided, Command, None],
    *,
    insist: bool,
) -> Step:
    command = _on_settings_of(state, command)
    found = deciding.send(command)
    overruled: tuple[FieldConflict, ...] = ()
    if insist and isinstance(found.refused, Conflict):
        overruled, command = found.refused.conflicts, _unseen(command)
        found = deciding.send(command)
    if found.refused is not None:
        return Step(command, state, state, problem=str(found.refused))
    return Step(command, state, found.state, found.events, overruled=overruled)


def _on_settings_of(state: State, command: Command) -> Command:
    """Return a command that changes settings of planning with those of `state` otherwise.

    They are one value in the record: what somebody else set in it meanwhile stays, unless the
    command changes the very same setting.
    """
    if not isinstance(command, EditRoadmap) or command.was is None or state.roadmap is None:
        return command
    seen, wanted = command.was.get("planning"), command.fields.get("planning")
    here = state.roadmap.planning
    if seen is None or wanted is None or here == seen:
        return command
    changed = {
        each.name: getattr(wanted, each.name)
        for each in fields(Planning)
        if getattr(wanted, each.name) != getattr(seen, each.name)
    }
    if any(getattr(here, name) not in (getattr(seen, name), new) for name, new in changed.items()):
        return command
    merged: dict[str, Any] = {
        "fields": {**command.fields, "planning": replace(here, **changed)},
        "was": {**command.was, "planning": here},
    }
    return command.model_copy(update=merged)


def _unseen(command: Command) -> Command:
    """Return the command without what the person saw when giving it."""
    nothing: dict[str, Any] = {"was": None}
    return command.model_copy(update=nothing) if hasattr(command, "was") else command
