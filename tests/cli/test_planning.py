"""`plan`, `people`, `sprints`, `constraints`: the shapes of the contract, as of any moment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

COMMANDS = [
    {"do": "edit_roadmap", "sprint_start": "2026-01-05"},
    {"do": "add_team", "name": "Edge"},
    {"do": "add_person", "name": "Ines", "team": "Edge", "skills": [{"skill": "sre", "share": 1}]},
    {"do": "add_person", "name": "Tomas", "end": "2026-01-16"},
    {
        "do": "add_item",
        "item": "AAAAAAAAAA",
        "title": "Patch TLS",
        "forcing": "forced",
        "horizon": "long_term",
        "driver": "regulation",
        "mandatory_by": "2026-01-18",
        "estimate": {"low": 2, "likely": 2, "high": 2},
        "team": "Edge",
    },
    {
        "do": "add_item",
        "item": "BBBBBBBBBB",
        "title": "Storage",
        "estimate": {"low": 30, "likely": 30, "high": 30},
        "purchase": {"amount": 9000, "currency": "EUR", "lead_time_days": 30},
        "may_span": True,
    },
    {"do": "add_constraint", "kind": "vendor", "text": "One order a quarter"},
]


@pytest.fixture
def planned(cli: Cli, tmp_path: Path) -> Path:
    path = tmp_path / "plan.roadmap"
    assert cli("new", path, "--name", "Plan", "--start", "2026-01-05").code == 0
    lines = "\n".join(json.dumps(each) for each in COMMANDS)
    assert cli("apply", path, "-", stdin=lines).code == 0
    return path


def test_a_plan_has_every_key_of_the_contract(cli: Cli, planned: Path) -> None:
    document = cli("plan", planned, "--as-of", "2026-01-05", "--sprints", "8", "--json").json
    assert {
        *("position", "mode", "sprints", "below_cut", "late", "latest_start", "critical_chain"),
        *("flags", "balance", "order_by", "objective", "bound", "gap"),
    } <= document.keys()
    first = document["sprints"][0]
    assert first["number"] == 1
    assert first["capacity"] == {"Edge: sre": pytest.approx(6), "everyone": pytest.approx(6)}
    assert {"item": "AAAAAAAAAA", "effort": 2.0}.items() <= first["items"][0].items()
    assert document["latest_start"].keys() == {"AAAAAAAAAA"}
    assert document["order_by"][0]["item"] == "BBBBBBBBBB"
    assert "order_late" in {flag["code"] for flag in document["flags"]}
    assert document["late"] == []


def test_each_placement_has_the_share_of_futures_in_which_it_is_done(
    cli: Cli, planned: Path
) -> None:
    words = ("plan", planned, "--as-of", "2026-01-05", "--json")
    document = cli(*words).json
    chances = [row["probability"] for sprint in document["sprints"] for row in sprint["items"]]
    assert chances
    assert all(0 <= chance <= 1 for chance in chances)
    assert document["forecast"]["trials"] == 10_000
    assert document["forecast"]["rests_on"].startswith("Rests on: ")
    assert cli(*words).out == cli(*words).out
    without = cli(*words, "--trials", "0").json
    assert without["forecast"] is None
    rows = [row for sprint in without["sprints"] for row in sprint["items"]]
    assert [row["probability"] for row in rows] == [None] * len(rows)
    assert "Done by then" in cli("plan", planned, "--as-of", "2026-01-05").out


def test_the_same_plan_is_printed_byte_for_byte_again(cli: Cli, planned: Path) -> None:
    words = ("plan", planned, "--mode", "value", "--as-of", "2026-01-05", "--json")
    first = cli(*words)
    assert first.json["mode"] == "value"
    assert first.json["gap"] is not None
    assert cli(*words).out == first.out


def test_a_plan_as_of_then_and_for_one_team(cli: Cli, planned: Path) -> None:
    before = cli("plan", planned, "--at", "6", "--json").json
    assert all(not sprint["items"] for sprint in before["sprints"])
    edge = cli("plan", planned, "--team", "edge", "--as-of", "2026-01-05", "--json").json
    named = {row["item"] for sprint in edge["sprints"] for row in sprint["items"]}
    assert named == {"AAAAAAAAAA"}


def test_people_show_capacity_with_its_parts(cli: Cli, planned: Path) -> None:
    document = cli("people", planned, "--as-of", "2026-01-05", "--json").json
    assert [person["name"] for person in document["people"]] == ["Ines", "Tomas"]
    assert [each["days"] for each in document["capacity"][:2]] == [
        pytest.approx(12),
        pytest.approx(6),
    ]
    parts = [part for pool in document["capacity"][0]["pools"] for part in pool["parts"]]
    assert {part["name"] for part in parts} == {"Ines", "Tomas"}


def test_sprints_are_shown_from_commitment_to_close(cli: Cli, planned: Path) -> None:
    assert cli("apply", planned, "-", stdin='{"do":"commit_sprint"}').code == 0
    document = cli("sprints", planned, "--json").json
    [sprint] = document["sprints"]
    assert sprint["status"] == "committed"
    assert document["series"] == []
    assert "Sprint" in cli("sprints", planned).out


def test_constraints_are_listed_and_tables_are_printed(cli: Cli, planned: Path) -> None:
    document = cli("constraints", planned, "--json").json
    assert document["constraints"][0]["text"] == "One order a quarter"
    for name in ("plan", "people", "constraints"):
        ran = cli(name, planned)
        assert ran.code == 0
        assert ran.out.strip()
    assert cli("plan", planned, "--mode", "best").code == 2
    assert cli("plan", planned, "--as-of", "soon").code == 2
    for day in ("9999-12-31", "1800-01-01"):
        refused = cli("people", planned, "--as-of", day)
        assert refused.code == 2
        assert refused.err == "--as-of: give a date from 1900 to 2200.\n"
