"""What the shed advisor is asked about a roadmap, and what the shed register holds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from roadmap.analysis.shedding.advice import ShedKey, gives_up, goals_of, remarks, shed_advice
from roadmap.analysis.shedding.register import RegisterKey, shed_register
from roadmap.errors import Refused
from roadmap.records.expectations import Goal
from roadmap.records.risks import AcceptedRisk
from roadmap.state import Consumer, Item, State, Table
from roadmap.values import Estimate, Leverage, LeverageEffect, OptionStage, Status, Wait
from tests.analysis.roadmaps import CHOICE, FORCED, state_of


def item(name: str, days: float | None = 4.0, **fields: Any) -> Item:
    estimate = None if days is None else Estimate(days, days, days)
    return Item(name, title=name.title(), rank=name, estimate=estimate, **fields)


def test_must_do_work_stays_unless_it_is_allowed_to_go() -> None:
    state = state_of(item("m", 4, forcing=FORCED, value=1.0), item("c", 4, value=5.0))
    assert shed_advice(state, ShedKey(4.0)).found.alternatives[0].keep == ("m",)
    allowed = shed_advice(state, ShedKey(4.0, allow_forced=True)).found.alternatives[0]
    assert (allowed.keep, allowed.value) == (("c",), 5.0)


def test_what_nobody_estimated_counts_as_m_and_is_said() -> None:
    state = state_of(item("a", None), item("b", 2))
    advice = shed_advice(state, ShedKey(50.0))
    assert advice.unestimated == ("a",)
    assert "Not estimated, reckoned as size M: 1 item." in remarks(advice, ShedKey(50.0))
    assert advice.found.alternatives[0].days == pytest.approx(2.0 + 3.8, abs=0.3)


def test_done_shed_and_merely_discovered_work_is_no_part_of_the_question() -> None:
    state = state_of(
        item("a"),
        item("d", status=Status.DONE),
        item("s", status=Status.SHED),
        item("o", option_stage=OptionStage.DISCOVERED),
    )
    [only] = shed_advice(state, ShedKey(9.0)).found.alternatives
    assert (only.keep, only.shed) == (("a",), ())
    assert remarks(shed_advice(state, ShedKey(9.0)), ShedKey(9.0))[0].startswith("Everything fits")


def test_an_empty_backlog_is_said() -> None:
    with pytest.raises(Refused, match="no open work to give up"):
        shed_advice(state_of(), ShedKey(9.0))


def test_what_cannot_start_by_the_date_is_left_out_and_said() -> None:
    until = date(2025, 9, 30)
    state = state_of(
        item("a"),
        item("b", not_before=date(2025, 10, 1)),
        item("c", waits=(Wait("Vendor", date(2025, 9, 30)),)),
    )
    advice = shed_advice(state, ShedKey(9.0, until))
    assert advice.left_out == ("b",)
    assert "Cannot start by 30 September 2025 and left out: 1 item." in remarks(
        advice, ShedKey(9.0, until)
    )


def test_a_goal_of_which_an_item_was_shed_is_given_up_already() -> None:
    state = state_of(
        item("a", goal="Launch"),
        item("b", goal="Launch", status=Status.DONE),
        item("c", goal="Move"),
        item("d", goal="Move", status=Status.SHED),
    )
    [launch] = goals_of(state)
    assert (launch.name, launch.items) == ("Launch", ("a",))


def test_goals_on_record_have_a_value_and_may_share_items() -> None:
    state = state_of(
        item("a", 3), item("b", 3, goal="launch"), item("c", 4, value=2.0), item("d", 2)
    )
    goals = (
        Goal("1", "Launch", value=5.0, items=("a",)),
        Goal("2", "Move", value=1.0, items=("a",)),
        Goal("3", "Past", value=9.0, items=("d",), closed_on=date(2025, 6, 1)),
    )
    state = replace(state, goals=Table.of((goal.id, goal) for goal in goals))
    assert [(each.name, each.value, set(each.items)) for each in goals_of(state)] == [
        ("Launch", 5.0, {"a", "b"}),
        ("Move", 1.0, {"a"}),
    ]
    best = shed_advice(state, ShedKey(8.0)).found.alternatives[0]
    assert (best.keep, best.value) == (("a", "b", "d"), 6.0)  # d fits beside, and counts nothing


def test_what_is_given_up_is_named_with_its_goals_and_teams() -> None:
    saves = Leverage(LeverageEffect.ARRIVALS, 1.0)
    served = Table.of([("t", Consumer("t", "Payments"))])
    state = replace(
        state_of(
            item("a", value=5.0),
            item("b", value=1.0, goal="Launch", consumers=("t",), leverage=saves, forcing=CHOICE),
        ),
        consumers=served,
    )
    advice = shed_advice(state, ShedKey(4.0))
    assert gives_up(state, advice, advice.found.alternatives[0]) == (
        "Gives up 1 item, 4 pd: 'B'. Not reached then: goal 'Launch'. Payments would not be "
        "served. 1 item of these would lower later work."
    )


# -- the register ---------------------------------------------------------------------------------


def with_risks(state: State, *risks: AcceptedRisk) -> State:
    return replace(state, risks=Table.of((risk.id, risk) for risk in risks))


def test_the_register_holds_all_that_was_shed_with_overdue_reviews_first() -> None:
    march, april = date(2026, 3, 2), date(2026, 4, 1)
    state = with_risks(
        state_of(
            item("a", 3, status=Status.SHED, shed_on=date(2025, 7, 14)),
            item("b", 5, status=Status.SHED, shed_on=date(2025, 7, 15)),
            item("c", 2, status=Status.SHED, shed_on=date(2025, 7, 16)),
            item("d", 9),
            item("e", 9),
        ),
        AcceptedRisk("1", "b", "Half a day down", march, "Helen"),
        AcceptedRisk("2", "a", "Slower", april),
        AcceptedRisk("3", "d", "Put off for a year", date(2026, 1, 1)),
    )
    register = shed_register(state, RegisterKey(date(2026, 3, 15)))
    assert [(row.item, row.overdue) for row in register.rows] == [
        ("d", True),
        ("b", True),
        ("a", False),
        ("c", False),
    ]
    assert (register.days, register.overdue, register.unaccepted) == (10.0, 2, 1)


def test_a_review_is_not_overdue_on_its_day() -> None:
    day = date(2026, 3, 2)
    state = with_risks(
        state_of(item("a", status=Status.SHED)), AcceptedRisk("1", "a", "Slower", day)
    )
    assert shed_register(state, RegisterKey(day)).overdue == 0
