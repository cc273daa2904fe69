"""What the simulator costs in time and memory, and what pairing gains in a comparison.

The plain loop has neither leverage nor draws: it is the least that Python without arrays would do.
"""

from __future__ import annotations

import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from roadmap.analysis.distributions import Lognormal
from roadmap.analysis.simulation.draws import CHUNK, Draws
from roadmap.analysis.simulation.loop import Sprints, run_chunk
from roadmap.analysis.simulation.model import Model, Queue, SimItem, SimPart
from roadmap.analysis.simulation.run import Run, simulate
from tests.analysis.simulation.cases import case200, inflow, with_one_hire
from tests.analysis.simulation.plain import plain_trial
from tests.benchmarks.ratio import Ratio, hold, measure

TRIALS = 10_000
FOLLOWED = 150  # the item whose finish is compared


@pytest.mark.shared
def test_ten_thousand_trials_of_200_items_in_52_sprints(shared: Path) -> None:
    model = case200(shared)
    events = sum(each.arrivals for each in model.inflows) * model.sprints
    numbers = round(TRIALS * (len(model.items) + events))

    def draw() -> object:
        return np.random.Generator(np.random.PCG64DXSM(1)).random(numbers)

    def attempt() -> Ratio:
        return measure(lambda: simulate(model, Run(TRIALS, 1)), draw, rounds=7)

    hold("simulate 10,000 trials of 200 items (aim 20), to drawing as many numbers", 40, attempt)


@pytest.mark.shared
def test_a_plain_loop_of_the_same_meaning_is_reported(shared: Path) -> None:
    model, some = case200(shared), 20
    trials = run_chunk(model, Draws(1, 0, some), some)
    arrivals = [[each.arrivals * each.size_mean for each in model.inflows]] * model.sprints

    def loop() -> object:
        return [
            plain_trial(model, trials.efforts[:, trial].tolist(), arrivals) for trial in range(some)
        ]

    ratio = measure(loop, lambda: simulate(model, Run(TRIALS, 1)), rounds=3)
    plain = ratio.work * TRIALS / some
    sys.stdout.write(
        f"\n10,000 trials in a plain Python loop, nothing drawn: {plain:.1f} s, here "
        f"{ratio.bound:.2f} s with all draws: {plain / ratio.bound:.0f} times as fast\n"
    )
    assert plain > 5 * ratio.bound


def _small() -> Model:
    items = tuple(
        SimItem(
            f"{number:010d}",
            Lognormal(1.0, 0.6),
            0.0,
            (SimPart((0,), 1.0),),
            1.0,
            0,
            0,
            (),
            frozenset(),
            (),
            False,
            None,
            None,
            None,
            (),
        )
        for number in range(5)
    )
    sprints = 10
    return Model(
        items,
        (inflow(size_cv=1.0, weights=(1.0,) * sprints),),
        (Queue((0,), 1.0),),
        (0,),
        ((6.0,),) * sprints,
        (10.0,) * sprints,
        tuple(14 * (s + 1) for s in range(sprints)),
        (True,) * sprints,
        True,
        0.2,
        1.0,
        1,
    )


def _peak(trials: int) -> int:
    """Return the most memory, in bytes, that so many trials of a small case take."""
    model = _small()
    simulate(model, Run(100, 1))  # what is loaded once counts for neither
    tracemalloc.start()
    try:
        simulate(model, Run(trials, 1))
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.timeout(300)
def test_a_million_trials_take_the_memory_of_ten_thousand() -> None:
    few, many = _peak(10_000), _peak(1_000_000)
    sys.stdout.write(
        f"\nmemory of 1,000,000 trials: {many / 1e6:.1f} MB, of 10,000: {few / 1e6:.1f} MB"
        " (limit 2 times)\n"
    )
    assert many <= 2 * few


@pytest.mark.shared
def test_the_same_draws_on_both_sides_narrow_a_comparison(shared: Path) -> None:
    base = case200(shared)
    finishes = [_finishes(model) for model in (base, with_one_hire(base))]
    a, b = (np.minimum(each, base.sprints).astype(float) for each in finishes)
    date = np.sort(a)[int(0.6 * len(a)) - 1]
    early_a, early_b = (a <= date).astype(float), (b <= date).astype(float)
    finish = (a.var() + b.var()) / (a - b).var()
    chance = (early_a.var() + early_b.var()) / (early_a - early_b).var()
    sys.stdout.write(
        f"\npaired draws: variance of a finish / {finish:.1f} (at least 5), of the probability "
        f"of its date / {chance:.1f} (at least 3)\n"
    )
    assert finish >= 5
    assert chance >= 3


def _finishes(model: Model) -> Sprints:
    chunks = [run_chunk(model, Draws(1, chunk, CHUNK), CHUNK) for chunk in range(2)]
    found: Sprints = np.concatenate([each.finished[FOLLOWED] for each in chunks])
    return found
