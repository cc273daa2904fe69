"""Sharing and withdrawing scenarios, and taking that back."""

from __future__ import annotations

from typing import Any

from roadmap.decide import decide
from roadmap.events.scenarios import ScenarioShared, ScenarioWithdrawn
from roadmap.evolve import fold
from roadmap.inverse import inverse
from roadmap.records.assumptions import Assumptions
from tests.given import NOW, after, begun, command, refusal

KEY, BASE = "AAAAAAAAA1", "DDDDDDDDD1"
SHED = {"do": "shed_item", "version": 1, "item": "AAAAAAAAA2"}


def share(**more: Any) -> Any:
    fields = {"name": "Shed one", "base": BASE, "commands": [SHED], **more}
    return command("share_scenario", scenario=KEY, **fields)


def test_sharing_puts_the_scenario_into_the_state() -> None:
    state = after(begun(), share(note="For the review", assumptions={"attrition_a_year": 0.1}))
    shared = state.scenarios[KEY]
    assert (shared.name, shared.base, shared.note) == ("Shed one", BASE, "For the review")
    assert shared.commands == (SHED,)
    assert shared.assumptions == Assumptions(0.1)


def test_a_command_without_a_version_is_of_todays() -> None:
    plain = {"do": "shed_item", "item": "AAAAAAAAA2"}
    assert after(begun(), share(commands=[plain])) == after(begun(), share())


def test_sharing_again_replaces_it_and_the_same_changes_nothing() -> None:
    state = after(begun(), share())
    assert decide(state, [share()], NOW) == ()
    again = after(state, share(name="Shed two"))
    assert [each.name for each in again.scenarios.ordered()] == ["Shed two"]


def test_withdrawing_by_name_takes_it_out() -> None:
    state = after(begun(), share())
    [event] = decide(state, [command("withdraw_scenario", scenario="shed ONE")], NOW)
    assert event == ScenarioWithdrawn(scenario=KEY)
    assert KEY not in fold([event], state).scenarios


def test_a_name_is_shared_once_and_is_needed() -> None:
    state = after(begun(), share())
    twice = command("share_scenario", scenario="AAAAAAAAA3", name="SHED one")
    assert "'Shed one' is shared already" in refusal(state, twice)
    assert "needs a name" in refusal(state, command("share_scenario", scenario=KEY))
    nameless = share(commands=[{"item": "AAAAAAAAA2"}])
    assert "Command 1 of 'Shed one': A command is a JSON object" in refusal(state, nameless)
    wrong = share(commands=[SHED, {"do": "shed_item"}])
    assert "Command 2 of 'Shed one': shed_item: item" in refusal(state, wrong)
    gone = command("withdraw_scenario", scenario="Hire")
    assert refusal(state, gone) == "No scenario 'Hire' is shared (shared: Shed one)."


def test_every_step_can_be_taken_back() -> None:
    empty = begun()
    first = after(empty, share())
    second = after(first, share(name="Shed two", commands=[]))
    for before, state in ((empty, first), (first, second)):
        record = state.scenarios[KEY]
        fields: Any = {name: getattr(record, name) for name in ("name", "base", "commands")}
        event = ScenarioShared(scenario=KEY, fields=fields)
        assert fold(inverse(before, event), state) == before
    assert fold(inverse(first, ScenarioWithdrawn(scenario=KEY)), empty) == first
