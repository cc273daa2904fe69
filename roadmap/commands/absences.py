"""What is wanted of the days off that are nobody's by name."""

from __future__ import annotations

from pydantic import Field

from roadmap.commands.given import CommandBase, new_id
from roadmap.fields.absences import AbsenceFields
from roadmap.values import Id


class AddAbsence(CommandBase):
    """Say how many person-days a team's skill lacks in a span of days, without saying who."""

    do = "add_absence"
    absence: Id = Field(default_factory=new_id)
    fields: AbsenceFields


class RemoveAbsence(CommandBase):
    """Take an absence back."""

    do = "remove_absence"
    absence: Id


AbsenceCommand = AddAbsence | RemoveAbsence
