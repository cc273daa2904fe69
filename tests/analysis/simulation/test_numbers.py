"""Quantiles of arrays, arrivals, percentiles and intervals: what forecasts are made of."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.estimates.distributions import (
    Constant,
    Lognormal,
    Pert,
    Triangular,
    mean_left,
)
from roadmap.analysis.simulation.arrivals import Arrivals
from roadmap.analysis.simulation.draws import CHUNK, Draws, Kind
from roadmap.analysis.simulation.efforts import (
    draw_effort,
    draw_efforts,
    normal_quantile,
    quantiles,
)
from roadmap.analysis.simulation.model import SimItem
from roadmap.analysis.simulation.results import chance, done_by, percentile
from tests.analysis.simulation.cases import inflow

U = np.array([1e-12, 1e-6, 0.01, 0.074, 0.1, 0.3, 0.5, 0.85, 0.926, 0.999, 1 - 1e-9])


def test_the_normal_quantile_is_exact() -> None:
    wanted = [NormalDist().inv_cdf(float(u)) for u in U]
    assert normal_quantile(U) == pytest.approx(wanted, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    "whole",
    [Constant(4.0), Lognormal(1.0, 0.7), Triangular(0, 1, 2), Triangular(2, 2, 5), Pert(1, 2, 9)],
)
def test_quantiles_of_arrays_are_those_of_single_numbers(
    whole: Constant | Lognormal | Triangular | Pert,
) -> None:
    wanted = [whole.quantile(float(u)) for u in U[1:-1]]
    assert quantiles(whole, U[1:-1]) == pytest.approx(wanted, rel=1e-6, abs=1e-6)


def sim_item(whole: Constant | Lognormal | Triangular, spent: float) -> SimItem:
    return SimItem(
        "A", whole, spent, (), 1.0, 0, 0, (), frozenset(), (), False, None, None, None, ()
    )


def test_what_is_left_in_progress_is_what_is_left_of_those_that_took_longer() -> None:
    whole, draws = Lognormal(math.log(5), 0.6), Draws(1, 0, 50_000)
    left = draw_effort(sim_item(whole, 6.0), None, draws)
    wanted = mean_left(whole, 6.0)
    assert left.mean() == pytest.approx(wanted, rel=0.04)
    assert (left >= 0).all()
    g = np.full(50_000, 1.1)
    assert draw_effort(sim_item(whole, 6.0), g, draws).mean() > wanted
    assert (draw_effort(sim_item(Constant(5.0), 6.0), g, draws) == 0).all()
    assert draw_effort(sim_item(Constant(8.0), 6.0), g, draws)[0] == pytest.approx(2.8)


def test_numbers_drawn_for_many_at_once_are_those_drawn_for_each() -> None:
    draws, keys = Draws(3, 2, 40), [f"K{number}" for number in range(30)]
    found = draws.uniforms(Kind.EFFORT, keys)
    assert all(
        (row == draws.uniform(Kind.EFFORT, key)).all() for key, row in zip(keys, found, strict=True)
    )


@given(
    st.lists(
        st.sampled_from(
            [Lognormal(1.0, 0.7), Lognormal(2.5, 0.2), Constant(4.0), Triangular(0.0, 1.0, 2.0)]
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_efforts_of_many_items_are_those_of_each(
    efforts: list[Lognormal | Constant | Triangular], is_shared: bool
) -> None:
    draws = Draws(1, 0, 11_000)
    g = normal_quantile(draws.uniform(Kind.SHARED)) ** 2 + 0.1 if is_shared else None
    items = [
        replace(sim_item(whole, 1.5 * (n % 3 == 1)), id=f"I{n}") for n, whole in enumerate(efforts)
    ]
    found = draw_efforts(items, g, draws)
    assert found.shape == (len(items), draws.size)
    for item, row in zip(items, found, strict=True):
        assert (row == draw_effort(item, g, draws)).all()


# -- arrivals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("dispersion", [1.0, 3.0, 8.0])
def test_arrivals_are_as_dispersed_as_asked(dispersion: float) -> None:
    stream = Arrivals(inflow(arrivals=4.0, dispersion=dispersion), Draws(1, 0, 60_000), 60_000)
    days = stream.arrive(0, None, None)
    assert days is not None
    assert days.mean() == pytest.approx(4.0, rel=0.03)
    assert days.var() / days.mean() == pytest.approx(dispersion, rel=0.06)


def test_thinning_takes_events_away_and_their_dispersion_with_them() -> None:
    given_, draws = inflow(arrivals=4.0, dispersion=3.0), Draws(1, 0, 60_000)
    whole = Arrivals(given_, draws, 60_000).arrive(0, np.ones(60_000), None)
    kept = Arrivals(given_, draws, 60_000).arrive(0, np.full(60_000, 0.5), None)
    assert whole is not None
    assert kept is not None
    assert (kept <= whole).all()
    assert kept.mean() == pytest.approx(2.0, rel=0.03)
    assert kept.var() / kept.mean() == pytest.approx(1 + 0.5 * 2, rel=0.06)  # 1 + M (D - 1)


def test_an_uncertain_rate_is_drawn_once_a_trial() -> None:
    given_ = inflow(arrivals=4.0, shape=4.0, rate=1.0)
    stream = Arrivals(given_, Draws(1, 0, 40_000), 40_000)
    first, second = stream.arrive(0, None, None), stream.arrive(1, None, None)
    assert first is not None
    assert second is not None
    assert first.var() == pytest.approx(4 + 4, rel=0.06)
    assert np.corrcoef(first, second)[0, 1] == pytest.approx(0.5, abs=0.03)


def test_half_a_sprint_brings_half_as_much_and_very_many_arrivals_are_summed() -> None:
    half = Arrivals(inflow(arrivals=6.0, weights=(0.5,)), Draws(1, 0, CHUNK), CHUNK)
    days = half.arrive(0, None, None)
    assert days is not None
    assert days.mean() == pytest.approx(3.0, rel=0.05)
    flood = inflow(arrivals=2_000.0, size_mean=0.5, size_cv=1.0)
    days = Arrivals(flood, Draws(1, 0, CHUNK), CHUNK).arrive(0, None, None)
    assert days is not None
    assert days.mean() == pytest.approx(1_000.0, rel=0.01)
    assert days.std() == pytest.approx(0.5 * math.sqrt(2_000 * 2), rel=0.06)


# -- results --------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12), st.sampled_from([0.5, 0.85, 0.95]))
def test_a_percentile_is_the_first_sprint_by_which_that_share_is_done(
    counts: list[int], share: float
) -> None:
    if not sum(counts):
        return
    found = percentile(np.array(counts), share)
    done = [sum(counts[: s + 1]) for s in range(len(counts) - 1)]
    wanted = [s for s, n in enumerate(done) if n >= share * sum(counts) - 1e-9]
    assert found == (wanted[0] if wanted else None)


def test_probabilities_carry_wilsons_interval() -> None:
    found = chance(81, 263)  # Newcombe, Statistics in Medicine 17 (1998), table I
    assert found.low == pytest.approx(0.2553, abs=1e-4)
    assert found.high == pytest.approx(0.3662, abs=1e-4)
    assert chance(0, 20).low == 0
    assert chance(20, 20).high == 1


def test_a_date_in_the_past_is_missed_and_one_beyond_the_horizon_is_not_judged() -> None:
    counts = np.array([3, 5, 2])  # the last two trials are beyond
    assert done_by(counts, 0) == chance(3, 10)
    assert done_by(counts, -1) == chance(0, 10)
    assert done_by(counts, None) is None
    assert done_by(np.array([3, 7, 0]), None) == chance(10, 10)
