"""Which fields of capabilities, goals, asks, reviews, signals and outcome measures can be set."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from roadmap.records.expectations import Answer, AskKind, Extension, Observation, ReviewComment
from roadmap.records.levels import Comparator
from roadmap.records.users import OutcomeKind, SignalKind, UserRole
from roadmap.values import (
    CLOSED,
    Amount,
    Day,
    Line,
    Name,
    Positive,
    Share,
    SourceNumber,
    Text,
    Title,
)

Growth = Annotated[float, Field(ge=-1, le=100, allow_inf_nan=False)]


@with_config(CLOSED)
class CapabilityFields(TypedDict, total=False):
    """What can be set on a capability."""

    name: Name
    unit: Line
    capacity: Amount | None
    load: Amount | None
    load_on: Day | None
    growth_a_year: Growth
    component: Name | None
    extensions: tuple[Extension, ...]


@with_config(CLOSED)
class GoalFields(TypedDict, total=False):
    """What can be set on a goal."""

    name: Name
    objective: Text
    segment: Line | None
    unit: Line
    comparator: Comparator
    baseline: SourceNumber | None
    target: SourceNumber | None
    since: Day | None
    by: Day | None
    keeps: Name | None
    is_investment: bool
    value: Positive | None
    items: tuple[Name, ...]


@with_config(CLOSED)
class GoalEnd(TypedDict, total=False):
    """How a goal ended; empty while it is open."""

    closed_on: Day | None
    met: bool | None


@with_config(CLOSED)
class GoalRecord(GoalFields, GoalEnd, total=False):
    """Every field of a goal but its id."""

    readings: tuple[Observation, ...]


@with_config(CLOSED)
class AskFields(TypedDict, total=False):
    """What can be set on an ask."""

    title: Title
    kind: AskKind
    wanted_from: Line
    by: Day | None
    cost: Text
    probability: Share | None
    amount: Amount | None
    items: tuple[Name, ...]
    asked_on: Day | None


@with_config(CLOSED)
class AnswerFields(TypedDict, total=False):
    """The answer to an ask; empty while it is open."""

    answer: Answer | None
    answered_on: Day | None
    answered_by: Name | None
    comment: Text
    unverified: bool
    verified: bool


@with_config(CLOSED)
class AskRecord(AskFields, AnswerFields, total=False):
    """Every field of an ask but its id."""


@with_config(CLOSED)
class ReviewFields(TypedDict, total=False):
    """What can be set on a review."""

    title: Title
    since: Day | None
    held_on: Day | None


@with_config(CLOSED)
class ReviewComments(TypedDict, total=False):
    """All comments of a review, oldest first."""

    comments: tuple[ReviewComment, ...]


@with_config(CLOSED)
class SignOff(TypedDict, total=False):
    """Who signed a review off, and when."""

    signed_off_by: Name | None
    signed_off_on: Day | None
    unverified: bool
    verified: bool


@with_config(CLOSED)
class ReviewRecord(ReviewFields, ReviewComments, SignOff, total=False):
    """Every field of a review but its id."""


@with_config(CLOSED)
class SignalFields(TypedDict, total=False):
    """What can be set on a signal."""

    text: Title
    kind: SignalKind
    role: UserRole | None
    consumer: Name | None
    segment: Line | None
    heard_on: Day | None
    item: Name | None
    told_on: Day | None


@with_config(CLOSED)
class OutcomeFields(TypedDict, total=False):
    """What can be set on an outcome measure."""

    name: Name
    kind: OutcomeKind
    unit: Line
    comparator: Comparator
    target: SourceNumber | None
    consumer: Name | None
    segment: Line | None
    item: Name | None


@with_config(CLOSED)
class OutcomeRecord(OutcomeFields, total=False):
    """Every field of an outcome measure but its id."""

    readings: tuple[Observation, ...]


Entries = Annotated[tuple[Observation, ...], Field(min_length=1)]
