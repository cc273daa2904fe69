"""What the simulator costs in time and memory, and what pairing gains in a comparison.

Beside it stand a plain Python loop of the same meaning, with the same distributions but without
leverage, and the throughput sampling that jira-agile-metrics publishes.
"""

from __future__ import annotations

import math
import sys
import time
import tracemalloc
from pathlib import Path
from random import Random

import numpy as np
import pytest

from roadmap.analysis.estimates.distributions import Lognormal
from roadmap.analysis.inflow.inflow import Inflow
from roadmap.analysis.simulation.draws import CHUNK, LARGE_CHUNK, Draws
from roadmap.analysis.simulation.loop import UNFINISHED, Sprints, run_chunk
from roadmap.analysis.simulation.model import Model, Queue, SimItem, SimPart, model_of
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.records.people import Person
from roadmap.state import Item, Roadmap, State, Table
from roadmap.values import Estimate
from tests.analysis.simulation.cases import case200, inflow, with_one_hire
from tests.analysis.simulation.given import BEGIN
from tests.analysis.simulation.plain import plain_trial
from tests.benchmarks.ratio import Ratio, hold, measure
from tests.benchmarks.throughput_sampling import days_to_finish

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

    def loop() -> object:
        drawn = Random(1)  # noqa: S311 - no secret
        return [
            plain_trial(model, _efforts(model, drawn), _arrivals(model, drawn)) for _ in range(some)
        ]

    ratio = measure(loop, lambda: simulate(model, Run(TRIALS, 1)), rounds=3)
    plain = ratio.work * TRIALS / some
    sys.stdout.write(
        f"\n10,000 trials in a plain Python loop: {plain:.1f} s, here {ratio.bound:.2f} s: "
        f"{plain / ratio.bound:.0f} times as fast\n"
    )
    assert plain > 5 * ratio.bound


def _efforts(model: Model, drawn: Random) -> list[float]:
    return [item.effort.quantile(drawn.random()) for item in model.items]


def _arrivals(model: Model, drawn: Random) -> list[list[float]]:
    """Return the person-days that arrive in one trial: [sprint][stream]."""
    return [[_arrived(each, drawn) for each in model.inflows] for _ in range(model.sprints)]


def _arrived(inflow: Inflow, drawn: Random) -> float:
    sigma2 = math.log1p(inflow.size_cv**2)
    mu = math.log(inflow.size_mean) - sigma2 / 2
    total, left = 0.0, drawn.expovariate(1.0)
    while left < inflow.arrivals:
        total += drawn.lognormvariate(mu, math.sqrt(sigma2))
        left += drawn.expovariate(1.0)
    return total


@pytest.mark.shared
def test_throughput_sampling_as_published_is_reported(shared: Path) -> None:
    """What is done in the first eight sprints of one future is the past that it draws from."""
    model = case200(shared)
    finished = run_chunk(model, Draws(99, 0, 1), 1).finished[:, 0]
    window, days = 8, 10
    done = [int(np.count_nonzero(finished == sprint)) for sprint in range(window)]
    # What a sprint finished falls on its days as evenly as it can.
    past = [n // days + (day < n % days) for n in done for day in range(days)]
    backlog = int(np.count_nonzero(finished >= window))
    most = 520 * days

    def sample() -> object:
        return days_to_finish(past, backlog, TRIALS, 1, most)

    ratio = measure(sample, lambda: simulate(model, Run(TRIALS, 1)), rounds=3)
    ends = days_to_finish(past, backlog, TRIALS, 1, most)
    sampled = [window + ends[int(share * TRIALS) - 1] / days for share in (0.5, 0.85)]
    last = run_chunk(model, Draws(1, 0, CHUNK), CHUNK).finished.max(axis=0)
    ours = np.quantile(last, (0.5, 0.85), method="inverted_cdf")
    sys.stdout.write(
        f"\nthroughput sampling of {backlog} items: {ratio.work:.2f} s, all done by sprint "
        f"{sampled[0]:.1f} (P50) and {sampled[1]:.1f} (P85); here {ratio.bound:.2f} s with every "
        f"item's own sprint, must-do work and leverage: {ours[0]} and {ours[1]} "
        f"({UNFINISHED} is beyond {model.sprints} sprints)\n"
    )
    assert sampled[0] <= sampled[1]
    assert ratio.bound < 5 * ratio.work


def test_five_hundred_trials_of_10000_items() -> None:
    """A chunk of many items costs calls more than arithmetic."""
    model = model_of(_large(10_000), BEGIN, 26)

    def draw() -> object:
        return np.random.Generator(np.random.PCG64DXSM(1)).random(LARGE_CHUNK * len(model.items))

    def attempt() -> Ratio:
        return measure(lambda: simulate(model, Run(LARGE_CHUNK, 1)), draw, rounds=3)

    hold(
        "simulate 500 trials of 10,000 items in 26 sprints, to drawing as many numbers",
        150,
        attempt,
    )


@pytest.mark.timeout(300)
def test_twenty_thousand_items_stay_within_memory() -> None:
    state = _large(20_000)
    model = model_of(state, BEGIN, 52)
    tracemalloc.start()
    try:
        begun = time.process_time()
        part = simulate(model, Run(LARGE_CHUNK, 1))
        took, peak = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    sys.stdout.write(
        f"\n{LARGE_CHUNK} trials of 20,000 items in 52 sprints, traced: {took:.1f} s, "
        f"{peak / 1e6:.0f} MB\n"
    )
    assert part.finished.sum() == LARGE_CHUNK * 20_000
    one_row = 20_000 * LARGE_CHUNK * 8
    assert peak < 5 * one_row


def _large(items: int) -> State:
    people = (Person(f"{number:010d}", f"P{number}") for number in range(100))
    work = (
        Item(f"{n:010d}", f"T{n}", estimate=Estimate(1, 2, 4), rank=f"{n:06d}1", may_span=True)
        for n in range(items)
    )
    return State(
        roadmap=Roadmap("Large", sprint_start=BEGIN),
        items=Table.of((each.id, each) for each in work),
        people=Table.of((each.id, each) for each in people),
    )


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
