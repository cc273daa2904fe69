"""Whether a command may happen: `decide(state, commands, now) -> events`, or Refused with a reason.

Pure: ids come in with the commands, the time with `now`. A list of commands becomes one decision;
each is decided on the state after the ones before it, and one refusal refuses all.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import NamedTuple

from roadmap.commands import Command
from roadmap.commands.facts import ImportFacts
from roadmap.commands.imports import ImportItems
from roadmap.commands.items import MoveItem
from roadmap.decide import (
    absences,
    asks,
    bookmarks,
    checkups,
    expectations,
    forecasts,
    interruptions,
    items,
    levels,
    people,
    phases,
    risks,
    scenarios,
    settings,
    sprints,
    streams,
    users,
)
from roadmap.decide.deciding import Deciding, Now
from roadmap.decide.facts import import_facts
from roadmap.decide.imports import compare_import
from roadmap.decide.order import move_item
from roadmap.errors import Refused
from roadmap.events import Event
from roadmap.state import State

__all__ = ["Decided", "Now", "decide", "decide_each"]


def _import_items(d: Deciding, command: ImportItems) -> None:
    d.require_roadmap()
    for event in compare_import(d.state, command, d.now.today).events:
        d.emit(event)


_RULES: dict[type, items.Rule] = {
    **items.RULES,
    **settings.RULES,
    **interruptions.RULES,
    **people.RULES,
    **absences.RULES,
    **sprints.RULES,
    **streams.RULES,
    **levels.RULES,
    **checkups.RULES,
    **forecasts.RULES,
    **scenarios.RULES,
    **risks.RULES,
    **expectations.RULES,
    **asks.RULES,
    **users.RULES,
    **bookmarks.RULES,
    **phases.RULES,
    MoveItem: move_item,
    ImportItems: _import_items,
    ImportFacts: import_facts,
}


Complete = Callable[[State, Command], Command]


def decide(
    state: State, commands: Sequence[Command], now: Now, complete: Complete | None = None
) -> tuple[Event, ...]:
    """Return the events that `commands` lead to; none when they would change nothing.

    `complete` fills in what a command must state but has to be computed (the plan of the day), on
    the state that it is decided on.

    Raises Refused (and its kinds NotFound and Conflict); then nothing was decided.
    """
    deciding = Deciding(state, now)
    for command in commands:
        if complete is not None:
            command = complete(deciding.state, command)  # noqa: PLW2901 - the same, completed
        _RULES[type(command)](deciding, command)
    return tuple(deciding.events)


class Decided(NamedTuple):
    """What one command of several led to, and the state after it; `refused` says why nothing."""

    events: tuple[Event, ...]
    state: State
    refused: Refused | None = None


def decide_each(state: State, now: Now) -> Generator[Decided, Command, None]:
    """Decide the commands sent, each on the state after those before it; a refused one is left out.

    What is looked up on the way serves all of them: a thousand moves sort the items once. Begin it
    with `next`, which gives the state as it is.
    """
    deciding = Deciding(state, now)
    command = yield Decided((), state)
    while True:
        before, count = deciding.state, len(deciding.events)
        try:
            _RULES[type(command)](deciding, command)
        except Refused as error:
            deciding = Deciding(before, now)
            command = yield Decided((), before, error)
        else:
            command = yield Decided(tuple(deciding.events[count:]), deciding.state)
