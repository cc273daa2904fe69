"""Each lever is ordinary commands and says in plain words what it does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from roadmap.commands import Command
from roadmap.errors import NotFound, Refused
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.records.staff import Ramp
from roadmap.scenario import levers
from roadmap.scenario.branch import branch
from roadmap.scenario.lever_list import Lever, levers_of
from roadmap.state import State
from roadmap.values import Estimate, Leverage, LeverageEffect, LeverageUnit, Purchase, Size
from tests.given import NOW, TODAY, after, command, item_id, with_items

TLS, INGEST, ROBOT = (item_id(title) for title in ("Patch TLS", "Move ingest", "Patch robot"))
EMPTY = Assumptions()


@pytest.fixture
def state() -> State:
    """A team of two with three items, one of which saves later work, and a stream."""
    saves = {"effect": "arrivals", "amount": 40, "unit": "percent"}
    return after(
        with_items("Patch TLS", "Move ingest", "Patch robot"),
        command("edit_item", item=ROBOT, leverage=saves),
        command("add_team", team="TTTTTTTTT1", name="Edge"),
        command("add_team", team="TTTTTTTTT2", name="Data"),
        command("add_component", component="CCCCCCCCC1", name="Ingest", team="Edge"),
        command("add_person", person="PPPPPPPPP1", name="Ada", team="Edge"),
        command("add_stream", driver="incident", arrivals_per_sprint=2.0, size_mean=1.0),
    )


def said(state: State, commands: tuple[Command, ...], assumed: Assumptions = EMPTY) -> list[str]:
    found = branch(state, commands, NOW)
    assert found.problems == ()
    return [each.sentence for each in levers_of(found.steps, assumed, TODAY, state)]


def kinds(state: State, commands: tuple[Command, ...]) -> list[str]:
    found = branch(state, commands, NOW)
    return [each.kind for each in levers_of(found.steps, EMPTY, TODAY, state)]


def test_a_hire_starts_after_the_delay_and_is_interviewed_until_then(state: State) -> None:
    commands = levers.hire(state, TODAY, role="platform engineer", team="Edge", number=2)
    assert said(state, commands) == ["Hire 2 platform engineers for Edge from 27 April"]
    people = branch(state, commands, NOW).state.people.ordered()
    new = [each for each in people if each.name.startswith("New")]
    assert sorted(each.name for each in new) == ["New platform engineer", "New platform engineer 2"]
    assert {each.start for each in new} == {TODAY + timedelta(weeks=16)}
    assert {each.hiring_since for each in new} == {TODAY}
    assert {each.team for each in new} == {"TTTTTTTTT1"}


def test_a_hire_takes_what_is_said_of_start_skill_and_ramp(state: State) -> None:
    ramp = Ramp(weeks=13.0, start=0.3, mentor=0.1)
    commands = levers.hire(
        state, TODAY, role="SRE", skill="kubernetes", start=date(2026, 1, 12), ramp=ramp
    )
    assert said(state, commands) == ["Hire an SRE from 12 January"]
    [new] = [p for p in branch(state, commands, NOW).state.people.ordered() if p.name == "New SRE"]
    assert (new.start, new.ramp) == (date(2026, 1, 12), ramp)
    assert [(each.skill, each.share) for each in new.skills] == [("kubernetes", 1.0)]


def test_a_second_hire_gets_a_name_of_its_own(state: State) -> None:
    first = levers.hire(state, TODAY)
    then = branch(state, first, NOW).state
    second = levers.hire(then, TODAY, start=TODAY)
    assert said(state, (*first, *second)) == [
        "Hire an engineer from 27 April",
        "Hire an engineer from 5 January",
    ]


@pytest.mark.parametrize("number", [0, 51])
def test_a_hire_is_of_one_to_fifty(state: State, number: int) -> None:
    with pytest.raises(Refused, match="1 to 50"):
        levers.hire(state, TODAY, number=number)


def test_a_contractor_starts_soon_ramps_up_quicker_and_ends(state: State) -> None:
    commands = levers.contractor(state, TODAY, end=date(2026, 6, 30))
    assert said(state, commands) == ["Take on a contractor from 19 January to 30 June"]
    assert said(state, levers.contractor(state, TODAY, role="Network engineer")) == [
        "Take on a network engineer as contractor from 19 January"
    ]
    two = levers.contractor(state, TODAY, role="DBA", number=2)
    assert said(state, two) == ["Take on 2 DBAs as contractors from 19 January"]
    [new] = [p for p in branch(state, commands, NOW).state.people.ordered() if p.contractor]
    assert new.hiring_since is None


def test_people_are_away_leave_and_move(state: State) -> None:
    first, last = date(2026, 2, 2), date(2026, 2, 13)
    assert said(state, levers.leave(state, "ada", first, last)) == [
        "Ada is away 2 February to 13 February"
    ]
    assert said(state, levers.depart(state, "Ada", last)) == ["Ada leaves after 13 February"]
    assert said(state, levers.move_person("PPPPPPPPP1", "Data", first)) == [
        "Move Ada to Data on 2 February"
    ]
    assert said(state, levers.move_component(state, "Ingest", "Data")) == [
        "Move Ingest and its open items to Data"
    ]


def test_a_component_takes_the_streams_along_that_are_about_it_alone(state: State) -> None:
    both = {"driver": "incident", "started_at": "2026-01-02T08:00:00Z", "effort_days": 1.0}
    logged = after(
        state,
        command("add_stream", name="Ingest full", driver="scaling_limit", basis="fitted"),
        command("log_interruption", title="A", stream="Ingest full", component="Ingest", **both),
        command("log_interruption", title="B", stream="incident", component="Ingest", **both),
        command("log_interruption", title="C", stream="incident", **both),
    )
    commands = levers.move_component(logged, "ingest", "Data")
    assert said(logged, commands) == [
        "Move Ingest and its open items to Data",
        "“Ingest full”: team Data",
    ]
    moved = branch(logged, commands, NOW).state
    teams = {each.name: each.team for each in moved.streams.ordered()}
    assert teams == {"incident": None, "Ingest full": "TTTTTTTTT2"}
    with pytest.raises(NotFound, match="There is no component"):
        levers.move_component(state, "Nothing", "Data")


def test_items_are_shed_dropped_deferred_and_split(state: State) -> None:
    assert said(state, levers.shed([TLS, INGEST])) == ["Shed “Patch TLS”", "Shed “Move ingest”"]
    assert said(state, levers.drop([TLS])) == ["Drop “Patch TLS”"]
    assert said(state, levers.defer(state, TLS, date(2026, 9, 1))) == [
        "Defer “Patch TLS”: not before 1 September"
    ]
    pieces: Any = [{"title": "A"}, {"title": "B", "verified_by": "a canary"}]
    assert said(state, levers.split(TLS, pieces)) == ["Split “Patch TLS” into 2 pieces"]


def test_items_are_ranked_estimated_and_bought_for(state: State) -> None:
    assert said(state, levers.reprioritise(TLS, after=INGEST)) == [
        "Do “Patch TLS” after “Move ingest”"
    ]
    assert said(state, levers.reprioritise(TLS)) == ["Do “Patch TLS” last"]
    estimate = levers.re_estimate(state, TLS, {"estimate": Estimate(5.0, 2.0, 9.0)})
    assert said(state, estimate) == ["Estimate “Patch TLS” at 5 pd (2 to 9)"]
    bought = levers.buy(state, TLS, Purchase(12000.0, "EUR", 30))
    assert said(state, bought) == ["Buy for “Patch TLS”: EUR 12,000, 30 days to get"]


def test_work_in_progress_is_estimated_by_what_is_left(state: State) -> None:
    begun = after(
        state,
        command("start_item", item=TLS),
        command("estimate_item", item=TLS, remaining_days=2.0),
    )
    longer = levers.re_estimate(begun, TLS, {"estimate": Estimate(6.0)})
    item = branch(begun, longer, NOW).state.items[TLS]
    assert (item.estimate, item.remaining_days) == (Estimate(6.0), 6.0)
    sized = levers.re_estimate(begun, TLS, {"size": Size.L, "estimate": None})
    assert branch(begun, sized, NOW).state.items[TLS].remaining_days is None


def test_investing_does_what_saves_later_work_first(state: State) -> None:
    commands = levers.invest(state, ROBOT)
    assert said(state, commands) == ["Do “Patch robot” first"]
    assert kinds(state, commands) == ["invest"]
    given_up = after(state, command("shed_item", item=ROBOT))
    again = levers.invest(given_up, ROBOT)
    assert said(given_up, again) == ["Take “Patch robot” up again and do “Patch robot” first"]
    assert kinds(given_up, again) == ["invest"]
    leverage = Leverage(LeverageEffect.ARRIVALS, 2.0, LeverageUnit.DAYS_PER_SPRINT)
    new = levers.invest_in_new(state, {"title": "Self-service DNS", "leverage": leverage})
    assert said(state, new) == [
        "Add “Self-service DNS”, which saves 2 pd a sprint, and do it first"
    ]


def test_streams_and_settings_are_changed(state: State) -> None:
    calmer = levers.change_stream(state, "incident", {"arrivals_per_sprint": 1.0})
    assert said(state, calmer) == ["“incident”: arrivals per sprint 2 → 1"]
    assert said(state, levers.reserve_days(state, 12.5)) == [
        "Keep 12.5 pd of each sprint for must-do work that arrives"
    ]
    assert said(state, levers.reserve_percentile(state, 0.95)) == [
        "Keep what 95% of futures need of each sprint for must-do work that arrives"
    ]
    assert said(state, levers.no_reserve(state)) == [
        "Keep nothing of each sprint for must-do work that arrives"
    ]
    assert said(state, levers.dig_out_share(state, 0.3)) == [
        "Share protected for digging out 20% → 30%"
    ]


def test_what_is_assumed_is_told_after_what_is_done(state: State) -> None:
    assumed = Assumptions(0.1, (InflowFactor(1.5), InflowFactor(0.5, "incident")))
    assert said(state, levers.shed([TLS]), assumed) == [
        "Shed “Patch TLS”",
        "Assume that 10% of people leave within a year",
        "All must-do work that arrives × 1.5",
        "Arrivals of “incident” × 0.5",
    ]


def test_commands_about_one_item_are_one_lever(state: State) -> None:
    commands = (*levers.defer(state, TLS, date(2026, 9, 1)), *levers.reprioritise(TLS))
    found = branch(state, commands, NOW)
    [lever] = levers_of(found.steps, EMPTY, TODAY, state)
    assert lever.sentence == "Defer “Patch TLS”: not before 1 September and do “Patch TLS” last"
    assert (lever.first, lever.count, lever.commands) == (0, 2, commands)


def test_any_other_command_is_told_by_what_it_does(state: State) -> None:
    renamed = command("edit_item", item=TLS, title="Patch TLS 1.3")
    assert said(state, (renamed,)) == ["Patch TLS 1.3 renamed from “Patch TLS”"]
    nothing = command("edit_item", item=TLS, title="Patch TLS")
    assert said(state, (nothing,)) == ["Edit item"]


def test_a_lever_that_cannot_be_pulled_says_why(state: State) -> None:
    found = branch(state, levers.shed(["9999999999"]), NOW)
    [lever] = levers_of(found.steps, EMPTY, TODAY, state)
    assert lever == Lever(
        "shed",
        "Shed “9999999999”",
        0,
        1,
        levers.shed(["9999999999"]),
        "There is no item '9999999999'.",
    )


@pytest.mark.parametrize(
    "pull",
    [
        lambda state: levers.leave(state, "Nobody", TODAY, TODAY),
        lambda state: levers.defer(state, "nothing", TODAY),
        lambda state: levers.invest(state, "nothing"),
        lambda state: levers.change_stream(state, "nothing", {}),
    ],
)
def test_what_is_not_there_is_named(state: State, pull: Any) -> None:
    with pytest.raises(NotFound, match="There is no"):
        pull(state)
