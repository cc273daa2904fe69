"""The simulator against closed forms, through commands and the document of `simulate --json`."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from roadmap.analysis.estimates.distributions import Lognormal, Pert, Triangular, lognormal
from tests.analysis.simulation.given import (
    exact,
    forecast,
    item,
    ran,
    sprint_start,
    stream,
)
from tests.given import item_id

TRIALS = 10_000


@pytest.fixture(scope="module")
def forms(shared: Path) -> dict[str, Any]:
    text = (shared / "cases/analytic/closed_forms.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def assert_share(found: float, wanted: float, trials: int = TRIALS) -> None:
    """Within four standard errors of a share, and one trial."""
    spread = math.sqrt(max(0.0, wanted * (1 - wanted)) / trials)
    assert abs(found - wanted) <= 4 * spread + 1 / trials


def assert_mean(found: float, wanted: float, sd: float, trials: int = TRIALS) -> None:
    """Within four standard errors of a mean."""
    assert abs(found - wanted) <= 4 * sd / math.sqrt(trials) + 1e-9


@pytest.mark.shared
@pytest.mark.parametrize("name", ["A1_triangular", "A2_pert_lambda4", "A3_lognormal_from_p10_p90"])
def test_efforts_have_the_mean_and_the_quantiles_of_their_distribution(
    forms: dict[str, Any], name: str
) -> None:
    for case in forms[name]:
        if name.startswith("A3"):
            whole: Triangular | Pert | Lognormal = lognormal(case["p10"], case["p90"])
            middle = math.sqrt(case["p10"] * case["p90"])
            added = item("X", case["p10"], middle, case["p90"])
        else:
            made, word = (Triangular, "triangular") if name[1] == "1" else (Pert, "pert")
            whole = made(case["a"], case["m"], case["b"])
            added = item("X", case["a"], case["m"], case["b"], distribution=word, reading="bounds")
        found = forecast(exact(added, capacity=10), TRIALS, 5)["items"][item_id("X")]["effort"]
        assert_mean(found["mean"], case["mean"], math.sqrt(case["var"]))
        assert found["sd"] == pytest.approx(math.sqrt(case["var"]), rel=0.1)
        for share in (50, 85, 95):
            assert_share(whole.cdf(found[f"p{share}"]), share / 100)


@pytest.mark.shared
def test_items_one_after_the_other_are_done_as_irwin_and_hall_say(forms: dict[str, Any]) -> None:
    for case in forms["A4_irwin_hall"]:
        names = [f"Item {number:02d}" for number in range(case["items"])]
        low, likely, high = case["estimate"]
        adds = [
            item(name, low, likely, high, distribution="triangular", reading="bounds")
            for name in names
        ]
        uniform_sum = exact(*adds, capacity=case["capacity_pd_per_sprint"])
        document, part = ran(uniform_sum, TRIALS, 12)
        last = list(document["items"]).index(item_id(names[-1]))
        for sprint, wanted in case["P_last_item_done_by_end_of_sprint"].items():
            by_then = int(part.finished[last][: int(sprint)].sum()) / TRIALS
            assert_share(by_then, wanted)


@pytest.mark.shared
def test_a_ramp_finishes_the_work_when_arithmetic_says(forms: dict[str, Any]) -> None:
    for case in forms["B1_deterministic_ramp"]:
        hires = [
            {
                "do": "add_person",
                "name": f"Hire {number}",
                "availability": case["full_pd_per_person"] / 10,
                "start": sprint_start(case["hire_sprint"]),
                "ramp": {
                    "weeks": 2 * case["ramp_sprints"],
                    "start": 0,
                    "mentor": case["mentor_fraction"],
                },
            }
            for number in range(case["hires"])
        ]
        work = item("Work", case["work_pd"], case["work_pd"], case["work_pd"])
        state = exact(work, *hires, capacity=case["base_pd"])
        found = forecast(state, 3, 40)["items"][item_id("Work")]
        assert found["p50"] == found["p95"] == case["finish_sprint_1based"] - 1
        assert found["finish_mean"] == pytest.approx(case["finish_fractional"], abs=1e-9)


@pytest.mark.shared
def test_arrivals_have_the_moments_of_a_compound_poisson_sum(forms: dict[str, Any]) -> None:
    horizon = 20
    for case in forms["C1_compound_poisson"]:
        state = exact(stream(case["lam"], case["size_mean"], case["size_cv"]), capacity=10)
        [found] = forecast(state, TRIALS, horizon)["streams"].values()
        trials = TRIALS * horizon
        assert_mean(found["arrived"]["mean"], case["mean"], math.sqrt(case["var"]), trials)
        assert found["arrived"]["sd"] == pytest.approx(math.sqrt(case["var"]), rel=0.05)
        assert_share(found["arrived"]["zero"], case["P0"], trials)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["C2_slotted_MD1", "C2b_bulk_service"])
def test_what_waits_in_the_long_run_is_what_queues_say(forms: dict[str, Any], name: str) -> None:
    for case in forms[name]:
        arrivals, served = case.get("lam", case["rho"]), case.get("c", 1)
        state = exact(stream(arrivals, 1.0), capacity=served)
        document, part = ran(state, 5_000, 400)
        wanted = case.get("mean_backlog", case.get("mean_backlog_after_service"))
        last = document["backlog"][-1]
        assert_mean(last["mean"], wanted, float(part.bands["backlog"].sd[-1]), 5_000)
        assert_share(last["empty"], case["P_empty"], 5_000)
        if "busy_share" in case:
            load = document["forced_load"][-1]["mean"]
            assert_mean(load, case["busy_share"], 0.5, 5_000)


@pytest.mark.shared
def test_planned_work_behind_arrivals_is_done_as_borel_and_tanner_say(
    forms: dict[str, Any],
) -> None:
    for case in forms["C4_borel_tanner"]:
        units = case["planned_units"]
        state = exact(item("Work", units, units, units), stream(case["rho"], 1.0), capacity=1)
        document, part = ran(state, TRIALS, 150)
        found = document["items"][item_id("Work")]
        for sprint, wanted in case["cdf"].items():
            assert_share(int(part.finished[0][: int(sprint)].sum()) / TRIALS, wanted)
        # Work ends at the end of a slot: after finish_mean slots, which count from 0 to it.
        assert_mean(found["finish_mean"], case["mean"], math.sqrt(case["var"]))


@pytest.mark.shared
def test_leverage_takes_its_share_of_all_later_arrivals(forms: dict[str, Any]) -> None:
    for case in forms["C6_leverage"]:
        lever = {"effect": "arrivals", "amount": 100 * case["reduction"], "unit": "percent"}
        after_sprint = sprint_start(case["done_after_sprint"] - 1)
        automate = item("Automate", 1, 1, 1, leverage=lever, not_before=after_sprint)
        arriving = stream(case["lam0"], case["size"], since=sprint_start(0))
        state = exact(automate, arriving, capacity=100)
        document = forecast(state, TRIALS, case["sprints"])
        assert document["items"][item_id("Automate")]["p95"] == case["done_after_sprint"] - 1
        [found] = document["streams"].values()
        sd = case["size"] * math.sqrt(case["mean_total"] / case["size"])
        assert_mean(found["arrived"]["total"], case["mean_total"], sd)
