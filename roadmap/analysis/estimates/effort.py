"""How much effort an item takes, in person-days, and who sized it: a person or the default.

Grid, shares and planner ask here, so that they mean the same number: the likely value of an
estimate, the median of a size's range (lognormal, sqrt(low x high)), and M where nothing was said
(planning.md, Estimates; requirement S2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from roadmap.state import Interruption, Item, Roadmap
from roadmap.values import Size, SizeRange, Sizes, Status


class SizedBy(StrEnum):
    """Where an effort comes from; the default is marked wherever it is shown."""

    ESTIMATE = "estimate"
    SIZE = "size"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Effort:
    """Person-days as planned; low and high are None where a single number was said."""

    days: float
    sized_by: SizedBy
    low: float | None = None
    high: float | None = None

    @property
    def is_default(self) -> bool:
        """Whether nobody sized it: it counts as M and is marked."""
        return self.sized_by is SizedBy.DEFAULT


def median_days(bounds: SizeRange) -> float:
    """Return the median of a size in person-days: low and high are its P10 and P90."""
    return math.sqrt(bounds.low * bounds.high)


def sizes_of(roadmap: Roadmap | None) -> Sizes:
    """Return what S, M, L and XL mean in `roadmap`, or by default."""
    return Sizes() if roadmap is None else roadmap.sizes


def effort_days(item: Item, roadmap: Roadmap | None) -> Effort:
    """Return the effort still to be done: what remains where that was said of work in progress."""
    if item.status is Status.IN_PROGRESS and item.remaining_days is not None:
        return Effort(item.remaining_days, SizedBy.ESTIMATE)
    return planned_days(item, roadmap)


def planned_days(item: Item, roadmap: Roadmap | None) -> Effort:
    """Return the effort of the whole item as it was estimated."""
    if item.estimate is not None:
        said = item.estimate
        return Effort(said.likely, SizedBy.ESTIMATE, said.low, said.high)
    if item.effort_per_skill:
        return Effort(math.fsum(part.days for part in item.effort_per_skill), SizedBy.ESTIMATE)
    bounds = sizes_of(roadmap).of(item.size or Size.M)
    sized_by = SizedBy.DEFAULT if item.size is None else SizedBy.SIZE
    return Effort(median_days(bounds), sized_by, bounds.low, bounds.high)


def spent_days(item: Item, roadmap: Roadmap | None) -> Effort:
    """Return what a finished item took: the actual days where known, else what was planned."""
    if item.actual_days is not None:
        return Effort(item.actual_days, SizedBy.ESTIMATE)
    return planned_days(item, roadmap)


def interruption_days(interruption: Interruption, roadmap: Roadmap | None) -> Effort:
    """Return what an interruption took; one without a number counts as M, like an item."""
    if interruption.effort_days is not None:
        return Effort(interruption.effort_days, SizedBy.ESTIMATE)
    bounds = sizes_of(roadmap).m
    return Effort(median_days(bounds), SizedBy.DEFAULT, bounds.low, bounds.high)
