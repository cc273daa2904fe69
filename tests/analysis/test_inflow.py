"""How much forced work is expected: fitted streams, episodes, quantiles, and the reserve."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from roadmap.analysis.inflow.checks import dispersion_test, load_check
from roadmap.analysis.inflow.inflow import Inflow, inflows_of
from roadmap.analysis.inflow.quantiles import Source, cumulative_quantiles
from roadmap.analysis.planning.capacity import capacity
from roadmap.analysis.planning.reserve import reserve_of
from roadmap.analysis.simulation.forecast_json import quality
from roadmap.analysis.simulation.model import model_of
from roadmap.records.people import Person
from roadmap.records.planning import Planning
from roadmap.records.sprints import Outcome, Sprint
from roadmap.records.streams import Stream, StreamBasis
from roadmap.state import Interruption, Item, Roadmap, State, Table
from roadmap.values import Driver, Leverage, LeverageEffect, LeverageUnit, Status

BEGIN = date(2026, 1, 5)
LENGTH = timedelta(days=14)
FITTED = Stream("S", "Incidents", Driver.INCIDENT, basis=StreamBasis.FITTED)


def state_of(
    *streams: Stream, closed: int = 0, logged: tuple[Interruption, ...] = (), **settings: Any
) -> State:
    """Two people, 20 person-days a sprint, `closed` sprints behind them."""
    planning = Planning(focus=1.0, focus_learned=False, **settings)
    sprints = [
        Sprint(str(n), n + 1, BEGIN + n * LENGTH, BEGIN + (n + 1) * LENGTH, outcome=Outcome())
        for n in range(closed)
    ]
    return State(
        roadmap=Roadmap("Harbour", sprint_start=BEGIN, planning=planning),
        people=Table.of((key, Person(key, key)) for key in "AB"),
        streams=Table.of((each.id, each) for each in streams),
        sprints=Table.of((each.id, each) for each in sprints),
        interruptions=Table.of((each.id, each) for each in logged),
    )


def ticket(number: int, sprint: int, days: float | None = 2.0, **fields: Any) -> Interruption:
    """An outage in `sprint`, each on a day of its own."""
    day = BEGIN + sprint * LENGTH + timedelta(days=number % 10)
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    given = {"driver": Driver.INCIDENT, "started_at": at, "effort_days": days, **fields}
    return Interruption(f"I{number:03d}", "Outage", **given)


def inflow(state: State, sprints: int = 4) -> Inflow:
    as_of = BEGIN + len(state.sprints) * LENGTH
    [found] = inflows_of(state, capacity(state, as_of, sprints))
    return found


def test_a_fitted_stream_weighs_what_was_expected_against_what_was_logged() -> None:
    logged = tuple(ticket(n, n // 3) for n in range(12))  # three a sprint, four sprints
    stream = replace(FITTED, arrivals_per_sprint=6.0)
    found = inflow(state_of(stream, closed=4, logged=logged))
    assert (found.shape, found.rate) == (2 + 12, 2 / 6 + 4)
    assert found.arrivals == pytest.approx(14 / (1 / 3 + 4))
    assert found.dispersion == 1.0
    assert (found.size_mean, found.size_cv) == (2.0, 2.0)
    assert (found.sprints, found.logged_days) == (4, 6.0)


def test_without_a_number_the_stream_is_expected_to_take_forty_percent() -> None:
    found = inflow(state_of(replace(FITTED, size_mean=2.0)))
    assert found.arrivals == pytest.approx(0.4 * 20 / 2)
    assert found.shape == 2.0
    assert found.rate == pytest.approx(2 / 4)


def test_from_26_sprints_on_lambda_is_certain() -> None:
    logged = tuple(ticket(n, n) for n in range(26))
    found = inflow(state_of(FITTED, closed=26, logged=logged))
    assert found.shape is None
    assert found.arrivals == pytest.approx(28 / (2 / 4 + 26))


def test_tickets_within_four_hours_are_one_episode_with_their_sum() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 1, 6, hour, tzinfo=UTC)

    logged = tuple(ticket(n, 0, started_at=at(h)) for n, h in enumerate((8, 9, 11, 13)))
    found = inflow(state_of(FITTED, closed=1, logged=logged))
    assert (found.shape, found.size_mean) == (2 + 2, 4.0)
    dates_only = tuple(ticket(n, 0, started_at=at(0)) for n in range(3))
    assert inflow(state_of(FITTED, closed=1, logged=dates_only)).shape == 2 + 3


def test_what_no_stream_covers_makes_a_stream_of_its_own() -> None:
    logged = (
        ticket(0, 0, stream="incidents"),
        ticket(1, 0, driver=Driver.REGULATION, effort_days=None),
        ticket(2, 0, driver=Driver.KEY_USER, is_request=True),
    )
    state = state_of(replace(FITTED, team=None), closed=1, logged=logged)
    found = inflows_of(state, capacity(state, BEGIN + LENGTH, 2))
    assert [each.name for each in found[:1]] == ["Incidents"]
    by_driver = {each.driver: each for each in found}
    assert by_driver.keys() == {Driver.INCIDENT, Driver.REGULATION, Driver.KEY_USER}
    assert by_driver[Driver.REGULATION].guessed == 1
    assert (by_driver[Driver.KEY_USER].dispersion, by_driver[Driver.KEY_USER].size_cv) == (3.0, 1.0)
    assert inflows_of(state_of(), capacity(state_of(), BEGIN, 2)) == ()


def test_finished_leverage_lowers_what_comes_after_it_and_what_was_given_later_has_it() -> None:
    said = Leverage(LeverageEffect.ARRIVALS, 50.0, LeverageUnit.PERCENT, "entered")
    done = Item("X", leverage=said, status=Status.DONE, done_on=date(2026, 1, 10))
    stream = Stream("E", "Entered", Driver.INCIDENT, arrivals_per_sprint=4.0, size_mean=1.0)
    state = replace(state_of(stream), items=Table.of([("X", done)]))
    assert inflow(state, 3).arriving == (1.0, 0.5, 0.5)
    later = replace(stream, since=date(2026, 1, 12))
    state = replace(state, streams=Table.of([("E", later)]))
    assert inflow(state, 3).arriving == (1.0, 1.0, 1.0)


def test_a_fitted_stream_counts_leverage_in_the_past_as_it_does_ahead() -> None:
    said = Leverage(LeverageEffect.ARRIVALS, 80.0, LeverageUnit.PERCENT, "fitted")
    done = Item("X", leverage=said, status=Status.DONE, done_on=date(2025, 6, 1))
    stream = Stream("F", "Fitted", Driver.INCIDENT, basis=StreamBasis.FITTED, size_mean=1.0)
    stream = replace(stream, arrivals_per_sprint=2.0)
    logged = tuple(ticket(number, number) for number in range(6))
    bare = inflow(state_of(stream, closed=6, logged=logged))
    lowered = replace(state_of(stream, closed=6, logged=logged), items=Table.of([("X", done)]))
    acting = inflow(lowered)
    # The numbers of today have it in them already: what was seen is what is expected.
    known = replace(stream, since=date(2025, 7, 1))
    since = inflow(replace(lowered, streams=Table.of([("F", known)])))
    assert since.arriving == (1.0, 1.0, 1.0, 1.0)
    assert since.arrivals == bare.arrivals
    assert acting.arriving[0] == pytest.approx(0.2)  # it lowers all that it was fitted to
    assert acting.arrivals > bare.arrivals


# -- quantiles ------------------------------------------------------------------------------------


def poisson_quantile(mean: float, share: float) -> int:
    total, count, term = 0.0, 0, math.exp(-mean)
    while total + term < share:
        total += term
        count += 1
        term *= mean / count
    return count


@pytest.mark.parametrize("mean", [0.3, 3.0, 11.0])
def test_constant_sizes_have_the_quantiles_of_a_poisson_count(mean: float) -> None:
    source = Source(mean, None, None, 1.0, 0.0, ((1.0, 1.0, 2.5),) * 6)
    found = cumulative_quantiles((source,), 0.85)
    wanted = [2.5 * poisson_quantile(mean * (s + 1), 0.85) for s in range(6)]
    assert found == pytest.approx(wanted)


def test_sizes_dispersion_and_doubt_widen_the_quantiles() -> None:
    steps = ((1.0, 1.0, 2.5),) * 8
    plain = cumulative_quantiles((Source(6.0, None, None, 1.0, 0.5, steps),), 0.85)
    spread = cumulative_quantiles((Source(6.0, None, None, 4.0, 0.5, steps),), 0.85)
    doubt = cumulative_quantiles((Source(6.0, 6.0, 1.0, 1.0, 0.5, steps),), 0.85)
    assert all(a < b for a, b in zip(plain, spread, strict=True))
    assert all(a < b for a, b in zip(plain[1:], doubt[1:], strict=True))
    mean, sd = 8 * 15.0, math.sqrt(8 * 46.875)  # C1 of the closed forms: mean 15, variance 46.875
    assert plain[-1] == pytest.approx(mean + 1.0364 * sd, rel=0.02)


def test_the_reserve_is_the_growth_of_the_quantile_and_never_more_than_there_is() -> None:
    stream = Stream("E", "E", Driver.INCIDENT, arrivals_per_sprint=3.0, size_mean=2.0, size_cv=0.0)
    state = state_of(stream)
    found = capacity(state, BEGIN, 4)
    rows = [row[0] for row in reserve_of(state, found).days]
    totals = [2.0 * poisson_quantile(3.0 * (s + 1), 0.85) for s in range(4)]
    assert [sum(rows[: s + 1]) for s in range(4)] == pytest.approx(totals)
    flooded = state_of(replace(stream, start_backlog=30.0))
    rows = [row[0] for row in reserve_of(flooded, found).days]
    assert rows[0] == pytest.approx(20.0)
    assert sum(rows) == pytest.approx(30.0 + totals[-1])
    assert "1 entered by hand" in reserve_of(state, found).because


def test_the_reserve_is_for_streams_that_only_interruptions_make_too() -> None:
    logged = tuple(ticket(n, 0) for n in range(3))
    implied = state_of(closed=1, logged=logged)
    recorded = state_of(FITTED, closed=1, logged=logged)
    plans = [reserve_of(each, capacity(each, BEGIN + LENGTH, 4)) for each in (implied, recorded)]
    assert plans[0].days == plans[1].days
    assert sum(map(sum, plans[0].days)) > 0
    assert "1 from the interruptions of 1 closed sprint" in plans[0].because


def test_without_streams_the_reserve_is_what_it_was() -> None:
    state = state_of(reserve_days=4.0)
    assert reserve_of(state, capacity(state, BEGIN, 2)).days == ((4.0,), (4.0,))


def test_plans_that_look_further_ahead_reserve_the_same_before() -> None:
    step = (1.0, 1.0, 2.5)
    near, far = (
        cumulative_quantiles((Source(3.0, 5.0, 1.0, 2.0, 2.0, (step,) * count),), 0.85)
        for count in (8, 52)
    )
    assert near == far[:8]


# -- checks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "statistic", "p"),
    [
        ((3, 3, 3, 3, 3), 0.0, 1.0),
        ((2, 4, 3, 5, 1), 10 / 3, 0.504),  # P(chi2(4) > 3.333)
        ((0, 0, 9, 0, 6), 24.0, 0.00008),  # P(chi2(4) > 24)
    ],
)
def test_the_dispersion_of_counts_is_tested_by_chi_square(
    counts: tuple[int, ...], statistic: float, p: float
) -> None:
    found = dispersion_test(counts)
    assert found is not None
    assert found.degrees == 4
    assert found.statistic == pytest.approx(statistic)
    assert found.p == pytest.approx(p, abs=0.006)
    assert dispersion_test((0, 0, 0)) is None
    assert dispersion_test((4, 5)) is None


def test_a_stream_far_from_what_was_logged_is_told() -> None:
    entered = replace(FITTED, basis=StreamBasis.ENTERED, arrivals_per_sprint=10.0, size_mean=2.0)
    logged = tuple(ticket(n, n % 3) for n in range(3))
    far = inflow(state_of(entered, closed=3, logged=logged))
    assert far.counts == (1, 1, 1)
    said = load_check(far)
    assert said is not None
    assert said.startswith("“Incidents” is reckoned at 20 person-days a sprint; 2 were logged")
    near = replace(entered, arrivals_per_sprint=1.0)
    assert load_check(inflow(state_of(near, closed=3, logged=logged))) is None
    assert load_check(inflow(state_of(entered, closed=2, logged=logged[:2]))) is None


def test_a_forecast_says_how_many_interruptions_nobody_noted_an_effort_for() -> None:
    logged = (ticket(0, 0), ticket(1, 1, days=None), ticket(2, 2, days=None))
    state = state_of(closed=3, logged=logged)
    said = quality(state, model_of(state, BEGIN + 3 * LENGTH, 4))["text"]
    assert "1 stream of must-do work fitted to 3 closed sprints; 2 interruptions without" in said
