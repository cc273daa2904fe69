"""What happened to the days off that are nobody's by name."""

from __future__ import annotations

from roadmap.events.base import Adds, Removes
from roadmap.fields.absences import AbsenceFields
from roadmap.values import Id


class AbsenceAdded(Adds):
    """A team's skill lacks days in a span, whoever is away."""

    kind = "absence_added"
    table = "absences"
    absence: Id
    fields: AbsenceFields


class AbsenceRemoved(Removes):
    """Days that a team's skill lacked are there again."""

    kind = "absence_removed"
    table = "absences"
    absence: Id


AbsenceEvent = AbsenceAdded | AbsenceRemoved
