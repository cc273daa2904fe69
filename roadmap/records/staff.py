"""Small values about people's time: spans of days, shares of skills, and how newcomers ramp up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.values import CLOSED, Amount, Day, Line, Name, Share


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    first: Day
    last: Day
    note: Line = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SkillShare:
    """The share of a person's time that goes to one skill; the shares of a person sum to 1."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    skill: Name
    share: Share


@dataclass(frozen=True, slots=True)
class Ramp:
    """How a newcomer becomes productive: `start` of full speed at first, all of it after `weeks`.

    `mentor` is the share of the newcomer's time that somebody else spends on them meanwhile.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    weeks: Amount = 26.0
    start: Share = 0.1
    mentor: Share = 0.25


@dataclass(frozen=True, slots=True)
class Transfer:
    """A move to another team, or to none, from day `on`."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    on: Day
    team: Name | None


class ConstraintKind(StrEnum):
    """What limits a plan from outside."""

    HEADCOUNT_CAP = "headcount_cap"
    BUDGET = "budget"
    FREEZE = "freeze"
    VENDOR = "vendor"
    DEPENDENCY = "dependency"


class ReserveKind(StrEnum):
    """How much of a sprint is kept for forced work that will arrive."""

    PERCENTILE = "percentile"
    DAYS = "days"
    OFF = "off"
