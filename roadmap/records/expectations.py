"""Records of what is expected: capabilities with headroom, goals, asks of leadership, reviews.

Headroom, trends and probabilities are computed; here stands what was said and what was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.records.levels import Comparator
from roadmap.tables import Record
from roadmap.values import CLOSED, Amount, Day, Id, Line, Name, SourceNumber, Text


@dataclass(frozen=True, slots=True)
class Observation:
    """The value that was read on one day. In an event a `value` of None takes it back."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    day: Day
    value: SourceNumber | None
    source: Line = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """How much a capability's capacity grows once an item is done, in the capability's unit."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    item: Id
    amount: Amount


class Capability(Record, frozen=True, weakref=True):
    """Something the platform can do so much of: ingest in terabytes a day, builds at once.

    `load` was read on `load_on`; what items that were done later add is not in it yet. The load
    grows by `growth_a_year`, 0.1 for ten percent more a year.
    """

    id: str
    name: str = ""
    unit: str = ""
    capacity: float | None = None
    load: float | None = None
    load_on: date | None = None
    growth_a_year: float = 0.0
    component: str | None = None
    extensions: tuple[Extension, ...] = ()


class Goal(Record, frozen=True, weakref=True):
    """What is to be reached until `by`: a value at least, or at most, `target` from `baseline`.

    Items name their goal; `items` are more that it needs, so that an item can serve several goals.
    `keeps` is the principle or measure whose level must hold meanwhile. `value` is what the whole
    goal is worth, in the units of items' values. `closed_on` ends it, `met` says how.
    """

    id: str
    name: str = ""
    objective: str = ""
    segment: str | None = None
    unit: str = ""
    comparator: Comparator = Comparator.AT_LEAST
    baseline: float | None = None
    target: float | None = None
    since: date | None = None
    by: date | None = None
    keeps: str | None = None
    is_investment: bool = True
    value: float | None = None
    items: tuple[str, ...] = ()
    readings: tuple[Observation, ...] = ()
    closed_on: date | None = None
    met: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether the goal is still to be reached."""
        return self.closed_on is None

    @property
    def is_counted(self) -> bool:
        """Whether it is one of the few investment goals: it says what is to be reached.

        One without a target only says what its items are worth together.
        """
        return self.is_investment and self.is_open and self.target is not None


class AskKind(StrEnum):
    """What leadership is asked to decide."""

    FUNDING = "funding"
    HEADCOUNT = "headcount"
    ACCEPTED_RISK = "accepted_risk"
    DROPPED_LAUNCH = "dropped_launch"
    OTHER = "other"


class Answer(StrEnum):
    """How an ask was answered."""

    APPROVED = "approved"
    REJECTED = "rejected"


class Ask(Record, frozen=True, weakref=True):
    """A decision that is wanted: of whom, until when, and what not deciding costs.

    `probability` is how likely that cost is, 0 to 1. `unverified` says that the answer came in a
    file that nobody signed, `verified` that whoever answered signed it.
    """

    id: str
    title: str = ""
    kind: AskKind = AskKind.OTHER
    wanted_from: str = ""
    by: date | None = None
    cost: str = ""
    probability: float | None = None
    amount: float | None = None
    items: tuple[str, ...] = ()
    asked_on: date | None = None
    answer: Answer | None = None
    answered_on: date | None = None
    answered_by: str | None = None
    comment: str = ""
    unverified: bool = False
    verified: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """What somebody said in a review, about a decision where `decision` names one."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    by: Name
    day: Day
    text: Text
    decision: Id | None = None
    unverified: bool = False
    verified: bool = False


class Review(Record, frozen=True, weakref=True):
    """A review of the decisions since `since` by leadership, with comments and a sign-off."""

    id: str
    title: str = ""
    since: date | None = None
    held_on: date | None = None
    comments: tuple[ReviewComment, ...] = ()
    signed_off_by: str | None = None
    signed_off_on: date | None = None
    unverified: bool = False
    verified: bool = False
