"""What it costs to read an estimate whose bounds are P10 and P90 as a PERT distribution."""

from __future__ import annotations

import random

from roadmap.analysis.estimates.distributions import Pert, _beta_table, _fitted
from tests.benchmarks.ratio import Ratio, hold, measure

COUNT = 30


def test_fitting_pert_estimates() -> None:
    """The ends that fit are found in some 90 sums of the density; halving alone took 340."""
    dice = random.Random(20261120)  # noqa: S311 - the same every time
    said = [
        (dice.uniform(0.5, 3.0), dice.uniform(3.5, 6.0), dice.uniform(7, 20)) for _ in range(COUNT)
    ]

    def fit() -> None:
        _beta_table.cache_clear()
        for low, likely, high in said:
            _fitted(Pert, low, likely, high)

    def bound() -> None:
        for number in range(20 * COUNT):
            share = number / (20 * COUNT)
            _beta_table.__wrapped__(1 + 4 * share, 5 - 4 * share)

    def attempt() -> Ratio:
        ratio = measure(fit, bound, rounds=5)
        return Ratio(ratio.work, ratio.bound / 20)

    hold("fit 30 PERT estimates, to summing as many densities", 150, attempt)
