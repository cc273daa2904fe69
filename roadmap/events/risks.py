"""What happened to accepted risks."""

from __future__ import annotations

from roadmap.events.base import Adds, Edits, Removes
from roadmap.fields.risks import RiskFields
from roadmap.values import Id


class RiskAccepted(Adds):
    """Somebody accepted what may go wrong without an item, until a day of review."""

    kind = "risk_accepted"
    table = "risks"
    risk: Id
    fields: RiskFields


class RiskEdited(Edits):
    """An accepted risk was put differently, or its review moved."""

    kind = "risk_edited"
    table = "risks"
    risk: Id
    fields: RiskFields


class RiskWithdrawn(Removes):
    """A risk is no longer accepted."""

    kind = "risk_withdrawn"
    table = "risks"
    risk: Id


RiskEvent = RiskAccepted | RiskEdited | RiskWithdrawn
