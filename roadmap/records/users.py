"""Records of those whom the infrastructure serves: what they said, and how well it serves them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from roadmap.records.expectations import Observation
from roadmap.records.levels import Comparator
from roadmap.tables import Record


class SignalKind(StrEnum):
    """How something was heard."""

    INTERVIEW = "interview"
    SURVEY = "survey"
    TICKET = "ticket"


class UserRole(StrEnum):
    """Who uses the infrastructure."""

    DEVELOPER = "developer"
    OPERATOR = "operator"
    END_USER = "end_user"


class OutcomeKind(StrEnum):
    """What an outcome measure is about."""

    SATISFACTION = "satisfaction"
    ADOPTION = "adoption"
    BUSINESS = "business"
    TECHNICAL = "technical"


class Signal(Record, frozen=True, weakref=True):
    """Something that users said, heard on `heard_on`; `item` is the work that answers it.

    `told_on` is the day on which they were told what came of it: the loop is closed.
    """

    id: str
    text: str
    kind: SignalKind = SignalKind.INTERVIEW
    role: UserRole | None = None
    consumer: str | None = None
    segment: str | None = None
    heard_on: date | None = None
    item: str | None = None
    told_on: date | None = None


class OutcomeMeasure(Record, frozen=True, weakref=True):
    """A measure of success besides uptime, with its target; of one item where `item` names it."""

    id: str
    name: str = ""
    kind: OutcomeKind = OutcomeKind.SATISFACTION
    unit: str = ""
    comparator: Comparator = Comparator.AT_LEAST
    target: float | None = None
    consumer: str | None = None
    segment: str | None = None
    item: str | None = None
    readings: tuple[Observation, ...] = ()
