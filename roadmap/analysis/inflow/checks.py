"""Do the numbers of a stream fit what was logged? Shown beside a forecast; nothing depends on it.

planning.md, Forced inflow: lambda x E[X] is checked against the person-days logged a sprint, and
the chi-square test of the counts' dispersion is only shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

from roadmap.analysis.inflow.inflow import Inflow
from roadmap.analysis.words import listed, say_number

_FROM = 3  # closed sprints; fewer say little
_FAR = 1.5  # times as much, or as little
_SMALL = 0.5  # person-days a sprint that nobody plans by


@dataclass(frozen=True, slots=True)
class DispersionTest:
    """Whether counts vary as a Poisson count would: chi-square with its degrees of freedom.

    `p` is the probability of as much variation or more if they did; small means bursts.
    """

    statistic: float
    degrees: int
    p: float


def dispersion_test(counts: Sequence[int]) -> DispersionTest | None:
    """Return the index of dispersion test of the counts; None below three or without any."""
    if len(counts) < _FROM or not sum(counts):
        return None
    mean, degrees = fmean(counts), len(counts) - 1
    statistic = math.fsum((count - mean) ** 2 for count in counts) / mean
    return DispersionTest(statistic, degrees, _above(statistic, degrees))


def _above(statistic: float, degrees: int) -> float:
    """Return P(X > statistic) of chi-square, to 0.005 (Wilson and Hilferty, PNAS 17, 1931)."""
    spread = 2 / (9 * degrees)
    z = ((statistic / degrees) ** (1 / 3) - (1 - spread)) / math.sqrt(spread)
    return 1 - NormalDist().cdf(z)


def load_check(inflow: Inflow) -> str | None:
    """Return a sentence where a stream is reckoned far above or below what was logged."""
    logged, expected = inflow.logged_days, inflow.arrivals * inflow.size_mean
    if logged is None or len(inflow.counts) < _FROM or (logged <= 0 and expected <= 0):
        return None
    if abs(expected - logged) < _SMALL or (logged > 0 and 1 / _FAR <= expected / logged <= _FAR):
        return None
    return (
        f"“{inflow.name}” is reckoned at {say_number(expected)} person-days a sprint; "
        f"{say_number(logged)} were logged in the last {len(inflow.counts)} closed sprints on "
        "average."
    )


def overload_checks(inflows: Sequence[Inflow], capacity: Sequence[float]) -> list[str]:
    """Return a sentence for each choice of pools whose streams bring more than they can be given.

    `capacity` is that of the last sprint looked at, by pool: what is too much then is never done.
    """
    found = []
    for pools in dict.fromkeys(each.pools for each in inflows):
        streams = [each for each in inflows if each.pools == pools]
        days = math.fsum(_days_at_the_end(each) for each in streams)
        share = max(each.capacity_share for each in streams)
        room = share * math.fsum(capacity[pool] for pool in pools)
        if days <= 0 or days < room:
            continue
        names = listed([f"“{each.name}”" for each in streams])
        only = " Nothing else there is ever finished." if share >= 1 else ""
        found.append(
            f"{names}: {say_number(days)} person-days of must-do work arrive a sprint, and at most "
            f"{say_number(room)} can be done: what waits only grows.{only}"
        )
    return found


def _days_at_the_end(inflow: Inflow) -> float:
    left = inflow.weights[-1] * inflow.arriving[-1] * inflow.sized[-1] * inflow.raised
    return inflow.arrivals * inflow.size_mean * left
