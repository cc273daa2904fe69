"""What happened to the record of forced work that arrived unplanned."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Removes
from roadmap.fields.interruptions import InterruptionFields
from roadmap.values import Id


class InterruptionLogged(Adds):
    """Forced work arrived unplanned."""

    kind = "interruption_logged"
    table = "interruptions"
    interruption: Id
    fields: InterruptionFields


class InterruptionEdited(Edits):
    """What is known about an interruption changed."""

    kind = "interruption_edited"
    table = "interruptions"
    interruption: Id
    fields: InterruptionFields


class InterruptionRemoved(Removes):
    """An interruption was taken off the record."""

    kind = "interruption_removed"
    table = "interruptions"
    interruption: Id


InterruptionEvent = InterruptionLogged | InterruptionEdited | InterruptionRemoved
