"""Distributions of effort against closed forms, and what is left of work in progress."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.distributions import (
    Constant,
    EffortDistribution,
    Lognormal,
    Pert,
    Triangular,
    distribution_of,
    lognormal,
    mean_left,
)
from roadmap.state import Item
from roadmap.values import Distribution, Estimate, Reading, Size, SkillEffort


def test_the_closed_forms(shared: Path) -> None:
    cases = json.loads((shared / "cases/analytic/closed_forms.json").read_text())
    for name, made in (("A1_triangular", Triangular), ("A2_pert_lambda4", Pert)):
        for case in cases[name]:
            found = made(case["a"], case["m"], case["b"])
            assert found.mean == pytest.approx(case["mean"], abs=1e-9)
            assert found.sd**2 == pytest.approx(case["var"], abs=1e-9)
            width = case["b"] - case["a"]
            for share in ("p50", "p85", "p95"):
                if share in case:
                    quantile = found.quantile(int(share[1:]) / 100)
                    assert quantile == pytest.approx(case[share], abs=2e-4 * width)
    for case in cases["A3_lognormal_from_p10_p90"]:
        made_of = lognormal(case["p10"], case["p90"])
        assert (made_of.mu, made_of.sigma) == pytest.approx((case["mu"], case["sigma"]))
        assert made_of.sd**2 == pytest.approx(case["var"])
        assert made_of.quantile(0.95) == pytest.approx(case["p95"])


def of(**fields: Any) -> EffortDistribution:
    return distribution_of(Item("0000000000", **fields), None)


def test_what_was_said_decides_the_distribution() -> None:
    assert of(estimate=Estimate(low=2.0, likely=5.0, high=12.0)) == lognormal(2.0, 12.0)
    assert of(estimate=Estimate(low=5.0, likely=5.0, high=5.0)) == Constant(5.0)
    bounds = {"distribution": Distribution.TRIANGULAR, "reading": Reading.BOUNDS}
    said = Estimate(low=0.0, likely=1.0, high=2.0)
    assert of(estimate=said, **bounds) == Triangular(0.0, 1.0, 2.0)
    assert of(size=Size.L) == lognormal(5.0, 15.0)
    assert of() == lognormal(2.0, 6.0)


def test_a_single_number_is_the_median_with_a_ratio_of_four() -> None:
    single = of(estimate=Estimate(8.0))
    assert isinstance(single, Lognormal)
    assert single.quantile(0.5) == pytest.approx(8.0)
    assert single.quantile(0.9) / single.quantile(0.1) == pytest.approx(4.0)
    parts = (SkillEffort("db", 3.0), SkillEffort("sre", 5.0))
    assert of(effort_per_skill=parts) == single


@pytest.mark.parametrize("kind", [Distribution.TRIANGULAR, Distribution.PERT])
def test_low_and_high_can_be_read_as_percentiles(kind: Distribution) -> None:
    found = of(estimate=Estimate(low=6.0, likely=8.0, high=12.0), distribution=kind)
    assert found.cdf(6.0) == pytest.approx(0.1, abs=1e-3)
    assert found.cdf(12.0) == pytest.approx(0.9, abs=1e-3)


@given(st.floats(0.02, 0.98), st.floats(0.5, 4), st.floats(0, 4), st.floats(0.5, 6))
def test_quantiles_and_the_cdf_are_inverse(share: float, a: float, up: float, on: float) -> None:
    for found in (lognormal(a, a + up + on), Triangular(a, a + up, a + up + on)):
        assert found.cdf(found.quantile(share)) == pytest.approx(share, abs=1e-6)
    pert = Pert(a, a + up, a + up + on)
    assert pert.cdf(pert.quantile(share)) == pytest.approx(share, abs=1e-4)


def test_what_is_left_of_work_in_progress() -> None:
    whole = lognormal(2.0, 12.0)
    assert mean_left(whole, 0.0) == whole.mean
    assert mean_left(Constant(5.0), 3.0) == 2.0
    assert mean_left(Constant(5.0), 7.0) == 0.0
    spent = 5.0
    z = (math.log(spent) - whole.mu) / whole.sigma
    tail = 0.5 * math.erfc(z / math.sqrt(2))
    above = whole.mean * 0.5 * math.erfc((z - whole.sigma) / math.sqrt(2)) / tail
    assert mean_left(whole, spent) == pytest.approx(above - spent, rel=0.01)
