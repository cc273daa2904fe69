"""What still names an item lets go of it before it is removed."""

from __future__ import annotations

from typing import Any

from roadmap.decide.deciding import Deciding
from roadmap.events.expectations import AskEdited, CapabilityEdited, GoalEdited
from roadmap.events.interruptions import InterruptionEdited
from roadmap.events.items import ItemEdited
from roadmap.events.levels import CheckupDone
from roadmap.events.people import ConstraintEdited
from roadmap.events.users import OutcomeEdited, SignalEdited
from roadmap.fields.items import ItemFields
from roadmap.records.levels import CheckupResult


def untie(d: Deciding, item: str) -> None:
    """Take every reference to the item with this id out of other records."""
    _untie_items(d, item)
    for interruption in d.state.interruptions.ordered():
        if interruption.item == item:
            d.emit(InterruptionEdited(interruption=interruption.id, fields={"item": None}))
    for limit in d.state.constraints.ordered():
        if item in limit.items:
            rest = _rest(limit.items, item)
            d.emit(ConstraintEdited(constraint=limit.id, fields={"items": rest}))
    for checkup in d.state.checkups.ordered():
        results = tuple(_without(each, item) for each in checkup.results if item in each.items)
        if results:
            d.emit(CheckupDone(checkup=checkup.id, entries=results))
    _untie_expectations(d, item)


def _untie_items(d: Deciding, item: str) -> None:
    for other in d.state.items.ordered():
        fields: ItemFields = {}
        if item in other.prerequisites:
            fields["prerequisites"] = _rest(other.prerequisites, item)
        if other.parent == item:
            fields["parent"] = None
        if other.split_from == item:
            fields["split_from"] = None
        if fields:
            d.emit(ItemEdited(item=other.id, fields=fields))


def _untie_expectations(d: Deciding, item: str) -> None:
    for ask in d.state.asks.ordered():
        if item in ask.items:
            d.emit(AskEdited(ask=ask.id, fields={"items": _rest(ask.items, item)}))
    for goal in d.state.goals.ordered():
        if item in goal.items:
            d.emit(GoalEdited(goal=goal.id, fields={"items": _rest(goal.items, item)}))
    for capability in d.state.capabilities.ordered():
        kept = tuple(each for each in capability.extensions if each.item != item)
        if kept != capability.extensions:
            d.emit(CapabilityEdited(capability=capability.id, fields={"extensions": kept}))
    empty: Any = {"item": None}
    for signal in d.state.signals.ordered():
        if signal.item == item:
            d.emit(SignalEdited(signal=signal.id, fields=empty))
    for outcome in d.state.outcomes.ordered():
        if outcome.item == item:
            d.emit(OutcomeEdited(outcome=outcome.id, fields=empty))


def _rest(keys: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(key for key in keys if key != gone)


def _without(result: CheckupResult, gone: str) -> CheckupResult:
    rest = tuple(key for key in result.items if key != gone)
    return CheckupResult(result.day, result.value, result.note, rest)
