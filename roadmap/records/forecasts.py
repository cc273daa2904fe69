"""Records of forecasts that a person kept: what was forecast, from which day, and by which engine.

Kept small, as a history holds many of them: two percentiles an item, the probability of its date,
and the must-do share of each sprint. What came true is computed from later states, never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from roadmap.tables import Record
from roadmap.values import CLOSED, Count, Day, Id, Line, Name, Share

Seed = Annotated[int, Field(ge=-(2**53), le=2**53)]


@dataclass(frozen=True, slots=True)
class Engine:
    """What the random numbers depend on besides the seed: program, numpy and family of CPU."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    version: Line
    numpy: Line
    cpu: Line


@dataclass(frozen=True, slots=True)
class ScenarioMark:
    """The scenario that was simulated: its name, and the SHA-256 of its commands."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    name: Name
    digest: Line


@dataclass(frozen=True, slots=True)
class ItemForecast:
    """When an item will be finished: numbers of sprints, None where that is not in sight.

    `beyond` is the share of futures in which it is not finished in the sprints looked at.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    item: Id
    p50: Count | None
    p85: Count | None
    beyond: Share


@dataclass(frozen=True, slots=True)
class DateForecast:
    """The probability that an item holds its date; None where the date was beyond the sprints."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    item: Id
    day: Day
    probability: Share | None


@dataclass(frozen=True, slots=True)
class ShareBand:
    """The must-do share of one sprint over all futures."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    mean: Share
    p10: Share
    p90: Share


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was forecast as of a day.

    `ends[k]` is the day after the last one of sprint `first_sprint + k`, so that a sprint is a date
    too; `forced_share` has one band for each of them. Of the items, `sized_by_people` were
    estimated, and the streams of must-do work rested on `closed_sprints`. Without `scenario` it is
    the forecast of the roadmap itself.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    as_of: Day
    seed: Seed
    trials: Count
    engine: Engine
    scenario: ScenarioMark | None
    first_sprint: Count
    ends: tuple[Day, ...]
    items: tuple[ItemForecast, ...]
    dates: tuple[DateForecast, ...]
    forced_share: tuple[ShareBand, ...]
    sized_by_people: Count
    closed_sprints: Count

    def last_day(self, sprint: int | None) -> date | None:
        """Return the last day of the sprint of that number; None where it was not in sight."""
        if sprint is None or not 0 <= sprint - self.first_sprint < len(self.ends):
            return None
        return self.ends[sprint - self.first_sprint] - timedelta(days=1)


class KeptForecast(Record, frozen=True, weakref=True):
    """A forecast that was kept on a day, the `place`th of all; `facts` say what was forecast."""

    id: str
    kept_on: date
    facts: Forecast
    place: int
