"""Do the levers say what the commands of a scenario say, and write back nothing else?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gui.models.whatif import levers as levers
from gui.models.whatif.levers import Newcomers, positions
from gui.models.whatif.panel import lowest_choices, to_defer, to_shed, usual_place
from gui.models.whatif.words import auto_name, detail, saving_words, signed
from gui.models.words import money
from roadmap.commands.items import EstimateItem
from roadmap.commands.people import AddPerson
from roadmap.scenario.scenario import Scenario
from roadmap.state import State
from roadmap.values import Forcing, Size
from tests.gui.sprints_harbour import MAYA, NOW, command, harbour, item_id

TODAY = NOW.date()
DNS = item_id("Self-service DNS records")
BUS = item_id("Event bus as the default integration")
START = date(2026, 12, 14)


@pytest.fixture(scope="module")
def state() -> State:
    return harbour().state


def empty() -> Scenario:
    return Scenario("0000000001", "New scenario")


def people(scenario: Scenario) -> list[str]:
    return [each.person for each in scenario.commands if isinstance(each, AddPerson)]


def test_an_empty_scenario_has_its_levers_at_rest(state: State) -> None:
    assert positions(empty(), state) == levers.Positions()


def test_hires_keep_their_ids_as_more_come_and_the_day_moves(state: State) -> None:
    one = levers.with_hires(empty(), state, TODAY, Newcomers(1, start=START))
    two = levers.with_hires(one, state, TODAY, Newcomers(2, "network", start=START))
    assert people(two)[0] == people(one)[0]
    assert positions(two, state).hires == Newcomers(2, "network", None, START, "engineer")
    none = levers.with_hires(two, state, TODAY, Newcomers())
    assert none.commands == ()


def test_contractors_and_hires_are_two_levers(state: State) -> None:
    both = levers.with_hires(empty(), state, TODAY, Newcomers(1, start=START))
    both = levers.with_contractors(both, state, TODAY, Newcomers(2, start=START))
    found = positions(both, state)
    assert (found.hires.number, found.contractors.number) == (1, 2)


def test_items_are_shed_once_and_taken_back(state: State) -> None:
    shed = levers.with_shed(levers.with_shed(empty(), (DNS,)), (DNS, BUS))
    assert positions(shed, state).shed == (DNS, BUS)
    assert positions(levers.without_shed(shed, DNS), state).shed == (BUS,)


def test_items_are_done_first_deferred_and_back(state: State) -> None:
    first = levers.with_invested(empty(), state, BUS)
    assert positions(first, state).invested == (BUS,)
    later = levers.with_deferred(first, state, DNS, START)
    later = levers.with_deferred(later, state, DNS, START + timedelta(days=7))
    assert positions(later, state).deferred == ((DNS, START + timedelta(days=7)),)
    back = levers.without_deferred(levers.without_invested(later, BUS), DNS)
    assert back.commands == ()


def test_somebody_leaves_and_stays(state: State) -> None:
    person = state.people.ordered()[0].id
    leaving = levers.with_leaving(empty(), state, person, START)
    assert positions(leaving, state).leaving == ((person, START),)
    assert levers.without_leaving(leaving, person).commands == ()


def test_reserve_and_digging_out_share_one_command(state: State) -> None:
    both = levers.with_settings(empty(), state, 4.5, 0.3)
    assert len(both.commands) == 1
    found = positions(both, state)
    assert (found.reserve_days, found.dig_out) == (4.5, 0.3)
    assert levers.with_settings(both, state, None, None).commands == ()


def test_assumptions_are_no_commands(state: State) -> None:
    assumed = levers.with_attrition(levers.with_inflow(empty(), 1.5), 0.1)
    assert assumed.commands == ()
    found = positions(assumed, state)
    assert (found.inflow, found.attrition) == (1.5, 0.1)
    assert not levers.with_attrition(levers.with_inflow(assumed, 1.0), 0.0).assumptions


def test_commands_without_a_lever_are_kept(state: State) -> None:
    estimate = EstimateItem(item=DNS, fields={"size": Size.L})
    scenario = levers.with_shed(empty().with_commands((estimate,)), (BUS,))
    assert positions(scenario, state).others == (0,)


def test_a_scenario_is_named_after_its_levers(state: State) -> None:
    found = levers.with_hires(empty(), state, TODAY, Newcomers(2, start=START))
    found = levers.with_shed(found, (DNS,))
    assert auto_name(positions(found, state), state) == "Hire two engineers and shed one item"
    assert auto_name(positions(empty(), state), state) == "New scenario"
    assert detail(positions(found, state), state, TODAY) == "starts 14 Dec; 5 pd given up"
    more = positions(levers.with_inflow(empty(), 1.25), state)
    assert auto_name(more, state) == "25% more unplanned work"


def test_choices_are_offered_before_must_do_work(state: State) -> None:
    forced = [item.forcing is Forcing.FORCED for item in to_shed(state, ())]
    assert forced == sorted(forced)
    assert all(state.items[key].forcing is not Forcing.FORCED for key in lowest_choices(state, 3))
    assert DNS not in [item.id for item in to_shed(state, (DNS,))]
    dated = [item.mandatory_by is not None for item in to_defer(state, ())]
    assert dated == sorted(dated)


def test_newcomers_go_where_the_item_draws_from(state: State) -> None:
    team, skill = usual_place(state, TODAY, DNS)
    assert team == state.items[DNS].team
    assert skill in {"network", "security", "build"}


def test_amounts_and_differences_are_said_plainly() -> None:
    assert (money(16640, "EUR"), money(1200, "CHF"), money(-300, "USD")) == (
        "€16,640",
        "CHF 1,200",
        "−$300",
    )
    assert (signed(21), signed(-3), signed(0)) == ("+21", "−3", "")


def test_no_more_is_saved_than_arrives() -> None:
    roadmap = harbour()
    promise = {"effect": "arrivals", "amount": 99}
    stream = {"name": "Tickets", "driver": "incident", "arrivals_per_sprint": 2, "size_mean": 1}
    given = [command("add_stream", **stream), command("edit_item", item=DNS, leverage=promise)]
    roadmap.execute(given, by=MAYA, at=NOW)
    item = roadmap.state.items[DNS]
    assert saving_words(item, roadmap.state, TODAY) == "saves 2 of 99 pd a sprint"
    detail_of = detail(levers.Positions(invested=(DNS,)), roadmap.state, TODAY)
    assert detail_of == "5 pd now, saves 2 of 99 a sprint"
