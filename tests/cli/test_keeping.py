"""`simulate --keep`: one decision that stays, what it holds, and where nothing may be kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap.authors import author_named
from roadmap.commands import parse_command
from roadmap.commands.forecasts import KeepForecast
from roadmap.service import Roadmap
from tests.analysis.forecasts import forecast
from tests.cli.conftest import Cli

COMMANDS = [
    {"do": "edit_roadmap", "sprint_start": "2026-01-05"},
    {"do": "add_person", "name": "Ines"},
    {
        "do": "add_item",
        "item": "AAAAAAAAAA",
        "title": "Patch TLS",
        "forcing": "forced",
        "horizon": "long_term",
        "driver": "regulation",
        "mandatory_by": "2026-03-01",
        "estimate": {"low": 2, "likely": 4, "high": 9},
        "may_span": True,
    },
    {"do": "add_item", "item": "BBBBBBBBBB", "title": "Storage", "may_span": True},
]
WORDS = ("--as-of", "2026-01-05", "--horizon", "12", "--trials", "400")


@pytest.fixture
def expected(cli: Cli, tmp_path: Path) -> Path:
    path = tmp_path / "plan.roadmap"
    assert cli("new", path, "--name", "Plan", "--start", "2026-01-05").code == 0
    lines = "\n".join(json.dumps(each) for each in COMMANDS)
    assert cli("apply", path, "-", stdin=lines).code == 0
    return path


def test_a_kept_forecast_is_one_decision_with_what_was_printed(cli: Cli, expected: Path) -> None:
    words = ("--keep", "--why", "For the review", "--by", "Maya Okafor")
    printed = cli("simulate", expected, *WORDS, *words, "--json").json
    [last] = cli("history", expected, "--json").json["decisions"][-1:]
    assert printed["kept"]["decision"] == last["id"]
    assert (last["why"], last["by"]) == ("For the review", "Maya Okafor")
    [event] = last["events"]
    assert event["kind"] == "forecast_kept"
    facts = event["facts"]
    assert (facts["seed"], facts["trials"], facts["as_of"]) == (1, 400, "2026-01-05")
    assert facts["scenario"] is None
    assert set(facts["engine"]) == {"version", "numpy", "cpu"}
    first = printed["first_sprint"]
    for row in facts["items"]:
        then = printed["items"][row["item"]]
        assert (row["p50"], row["p85"]) == (first + then["p50"], first + then["p85"])
        assert row["beyond"] == pytest.approx(then["beyond"], abs=1e-6)
    [due] = facts["dates"]
    assert (due["item"], due["day"]) == ("AAAAAAAAAA", "2026-03-01")
    odds = printed["items"]["AAAAAAAAAA"]["by_date"]["probability"]
    assert due["probability"] == pytest.approx(odds, abs=1e-6)
    assert len(facts["ends"]) == len(facts["forced_share"]) == 12
    assert facts["ends"][0] == "2026-01-19"
    assert facts["sized_by_people"] == 1


def test_people_are_told_the_decision(cli: Cli, expected: Path) -> None:
    ran = cli("simulate", expected, *WORDS, "--keep")
    assert ran.code == 0
    [last] = cli("history", expected, "--json").json["decisions"][-1:]
    assert f"Decision {last['id']}: forecast of 2 items kept" in ran.out
    assert "Forecast kept, 2 items, 1 of 1 date at 85% or more" in cli("history", expected).out


def test_a_forecast_without_keep_writes_nothing(cli: Cli, expected: Path) -> None:
    before = expected.read_bytes()
    assert "kept" not in cli("simulate", expected, *WORDS, "--json").json
    assert expected.read_bytes() == before


def test_the_forecast_of_then_is_in_the_state_of_then(cli: Cli, expected: Path) -> None:
    assert cli("simulate", expected, *WORDS, "--keep").code == 0
    roadmap = Roadmap.open(expected)
    [kept] = roadmap.state.forecasts.ordered()
    assert kept.kept_on == roadmap.today(datetime.now(UTC))
    assert not roadmap.timeline.state_after(roadmap.timeline.count - 2).forecasts
    assert roadmap.verify() == []
    roadmap.close()


def test_the_service_computes_what_a_command_leaves_out(cli: Cli, expected: Path) -> None:
    line = json.dumps({"do": "keep_forecast", "trials": 300, "horizon": 6, "seed": 4})
    assert cli("apply", expected, "-", stdin=line).code == 0
    [event] = cli("history", expected, "--json").json["decisions"][-1]["events"]
    assert (event["facts"]["trials"], len(event["facts"]["ends"])) == (300, 6)
    today = datetime.now(UTC).date().isoformat()
    assert event["facts"]["as_of"] == event["kept_on"] == today


def test_undo_says_why_it_stays_and_takes_the_decision_before_by_its_name(
    cli: Cli, expected: Path
) -> None:
    kept = cli("simulate", expected, *WORDS, "--keep", "--json").json["kept"]["decision"]
    ran = cli("undo", expected, kept)
    assert ran.code == 1
    assert "A kept forecast stays on the record" in ran.err
    assert "Name an earlier decision" in cli("undo", expected).err
    before = cli("history", expected, "--json").json["decisions"][-2]["id"]
    assert cli("undo", expected, before).code == 0
    assert cli("items", expected, "--json").json["items"] == []


def test_a_read_only_file_refuses_before_it_simulates(
    cli: Cli, expected: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "plan.roadsnap"
    assert cli("snapshot", expected, shared).code == 0
    before = shared.read_bytes()
    ran = cli("simulate", shared, *WORDS, "--keep")
    assert (ran.code, ran.out) == (1, "")
    assert "it can be read and answered, not changed" in ran.err
    assert shared.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--keep", "--at", "2"), 1, "leave out --at"),
        (("--why", "so"), 2, "add --keep"),
        (("--by", "Maya"), 2, "add --keep"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    cli: Cli, expected: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    before = expected.read_bytes()
    ran = cli("simulate", expected, *WORDS, *words)
    assert (ran.code, says in ran.err) == (code, True)
    assert expected.read_bytes() == before


def test_the_measured_coverage_stands_beside_every_date(cli: Cli, expected: Path) -> None:
    fresh = cli("simulate", expected, *WORDS, "--json").json
    assert fresh["measured_coverage"]["scored"] == 0
    assert fresh["throughput"] is None
    assert fresh["warnings"] == []
    assert "Measured coverage of past forecasts: No forecast" in cli("simulate", expected).out
    past = forecast({"AAAAAAAAAA": 2, "BBBBBBBBBB": 2})
    written = Roadmap.open(expected)
    day = datetime(2026, 1, 5, 9, tzinfo=UTC)
    written.execute([KeepForecast(facts=past)], by=author_named("Maya"), at=day)
    done = [parse_command({"do": "finish_item", "item": "AAAAAAAAAA", "done_on": "2026-01-30"})]
    written.execute(done, by=author_named("Maya"), at=datetime(2026, 1, 30, 9, tzinfo=UTC))
    written.close()
    words = ("--as-of", "2026-03-02")
    for command in ("simulate", "plan"):
        found = cli(command, expected, *words, "--json").json["measured_coverage"]
        assert (found["held"], found["scored"], found["enough"]) == (1, 2, False)
        [one] = found["forecasts"]
        assert (one["held"], one["missed"]) == (["AAAAAAAAAA"], ["BBBBBBBBBB"])
        assert "1 of 2 past P85 dates held" in cli(command, expected, *words).out


def test_kept_forecasts_are_listed_with_what_came_of_them(cli: Cli, expected: Path) -> None:
    assert cli("simulate", expected, *WORDS, "--keep").code == 0
    found = cli("forecasts", expected, "--json").json
    [one] = found["forecasts"]
    assert {"id", "kept_on", "as_of", "engine", "items", "dates", "forced_share"} <= set(one)
    assert [row["item"] for row in one["items"]] == ["AAAAAAAAAA", "BBBBBBBBBB"]
    assert found["measured_coverage"]["scored"] == 0
    ran = cli("forecasts", expected)
    assert "the roadmap" in ran.out
    assert "1 forecast." in ran.out
    assert cli("forecasts", expected, "--at", "2", "--json").json["forecasts"] == []
