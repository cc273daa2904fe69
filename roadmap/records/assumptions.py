"""What a scenario assumes besides its commands: people who leave, and more or less forced work.

Nobody decides these, so that they are no commands and adopting leaves them out; they only change
what is simulated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.values import CLOSED, Amount, Name, Share


@dataclass(frozen=True, slots=True)
class InflowFactor:
    """Arrivals of a stream, by its id or name, times `factor`; without `stream` of all streams."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    factor: Amount
    stream: Name | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is assumed; the default assumes nothing.

    `attrition_a_year` is the share of all people who leave within a year, spread evenly.
    """

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    attrition_a_year: Share = 0.0
    inflow: tuple[InflowFactor, ...] = ()

    def __bool__(self) -> bool:
        return self != Assumptions()
