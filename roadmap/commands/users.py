"""What is wanted of signals from users and of outcome measures."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.expectations import OutcomeFields, SignalFields
from roadmap.values import Day, Id, Line, Name, SourceNumber


class AddSignal(CommandBase):
    """Record what users said; `item` is the work that answers it, `consumer` who said it."""

    do = "add_signal"
    signal: Id = Field(default_factory=new_id)
    fields: SignalFields


class EditSignal(CommandBase):
    """Link a signal to an item, say when the users were told, or put it differently."""

    do = "edit_signal"
    signal: Id
    fields: SignalFields
    was: SignalFields | None = None


class RemoveSignal(CommandBase):
    """Take a signal off the record."""

    do = "remove_signal"
    signal: Id


class AddOutcome(CommandBase):
    """Measure success besides uptime: satisfaction, adoption or a business outcome."""

    do = "add_outcome"
    outcome: Id = Field(default_factory=new_id)
    fields: OutcomeFields


class EditOutcome(CommandBase):
    """Change an outcome measure, named by its id or name."""

    do = "edit_outcome"
    outcome: Name
    fields: OutcomeFields
    was: OutcomeFields | None = None


class RemoveOutcome(CommandBase):
    """Take an outcome measure off the roadmap, with its readings."""

    do = "remove_outcome"
    outcome: Name


class ReadOutcome(CommandBase):
    """Record the value of an outcome measure on a day, today unless said; null takes it back."""

    do = "read_outcome"
    outcome: Name
    value: SourceNumber | None
    day: Day | None = None
    source: Line = ""


UserCommand = (
    AddSignal | EditSignal | RemoveSignal | AddOutcome | EditOutcome | RemoveOutcome | ReadOutcome
)
