"""What a comparison says: numbers beside each other, cost, sentences, and the document."""

from __future__ import annotations

import json
from typing import Any

import pytest

from roadmap.analysis.scenario_cost import Cost, cost_of
from roadmap.analysis.simulation.advice import advice
from roadmap.analysis.simulation.compare import compare
from roadmap.analysis.simulation.compare_json import compare_json
from roadmap.analysis.simulation.contrast import Compared, Contrast, contrasts
from roadmap.analysis.simulation.model import NOTHING_ASSUMED, model_of
from roadmap.analysis.simulation.run import Run
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.state import State
from tests.analysis.simulation.given import BEGIN, exact, item, sprint_start, stream
from tests.given import after, command, item_id

HORIZON, TRIALS = 20, 2_000
NOTHING = (NOTHING_ASSUMED, NOTHING_ASSUMED)
MUST: dict[str, Any] = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}


def busy(**settings: Any) -> State:
    """Two mandatory dates, the later one in doubt, a choice item that saves arrivals, incidents."""
    lever = {"effect": "arrivals", "amount": 50, "unit": "percent"}
    return exact(
        {"do": "edit_roadmap", "day_rate": 700, "currency": "EUR"},
        item("Cluster", 60, 90, 130, mandatory_by=sprint_start(8), **MUST),
        item("Keys", 10, 14, 20, mandatory_by=sprint_start(5), **MUST),
        item("Automate", 8, 10, 14, leverage=lever, promised_by=sprint_start(3)),
        item("Portal", 60, 80, 100),
        stream(3, 2.0, 1.0),
        capacity=20,
        **settings,
    )


def hired(state: State) -> State:
    fast = {"weeks": 4, "start": 0.1, "mentor": 0.25}
    since, start = sprint_start(0), sprint_start(3)
    return after(
        state, command("add_person", name="Hire", start=start, hiring_since=since, ramp=fast)
    )


def side(name: str, state: State, assumed: Assumptions = NOTHING_ASSUMED) -> Compared:
    return Compared(name, state, model_of(state, BEGIN, HORIZON, assumed), assumed)


def contrasted(*sides: Compared) -> tuple[Contrast, ...]:
    return contrasts(sides, compare([each.model for each in sides], Run(TRIALS, 1)), BEGIN)


def test_a_hire_takes_time_at_first_and_wins_the_date_later() -> None:
    base, other = side("Now", busy()), side("One hire", hired(busy()))
    [change] = contrasted(base, other)
    cluster = change.items[item_id("Cluster")]
    assert cluster.p85_moved is not None
    assert cluster.p85_moved < 0
    assert cluster.chances is not None
    assert cluster.chances.is_clear
    assert cluster.chances.difference == pytest.approx(cluster.chances.here - cluster.chances.base)
    sprint, days = change.cost.dip or (-1, 0.0)
    assert 2 <= sprint <= 3
    assert days == pytest.approx(10, abs=1.5)
    first, *rest = advice(base, other, change)
    p85 = [each + 1 for each in cluster.p85 if each is not None]
    assert first.startswith(
        f"With “One hire” P85 of “Cluster” moves from sprint {p85[0]} to sprint {p85[1]}"
    )
    assert f"until sprint {sprint + 1} the team has" in first
    assert any("keeps 27 April 2026 in" in text and "instead of" in text for text in rest)
    assert "Of 4 items 2 finish earlier in most futures." in rest
    assert (
        rest[-1] == "It takes 170 person-days of pay over 20 sprints, EUR 119,000 at the day rate."
    )


def test_pay_is_for_days_employed_whether_productive_or_not() -> None:
    cost = cost_of(busy(), hired(busy()), BEGIN, HORIZON, NOTHING)
    assert cost.paid_days == 10 * (HORIZON - 3)
    assert cost.money == 700 * cost.paid_days
    assert cost.capacity[0] == pytest.approx(-10 / 3)
    assert cost.capacity[10] == 10
    poor = after(hired(busy()), command("edit_roadmap", day_rate=None))
    assert cost_of(busy(), poor, BEGIN, HORIZON, NOTHING).money is None


def test_who_may_leave_is_paid_until_then() -> None:
    half = Assumptions(attrition_a_year=0.5)
    cost = cost_of(busy(), busy(), BEGIN, 26, (NOTHING_ASSUMED, half))
    # The mean over a year of 0.5^t is (1 - 0.5) / ln 2.
    assert cost.paid_days / (26 * 20) == pytest.approx(0.5 / 0.6931 - 1, abs=0.002)
    assert sum(cost.capacity) == pytest.approx(cost.paid_days)


def test_purchases_stand_in_their_own_currency() -> None:
    def buy(title: str, amount: float, currency: str) -> dict[str, Any]:
        bought = {"amount": amount, "currency": currency, "lead_time_days": 30}
        return item(title, 1, 1, 1, purchase=bought)

    base = exact(buy("Storage", 4_000, "EUR"))
    other = after(base, command(**buy("Links", 900, "USD")), command(**buy("More", 500, "EUR")))
    cost = cost_of(base, other, BEGIN, 4, NOTHING)
    assert cost.purchases == (("EUR", 500.0), ("USD", 900.0))
    assert cost.money is None
    shed = after(base, command("shed_item", item=item_id("Storage")))
    assert cost_of(base, shed, BEGIN, 4, NOTHING).purchases == (("EUR", -4_000.0),)


def test_nobody_gains_by_more_must_do_work() -> None:
    more = Assumptions(inflow=(InflowFactor(1.5),))
    base, other = side("Now", busy()), side("Half as much again", busy(), more)
    [change] = contrasted(base, other)
    assert all(row.apart.earlier == 0 for row in change.items.values())
    assert change.forced_share[1] > change.forced_share[0]
    assert any("Must-do work takes" in text for text in advice(base, other, change))
    assert change.cost == Cost(0.0, 0.0, "EUR", (), (0.0,) * HORIZON)


def test_must_do_work_without_a_date_that_gets_later_is_named() -> None:
    now: dict[str, Any] = {"forcing": "forced", "horizon": "short_term", "driver": "incident"}
    state = exact(item("Refunds are stuck", 10, 10, 10, **now), capacity=20)
    outage = item("Outage", 30, 30, 30, before=item_id("Refunds are stuck"), **now)
    base, other = side("Now", state), side("Outage first", after(state, command(**outage)))
    [change] = contrasted(base, other)
    assert advice(base, other, change)[1] == (
        "Must-do work gets later in most futures: “Refunds are stuck” from sprint 1 to sprint 2 "
        "(P50)."
    )


def test_with_nothing_changed_the_advice_says_so() -> None:
    base, other = side("Now", busy()), side("The same", busy())
    [change] = contrasted(base, other)
    assert advice(base, other, change) == ("With “The same” no item's P85 moves by a sprint.",)


def test_the_document_has_every_key_of_the_contract_and_says_which_keeps_the_date() -> None:
    shed = after(busy(), command("shed_item", item=item_id("Automate")))
    lasting = after(busy(), command("remove_item", item=item_id("Keys")))
    sides = [
        side("Now", busy()),
        side("One hire", hired(busy())),
        side("No automation", shed),
        side("No keys", lasting),
    ]
    asked = Run(TRIALS, 1)
    found = compare([each.model for each in sides], asked)
    document = compare_json(7, "DECISION01", sides, found, asked, BEGIN)
    assert json.loads(json.dumps(document)) == document
    assert (document["base"], document["position"], document["trials"]) == ("DECISION01", 7, TRIALS)
    assert [each["name"] for each in document["scenarios"]] == [each.name for each in sides[1:]]
    hire, automation, keys = document["scenarios"]
    row = hire["difference"][item_id("Cluster")]
    assert {"p50", "p85", "earlier_in", "same_in", "later_in", "mean", "by_date"} <= set(row)
    assert row["earlier_in"] + row["same_in"] + row["later_in"] == pytest.approx(1)
    table = row["by_date"]
    assert table["kept_in_both"] + table["kept_here_only"] == pytest.approx(table["here"])
    assert table["kept_in_both"] + table["kept_in_base_only"] == pytest.approx(table["base"])
    assert hire["simulate"]["items"].keys() == document["base_simulate"]["items"].keys()
    assert automation["only_in_base"] == [item_id("Automate")]
    assert automation["forced_share_difference"] > 0
    assert len(automation["forced_share_by_sprint"]) == HORIZON
    assert keys["difference"][item_id("Cluster")]["later_in"] == 0
    assert hire["cost"]["money"] == 119_000
    [said] = document["advice"]
    assert said.startswith("“Cluster” keeps 27 April 2026 in")
    assert "85% or more with “One hire” (" in said
    assert "EUR 119,000 more" in said
