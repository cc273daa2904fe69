"""How far off are this team's estimates? Learned from what finished items really took.

planning.md, Estimates: a single number is the median, with P90/P10 = 4 until 20 finished items give
the team's own record; then its bias is shown and used. Counted are finished items that were
estimated by a single number and whose effort was noted; the ratios of the two are taken as
lognormal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean, stdev

from roadmap.analysis.memo import Earlier, Memo
from roadmap.state import Item, State
from roadmap.values import Status

_FROM = 20  # finished items; below, the spread of their ratios says little
_LEAST = 0.01  # of sigma, where all finished items were off by the same factor
_Z90 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class EstimateRecord:
    """What `items` finished items took: `bias` times the estimate in the middle.

    `sigma` is the standard deviation of the logarithm of that ratio.
    """

    items: int
    bias: float
    sigma: float

    @property
    def ratio(self) -> float:
        """P90/P10 of what a single number turns out to be."""
        return math.exp(2 * _Z90 * self.sigma)


def estimate_record(state: State) -> EstimateRecord | None:
    """Return the team's record, None before 20 items are finished."""
    return _RECORD(state, None)


def _compute(
    state: State, _key: None, _earlier: Earlier[State, EstimateRecord | None] | None
) -> EstimateRecord | None:
    logs = [ratio for item in state.items.ordered() if (ratio := _log_ratio(item)) is not None]
    if len(logs) < _FROM:
        return None
    return EstimateRecord(len(logs), math.exp(fmean(logs)), max(_LEAST, stdev(logs)))


_RECORD = Memo(_compute)


def _log_ratio(item: Item) -> float | None:
    """Return ln(taken / estimated) of a finished item, None where one of both is not known."""
    said, took = item.estimate, item.actual_days
    if item.status is not Status.DONE or said is None or not took or said.likely <= 0:
        return None
    if said.low is not None and said.high is not None:
        return None
    return math.log(took / said.likely)
