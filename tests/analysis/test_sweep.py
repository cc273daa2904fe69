"""A sweep gives each point what a comparison alone gives, on any executor."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from roadmap.analysis.simulation.compare import Comparison, compare
from roadmap.analysis.simulation.draws import CHUNK
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.run import Cancelled, Run
from roadmap.analysis.sweep import sweep
from roadmap.records.assumptions import Assumptions, InflowFactor
from tests.analysis.simulation.given import BEGIN
from tests.analysis.simulation.test_run import HORIZON, harbour


def models(*factors: float) -> list[Model]:
    state = harbour()
    return [
        model_of(state, BEGIN, HORIZON, Assumptions(inflow=(InflowFactor(factor),)))
        for factor in factors
    ]


def assert_equal(found: Comparison, wanted: Comparison) -> None:
    assert len(found.parts) == len(wanted.parts)
    for one, two in zip(found.parts, wanted.parts, strict=True):
        assert (one.finished == two.finished).all()
    for a, b in zip(found.pairs, wanted.pairs, strict=True):
        assert (a.counts == b.counts).all()
        assert (a.goal_counts == b.goal_counts).all()


def test_every_point_is_what_a_comparison_gives_in_blocks_and_chunks() -> None:
    base, *points = models(1, 0, 0.5, 1.5, 2, 2.5, 3)
    asked = Run(CHUNK + 500, 3)
    found = sweep(base, points, asked)
    assert_equal(found, compare([base, *points], asked))
    with ThreadPoolExecutor(2) as threads:
        assert_equal(sweep(base, points, asked, threads), found)


def test_equal_points_are_run_once_and_no_points_are_the_base_alone() -> None:
    base, *points = models(1, 2, 2, 1, 2)
    done: list[tuple[int, int]] = []

    def progress(so_far: int, all_: int) -> bool:
        done.append((so_far, all_))
        return True

    found = sweep(base, points, Run(200, 1), None, progress)
    assert done == [(1, 1)]
    assert_equal(found, compare([base, *points], Run(200, 1)))
    alone = sweep(base, [], Run(200, 1))
    assert (len(alone.parts), alone.pairs) == (1, ())


def test_a_sweep_can_be_stopped() -> None:
    base, *points = models(1, 2, 3)
    with pytest.raises(Cancelled):
        sweep(base, points, Run(100, 1), None, lambda done, of: False)


def test_nothing_is_kept_that_grows_with_the_trials() -> None:
    base, *points = models(1, 2)
    few, many = (sweep(base, points, Run(trials, 1)) for trials in (100, 2_000))
    for a, b in zip(few.parts, many.parts, strict=True):
        assert sum(rows.size for rows in b.kept_efforts) == 0
        assert b.finished.shape == a.finished.shape
