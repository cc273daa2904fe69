"""The records of minimum acceptable levels: what is measured for a principle, and check-ups.

What was measured lies on the measure, what a check-up found lies on the check-up, one entry a day.
Whether a level is breached, and since when, is computed in `analysis/levels/levels.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.tables import Record
from roadmap.values import CLOSED, Day, ExternalRef, Id, Line, SourceNumber

_HIGH_PERCENT = 50.0  # nothing that is kept at so much lies at 1% day after day


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

    def reads_as_shares(self, values: Collection[float]) -> bool:
        """Whether `values`, written without a unit, are shares of 1 where this measures percent.

        What is kept at 99.9% is not 0.9985% on every day that is told of; where as little as one
        of the values lies above 1, or the level is low, they are taken as they stand.
        """
        known = self.level
        if known is None and self.measurements:
            known = self.measurements[-1].value
        if self.unit != "%" or known is None or known < _HIGH_PERCENT:
            return False
        if not self.comparator.more_is_better:
            return False
        return any(values) and all(0 <= value <= 1 for value in values)


class Checkup(Record, frozen=True, weakref=True):
    """A regular check-up of a component, due `every_days` after `since` and after each result."""

    id: str
    name: str = ""
    component: str | None = None
    every_days: int = 90
    since: date | None = None
    results: tuple[CheckupResult, ...] = ()
