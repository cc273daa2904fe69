"""Distributions of effort against closed forms, and what is left of work in progress."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.analysis.estimates import distributions
from roadmap.analysis.estimates.distributions import (
    Z90,
    Constant,
    EffortDistribution,
    Lognormal,
    Pert,
    Triangular,
    distribution_of,
    lognormal,
    mean_left,
    quantile_left,
    stated_left,
)
from roadmap.analysis.estimates.record import estimate_record
from roadmap.state import Item, State, Table
from roadmap.values import Distribution, Estimate, Reading, Size, SkillEffort, Status


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


# -- what is stated, and the team's own record ----------------------------------------------------


def test_what_is_stated_to_be_left_is_a_median_and_exact_where_the_whole_is() -> None:
    begun_: dict[str, Any] = {"status": Status.IN_PROGRESS, "remaining_days": 3.0}
    left = stated_left(Item("A", estimate=Estimate(2, 4, 9), **begun_), None)
    assert left == Lognormal(math.log(3), math.log(4) / (2 * Z90))
    assert stated_left(Item("A", estimate=Estimate(4, 4, 4), **begun_), None) == Constant(3.0)
    assert stated_left(Item("A", **{**begun_, "remaining_days": 0.0}), None) == Constant(0.0)
    assert stated_left(Item("A", remaining_days=3.0), None) is None
    assert stated_left(Item("A", status=Status.IN_PROGRESS), None) is None


def finished(number: int, said: Estimate, took: float | None) -> Item:
    return Item(f"{number:03d}", estimate=said, actual_days=took, status=Status.DONE)


def state_with(items: list[Item]) -> State:
    return State(items=Table.of((each.id, each) for each in items))


def test_twenty_finished_items_give_the_teams_own_record() -> None:
    ratios = [math.exp(0.3 + 0.5 * (-1) ** n) for n in range(20)]
    items = [finished(n, Estimate(likely=4.0), 4 * ratio) for n, ratio in enumerate(ratios)]
    # A range says its own spread, and what was not noted says nothing.
    items += [finished(50, Estimate(2, 4, 8), 99.0), finished(51, Estimate(likely=4.0), None)]
    record = estimate_record(state_with(items))
    assert record is not None
    assert record.items == 20
    assert record.bias == pytest.approx(math.exp(0.3))
    assert record.ratio == pytest.approx(math.exp(2 * Z90 * 0.5 * math.sqrt(20 / 19)))
    assert estimate_record(state_with(items[1:])) is None
    found = distribution_of(Item("A", estimate=Estimate(likely=10.0)), None, record)
    assert found.quantile(0.5) == pytest.approx(10 * record.bias)
    assert found.quantile(0.9) / found.quantile(0.1) == pytest.approx(record.ratio)
    ranged = Item("A", estimate=Estimate(2, 4, 8))
    assert distribution_of(ranged, None, record) == distribution_of(ranged, None)


def test_a_team_that_is_always_off_by_the_same_factor_has_a_record_too() -> None:
    same = [finished(n, Estimate(likely=2.0), 3.0) for n in range(20)]
    record = estimate_record(state_with(same))
    assert record is not None
    assert 1 < record.ratio < 1.1
    found = distribution_of(Item("A", estimate=Estimate(likely=2.0)), None, record)
    assert found.cdf(3.1) - found.cdf(2.9) > 0.9


def test_percentiles_of_what_is_left_count_from_what_was_spent() -> None:
    whole = lognormal(2.0, 12.0)
    assert quantile_left(whole, 0.0, 0.85) == whole.quantile(0.85)
    left = quantile_left(whole, 6.0, 0.85)
    assert (1 - whole.cdf(6 + left)) / (1 - whole.cdf(6)) == pytest.approx(0.15, abs=1e-6)
    assert quantile_left(Constant(5.0), 6.0, 0.85) == 0


def halved(call: Callable[[float], float], outer: float, inner: float) -> float:
    low, high = outer, inner
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if (call(middle) > 0) == (call(outer) > 0) else (low, middle)
    return (low + high) / 2


@given(st.floats(0.001, 0.999), st.floats(0.1, 8.0), st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_an_end_is_found_where_thirty_halvings_find_it(
    where: float, power: float, begin: float, width: float
) -> None:
    root = begin + where * width

    def call(point: float) -> float:
        return math.copysign(abs(point - root) ** power, point - root)

    for outer, inner in ((begin, begin + width), (begin + width, begin)):
        assert distributions._bisect(call, outer, inner) == halved(call, outer, inner)
        assert distributions._bisect(abs, outer, inner) == halved(abs, outer, inner)


@given(st.floats(0.01, 100.0), st.floats(0.05, 0.95), st.floats(1.01, 20.0))
@settings(max_examples=10, deadline=None)
def test_bounds_that_fit_p10_and_p90_are_those_of_thirty_halvings(
    low: float, where: float, ratio: float
) -> None:
    said = (low, low + where * low * (ratio - 1), low * ratio)
    for made in (Triangular, Pert):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(distributions, "_bisect", halved)
            slow = distributions._fitted(made, *said)
        assert distributions._fitted(made, *said) == slow
