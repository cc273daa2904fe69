"""How commands about signals from users and outcome measures become events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from roadmap.commands.users import (
    AddOutcome,
    AddSignal,
    EditOutcome,
    EditSignal,
    ReadOutcome,
    RemoveOutcome,
    RemoveSignal,
)
from roadmap.decide.deciding import Deciding
from roadmap.decide.records import changed, check_name_is_new, observation, past_day, with_fields
from roadmap.errors import NotFound, Refused
from roadmap.events.users import (
    OutcomeAdded,
    OutcomeEdited,
    OutcomeRead,
    OutcomeRemoved,
    SignalAdded,
    SignalEdited,
    SignalRemoved,
)
from roadmap.records.users import OutcomeMeasure, Signal


def add_signal(d: Deciding, command: AddSignal) -> None:
    """Record what users said, heard today unless said; a consuming team brings its segment."""
    d.require_roadmap()
    d.check_new("signal", command.signal)
    fields: Any = _resolved(d, command.fields)
    if not fields.get("text"):
        raise Refused("A signal is what users said: write it down in a sentence (text).")
    fields.setdefault("heard_on", d.now.today)
    consumer = d.state.consumers.get(fields.get("consumer"))
    if consumer is not None and consumer.segment:
        fields.setdefault("segment", consumer.segment)
    _check_signal(d, Signal(command.signal, **fields))
    d.emit(SignalAdded(signal=command.signal, fields=fields))


def edit_signal(d: Deciding, command: EditSignal) -> None:
    """Link a signal, close its loop, or put it differently."""
    signal = _signal(d, command.signal)
    was = None if command.was is None else _resolved(d, command.was)
    fields: Any = changed(d, signal, _resolved(d, command.fields), was)
    if fields:
        _check_signal(d, with_fields(signal, fields))
        d.emit(SignalEdited(signal=signal.id, fields=fields))


def remove_signal(d: Deciding, command: RemoveSignal) -> None:
    """Take a signal off the record."""
    d.emit(SignalRemoved(signal=_signal(d, command.signal).id))


def _signal(d: Deciding, key: str) -> Signal:
    found = d.state.signals.get(key)
    if found is None:
        raise NotFound(
            f"There is no signal {key!r}.", command="`roadmap users FILE` lists their ids."
        )
    return found


def _check_signal(d: Deciding, signal: Signal) -> None:
    for day, what in ((signal.heard_on, "was heard"), (signal.told_on, "was answered")):
        if day is not None and day > d.now.today:
            raise Refused(f"{signal.text!r} {what} on a day up to {d.now.today}, not on {day}.")
    if signal.heard_on and signal.told_on and signal.told_on < signal.heard_on:
        raise Refused(
            f"{signal.text!r} was heard on {signal.heard_on} and cannot have been answered on "
            f"{signal.told_on}."
        )


def add_outcome(d: Deciding, command: AddOutcome) -> None:
    """Name a measure of success."""
    d.require_roadmap()
    d.check_new("outcome", command.outcome)
    fields: Any = _resolved(d, command.fields)
    check_name_is_new(
        OutcomeMeasure(command.outcome, **fields), d.state.outcomes.ordered(), "outcome measure"
    )
    d.emit(OutcomeAdded(outcome=command.outcome, fields=fields))


def edit_outcome(d: Deciding, command: EditOutcome) -> None:
    """Change an outcome measure; one that has values keeps its unit."""
    outcome = d.state.outcomes[d.named("outcome", command.outcome)]
    was = None if command.was is None else _resolved(d, command.was)
    fields: Any = changed(d, outcome, _resolved(d, command.fields), was)
    if not fields:
        return
    if "unit" in fields and outcome.readings and outcome.unit:
        raise Refused(
            f"{outcome.name!r} has values in {outcome.unit}, which would then be read in "
            f"{fields['unit'] or 'no unit'}: add another measure instead."
        )
    check_name_is_new(with_fields(outcome, fields), d.state.outcomes.ordered(), "outcome measure")
    d.emit(OutcomeEdited(outcome=outcome.id, fields=fields))


def remove_outcome(d: Deciding, command: RemoveOutcome) -> None:
    """Take an outcome measure off the roadmap."""
    d.emit(OutcomeRemoved(outcome=d.named("outcome", command.outcome)))


def read_outcome(d: Deciding, command: ReadOutcome) -> None:
    """Record a value."""
    outcome = d.state.outcomes[d.named("outcome", command.outcome)]
    day = past_day(d, outcome.name, command.day)
    entry = observation(outcome.readings, day, command.value, command.source)
    if entry is not None:
        d.emit(OutcomeRead(outcome=outcome.id, entries=(entry,)))


def _resolved(d: Deciding, given: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(given)
    if fields.get("consumer") is not None:
        fields["consumer"] = d.named("consumer", fields["consumer"])
    if fields.get("item") is not None:
        fields["item"] = d.item(fields["item"]).id
    return fields


Rule = Callable[[Deciding, Any], None]
RULES: dict[type, Rule] = {
    AddSignal: add_signal,
    EditSignal: edit_signal,
    RemoveSignal: remove_signal,
    AddOutcome: add_outcome,
    EditOutcome: edit_outcome,
    RemoveOutcome: remove_outcome,
    ReadOutcome: read_outcome,
}
