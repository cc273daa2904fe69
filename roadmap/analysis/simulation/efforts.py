"""Efforts of all trials at once: quantiles of arrays of uniform numbers, and what is left of them.

The distributions are those of `analysis/estimates/distributions.py`; the normal quantile is
algorithm AS 241, PPND16 (Wichura, Applied Statistics 37, 1988), exact to about 1e-16.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from roadmap.analysis.estimates.distributions import (
    SINGLE_RATIO,
    Z90,
    Constant,
    EffortDistribution,
    Lognormal,
    Pert,
    Triangular,
)
from roadmap.analysis.simulation.draws import Again, Draws, Floats, Kind
from roadmap.analysis.simulation.model import Model, SimItem

_BELOW_ONE = 1 - 2.0**-53
_PERT_STEPS = 200
_AT_ONCE = 30_000  # efforts: what is worked on stays near the processor

_A = (
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.3871328727963666080e0,
)
_B = (
    5.2264952788528545610e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1.0,
)
_C = (
    7.74545014278341407640e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258e0,
    3.64784832476320460504e0,
    5.76949722146069140550e0,
    4.63033784615654529590e0,
    1.42343711074968357734e0,
)
_D = (
    1.05075007164441684324e-9,
    5.47593808499534494600e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940e0,
    2.05319162663775882187e0,
    1.0,
)
_E = (
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580e0,
    5.46378491116411436990e0,
    6.65790464350110377720e0,
)
_F = (
    2.04426310338993978564e-15,
    1.42151175831644588870e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1.0,
)


def normal_quantile(u: Floats) -> Floats:
    """Return z with P(Z <= z) = u for each u in (0, 1)."""
    q = u - 0.5
    r = 0.180625 - q * q
    z = q * (_polynomial(_A, r) / _polynomial(_B, r))
    tails = np.flatnonzero(np.abs(q) > 0.425)
    if len(tails):
        side, at = q[tails], u[tails]
        r = np.sqrt(-np.log(np.minimum(at, 1 - at)))
        near = _polynomial(_C, r - 1.6) / _polynomial(_D, r - 1.6)
        far = np.flatnonzero(r > 5)
        if len(far):
            near[far] = _polynomial(_E, r[far] - 5) / _polynomial(_F, r[far] - 5)
        z[tails] = np.copysign(near, side)
    return z


def _polynomial(coefficients: Sequence[float], x: Floats) -> Floats:
    """Return the polynomial at each x by Horner's rule: numpy's `polyval`, with rows reused."""
    first, second, *others = coefficients
    found = x * first
    found += second
    for each in others:
        found *= x
        found += each
    return found


def quantiles(whole: EffortDistribution, u: Floats) -> Floats:
    """Return the quantile of `whole` at each u in (0, 1)."""
    match whole:
        case Constant():
            return np.full(len(u), whole.days)
        case Lognormal():
            return np.exp(whole.mu + whole.sigma * normal_quantile(u))
        case Triangular():
            return _triangular(whole, u)
        case Pert():
            shares, days = _pert_table(whole)
            return np.interp(u, shares, days)
        case _:
            return np.array([whole.quantile(float(share)) for share in u])


def _triangular(whole: Triangular, u: Floats) -> Floats:
    a, m, b = whole.a, whole.m, whole.b
    rising = u * ((b - a) * (m - a))
    np.sqrt(rising, out=rising)
    rising += a
    falling = 1 - u
    falling *= (b - a) * (b - m)
    np.sqrt(falling, out=falling)
    np.subtract(b, falling, out=falling)
    return np.where(u * (b - a) <= m - a, rising, falling)


@lru_cache(maxsize=4096)
def _pert_table(whole: Pert) -> tuple[Floats, Floats]:
    """Return the CDF and the days of a grid over [a, b]."""
    days = whole.a + (whole.b - whole.a) * np.arange(_PERT_STEPS + 1) / _PERT_STEPS
    return np.array([whole.cdf(float(day)) for day in days]), days


def shared_factor(model: Model, draws: Draws) -> Floats | None:
    """Return g, one per trial: lognormal, mean 1; None where it is always 1."""
    if model.shared_cv <= 0:
        return None if model.growth == 1 else np.full(draws.size, model.growth)
    sigma = math.sqrt(math.log1p(model.shared_cv**2))
    z = normal_quantile(draws.uniform(Kind.SHARED))
    return np.exp(sigma * z - sigma**2 / 2) * model.growth


def draw_efforts(items: Sequence[SimItem], g: Floats | None, draws: Draws) -> Floats:
    """Return what is left to do in each trial of the chunk, in person-days: (items, trials).

    Numbers are drawn item by item; those of what nothing was spent of are turned into lognormal
    efforts many at once, as 500 of them cost more in calls than in arithmetic.
    """
    found = np.empty((len(items), draws.size))
    again = Again(draws)
    alike: list[tuple[int, Lognormal]] = []
    for place, item in enumerate(items):
        if isinstance(item.effort, Lognormal) and item.spent <= 0:
            alike.append((place, item.effort))
        else:
            found[place] = draw_effort(item, g, again)
    step = max(1, _AT_ONCE // draws.size)
    for begin in range(0, len(alike), step):
        some = alike[begin : begin + step]
        u = draws.uniforms(Kind.EFFORT, [items[place].id for place, _ in some])
        days = normal_quantile(u.ravel()).reshape(u.shape)
        days *= np.array([[each.sigma] for _, each in some])
        days += np.array([[each.mu] for _, each in some])
        np.exp(days, out=days)
        if g is not None:
            days *= g
        found[[place for place, _ in some]] = days
    return found


def draw_effort(item: SimItem, g: Floats | None, draws: Draws | Again) -> Floats:
    """Return what is left to do of an item in each trial of the chunk, in person-days.

    With effort spent it is X given X > spent, minus spent: u' = F(spent/g) + u (1 - F(spent/g)).
    """
    whole = item.effort
    if isinstance(whole, Constant):
        days = np.full(draws.size, whole.days) if g is None else whole.days * g
        return np.maximum(days - item.spent, 0.0) if item.spent > 0 else days
    u = draws.uniform(Kind.EFFORT, item.id)
    if item.spent > 0:
        done = (
            np.full(draws.size, whole.cdf(item.spent))
            if g is None
            else _shares_done(whole, item.spent / g)
        )
        u = np.minimum(done + u * (1 - done), _BELOW_ONE)
    days = quantiles(whole, u)
    if g is not None:
        days *= g
    return np.maximum(days - item.spent, 0.0) if item.spent > 0 else days


def _shares_done(whole: EffortDistribution, spent: Floats) -> Floats:
    """Return the CDF of `whole` at each of `spent`, which are above 0."""
    if isinstance(whole, Lognormal):
        mu, sigma, cdf, log = whole.mu, whole.sigma, NormalDist().cdf, math.log
        return np.array([cdf((log(days) - mu) / sigma) for days in spent.tolist()])
    return np.array([whole.cdf(days) for days in spent.tolist()])


def draw_starts(item: SimItem, ends: Floats, draws: Draws) -> Floats:
    """Return the first sprint in which the item's uncertain waits are over, for each trial.

    The days left of a wait are lognormal with the median stated and P90/P10 = 4.
    """
    sigma = math.log(SINGLE_RATIO) / (2 * Z90)
    latest = np.zeros(draws.size)
    for place, median in item.waits:
        z = normal_quantile(draws.uniform(Kind.WAIT, f"{item.id}/{place}"))
        latest = np.maximum(latest, median * np.exp(sigma * z))
    over: Floats = np.searchsorted(ends, latest, side="right").astype(np.float64)
    return np.maximum(over, item.earliest)
