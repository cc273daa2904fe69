"""What scripts rely on, through `apply` and `--json` only: bounds, filters, what comes later."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from roadmap.cli.output import print_json
from tests.cli.conftest import Cli

START = "2027-01-04"
EXACT = {"focus": 1.0, "focus_learned": False, "shared_cv": 0.0, "reserve": "off"}


@pytest.fixture
def made(cli: Cli, tmp_path: Path) -> Path:
    """A roadmap with a team of one, ten person-days a sprint, and nothing reserved."""
    path = tmp_path / "c.roadmap"
    assert cli("new", path, "--name", "C", "--start", START).code == 0
    told(
        cli,
        path,
        {"do": "edit_roadmap", "planning": EXACT},
        {"do": "add_team", "name": "T"},
        {"do": "add_person", "name": "Ines", "team": "T"},
    )
    return path


def told(cli: Cli, path: Path, *commands: dict[str, Any]) -> None:
    """Carry the commands out."""
    ran = cli("apply", path, "-", stdin="\n".join(json.dumps(each) for each in commands))
    assert ran.code == 0, ran.err


def item(item_id: str, days: float, **fields: Any) -> dict[str, Any]:
    """Return the command that adds an item of exactly so many days, for as many people as help."""
    exactly = {"low": days, "likely": days, "high": days}
    common = {"do": "add_item", "item": item_id, "title": item_id, "team": "T"}
    return {**common, "estimate": exactly, "people_at_once": 100, **fields}


MUST = {"forcing": "forced", "horizon": "long_term", "driver": "regulation"}


def test_a_date_at_the_end_of_the_last_sprint_is_missed_below_the_cut(cli: Cli, made: Path) -> None:
    must = {**MUST, "mandatory_by": "2027-02-14"}
    told(cli, made, item("AAAAAAAAAA", 20, may_span=True, **must), item("BBBBBBBBBB", 11, **must))
    words = ("--as-of", START, "--json")
    found = cli("plan", made, "--sprints", "3", "--trials", "0", *words).json
    assert [row["item"] for row in found["late"]] == ["BBBBBBBBBB"]
    assert found["objective"]["missed"] == 1
    forecast = cli("simulate", made, "--horizon", "3", "--trials", "20", *words).json
    assert forecast["items"]["AAAAAAAAAA"]["by_date"]["probability"] == 1.0


def test_no_share_of_must_do_work_is_over_one(cli: Cli, made: Path) -> None:
    patches = {"name": "Patches", "driver": "security_vulnerability", "team": "T"}
    numbers = {"arrivals_per_sprint": 2.3, "size_mean": 1.7, "size_cv": 1.0}
    told(cli, made, {"do": "add_stream", **patches, **numbers})
    found = cli("simulate", made, "--trials", "2000", "--as-of", START, "--json").json
    for series in ("forced_share", "forced_load"):
        assert max(row["p90"] for row in found[series]) <= 1.0


def test_goals_that_only_say_a_value_are_as_many_as_one_likes(cli: Cli, made: Path) -> None:
    told(cli, made, item("AAAAAAAAAA", 4), item("BBBBBBBBBB", 6))
    goals = (
        {"do": "add_goal", "name": f"Customer {n}", "value": n, "items": ["AAAAAAAAAA"]}
        for n in range(1, 6)
    )
    told(cli, made, *goals)
    found = cli("shed", made, "--capacity", "5", "--json").json
    assert (found["optimal"], found["alternatives"][0]["value"]) == (True, 15.0)


def test_goals_and_asks_of_one_team(cli: Cli, made: Path) -> None:
    told(
        cli,
        made,
        {"do": "add_team", "name": "Other"},
        item("AAAAAAAAAA", 4),
        {"do": "add_goal", "name": "Ours", "items": ["AAAAAAAAAA"]},
        {"do": "add_goal", "name": "Of all"},
        {"do": "add_ask", "title": "More room", "wanted_from": "Helen", "items": ["AAAAAAAAAA"]},
    )
    for team, goals, asks in (("T", ["Of all", "Ours"], 1), ("other", ["Of all"], 0)):
        found = cli("goals", made, "--team", team, "--json").json["goals"]
        assert sorted(goal["name"] for goal in found) == goals
        assert len(cli("asks", made, "--team", team, "--json").json["asks"]) == asks
        for name in ("goals", "asks"):
            assert cli(name, made, "--team", team).code == 0
    assert cli("goals", made, "--team", "None").code == 1


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "mine.roadmap", "theirs.roadmap"),
        ("items", "postgresql://host/db"),
        ("items", "postgresql://host/db", "--roadmap", "Harbour", "--json"),
        ("history", "postgresql://host/db", "--roadmap=Harbour"),
    ],
)
def test_what_comes_later_is_refused_in_one_sentence(cli: Cli, words: tuple[str, ...]) -> None:
    ran = cli(*words)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "version" in ran.err


def test_json_is_printed_whole_or_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    document = {"a": [], "b": {}, "c": [1e-7, 1e300, None, {"d": 'é\u2028"\\\n'}], "e": True}
    print_json(document)
    said = capsys.readouterr().out
    assert said == json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    with pytest.raises(ValueError, match="not JSON compliant"):
        print_json({"long": list(range(100_000)), "wrong": math.nan})
    assert capsys.readouterr().out == ""


def test_a_stream_larger_than_the_capacity_is_said_to_grow_without_end(
    cli: Cli, made: Path
) -> None:
    flood = {"do": "add_stream", "name": "Flood", "driver": "incident", "team": "T"}
    told(cli, made, item("AAAAAAAAAA", 4), {**flood, "arrivals_per_sprint": 12, "size_mean": 2})
    words = ("simulate", made, "--trials", "50", "--as-of", START, "--json")
    found = cli(*words).json
    assert found["items"]["AAAAAAAAAA"]["p50"] is None
    [said] = found["quality"]["checks"]
    assert said == (
        "“Flood”: 24 person-days of must-do work arrive a sprint, and at most 10 can be done: what "
        "waits only grows. Nothing else there is ever finished."
    )
    told(cli, made, {"do": "edit_stream", "stream": "Flood", "size_mean": 0.5})
    assert cli(*words).json["quality"]["checks"] == []
