"""What is wanted of the record of forced work that arrived unplanned."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.interruptions import InterruptionFields
from roadmap.values import Id


class LogInterruption(CommandBase):
    """Record forced work that arrived unplanned; with `item`, the item that does the work."""

    do = "log_interruption"
    interruption: Id = Field(default_factory=new_id)
    fields: InterruptionFields


class EditInterruption(CommandBase):
    """Correct what is known about an interruption."""

    do = "edit_interruption"
    interruption: Id
    fields: InterruptionFields
    was: InterruptionFields | None = None


class RemoveInterruption(CommandBase):
    """Take an interruption off the record."""

    do = "remove_interruption"
    interruption: Id


InterruptionCommand = LogInterruption | EditInterruption | RemoveInterruption
