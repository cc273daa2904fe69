"""How commands about days off that are nobody's by name become events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap.commands.absences import AddAbsence, RemoveAbsence
from roadmap.decide.deciding import Deciding
from roadmap.errors import NotFound, Refused
from roadmap.events.absences import AbsenceAdded, AbsenceRemoved


def add_absence(d: Deciding, command: AddAbsence) -> None:
    """Add an absence; a team may be named."""
    d.require_roadmap()
    d.check_new("absence", command.absence)
    fields: Any = dict(command.fields)
    days, person_days = fields.get("days"), fields.get("person_days")
    if days is None or person_days is None:
        raise Refused("An absence needs its days, from first to last, and how many person-days.")
    if days.last < days.first:
        raise Refused(f"An absence ends on {days.last}, before {days.first}: turn the days round.")
    if fields.get("team") is not None:
        fields["team"] = d.named("team", fields["team"])
    d.emit(AbsenceAdded(absence=command.absence, fields=fields))


def remove_absence(d: Deciding, command: RemoveAbsence) -> None:
    """Take an absence back."""
    if command.absence not in d.state.absences:
        raise NotFound(f"There is no absence {command.absence!r}.")
    d.emit(AbsenceRemoved(absence=command.absence))


RULES: dict[type, Callable[[Deciding, Any], None]] = {
    AddAbsence: add_absence,
    RemoveAbsence: remove_absence,
}
