"""Forced work as it arrives: person-days of one stream, sprint by sprint, in all trials at once.

planning.md, Forced inflow: N ~ Poisson(lambda G), G ~ Gamma(k, 1/k) with k = lambda/(D - 1), one G
per stream and sprint, G = 1 where D <= 1. Sizes are lognormal. An event counts only where its mark
is below what leverage has left of arrivals, so that leverage takes away and never draws anew. A
certain lambda is drawn by inversion: a little more of it means a little more of the same arrivals.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from roadmap.analysis.inflow import Inflow
from roadmap.analysis.simulation.draws import Draws, Floats, Kind

_LARGEST_TABLE = 1_000.0  # arrivals a sprint; beyond, a table of probabilities is not worth it
_MOST_EVENTS = 2_000_000  # of one sprint in one chunk that are drawn one by one
_FEW = 20.0  # arrivals a sprint; one comparison for each count is faster than a search
Counts = NDArray[np.int64]


class Arrivals:
    """One stream in one chunk; asked for its sprints in order."""

    def __init__(self, inflow: Inflow, draws: Draws, rows: int, *, marked: bool) -> None:
        """Begin at sprint 0. `rows` trials are wanted; `marked` where leverage may take some."""
        self._inflow = inflow
        self._draws = draws
        self._rows = rows
        self._g = draws.generator(Kind.G, inflow.id)
        self._count = draws.generator(Kind.COUNT, inflow.id)
        self._size = draws.generator(Kind.SIZE, inflow.id)
        self._mark = draws.generator(Kind.MARK, inflow.id) if marked else None
        self._lambda: Floats | float = inflow.arrivals
        if inflow.shape is not None and inflow.rate:
            self._lambda = self._g.gamma(inflow.shape, 1 / inflow.rate, draws.size)
        self._places = np.arange(draws.size)
        sigma2 = math.log1p(inflow.size_cv**2)
        self._sigma = math.sqrt(sigma2)
        self._mu = math.log(inflow.size_mean) - sigma2 / 2 if inflow.size_mean > 0 else 0.0

    def arrive(self, sprint: int, kept: Floats | None, sized: Floats | None) -> Floats | None:
        """Return the person-days that arrive in `sprint`, for each row; None where none can.

        `kept` and `sized` are what leverage leaves of arrivals and sizes in each row, None for all.
        """
        inflow = self._inflow
        weight = inflow.weights[sprint]
        if weight <= 0 or inflow.arrivals <= 0 or inflow.size_mean <= 0:
            return None
        counts = self._counts(weight)
        days = self._days(counts, kept)
        size = inflow.sized[sprint]
        if size != 1:
            days *= size
        if sized is not None:
            days *= sized
        return days

    def _counts(self, weight: float) -> Counts:
        mean: Any = self._lambda * weight
        dispersion = self._inflow.dispersion
        if dispersion > 1:
            k = np.maximum(mean, 1e-12) / (dispersion - 1)
            mean = mean * (self._g.gamma(k, size=self._draws.size) / k)
        if isinstance(mean, float) and mean <= _LARGEST_TABLE:
            u = self._count.random(self._draws.size)
            return _inverted(_poisson_cdf(mean), u, steps=mean <= _FEW)
        return self._count.poisson(mean, self._draws.size).astype(np.int64)

    def _days(self, counts: Counts, kept: Floats | None) -> Floats:
        rows, constant = self._rows, self._inflow.size_cv <= 0
        if constant and self._mark is None:
            return counts[:rows].astype(np.float64) * self._inflow.size_mean
        total, wanted = int(counts.sum()), int(counts[:rows].sum())
        if total > _MOST_EVENTS:
            return self._many(counts, kept)
        places = np.repeat(self._places[:rows], counts[:rows])
        marks = None if self._mark is None else self._mark.random(total)[:wanted]
        if constant:
            sizes = np.full(wanted, self._inflow.size_mean)
        else:
            sizes = self._size.standard_normal(total)[:wanted]
            sizes *= self._sigma
            sizes += self._mu
            np.exp(sizes, out=sizes)
        if marks is not None and kept is not None:
            sizes *= marks < kept[places]
        return cast(Floats, np.bincount(places, weights=sizes, minlength=rows))

    def _many(self, counts: Counts, kept: Floats | None) -> Floats:
        """Return the sums of very many arrivals: normal, with their mean and variance."""
        rows, mean = self._rows, self._inflow.size_mean
        z = self._size.standard_normal(self._draws.size)[:rows]
        left: Floats = counts[:rows].astype(np.float64)
        if kept is not None:
            left *= kept
        sums: Floats = mean * (left + self._inflow.size_cv * np.sqrt(left) * z)
        return np.maximum(sums, 0.0)


def _inverted(cdf: Floats, u: Floats, *, steps: bool) -> Counts:
    """Return for each u how many values of `cdf` it is not below; by steps where they are few."""
    if not steps:
        return np.searchsorted(cdf, u, side="right").astype(np.int64)
    counts = np.zeros(len(u), dtype=np.uint8)
    for share in cdf:
        above = u >= share
        if not above.any():
            break
        counts += above.view(np.uint8)
    return counts.astype(np.int64)


@lru_cache(maxsize=1024)
def _poisson_cdf(mean: float) -> Floats:
    """Return P(N <= n) for n = 0, 1, ... as far as a uniform number can reach."""
    most = int(mean + 12 * math.sqrt(mean) + 30)
    logs = [n * math.log(mean) - mean - math.lgamma(n + 1) for n in range(most)]
    found: Floats = np.cumsum(np.exp(logs))
    return found
