"""Records of sprints: what was committed with which capacity, what changed, and how it ended.

Planned sprints are computed, never stored; a record begins with a commitment. The facts of a closed
sprint do not change; the last one can be reopened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from roadmap.tables import Record
from roadmap.values import CLOSED, Amount, Count, Id, Line


@dataclass(frozen=True, slots=True)
class PoolDays:
    """Person-days of one pool (a team's skill)."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    pool: Line
    days: Amount


@dataclass(frozen=True, slots=True)
class ItemDays:
    """Person-days of one item in a sprint."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    item: Id
    days: Amount


@dataclass(frozen=True, slots=True)
class Placed:
    """An item in a plan that was kept: the number of its first and its last sprint."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    item: Id
    first: Count
    last: Count


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a sprint, in person-days; `forced_days` include interruptions."""

    __pydantic_config__: ClassVar[ConfigDict] = CLOSED
    done: tuple[ItemDays, ...] = ()
    carried: tuple[Id, ...] = ()
    shed: tuple[Id, ...] = ()
    done_days: Amount = 0.0
    forced_days: Amount = 0.0
    interruption_days: Amount = 0.0
    present_days: Amount = 0.0


class Sprint(Record, frozen=True, weakref=True):
    """A sprint that was committed: `[start, end)`, and closed once `outcome` is there."""

    id: str
    number: int
    start: date
    end: date
    capacity: tuple[PoolDays, ...] = ()
    reserve: tuple[PoolDays, ...] = ()
    committed: tuple[ItemDays, ...] = ()
    items: tuple[str, ...] = ()
    outcome: Outcome | None = None
    note: str = ""


class KeptPlan(Record, frozen=True, weakref=True):
    """The plan that was kept last, by a person or by committing to its first sprint."""

    id: str
    mode: str
    placements: tuple[Placed, ...] = ()
