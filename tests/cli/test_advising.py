"""`shed` and `leverage`: the shape of the contract, tables for people, and bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

COMMANDS: list[dict[str, Any]] = [
    {"do": "edit_roadmap", "sprint_start": "2026-01-05"},
    {"do": "add_person", "name": "Ines"},
    {"do": "add_consumer", "name": "Payments"},
    {
        "do": "add_item",
        "item": "AAAAAAAAAA",
        "title": "Patch TLS",
        "forcing": "forced",
        "horizon": "long_term",
        "driver": "regulation",
        "mandatory_by": "2026-04-01",
        "estimate": {"low": 6, "likely": 6, "high": 6},
        "may_span": True,
    },
    {
        "do": "add_item",
        "item": "BBBBBBBBBB",
        "title": "Automate patching",
        "estimate": {"low": 4, "likely": 4, "high": 4},
        "may_span": True,
        "value": 2,
        "leverage": {"effect": "arrivals", "amount": 50, "unit": "percent", "stream": "Patches"},
        "leverage_category": "automation",
    },
    {
        "do": "add_item",
        "item": "CCCCCCCCCC",
        "title": "Storage",
        "estimate": {"low": 5, "likely": 5, "high": 5},
        "value": 5,
        "goal": "Launch",
        "consumers": ["Payments"],
    },
    {"do": "add_item", "item": "DDDDDDDDDD", "title": "Unknown"},
    {
        "do": "add_stream",
        "name": "Patches",
        "driver": "security_vulnerability",
        "arrivals_per_sprint": 2,
        "size_mean": 1,
    },
]


@pytest.fixture
def advised(cli: Cli, tmp_path: Path) -> Path:
    path = tmp_path / "plan.roadmap"
    assert cli("new", path, "--name", "Plan", "--start", "2026-01-05").code == 0
    lines = "\n".join(json.dumps(each) for each in COMMANDS)
    assert cli("apply", path, "-", stdin=lines).code == 0
    return path


# -- shed -----------------------------------------------------------------------------------------


def test_what_to_keep_has_every_key_of_the_contract(cli: Cli, advised: Path) -> None:
    found = cli("shed", advised, "--capacity", "11", "--json").json
    assert (found["capacity"], found["optimal"], found["gap"]) == (11.0, True, 0.0)
    best = found["alternatives"][0]
    assert best["keep"] == ["AAAAAAAAAA", "CCCCCCCCCC"]
    assert best["shed"] == ["BBBBBBBBBB", "DDDDDDDDDD"]
    assert (best["value"], best["effort"]) == (8.0, 11.0)  # the default of 3 for what nobody valued
    assert "'Automate patching'" in best["gives_up"]
    assert found["unestimated"] == ["DDDDDDDDDD"]
    assert 1 <= len(found["alternatives"]) <= 3


def test_must_do_work_may_go_only_where_that_is_said(cli: Cli, advised: Path) -> None:
    without = cli("shed", advised, "--capacity", "5", "--json").json
    assert (without["missing"], without["gap"], without["optimal"]) == (1.0, None, False)
    assert "--allow-forced" in without["notes"][0]
    allowed = cli("shed", advised, "--capacity", "5", "--allow-forced", "--json").json
    assert allowed["alternatives"][0]["keep"] == ["CCCCCCCCCC"]


def test_goals_with_a_value_and_items_decide_what_is_kept(cli: Cli, empty: Path) -> None:
    costs = {"A": 3.0, "B": 3.0, "C": 4.0, "D": 2.0}
    commands: list[dict[str, Any]] = [
        {
            "do": "add_item",
            "item": name * 10,
            "title": name,
            "estimate": {"low": days, "likely": days, "high": days},
            "prerequisites": ["D" * 10] if name == "A" else [],
        }
        for name, days in sorted(costs.items(), reverse=True)
    ]
    for name, value, items in (("One", 70, "AB"), ("Two", 50, "BC"), ("Three", 25, "C")):
        keys = [each * 10 for each in items]
        commands.append({"do": "add_goal", "name": name, "value": value, "items": keys})
    lines = "\n".join(json.dumps(each) for each in commands)
    assert cli("apply", empty, "-", stdin=lines).code == 0
    found = cli("shed", empty, "--capacity", "8", "--json").json
    best = found["alternatives"][0]
    assert (best["value"], best["effort"], best["shed"]) == (
        75.0,
        7.0,
        ["DDDDDDDDDD", "AAAAAAAAAA"],
    )
    assert best["goals_kept"] == ["Three", "Two"]
    assert (
        cli("shed", empty, "--capacity", "12", "--json").json["alternatives"][0]["value"] == 145.0
    )


def test_people_read_what_each_way_gives_up(cli: Cli, advised: Path) -> None:
    said = cli("shed", advised, "--capacity", "10").out
    assert "Not reached then: goal 'Launch'." in said
    assert "Payments would not be served." in said
    assert "Not estimated, reckoned as size M: 1 item." in said


@pytest.mark.parametrize("capacity", ["0", "-3", "nan"])
def test_a_capacity_that_is_none_is_refused(cli: Cli, advised: Path, capacity: str) -> None:
    ran = cli("shed", advised, "--capacity", capacity)
    assert ran.code == 1
    assert "more than 0" in ran.err


def test_what_is_asked_has_to_be_said(cli: Cli, advised: Path) -> None:
    assert cli("shed", advised).code == 2
    assert cli("shed", advised, "--capacity", "5", "--register").code == 2
    past = cli("shed", advised, "--capacity", "5", "--until", "2020-01-01")
    assert past.code == 1
    assert "give a later one" in past.err
    assert cli("shed", advised, "--capacity", "5", "--until", "soon").code == 2


def test_an_empty_backlog_has_nothing_to_give_up(cli: Cli, empty: Path) -> None:
    ran = cli("shed", empty, "--capacity", "5")
    assert ran.code == 1
    assert "the backlog is empty" in ran.err


def test_the_register_shows_accepted_risks_and_overdue_reviews(cli: Cli, advised: Path) -> None:
    shed = {
        "do": "shed_item",
        "item": "CCCCCCCCCC",
        "accepted_risk": "Disks may fill up",
        "review_on": "2199-03-02",
        "accepted_by": "Helen Brandt",
    }
    assert cli("apply", advised, "-", stdin=json.dumps(shed)).code == 0
    found = cli("shed", advised, "--register", "--json").json
    [row] = found["register"]
    assert row["risk"]["text"] == "Disks may fill up"
    assert (row["review_on"], row["overdue"]) == ("2199-03-02", False)
    later = cli("shed", advised, "--register", "--as-of", "2199-03-03").out
    assert "2199-03-02, overdue" in later
    assert "1 given up; 1 review overdue; 0 without an accepted risk." in later


# -- leverage -------------------------------------------------------------------------------------


def test_leverage_has_paybacks_and_categories(cli: Cli, advised: Path) -> None:
    found = cli("leverage", advised, "--as-of", "2026-01-05", "--json").json
    [row] = found["paybacks"]
    assert (row["item"], row["expected"], row["payback_sprints"]) == ("BBBBBBBBBB", 1.0, 4.0)
    assert (found["double_wins"], found["to_ask"]) == ([], ["AAAAAAAAAA"])
    shares = {each["category"]: each["share"] for each in found["categories"]}
    assert shares["automation"] == 1.0
    assert found["hire_payback_weeks"] == pytest.approx(26 * 0.3 / 0.9)


def test_going_without_an_item_and_hiring_are_reckoned_when_asked(cli: Cli, advised: Path) -> None:
    words = ("--as-of", "2026-01-05", "--trials", "500", "--horizon", "8")
    found = cli("leverage", advised, "--without", "BBBBBBBBBB", "--hire", *words, "--json").json
    assert found["without"]["arriving"]["difference"] > 0
    ways = [each["way"] for each in found["last_resort"]["ways"]]
    assert (ways[0], ways[-2:]) == ("as_is", ["hire", "best_and_hire"])
    said = cli("leverage", advised, "--without", "BBBBBBBBBB", "--hire", *words).out
    assert found["last_resort"]["text"] in said
    assert found["without"]["text"] in said


def test_the_table_is_for_people(cli: Cli, advised: Path) -> None:
    said = cli("leverage", advised, "--as-of", "2026-01-05").out
    assert "Automate patching" in said
    assert "4.0 sprints" in said
    assert "Ask of: Patch TLS." in said


def test_an_item_that_is_not_there_is_named(cli: Cli, advised: Path) -> None:
    ran = cli("leverage", advised, "--without", "HP-1")
    assert ran.code == 1
    assert "HP-1" in ran.err
