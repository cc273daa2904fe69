"""`simulate`: the shape of the contract, the same bytes, a team, a day, and wrong usage."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

COMMANDS = [
    {"do": "edit_roadmap", "sprint_start": "2026-01-05"},
    {"do": "add_team", "name": "Edge"},
    {"do": "add_person", "name": "Ines", "team": "Edge"},
    {"do": "add_person", "name": "Tomas"},
    {
        "do": "add_item",
        "item": "AAAAAAAAAA",
        "title": "Patch TLS",
        "forcing": "forced",
        "horizon": "long_term",
        "driver": "regulation",
        "mandatory_by": "2026-02-01",
        "estimate": {"low": 2, "likely": 4, "high": 9},
        "may_span": True,
        "team": "Edge",
    },
    {"do": "add_item", "item": "BBBBBBBBBB", "title": "Storage", "may_span": True},
    {
        "do": "add_stream",
        "name": "Incidents",
        "driver": "incident",
        "arrivals_per_sprint": 1.5,
        "size_mean": 2,
        "team": "Edge",
    },
]
WORDS = ("--as-of", "2026-01-05", "--horizon", "12", "--json")


@pytest.fixture
def expected(cli: Cli, tmp_path: Path) -> Path:
    path = tmp_path / "plan.roadmap"
    assert cli("new", path, "--name", "Plan", "--start", "2026-01-05").code == 0
    lines = "\n".join(json.dumps(each) for each in COMMANDS)
    assert cli("apply", path, "-", stdin=lines).code == 0
    return path


def test_a_forecast_has_every_key_of_the_contract(cli: Cli, expected: Path) -> None:
    found = cli("simulate", expected, "--trials", "600", "--seed", "3", *WORDS).json
    assert (found["trials"], found["seed"], found["horizon"]) == (600, 3, 12)
    assert found["first_sprint"] == 1
    assert list(found["items"]) == ["AAAAAAAAAA", "BBBBBBBBBB"]
    patch = found["items"]["AAAAAAAAAA"]
    assert {"p50", "p70", "p85", "p95", "beyond", "by_date", "effort", "finish_mean"} <= set(patch)
    assert patch["by_date"]["date"] == "2026-02-01"
    assert 0 < patch["by_date"]["low"] < patch["by_date"]["probability"] <= 1
    assert set(patch["effort"]) == {"mean", "sd", "p50", "p85", "p95"}
    assert found["items"]["BBBBBBBBBB"]["by_date"] is None
    assert [row["sprint"] for row in found["forced_share"]] == list(range(12))
    assert {"mean", "p10", "p90"} <= set(found["forced_share"][0])
    assert {"mean", "empty"} <= set(found["backlog"][0])
    assert found["goals"] == {}
    [stream] = found["streams"].values()
    assert set(stream["arrived"]) == {"mean", "sd", "zero", "total"}
    assert found["quality"]["text"] == (
        "Rests on: 1 of 2 items sized by people, the others as M; 1 stream of must-do work "
        "entered by hand."
    )


def test_the_same_bytes_are_printed_with_one_and_with_two_workers(cli: Cli, expected: Path) -> None:
    words = ("simulate", expected, "--trials", "10001", *WORDS)
    first = cli(*words)
    assert first.code == 0
    assert cli(*words, "--workers", "2").out == first.out


def test_a_forecast_of_one_team_and_as_of_then(cli: Cli, expected: Path) -> None:
    edge = cli("simulate", expected, "--trials", "200", "--team", "edge", *WORDS).json
    assert list(edge["items"]) == ["AAAAAAAAAA"]
    assert cli("simulate", expected, "--trials", "20", "--at", "6", *WORDS).json["items"] == {}


def test_people_get_a_table_and_what_it_rests_on(cli: Cli, expected: Path) -> None:
    ran = cli("simulate", expected, "--trials", "200", "--as-of", "2026-01-05")
    assert ran.code == 0
    assert "Patch TLS" in ran.out
    assert "Rests on: 1 of 2 items sized by people" in ran.out
    assert "simulation error only" in ran.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--dask", "tcp://127.0.0.1:1", "--workers", "2"), "exclude each other"),
        (("--trials", "0"), "--trials"),
        (("--horizon", "521"), "--horizon"),
        (("--workers", "0"), "--workers"),
        (("--as-of", "soon"), "2026-11-20"),
    ],
)
def test_wrong_usage_is_said(cli: Cli, expected: Path, words: tuple[str, ...], says: str) -> None:
    ran = cli("simulate", expected, *words)
    assert ran.code == 2
    assert says in ran.err


def test_without_sprints_there_is_no_forecast(cli: Cli, expected: Path) -> None:
    assert cli("apply", expected, "-", stdin='{"do":"edit_roadmap","sprint_start":null}').code == 0
    ran = cli("simulate", expected)
    assert ran.code == 1
    assert "set the first day of sprint 1" in ran.err


def test_starting_the_command_line_does_not_load_numpy() -> None:

    code = "import sys, roadmap.cli, roadmap.service; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
