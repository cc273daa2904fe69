"""What a person does with scenarios on the command line, from the first idea to its adoption."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap.folders import data_folder
from roadmap.service import Roadmap
from tests.cli.conftest import Cli, Ran

PATCH, LEAVE, BUILDS = "AAAAAAAAA1", "AAAAAAAAA2", "AAAAAAAAA3"
FEW = ("--trials", "500", "--horizon", "12")


def lines(*commands: dict[str, Any]) -> str:
    return "\n".join(json.dumps(each) for each in commands)


SHED = lines({"do": "shed_item", "item": BUILDS})
HIRE = lines(
    {
        "do": "add_person",
        "name": "New engineer",
        "role": "engineer",
        "start": "2027-03-01",
        "hiring_since": "2026-11-20",
    }
)


@pytest.fixture
def planned(filled: Path, cli: Cli) -> Path:
    """A roadmap with two people, so that items are finished."""
    people = lines(*({"do": "add_person", "name": name, "team": "Runtime"} for name in "AB"))
    assert cli("apply", filled, "-", stdin=people).code == 0
    return filled


@pytest.fixture
def tried(planned: Path, cli: Cli) -> Path:
    """The same with two private scenarios."""
    for name, commands in (("Shed one", SHED), ("Hire one", HIRE)):
        assert cli("scenario", planned, "new", name, "--by", "Maya").code == 0
        assert cli("scenario", planned, "do", name, "-", stdin=commands).code == 0
    return planned


def said(ran: Ran) -> str:
    assert ran.code == 1, ran
    assert ran.out == "" or ran.out.startswith("  ")
    return ran.err


def test_a_scenario_is_made_listed_and_shown(tried: Path, cli: Cli) -> None:
    listed = cli("scenario", tried, "list", "--json").json
    [shed, hire] = listed["scenarios"]
    assert [shed["name"], hire["name"]] == ["Shed one", "Hire one"]
    assert shed["levers"] == ["Shed “Faster builds”"]
    assert hire["levers"] == ["Hire an engineer from 1 March 2027"]
    assert not shed["shared"]
    assert shed["moved_on"] == 0
    shown = cli("scenario", tried, "show", "shed one", "--json").json
    assert shown["commands"] == [{"do": "shed_item", "item": BUILDS}]
    assert "1. Shed “Faster builds”" in cli("scenario", tried, "show", "Shed one").out
    assert "private" in cli("scenario", tried, "list").out


def test_scenarios_are_in_no_file_that_is_handed_on(tried: Path, cli: Cli, tmp_path: Path) -> None:
    assert cli("items", tried, "--json").json["items"][2]["status"] == "open"
    assert b"Shed one" not in tried.read_bytes()
    assert cli("export", tried, tmp_path / "out.json").code == 0
    assert "Shed one" not in (tmp_path / "out.json").read_text()
    assert cli("copy", tried, tmp_path / "copy.roadmap").code == 0
    # The copy has the same id, so that on this computer the scenarios are there beside it, too.
    assert len(cli("scenario", tmp_path / "copy.roadmap", "list", "--json").json["scenarios"]) == 2


def test_a_scenario_is_lines_for_apply(tried: Path, cli: Cli, tmp_path: Path) -> None:
    assert cli("copy", tried, tmp_path / "copy.roadmap").code == 0
    written = cli("scenario", tried, "show", "Hire one", "--jsonl").out
    assert cli("apply", tmp_path / "copy.roadmap", "-", stdin=written).code == 0
    assert cli("scenario", tried, "adopt", "Hire one").code == 0
    one, two = Roadmap.open(tried), Roadmap.open(tmp_path / "copy.roadmap")
    assert one.state == two.state
    one.close()
    two.close()


def test_simulate_takes_a_scenario(tried: Path, cli: Cli) -> None:
    base = cli("simulate", tried, *FEW, "--json").json
    shed = cli("simulate", tried, *FEW, "--scenario", "Shed one", "--json").json
    assert base["items"].keys() - shed["items"].keys() == {BUILDS}
    assert shed["scenario"]["name"] == "Shed one"
    assert base["as_of"] == shed["as_of"]
    refused = said(cli("simulate", tried, *FEW, "--scenario", "Nothing"))
    assert "There is no scenario 'Nothing' (known: 'Shed one', 'Hire one')" in refused


def test_what_is_assumed_changes_what_is_simulated_only(tried: Path, cli: Cli) -> None:
    stream = {"driver": "incident", "arrivals_per_sprint": 2.0, "size_mean": 1.0}
    assert cli("apply", tried, "-", stdin=lines({"do": "add_stream", **stream})).code == 0
    assert cli("scenario", tried, "new", "Calm", "--inflow", "0", "--attrition", "0.1").code == 0
    calm = cli("simulate", tried, *FEW, "--scenario", "Calm", "--json").json
    assert [row["arrived"]["mean"] for row in calm["streams"].values()] == [0.0]
    shown = cli("scenario", tried, "show", "Calm", "--json").json
    assert shown["levers"] == [
        "Assume that 10% of people leave within a year",
        "All must-do work that arrives × 0",
    ]
    assert cli("scenario", tried, "remove", "Calm", "2").code == 0
    assert cli("scenario", tried, "show", "Calm", "--json").json["assumptions"]["inflow"] == []
    assert "needs" not in cli("scenario", tried, "do", "Calm", "--inflow", "incident=0.5").err
    assert cli("scenario", tried, "remove", "Calm", "1").code == 0
    left = cli("scenario", tried, "show", "Calm", "--json").json["assumptions"]
    assert left == {
        "attrition_a_year": 0.0,
        "inflow": [{"stream": "incident", "factor": 0.5}],
    }


def test_scenarios_are_compared_in_the_same_futures(tried: Path, cli: Cli) -> None:
    ran = cli("scenario", tried, "compare", "Shed one", "Hire one", *FEW, "--json").json
    assert [each["name"] for each in ran["scenarios"]] == ["Shed one", "Hire one"]
    shed = ran["scenarios"][0]
    assert shed["simulate"]["items"].keys() == {PATCH, LEAVE}
    assert shed["difference"].keys() == {PATCH, LEAVE}
    assert {"p50", "p85", "earlier_in"} <= shed["difference"][PATCH].keys()
    assert "forced_share_difference" in shed
    base = Roadmap.open(tried)
    assert ran["base"] == base.timeline.tell(base.timeline.count - 1).id
    base.close()
    people = cli("scenario", tried, "compare", "Shed one", "Hire one", *FEW)
    assert people.code == 0
    assert "Leave the old site" in people.out
    assert "same 500 futures" in people.out


def test_two_workers_print_the_same_bytes(tried: Path, cli: Cli) -> None:
    asked = ("scenario", tried, "compare", "Hire one", "--trials", "6000", "--horizon", "6")
    one, two = cli(*asked, "--json"), cli(*asked, "--workers", "2", "--json")
    assert one.code == 0
    assert one.out == two.out


def test_sharing_puts_a_scenario_into_the_file_and_withdrawing_takes_it_out(
    tried: Path, cli: Cli
) -> None:
    shared = cli("scenario", tried, "share", "Shed one", "--why", "For the review", "--json").json
    assert shared["events"] == 1
    assert b"Shed one" in tried.read_bytes()
    assert cli("scenario", tried, "share", "Shed one", "--json").json["decision"] is None
    rows = {row["name"]: row for row in cli("scenario", tried, "list", "--json").json["scenarios"]}
    assert rows["Shed one"]["shared"]
    assert not rows["Shed one"]["changed"]
    assert "withdraw it first" in said(cli("scenario", tried, "drop", "Shed one"))
    assert cli("scenario", tried, "rename", "Shed one", "Shed builds").code == 0
    rows = {row["name"]: row for row in cli("scenario", tried, "list", "--json").json["scenarios"]}
    assert rows["Shed builds"]["changed"]
    assert cli("scenario", tried, "withdraw", "Shed builds").code == 0
    assert "not shared" in said(cli("scenario", tried, "withdraw", "Shed builds"))
    assert cli("scenario", tried, "drop", "Shed builds").code == 0
    assert len(cli("scenario", tried, "list", "--json").json["scenarios"]) == 1
    last = cli("history", tried, "--json").json["decisions"][-1]
    assert [event["kind"] for event in last["events"]] == ["scenario_withdrawn"]


def test_what_others_shared_is_there_without_a_shelf(
    tried: Path, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("scenario", tried, "share", "Shed one").code == 0
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "other"))
    [row] = cli("scenario", tried, "list", "--json").json["scenarios"]
    assert (row["name"], row["by"], row["shared"]) == ("Shed one", "Maya", True)
    assert cli("scenario", tried, "do", "Shed one", "-", stdin=HIRE).code == 0
    [row] = cli("scenario", tried, "list", "--json").json["scenarios"]
    assert row["changed"]
    assert len(row["levers"]) == 2
    assert cli("scenario", tried, "adopt", "Shed one").code == 0


def test_adopting_is_one_decision_and_undo_takes_it_back(tried: Path, cli: Cli) -> None:
    before = cli("items", tried, "--json").json["items"]
    adopted = cli("scenario", tried, "adopt", "Shed one", "--by", "Tomas", "--json").json
    assert adopted["events"] == 1
    assert adopted["differences"] == []
    [last] = cli("history", tried, "--json").json["decisions"][-1:]
    assert last["why"] == "Scenario “Shed one”"
    assert last["because"]["kind"] == "adopt"
    assert cli("scenario", tried, "list", "--json").json["scenarios"][0]["adopted"] == last["id"]
    again = cli("scenario", tried, "adopt", "Shed one", "--accept-differences")
    assert "“Faster builds” was shed meanwhile" in said(again)
    assert cli("undo", tried).code == 0
    assert cli("items", tried, "--json").json["items"] == before
    assert cli("scenario", tried, "list", "--json").json["scenarios"][0]["adopted"] is None
    assert cli("redo", tried).code == 0
    assert cli("scenario", tried, "list", "--json").json["scenarios"][0]["adopted"] == last["id"]


def test_a_roadmap_that_moved_on_is_said_before_adopting(tried: Path, cli: Cli) -> None:
    both = lines({"do": "shed_item", "item": BUILDS}, {"do": "shed_item", "item": PATCH})
    assert cli("scenario", tried, "new", "Shed both").code == 0
    assert cli("scenario", tried, "do", "Shed both", "-", stdin=both).code == 0
    done = lines({"do": "finish_item", "item": PATCH})
    assert cli("apply", tried, "-", stdin=done).code == 0
    refused = cli("scenario", tried, "adopt", "Shed both")
    assert refused.code == 1
    assert "“Patch TLS” was done meanwhile." in refused.out
    assert "--accept-differences" in refused.err
    told = cli("scenario", tried, "adopt", "Shed both", "--json")
    assert told.json == {"decision": None, "differences": ["“Patch TLS” was done meanwhile."]}
    assert cli("items", tried, "--json").json["items"][2]["status"] == "open"
    forced = cli("scenario", tried, "adopt", "Shed both", "--accept-differences", "--json").json
    assert (forced["events"], forced["left_out"]) == (1, 1)


def test_nothing_that_can_be_adopted_any_more_is_refused(tried: Path, cli: Cli) -> None:
    gone = lines({"do": "remove_item", "item": BUILDS})
    assert cli("apply", tried, "-", stdin=gone).code == 0
    refused = said(cli("scenario", tried, "adopt", "Shed one", "--accept-differences"))
    assert "“Faster builds” was taken off the roadmap meanwhile" in refused
    simulated = cli("simulate", tried, *FEW, "--scenario", "Shed one", "--json")
    assert simulated.code == 0  # over its base, where the item still was
    now = cli("scenario", tried, "compare", "Shed one", "Hire one", *FEW, "--json")
    assert now.code == 0
    assert cli("scenario", tried, "rebase", "Shed one").code == 0
    shown = cli("scenario", tried, "show", "Shed one")
    assert "There is no item" in shown.err


def test_a_scenario_may_start_from_an_earlier_decision(tried: Path, cli: Cli) -> None:
    first = cli("history", tried, "--json").json["decisions"][1]
    made = cli("scenario", tried, "new", "Then", "--base", first["id"], "--json").json
    assert made["base"] == first["id"]
    assert made["moved_on"] == 2
    late = lines({"do": "edit_person", "person": "A", "availability": 0.5})
    assert "There is no person 'A'" in said(cli("scenario", tried, "do", "Then", "-", stdin=late))
    assert cli("scenario", tried, "rebase", "Then").code == 0
    assert cli("scenario", tried, "do", "Then", "-", stdin=late).code == 0


@pytest.mark.parametrize(
    ("words", "stdin", "says"),
    [
        (("new", "shed ONE"), "", "There is a scenario called 'Shed one' already"),
        (("new", "  "), "", "A scenario needs a name"),
        (("new", "X", "--base", "ZZZZZZZZZZ"), "", "ZZZZZZZZZZ"),
        (("do", "Shed one", "-"), '{"do": "shed_item", "item": "x"}', "Line 1: There is no item"),
        (("do", "Shed one", "-"), "\n\n{", "Line 3: this is no JSON"),
        (("do", "Shed one", "-"), '{"do": "give_reason"}', "Line 1: give_reason"),
        (
            ("do", "Shed one", "-"),
            '{"do": "log_interruption", "title": "x", "driver": "incident"}',
            "Line 1: A scenario cannot hold log_interruption",
        ),
        (("do", "Shed one", "nowhere.jsonl"), "", "There is no file nowhere.jsonl"),
        (("show", "Nothing"), "", "There is no scenario 'Nothing' (known: 'Shed one', 'Hire one')"),
        (("share", "Nothing"), "", "There is no scenario"),
        (("adopt", "Nothing"), "", "There is no scenario"),
        (("compare", "Nothing"), "", "There is no scenario"),
        (("rename", "Shed one", "Hire one"), "", "There is a scenario called 'Hire one' already"),
        (("remove", "Shed one", "2"), "", "has 1 lever"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(
    tried: Path, cli: Cli, words: tuple[str, ...], stdin: str, says: str
) -> None:
    before = cli("scenario", tried, "list", "--json").out
    assert says in said(cli("scenario", tried, *words, stdin=stdin))
    assert cli("scenario", tried, "list", "--json").out == before


@pytest.mark.parametrize(
    "words",
    [
        ("do", "Shed one"),
        ("do", "Shed one", "--inflow", "many"),
        ("do", "Shed one", "--inflow", "-1"),
        ("do", "Shed one", "--attrition", "2"),
        ("show", "Shed one", "--json", "--jsonl"),
        ("fly", "Shed one"),
        ("compare",),
        (),
    ],
)
def test_wrong_usage_exits_with_2(tried: Path, cli: Cli, words: tuple[str, ...]) -> None:
    ran = cli("scenario", tried, *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


def test_an_empty_scenario_cannot_be_adopted(tried: Path, cli: Cli) -> None:
    assert cli("scenario", tried, "new", "Empty").code == 0
    assert "has no commands yet" in said(cli("scenario", tried, "adopt", "Empty"))


def test_a_damaged_shelf_is_named_and_left_as_it_is(tried: Path, cli: Cli) -> None:
    roadmap = Roadmap.open(tried)
    path = data_folder() / "scenarios" / f"{roadmap.id}.json"
    roadmap.close()
    path.write_bytes(path.read_bytes()[:-20])
    damaged = path.read_bytes()
    for words in (("list",), ("new", "Another"), ("adopt", "Shed one"), ("drop", "Shed one")):
        ran = cli("scenario", tried, *words)
        assert (ran.code, ran.out) == (3, "")
        assert str(path) in ran.err
    assert path.read_bytes() == damaged


def test_a_base_that_is_not_in_the_history_is_said(tried: Path, cli: Cli, tmp_path: Path) -> None:
    roadmap = Roadmap.open(tried)
    path = data_folder() / "scenarios" / f"{roadmap.id}.json"
    roadmap.close()
    document = json.loads(path.read_text())
    document["scenarios"][0]["base"] = "ZZZZZZZZZZ"
    path.write_text(json.dumps(document))
    listed = cli("scenario", tried, "list", "--json").json["scenarios"]
    assert "not in this history" in listed[0]["problem"]
    assert listed[1]["problem"] is None
    for words in (("adopt", "Shed one"), ("compare", "Shed one"), ("share", "Shed one")):
        assert "not in this history" in said(cli("scenario", tried, *words))
    assert cli("scenario", tried, "rebase", "Shed one").code == 0
    assert cli("scenario", tried, "adopt", "Shed one").code == 0


def test_a_kept_forecast_says_of_which_scenario(tried: Path, cli: Cli) -> None:
    kept = cli("simulate", tried, *FEW, "--scenario", "Shed one", "--keep", "--json")
    assert kept.code == 0
    last = cli("history", tried, "--json").json["decisions"][-1]
    assert last["events"][0]["facts"]["scenario"]["name"] == "Shed one"


def test_an_item_that_was_taken_off_meanwhile_is_said_wherever_the_scenario_is_shown(
    tried: Path, cli: Cli, tmp_path: Path
) -> None:
    item = cli("items", tried, "--json").json["items"][0]
    lines = tmp_path / "shed.jsonl"
    lines.write_text(json.dumps({"do": "shed_item", "item": item["id"]}))
    cli("scenario", tried, "new", "Without it")
    assert cli("scenario", tried, "do", "Without it", lines).code == 0
    removed = json.dumps({"do": "remove_item", "item": item["id"]})
    assert cli("apply", tried, "-", stdin=removed).code == 0
    said = f"“{item['title']}” was taken off the roadmap meanwhile."
    assert said in cli("scenario", tried, "show", "Without it").err
    listed = cli("scenario", tried, "list", "--json").json["scenarios"]
    assert next(each for each in listed if each["name"] == "Without it")["gone"] == [said]
    compared = cli("scenario", tried, "compare", "Without it", "--trials", "200", "--json")
    assert said in compared.err
