"""Forced work as it arrives: person-days of one stream, sprint by sprint, in all trials at once.

planning.md, Forced inflow: N ~ Poisson(lambda G), G ~ Gamma(k, 1/k) with k = lambda/(D - 1), one G
per stream and sprint, G = 1 where D <= 1. Sizes are lognormal. An event counts only where its mark
is below what leverage has left of arrivals, so that leverage takes away and never draws anew. A
certain lambda is drawn by inversion: a little more of it means a little more of the same arrivals.
A scenario that raises the inflow by f adds Poisson((f - 1) lambda G) events with the same G.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from roadmap.analysis.inflow.inflow import Inflow
from roadmap.analysis.simulation.draws import Again, Draws, Floats, Kind

_LARGEST_TABLE = 1_000.0  # arrivals a sprint; beyond, a table of probabilities is not worth it
_MOST_EVENTS = 2_000_000  # of one sprint in one chunk that are drawn one by one
_FEW = 20.0  # arrivals a sprint; one comparison for each count is faster than a search
Counts = NDArray[np.int64]


class Arrivals:
    """One stream in one chunk; asked for its sprints in order."""

    def __init__(self, inflow: Inflow, draws: Draws, rows: int) -> None:
        """Begin at sprint 0. `rows` trials are wanted."""
        self._inflow = inflow
        self._size = draws.size
        self._g = draws.generator(Kind.G, inflow.id)
        self._lambda: Floats | float = inflow.arrivals
        if inflow.shape is not None and inflow.rate:
            self._lambda = self._g.gamma(inflow.shape, 1 / inflow.rate, draws.size)
        self._usual = _Events(inflow, draws, rows)
        self._extra = _Events(inflow, draws, rows, extra=True) if inflow.raised > 1 else None

    def arrive(self, sprint: int, kept: Floats | None, sized: Floats | None) -> Floats | None:
        """Return the person-days that arrive in `sprint`, for each row; None where none can.

        `kept` and `sized` are what leverage leaves of arrivals and sizes in each row, None for all.
        """
        inflow = self._inflow
        weight = inflow.weights[sprint]
        if weight <= 0 or inflow.arrivals <= 0 or inflow.size_mean <= 0:
            return None
        mean = self._mean(weight)
        days = self._usual.draw(sprint, mean, kept)
        if self._extra is not None:
            days += self._extra.draw(sprint, mean * (inflow.raised - 1), kept)
        size = inflow.sized[sprint]
        if size != 1:
            days *= size
        if sized is not None:
            days *= sized
        return days

    def _mean(self, weight: float) -> Floats | float:
        """Return lambda G of the sprint."""
        mean = self._lambda * weight
        spread = self._inflow.dispersion - 1
        if spread <= 0:
            return mean
        k: Any = np.maximum(mean, 1e-12) / spread
        found: Floats = mean * (self._g.gamma(k, size=self._size) / k)
        return found


class _Events:
    """How many events there are in each trial and how large they are, from numbers of its own."""

    def __init__(self, inflow: Inflow, draws: Draws, rows: int, *, extra: bool = False) -> None:
        self._draws, self._size, self._rows = draws, draws.size, rows
        self._id, self._is_extra = inflow.id, extra
        self._counts = self._generator(Kind.COUNT, inflow.id)
        self._sizes = self._generator(Kind.SIZE, inflow.id)
        self._mean, self._cv = inflow.size_mean, inflow.size_cv
        self._again = Again(draws)
        sigma2 = math.log1p(inflow.size_cv**2)
        self._sigma = math.sqrt(sigma2)
        self._mu = math.log(inflow.size_mean) - sigma2 / 2 if inflow.size_mean > 0 else 0.0

    def draw(self, sprint: int, mean: Floats | float, kept: Floats | None) -> Floats:
        """Return the sum of sizes in each row, `mean` events being expected in each trial.

        Marks have a stream for each sprint and are drawn only where leverage acts.
        """
        counts, rows = self._drawn(mean), self._rows
        if self._cv <= 0 and kept is None:
            return counts[:rows].astype(np.float64) * self._mean
        ends = np.cumsum(counts)
        total, wanted = int(ends[-1]), int(ends[rows - 1])
        if total > _MOST_EVENTS:
            return self._many(counts, kept)
        places = _repeated(ends[:rows])
        sizes = self._lognormal(total, wanted)
        if kept is not None:
            marks = self._marks(sprint).random(total)[:wanted]
            sizes *= marks < kept[places]
        return cast(Floats, np.bincount(places, weights=sizes, minlength=rows))

    def _generator(self, kind: Kind, key: str) -> np.random.Generator:
        if self._is_extra:
            return self._draws.generator(Kind.EXTRA, f"{kind}/{key}")
        return self._draws.generator(kind, key)

    def _marks(self, sprint: int) -> np.random.Generator:
        key = f"{self._id}/{sprint}"
        if self._is_extra:
            return self._again.generator(Kind.EXTRA, f"{Kind.MARK}/{key}")
        return self._again.generator(Kind.MARK, key)

    def _drawn(self, mean: Floats | float) -> Counts:
        if isinstance(mean, float) and mean <= _LARGEST_TABLE:
            u = self._counts.random(self._size, dtype=np.float32)
            return _inverted(_poisson_cdf(mean), u, steps=mean <= _FEW)
        return self._counts.poisson(mean, self._size).astype(np.int64)

    def _lognormal(self, total: int, wanted: int) -> Floats:
        if self._cv <= 0:
            return np.full(wanted, self._mean)
        sizes: Floats = self._sizes.standard_normal(total)[:wanted]
        sizes *= self._sigma
        sizes += self._mu
        np.exp(sizes, out=sizes)
        return sizes

    def _many(self, counts: Counts, kept: Floats | None) -> Floats:
        """Return the sums of very many arrivals: normal, with their mean and variance."""
        rows, mean = self._rows, self._mean
        z = self._sizes.standard_normal(self._size)[:rows]
        left: Floats = counts[:rows].astype(np.float64)
        if kept is not None:
            left *= kept
        sums: Floats = mean * (left + self._cv * np.sqrt(left) * z)
        return np.maximum(sums, 0.0)


def _repeated(ends: Counts) -> Counts:
    """Return each row as often as it has events: np.repeat, which guesses wrong at every row.

    `ends` are the events of a row and of those before it.
    """
    total = int(ends[-1])
    return np.cumsum(np.bincount(ends[:-1], minlength=total)[:total])


def _inverted(cdf: Floats, u: NDArray[np.float32], *, steps: bool) -> Counts:
    """Return for each u how many values of `cdf` it is not below; by steps where they are few."""
    if not steps:
        return np.searchsorted(cdf, u, side="right").astype(np.int64)
    counts = np.zeros(len(u), dtype=np.uint8)
    for share in cdf.tolist():
        above = u >= share
        if not np.count_nonzero(above):
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
