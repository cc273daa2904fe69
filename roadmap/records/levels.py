"""The records of minimum acceptable levels: what is measured for a principle, and check-ups.

What was measured lies on the measure, what a check-up found lies on the check-up, one entry a day.
Whether a level is breached, and since when, is computed in `analysis/levels/levels.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.tables import Record
from roadmap.values import CLOSED, Day, ExternalRef, Id, Line, SourceNumber


class Statistic(StrEnum):
    """How many single values become the one that is compared with a level."""

    MEAN = "mean"
    P50 = "p50"
    P95 = "p95"
    P99 = "p99"
    RATIO = "ratio"


class Comparator(StrEnum):
    """On which side of the level a value is acceptable; `above` and `below` leave it out."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOVE = "above"
    BELOW = "below"

    @property
    def more_is_better(self) -> bool:
        """Whether larger values are further from a breach."""
        return self in (Comparator.AT_LEAST, Comparator.ABOVE)

    def accepts(self, value: float, level: float) -> bool:
        """Whether `value` keeps the minimum acceptable `level`."""
        match self:
            case Comparator.AT_LEAST:
                return value >= level
            case Comparator.AT_MOST:
                return value <= level
            case Comparator.ABOVE:
                return value > level
            case Comparator.BELOW:
                return value < level


class LoadCondition(StrEnum):
    """Under which load a measure is read."""

    AVERAGE = "average"
    PEAK = "peak"


class CheckupOutcome(StrEnum):
    """What a check-up found a component to be."""

    WORKING = "working"
    TO_STRENGTHEN = "to_strengthen"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Measurement:
    """The value on one day, where it comes from, and who felt it where it broke a level.

    In an event a `value` of None takes the day's measurement back.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    day: Day
    value: SourceNumber | None
    source: Line = ""
    effect: Line = ""


@dataclass(frozen=True, slots=True)
class CheckupResult:
    """What a check-up found on one day; `items` are the findings that became work.

    In an event a `value` of None takes the day's result back.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    day: Day
    value: CheckupOutcome | None
    note: Line = ""
    items: tuple[Id, ...] = ()


class Measure(Record, frozen=True, weakref=True):
    """What is measured for a principle, and its minimum acceptable level, the baseline.

    `level` is in `unit`, None where none was set; `provisional` says that it was not agreed yet.
    `window` is the span that one value sums up, in words. `measurements` are in order of days.
    """

    id: str
    name: str = ""
    principle: str | None = None
    component: str | None = None
    statistic: Statistic = Statistic.MEAN
    comparator: Comparator = Comparator.AT_LEAST
    unit: str = ""
    window: str = ""
    load: LoadCondition = LoadCondition.AVERAGE
    level: float | None = None
    provisional: bool = False
    preset: str | None = None
    external: tuple[ExternalRef, ...] = ()
    measurements: tuple[Measurement, ...] = ()


class Checkup(Record, frozen=True, weakref=True):
    """A regular check-up of a component, due `every_days` after `since` and after each result."""

    id: str
    name: str = ""
    component: str | None = None
    every_days: int = 90
    since: date | None = None
    results: tuple[CheckupResult, ...] = ()
