"""Closed forms in continuous time, which sprints only approach, and forms of single functions.

A sprint lets its work arrive at its beginning. With capacity d a sprint this moves what waits at
its end by at most rho d / 2 (below), and what is finished by at most rho d / (1 - rho) (above): the
bounds here are those besides four standard errors.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from roadmap.analysis.planning.capacity import capacity, payback_weeks
from roadmap.analysis.simulation.model import Model, model_of
from roadmap.analysis.simulation.results import done_by
from roadmap.analysis.simulation.run import Run, simulate
from roadmap.records.staff import Ramp
from tests.analysis.simulation.given import BEGIN, exact, forecast, item, ran, stream
from tests.analysis.simulation.test_closed_forms import assert_share
from tests.analysis.simulation.test_closed_forms import forms as forms  # the cases
from tests.given import after, begun, command, item_id

TRIALS = 5_000


@pytest.mark.shared
def test_what_waits_in_the_long_run_is_what_pollaczek_and_khinchine_say(
    forms: dict[str, Any],
) -> None:
    for case in forms["C3_pollaczek_khinchine"]:
        a_sprint, mean = 0.5, case["ES"]
        cv = math.sqrt(max(0.0, case["ES2"] / mean**2 - 1))
        arriving = stream(case["lam"] * a_sprint, mean, cv, start_backlog=case["Wq"])
        document, part = ran(exact(arriving, capacity=a_sprint), TRIALS, 520)
        # Who arrives at any time waits as long as the work that is there takes (PASTA).
        found = document["backlog"][-1]["mean"]
        error = 4 * float(part.bands["backlog"].sd[-1]) / math.sqrt(TRIALS)
        assert case["Wq"] - case["rho"] * a_sprint / 2 - error <= found <= case["Wq"] + error
        assert case["lam"] * case["Wq"] == pytest.approx(case["Lq"])


@pytest.mark.shared
def test_work_that_is_interrupted_and_resumed_takes_its_time_over_one_minus_rho(
    forms: dict[str, Any],
) -> None:
    for case in forms["C5_preemptive_resume"]:
        a_sprint, work = 0.5, case["x"]
        cv = math.sqrt(case["EX2"] / case["EX"] ** 2 - 1)
        arriving = stream(case["lam"] * a_sprint, case["EX"], cv)
        state = exact(item("Work", work, work, work), arriving, capacity=a_sprint)
        document, part = ran(state, TRIALS, 520)
        found = document["items"][item_id("Work")]
        assert found["beyond"] == 0
        rho = case["lam"] * case["EX"]
        error = 4 * math.sqrt(case["var"] / TRIALS)
        assert -error <= found["finish_mean"] * a_sprint - case["mean"]
        assert found["finish_mean"] * a_sprint - case["mean"] <= error + rho * a_sprint / (1 - rho)
        sprints = np.repeat(np.arange(521), part.finished[0]) * a_sprint
        assert sprints.var() == pytest.approx(case["var"], rel=0.15)


@dataclass(frozen=True, slots=True)
class Exponential:
    """Not an estimate that anybody can give: the simulator takes any distribution."""

    mean: float

    @property
    def sd(self) -> float:
        return self.mean

    def quantile(self, share: float) -> float:
        return -self.mean * math.log1p(-share)

    def cdf(self, days: float) -> float:
        return -math.expm1(-days / self.mean) if days > 0 else 0.0


def _exponential(items: int, mean: float, room: float) -> Model:
    adds = [item(f"Item {number}", 1, 1, 1) for number in range(items)]
    model = model_of(exact(*adds, capacity=room), BEGIN, 1)
    return replace(
        model, items=tuple(replace(each, effort=Exponential(mean)) for each in model.items)
    )


@pytest.mark.shared
def test_exponential_efforts_are_done_in_time_as_erlang_says(forms: dict[str, Any]) -> None:
    for case in forms["A5_erlang"]:
        model = _exponential(case["items"], case["mean_each"], case["deadline_capacity_pd"])
        part = simulate(model, Run(TRIALS, 1))
        found = done_by(part.finished[-1], 0)
        assert found is not None
        assert_share(found.probability, case["P"], TRIALS)


@pytest.mark.shared
def test_a_hire_has_paid_back_when_the_formula_says(forms: dict[str, Any]) -> None:
    for case in forms["B2_break_even"]["examples"]:
        # A unit of the case is ten sprints of a week, so that each answer is a whole sprint.
        ramp = Ramp(weeks=10 * case["R"], start=0.0, mentor=case["m"])
        assert payback_weeks(ramp) == pytest.approx(10 * case["t"])
        sprints = round(10 * case["t"])
        planning = {"focus": 1, "focus_learned": False}
        state = after(
            begun(sprint_start=BEGIN, sprint_days=7),
            command("edit_roadmap", planning=planning),
            command("add_person", name="Mentor"),
        )
        fields = {"weeks": ramp.weeks, "start": ramp.start, "mentor": ramp.mentor}
        mentor = next(iter(state.people.ordered())).id
        hired = command("add_person", name="Hire", start=BEGIN, ramp=fields, mentor=mentor)
        found = capacity(after(state, hired), BEGIN, sprints + 1)
        gained = np.cumsum([found.total(sprint) - 5 for sprint in range(sprints + 1)])
        assert gained[sprints - 1] == pytest.approx(0, abs=1e-9)
        assert gained[: sprints - 1].max() < 0 < gained[sprints]


@pytest.mark.parametrize(
    ("ramp", "weeks"),
    [
        (Ramp(26, 0.1, 0.1), 0),
        (Ramp(26, 0.1, 0.25), 2 * 26 * 0.15 / 0.9),
        (Ramp(26, 0.1, 0.55), 2 * 26 * 0.45 / 0.9),
        (Ramp(26, 0.1, 0.8), 26 * 0.9 / 2 + 0.8 * 26),
        (Ramp(0, 0.1, 0.8), 0),
        (Ramp(26, 1.0, 1.0), 0),
    ],
)
def test_payback_counts_from_the_start_and_what_speed_there_is_at_first(
    ramp: Ramp, weeks: float
) -> None:
    assert payback_weeks(ramp) == pytest.approx(weeks)


# -- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize("horizon", [1, 520])
def test_any_horizon_has_a_forecast(horizon: int) -> None:
    state = exact(item("A", 5, 9, 20), item("B", 400, 500, 900), stream(1, 2.0, 1.0), capacity=10)
    found = forecast(state, 200, horizon)
    assert found["horizon"] == len(found["backlog"]) == len(found["forced_share"]) == horizon
    beyond = found["items"][item_id("B")]["beyond"]
    assert (beyond == 1) == (horizon == 1)


def test_estimates_without_width_finish_in_one_sprint_in_all_futures() -> None:
    found = forecast(exact(item("A", 5, 5, 5), item("B", 4, 4, 4), capacity=10), 50, 2)["items"]
    assert found[item_id("A")]["effort"] == {"mean": 5, "sd": 0, "p50": 5, "p85": 5, "p95": 5}
    assert [found[item_id(name)]["p95"] for name in "AB"] == [0, 0]
    narrow = forecast(exact(item("A", 5, 5, 5.000001), capacity=10), 50, 2)["items"]
    assert narrow[item_id("A")]["effort"]["sd"] < 1e-6


def test_a_roadmap_that_begins_later_is_forecast_from_its_first_sprint_whole() -> None:
    state = exact(item("A", 10, 10, 10), capacity=10)
    model = model_of(state, BEGIN - timedelta(days=60), 3)
    assert model.whole == (True, True, True)
    assert (simulate(model, Run(20, 1)).finished[0] == [20, 0, 0, 0]).all()
