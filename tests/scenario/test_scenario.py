"""A scenario as JSON: nothing of it is lost, and what is not one is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap.commands import COMMANDS, Command, parse_command
from roadmap.errors import Damaged, Newer, Refused
from roadmap.records.assumptions import Assumptions, InflowFactor
from roadmap.records.scenarios import SharedScenario
from roadmap.scenario import scenario as module
from roadmap.scenario.scenario import (
    command_json,
    command_of,
    digest_of,
    fields_of,
    is_allowed,
    scenario_json,
    scenario_of,
    shared_one,
)
from tests.given import command, item_id
from tests.scenario.given import scenario
from tests.store.arbitrary import of_type

ASSUMED = Assumptions(0.1, (InflowFactor(1.5), InflowFactor(0.0, "incident")))


_ALLOWED = sorted(filter(is_allowed, COMMANDS))
_ANY = st.sampled_from(_ALLOWED).flatmap(lambda name: of_type(COMMANDS[name]))


@given(_ANY)
@settings(max_examples=300)
def test_every_command_comes_back_equal_from_its_json(given_command: Command) -> None:
    written = json.loads(json.dumps(command_json(given_command)))
    assert command_of(written) == parse_command(
        {k: v for k, v in written.items() if k != "version"}
    )
    assert command_json(command_of(written)) == written


def test_a_scenario_is_about_what_is_planned() -> None:
    assert {"add_item", "move_person", "edit_roadmap", "shed_item"} <= set(_ALLOWED)
    for name in ("close_sprint", "import_items", "give_reason", "log_interruption", "keep_plan"):
        assert not is_allowed(name)
    with pytest.raises(Refused, match="cannot hold log_progress"):
        scenario("X").with_commands([command("log_progress", item="X", remaining_days=1.0)])


def test_ids_that_were_filled_in_are_kept() -> None:
    add = command("add_item", title="Automate patching")
    split = command("split_item", item=item_id("X"), pieces=[{"title": "A"}, {"title": "B"}])
    for each in (add, split):
        assert command_of(command_json(each)) == each


def test_a_scenario_comes_back_equal_from_its_json_and_as_shared() -> None:
    known = scenario(
        "Hire two",
        command("add_person", name="New", start="2026-05-04"),
        command("move_person", person="Ada", team=None, on="2026-02-02"),
        command("edit_item", item=item_id("X"), not_before=None, was={"not_before": "2026-03-01"}),
        note="For the review\nin March",
        assumptions=ASSUMED,
        adopted="DDDDDDDDDD",
    )
    assert scenario_of(json.loads(json.dumps(scenario_json(known)))) == known
    shared = shared_one(SharedScenario(known.id, **fields_of(known)))
    assert (shared.commands, shared.assumptions, shared.shared) == (known.commands, ASSUMED, True)
    assert digest_of(shared) == digest_of(known)


def test_an_earlier_shape_of_a_command_is_upcast(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(given: dict[str, Any]) -> dict[str, Any]:
        return {"do": given["do"], "item": given["card"]}

    monkeypatch.setattr(COMMANDS["shed_item"], "version", 2)
    monkeypatch.setattr(module, "UPCASTERS", {("shed_item", 1): renamed})
    old = {"do": "shed_item", "version": 1, "card": item_id("X")}
    assert command_of(old) == command("shed_item", item=item_id("X"))
    assert command_json(command_of(old))["version"] == 2


@pytest.mark.parametrize("newer", [{"do": "shed_item", "version": 2}, {"do": "fly", "version": 1}])
def test_what_a_newer_version_wrote_says_so(newer: dict[str, Any]) -> None:
    with pytest.raises(Newer, match="update Roadmap"):
        command_of(newer)
    found = shared_one(SharedScenario("A" * 10, name="Theirs", commands=(newer,)))
    assert (found.name, found.commands) == ("Theirs", ())
    assert "newer version" in str(found.problem)


@pytest.mark.parametrize(
    "broken",
    [
        {"do": "shed_item"},
        {"do": "shed_item", "version": 0, "item": "A" * 10},
        {"do": "shed_item", "version": True, "item": "A" * 10},
        {"do": "shed_item", "version": 1},
        {"do": "close_sprint", "version": 1},
        {"version": 1},
    ],
)
def test_what_is_no_command_of_a_scenario_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises((Refused, Newer)):
        command_of(broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"name": "No id"},
        {"id": "A" * 10},
        {"id": "A" * 10, "name": "X", "wings": 2},
        {"id": "A" * 10, "name": "X", "at": "yesterday"},
        {"id": "A" * 10, "name": "X", "commands": [{"do": "shed_item", "version": 1}]},
        {"id": "A" * 10, "name": "X", "assumptions": {"attrition_a_year": 7}},
    ],
)
def test_what_is_no_scenario_is_damaged(broken: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        scenario_of(broken)


def test_a_name_is_asked_for_and_bounded() -> None:
    known = scenario("X")
    assert known.named("  Hire \n two ").name == "Hire two"
    for name in ("", " \n", "x" * 201):
        with pytest.raises(Refused):
            known.named(name)
