"""How commands about interruptions, and reasons given afterwards, become events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands.interruptions import EditInterruption, LogInterruption, RemoveInterruption
from roadmap.commands.reasons import GiveReason
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.interruptions import InterruptionEdited, InterruptionLogged, InterruptionRemoved
from roadmap.events.reasons import ReasonGiven
from roadmap.state import Interruption


def log_interruption(d: Deciding, command: LogInterruption) -> None:
    """Record forced work that arrived unplanned; it began now unless said otherwise."""
    d.require_roadmap()
    d.check_new("interruption", command.interruption)
    fields: Any = _resolved(d, command.fields)
    fields.setdefault("started_at", d.now.at)
    if not fields.get("title"):
        raise Refused("An interruption needs a title: say in a few words what happened.")
    if fields.get("driver") is None:
        raise Refused(f"Interruption {fields['title']!r}: name the driver that made it mandatory.")
    d.emit(InterruptionLogged(interruption=command.interruption, fields=fields))


def edit_interruption(d: Deciding, command: EditInterruption) -> None:
    """Correct what is known about an interruption."""
    interruption = _known(d, command.interruption)
    fields: Any = _resolved(d, command.fields)
    was = None if command.was is None else _resolved(d, command.was)
    d.check_was(interruption.id, interruption.title, interruption, was, fields)
    fields = {key: value for key, value in fields.items() if getattr(interruption, key) != value}
    if fields:
        d.emit(InterruptionEdited(interruption=interruption.id, fields=fields))


def remove_interruption(d: Deciding, command: RemoveInterruption) -> None:
    """Take an interruption off the record."""
    d.emit(InterruptionRemoved(interruption=_known(d, command.interruption).id))


def give_reason(d: Deciding, command: GiveReason) -> None:
    """Give the reason for decisions that were made without one."""
    if not command.why.strip():
        raise Refused("A reason needs words: say why it was decided.")
    d.emit(ReasonGiven(decisions=command.decisions, why=command.why))


def _known(d: Deciding, key: str) -> Interruption:
    found = d.state.interruptions.get(key)
    if found is None:
        raise NotFound(f"There is no interruption {key!r}.")
    return found


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    for what in ("team", "component"):
        if fields.get(what) is not None:
            fields[what] = d.named(what, fields[what])
    if fields.get("item") is not None:
        fields["item"] = d.item(fields["item"]).id
    return fields


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    LogInterruption: log_interruption,
    EditInterruption: edit_interruption,
    RemoveInterruption: remove_interruption,
    GiveReason: give_reason,
}
