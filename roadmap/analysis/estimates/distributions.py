"""The distribution of an item's effort: mean, spread, quantiles and what is left of it.

planning.md, Estimates: lognormal from P10 and P90 by default (sigma = ln(high/low)/2z, median
sqrt(low x high)); triangular and PERT (beta with lambda 4, variance (mu - a)(b - mu)/7) from bounds
or solved so that P10 and P90 fit; a single number is the median with P90/P10 = 4; low = high is a
constant. All in person-days.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from statistics import NormalDist
from typing import Protocol

from roadmap.analysis.estimates.effort import sizes_of
from roadmap.analysis.estimates.record import EstimateRecord
from roadmap.state import Item, Roadmap
from roadmap.values import Distribution, Estimate, Reading, Size, Status

Z90 = 1.2815515655446004  # the standard normal quantile of 0.9
SINGLE_RATIO = 4.0  # P90/P10 of an estimate that is a single number
_NORMAL = NormalDist()
_HALVINGS = 30  # of the range in which an end is looked for
_STEPS = 200  # of the grid on which the beta density is summed: exact to 1e-6 of the range
_ENDS = tuple(step / _STEPS for step in range(_STEPS + 1))
_GRID = (*(x for a, b in pairwise(_ENDS) for x in (a, (a + b) / 2)), 1.0)


class EffortDistribution(Protocol):
    """The effort of one item as a random number of person-days, 0 or more."""

    def __hash__(self) -> int:
        """Distributions are values: what was found of one is kept."""
        ...

    @property
    def mean(self) -> float:
        """The expected effort."""
        ...

    @property
    def sd(self) -> float:
        """The standard deviation."""
        ...

    def quantile(self, share: float) -> float:
        """Return the effort that is not exceeded with probability `share` (0 < share < 1)."""
        ...

    def cdf(self, days: float) -> float:
        """Return the probability that the effort is at most `days`."""
        ...


@dataclass(frozen=True, slots=True)
class Constant:
    """An effort that is known."""

    days: float

    @property
    def mean(self) -> float:
        """The effort."""
        return self.days

    @property
    def sd(self) -> float:
        """Always 0."""
        return 0.0

    def quantile(self, share: float) -> float:
        """Return the effort, whatever `share` is."""
        del share
        return self.days

    def cdf(self, days: float) -> float:
        """Return 1 from the effort on."""
        return 1.0 if days >= self.days else 0.0


@dataclass(frozen=True, slots=True)
class Lognormal:
    """exp(N(mu, sigma^2))."""

    mu: float
    sigma: float

    @property
    def mean(self) -> float:
        """exp(mu + sigma^2 / 2)."""
        return math.exp(self.mu + self.sigma**2 / 2)

    @property
    def sd(self) -> float:
        """The mean times sqrt(exp(sigma^2) - 1)."""
        return self.mean * math.sqrt(math.expm1(self.sigma**2))

    def quantile(self, share: float) -> float:
        """Return exp(mu + sigma z)."""
        return math.exp(self.mu + self.sigma * _NORMAL.inv_cdf(share))

    def cdf(self, days: float) -> float:
        """Return the normal CDF of (ln days - mu) / sigma."""
        return _NORMAL.cdf((math.log(days) - self.mu) / self.sigma) if days > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Triangular:
    """The triangular distribution on [a, b] with its mode at m."""

    a: float
    m: float
    b: float

    @property
    def mean(self) -> float:
        """(a + m + b) / 3."""
        return (self.a + self.m + self.b) / 3

    @property
    def sd(self) -> float:
        """sqrt((a^2 + m^2 + b^2 - am - ab - mb) / 18)."""
        a, m, b = self.a, self.m, self.b
        return math.sqrt(max(0.0, a * a + m * m + b * b - a * m - a * b - m * b) / 18)

    def quantile(self, share: float) -> float:
        """Return the inverse of the two parabolas of the CDF."""
        a, m, b = self.a, self.m, self.b
        if share * (b - a) <= m - a:
            return a + math.sqrt(share * (b - a) * (m - a))
        return b - math.sqrt((1 - share) * (b - a) * (b - m))

    def cdf(self, days: float) -> float:
        """Return the two parabolas of the CDF."""
        a, m, b = self.a, self.m, self.b
        if days <= a:
            return 0.0
        if days >= b:
            return 1.0
        if days <= m:
            return (days - a) ** 2 / ((b - a) * (m - a))
        return 1 - (b - days) ** 2 / ((b - a) * (b - m))


@dataclass(frozen=True, slots=True)
class Pert:
    """The beta distribution on [a, b] with mode m and mean (a + 4m + b) / 6."""

    a: float
    m: float
    b: float

    @property
    def mean(self) -> float:
        """(a + 4m + b) / 6."""
        return (self.a + 4 * self.m + self.b) / 6

    @property
    def sd(self) -> float:
        """sqrt((mean - a)(b - mean) / 7)."""
        return math.sqrt((self.mean - self.a) * (self.b - self.mean) / 7)

    def quantile(self, share: float) -> float:
        """Return the inverse of the summed density, to about 1e-6 of the range."""
        table = _beta_table(*self._shape())
        place = bisect_left(table, share)
        if place <= 0:
            return self.a
        low, high = table[place - 1], table[min(place, _STEPS)]
        part = (share - low) / (high - low) if high > low else 0.0
        return self.a + (self.b - self.a) * (place - 1 + part) / _STEPS

    def cdf(self, days: float) -> float:
        """Return the summed density up to `days`."""
        if days <= self.a:
            return 0.0
        if days >= self.b:
            return 1.0
        at = (days - self.a) / (self.b - self.a) * _STEPS
        table, place = _beta_table(*self._shape()), int(at)
        return table[place] + (table[min(place + 1, _STEPS)] - table[place]) * (at - place)

    def _shape(self) -> tuple[float, float]:
        width = self.b - self.a
        return 1 + 4 * (self.m - self.a) / width, 1 + 4 * (self.b - self.m) / width


@lru_cache(maxsize=256)
def _beta_table(alpha: float, beta: float) -> tuple[float, ...]:
    """Return the CDF of the beta distribution on a grid, by Simpson's rule in each step."""
    rises, falls = alpha - 1, beta - 1
    power = math.pow  # numpy's differs in the last digit from one processor to another
    at = [power(x, rises) * power(1 - x, falls) for x in _GRID]
    areas = (
        low + 4 * middle + high
        for low, middle, high in zip(at[:-1:2], at[1::2], at[2::2], strict=True)
    )
    sums = list(accumulate(areas, initial=0.0))
    whole = sums[-1]
    return tuple([value / whole for value in sums])


# -- from what was said ---------------------------------------------------------------------------


def lognormal(low: float, high: float) -> Lognormal:
    """Return the lognormal distribution with P10 = low and P90 = high."""
    return Lognormal(math.log(math.sqrt(low * high)), math.log(high / low) / (2 * Z90))


def distribution_of(
    item: Item, roadmap: Roadmap | None, record: EstimateRecord | None = None
) -> EffortDistribution:
    """Return the distribution of the whole effort of `item`, as it was estimated.

    A single number is read as the team's record says, where there is one.
    """
    estimate = item.estimate
    if estimate is None:
        days = math.fsum(part.days for part in item.effort_per_skill)
        if days > 0:
            return _single(days, record)
        bounds = sizes_of(roadmap).of(item.size or Size.M)
        return (
            lognormal(bounds.low, bounds.high) if bounds.low < bounds.high else Constant(bounds.low)
        )
    if estimate.low is None or estimate.high is None:
        return _single(estimate.likely, record)
    settings = roadmap or Roadmap()
    kind = item.distribution or settings.distribution
    reading = item.reading or settings.reading
    return _from_estimate(estimate, kind, reading)


@lru_cache(maxsize=32_768)  # more than the estimates of the largest roadmaps
def _from_estimate(estimate: Estimate, kind: Distribution, reading: Reading) -> EffortDistribution:
    low, likely, high = estimate.low or 0.0, estimate.likely, estimate.high or 0.0
    if low == high:
        return Constant(low)
    if kind is Distribution.LOGNORMAL:
        return lognormal(max(low, 1e-6), high)
    made = Triangular if kind is Distribution.TRIANGULAR else Pert
    if reading is Reading.BOUNDS:
        return made(low, likely, high)
    return _fitted(made, low, likely, high)


def _single(days: float, record: EstimateRecord | None = None) -> EffortDistribution:
    if days <= 0:
        return Constant(0.0)
    if record is not None:
        return Lognormal(math.log(days * record.bias), record.sigma)
    return Lognormal(math.log(days), math.log(SINGLE_RATIO) / (2 * Z90))


def _fitted(
    made: Callable[[float, float, float], Triangular | Pert],
    low: float,
    likely: float,
    high: float,
) -> Triangular | Pert:
    """Return the distribution with mode `likely` whose P10 and P90 are low and high, cut at 0.

    Widens the ends in turn until both fit; each step is a bisection.
    """

    def below(end: float) -> float:
        return made(end, likely, b).cdf(low) - 0.1

    def above(end: float) -> float:
        return made(a, likely, end).cdf(high) - 0.9

    a, b, reach = low, high, 4 * (high - low)
    for _ in range(60):
        before = (a, b)
        a = _bisect(below, low - reach, low)
        b = _bisect(above, high + reach, high)
        if abs(a - before[0]) + abs(b - before[1]) < 1e-7 * (high - low):
            break
    return made(max(0.0, a), likely, b)


def _bisect(call: Callable[[float], float], outer: float, inner: float) -> float:
    """Return where the monotone `call` changes its sign, as thirty halvings find it.

    Where the halvings end is told by the root, which takes a quarter of the calls to find; their
    last two ends are tried, and every half where those do not hold it.
    """
    root, rises, sign = _root(call, outer, inner), outer < inner, call(outer) > 0
    low, high = _halved(outer, inner, lambda middle: (middle < root) == rises)
    if (call(low) > 0) != sign or (call(high) > 0) == sign:
        low, high = _halved(outer, inner, lambda middle: (call(middle) > 0) == sign)
    return (low + high) / 2


def _halved(low: float, high: float, before: Callable[[float], bool]) -> tuple[float, float]:
    """Return the ends after thirty halvings; `before` says that a middle is on the side of low."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if before(middle):
            low = middle
        else:
            high = middle
    return low, high


def _root(call: Callable[[float], float], outer: float, inner: float) -> float:
    """Return about where `call` is 0 (Anderson and Bjorck, BIT 13, 1973); inner where nowhere."""
    left, right = call(outer), call(inner)
    if (left > 0) == (right > 0):
        return inner
    fine = abs(inner - outer) * 2.0**-_HALVINGS
    for _ in range(_HALVINGS):
        found = inner - right * (inner - outer) / (right - left)
        if abs(found - inner) < fine:
            return found
        value = call(found)
        if (value > 0) == (right > 0):
            kept = 1 - value / right
            left *= kept if kept > 0 else 0.5
        else:
            outer, left = inner, right
        inner, right = found, value
    return inner


# -- what is left ---------------------------------------------------------------------------------


def stated_left(item: Item, roadmap: Roadmap | None) -> EffortDistribution | None:
    """Return the distribution of what somebody said is left of work in progress, else None.

    A single number is the median of it, as of every estimate; it is exact where the whole is.
    """
    if item.status is not Status.IN_PROGRESS or item.remaining_days is None:
        return None
    if isinstance(distribution_of(item, roadmap), Constant):
        return Constant(item.remaining_days)
    return _single(item.remaining_days)


def quantile_left(whole: EffortDistribution, spent: float, share: float) -> float:
    """Return the quantile of X given X > spent, minus spent; 0 where all that is overrun."""
    done = whole.cdf(spent) if spent > 0 else 0.0
    if done >= 1:
        return max(0.0, whole.quantile(share) - spent)
    return max(0.0, whole.quantile(done + share * (1 - done)) - spent)


def mean_left(whole: EffortDistribution, spent: float) -> float:
    """Return E[X | X > spent] - spent: the effort left after `spent` person-days.

    A constant that was overrun has nothing left. Summed over quantiles above F(spent).
    """
    if spent <= 0:
        return whole.mean
    if isinstance(whole, Constant):
        return max(whole.days - spent, 0.0)
    return _mean_left(whole, spent)


@lru_cache(maxsize=32_768)
def _mean_left(whole: EffortDistribution, spent: float) -> float:
    done = whole.cdf(spent)
    if done >= 1 - 1e-9:
        return 0.0
    steps = 400
    shares = (done + (1 - done) * (step + 0.5) / steps for step in range(steps))
    return max(0.0, math.fsum(whole.quantile(share) for share in shares) / steps - spent)
