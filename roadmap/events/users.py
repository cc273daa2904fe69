"""What happened to signals from users and to outcome measures."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Logs, Removes
from roadmap.fields.expectations import Entries, OutcomeRecord, SignalFields
from roadmap.values import Id


class SignalAdded(Adds):
    """Users said something."""

    kind = "signal_added"
    table = "signals"
    signal: Id
    fields: SignalFields


class SignalEdited(Edits):
    """A signal was linked to work, told back, or put differently."""

    kind = "signal_edited"
    table = "signals"
    signal: Id
    fields: SignalFields


class SignalRemoved(Removes):
    """A signal was taken off the record."""

    kind = "signal_removed"
    table = "signals"
    signal: Id


class OutcomeAdded(Adds):
    """A measure of success was named."""

    kind = "outcome_added"
    table = "outcomes"
    outcome: Id
    fields: OutcomeRecord


class OutcomeEdited(Edits):
    """What an outcome measure is about, or its target, changed."""

    kind = "outcome_edited"
    table = "outcomes"
    outcome: Id
    fields: OutcomeRecord


class OutcomeRemoved(Removes):
    """An outcome measure was taken off the roadmap."""

    kind = "outcome_removed"
    table = "outcomes"
    outcome: Id


class OutcomeRead(Logs):
    """A value of an outcome measure became known, was corrected or was taken back."""

    kind = "outcome_read"
    table = "outcomes"
    column = "readings"
    outcome: Id
    entries: Entries


UserEvent = (
    SignalAdded
    | SignalEdited
    | SignalRemoved
    | OutcomeAdded
    | OutcomeEdited
    | OutcomeRemoved
    | OutcomeRead
)
