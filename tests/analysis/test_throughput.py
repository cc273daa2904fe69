"""The forecast by throughput: what it needs, what it says of constants, the same bytes again."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from roadmap.analysis.forecasts.throughput import (
    WINDOW,
    Throughput,
    at_least,
    bootstrap,
    throughput,
)
from roadmap.analysis.simulation.draws import Draws
from roadmap.analysis.simulation.model import model_of
from roadmap.analysis.simulation.run import Run
from roadmap.evolve import fold
from tests.analysis.closed_sprints import closed, finished
from tests.analysis.simulation.given import BEGIN, exact, item
from tests.given import item_id

TITLES = [f"Item {number}" for number in range(9)]


def forecast(*counts: int, day: int = 0, sprints: int = 6, capacity: float = 10) -> Throughput:
    """Return the forecast of nine open items after sprints that finished so many."""
    found = _forecast(*counts, day=day, sprints=sprints, capacity=capacity)
    assert found is not None
    return found


def _forecast(
    *counts: int, day: int = 0, sprints: int = 6, capacity: float = 10
) -> Throughput | None:
    items = [item(title, 1, 2, 4) for title in TITLES]
    state = fold(closed(counts), exact(*items, capacity=capacity))
    as_of = BEGIN + timedelta(days=day)
    return throughput(state, model_of(state, as_of, sprints), Run(1_000, 1), as_of)


def test_fewer_than_eight_closed_sprints_say_nothing() -> None:
    assert _forecast(*[2] * (WINDOW - 1)) is None
    assert _forecast(*[2] * WINDOW) is not None


def test_a_team_that_always_finishes_two_finishes_two() -> None:
    found = forecast(*[2] * WINDOW)
    assert found.at_85 == found.p50 == (2, 4, 6, 8, 9, 9)
    ends = list(found.items.values())
    assert ends == [(n // 2, n // 2) for n in range(9)]
    assert set(found.items) == {item_id(title) for title in TITLES}


def test_only_the_last_eight_count_and_they_are_named() -> None:
    found = forecast(9, 9, *[1] * WINDOW)
    assert [pace.sprint for pace in found.past] == list(range(3, 11))
    assert found.past[0].finished == finished(3, 1)
    assert found.at_85 == (1, 2, 3, 4, 5, 6)
    assert list(found.items.values())[6:] == [(None, None)] * 3


def test_of_a_sprint_half_over_half_is_left() -> None:
    assert forecast(*[4] * WINDOW, day=7).at_85[:2] == (2, 6)


def test_what_nobody_can_do_is_not_finished() -> None:
    found = forecast(*[2] * WINDOW, capacity=0)
    assert set(found.items.values()) == {(None, None)}


def test_a_cautious_count_lies_below_the_middle_one() -> None:
    found = forecast(0, 3, 1, 2, 0, 4, 2, 1)
    assert all(low <= middle for low, middle in zip(found.at_85, found.p50, strict=True))
    assert found.at_85[1] < found.p50[1]
    assert found == forecast(0, 3, 1, 2, 0, 4, 2, 1)


def test_more_sprints_extend_and_never_change_the_earlier_ones() -> None:
    draws = Draws(3, 0, 200)
    past = [1.0, 5.0, 2.0, 8.0]
    assert (bootstrap(past, 9, draws)[:4] == bootstrap(past, 4, draws)).all()


def test_weights_differ_between_trials_as_a_flat_dirichlet_s_do() -> None:
    # The share of sprints like the first has mean 1/8; within a trial it is one weight, whose
    # variance over trials is that of Dirichlet(1, ..., 1): (1/8)(7/8)/9.
    drawn = bootstrap([1.0] + [0.0] * 7, 400, Draws(2, 0, 4_000))
    share = drawn.mean(axis=0)
    assert share.mean() == pytest.approx(1 / 8, rel=0.03)
    within = np.mean(share * (1 - share)) / 400
    assert share.var() - within == pytest.approx(7 / 64 / 9, rel=0.08)


def test_at_85_percent_is_the_fifteenth_percentile() -> None:
    assert at_least(np.arange(1.0, 101.0)) == 15.0
