"""`roadmap diagnose` and `roadmap overview`: the contract's shape, any moment, any team."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap.records.phases import Phase
from tests.cli.conftest import Cli

ANSWERED = (
    '{"do": "answer_phase_questions", "unplanned_share": 0.7, "fixed_dates": 2, '
    '"broke": [{"what": "a key leaked", "principle": "Security"}]}'
)


def test_an_empty_roadmap_asks_three_questions(cli: Cli, empty: Path) -> None:
    found = cli("diagnose", empty, "--json").json
    assert (found["phase"], found["provisional"], found["conditions"]) == (None, True, [])
    assert [each["code"] for each in found["advice"]] == ["answer"]
    said = cli("diagnose", empty)
    assert said.code == 0
    assert "three questions" in said.out


def test_the_document_has_the_keys_of_the_contract(cli: Cli, filled: Path) -> None:
    cli("apply", filled, "-", stdin=ANSWERED)
    found = cli("diagnose", filled, "--json").json
    assert {
        *("phase", "provisional", "before", "conditions", "advice", "overridden"),
    } <= found.keys()
    assert found["phase"] == "firefighting"
    assert found["provisional"] is True
    assert found["overridden"] is None
    for each in found["conditions"]:
        assert {"name", "value", "threshold", "holds", "evidence"} <= each.keys()
        assert Phase(each["phase"])
    decisions = {each["id"] for each in cli("history", filled, "--json").json["decisions"]}
    assert set(found["conditions"][0]["evidence"]) <= decisions
    assert found["conditions"][0]["evidence"]


def test_advice_goes_back_in_through_apply(cli: Cli, filled: Path) -> None:
    cli("apply", filled, "-", stdin=ANSWERED)
    for step in cli("diagnose", filled, "--json").json["advice"]:
        if step["code"] == "limit":
            lines = "\n".join(json.dumps(each) for each in step["commands"])
            assert cli("apply", filled, "-", stdin=lines).code == 0
    left = cli("diagnose", filled, "--json").json["advice"]
    assert "limit" not in {each["code"] for each in left}


def test_an_override_shows_and_is_withdrawn(cli: Cli, filled: Path) -> None:
    cli("apply", filled, "-", stdin=ANSWERED)
    line = '{"do": "set_phase_override", "phase": "investment", "reason": "two are on loan"}'
    assert cli("apply", filled, "-", stdin=line).code == 0
    found = cli("diagnose", filled, "--json").json
    assert (found["phase"], found["computed"]) == ("investment", "firefighting")
    assert found["overridden"]["reason"] == "two are on loan"
    assert "two are on loan" in cli("diagnose", filled).out
    bare = cli("apply", filled, "-", stdin='{"do": "withdraw_phase_override"}\n')
    assert bare.code == 0
    assert cli("diagnose", filled, "--json").json["overridden"] is None


@pytest.mark.parametrize("command", ["diagnose", "overview"])
def test_any_moment_and_any_team_can_be_asked_for(cli: Cli, filled: Path, command: str) -> None:
    cli("apply", filled, "-", stdin=ANSWERED)
    first = cli("history", filled, "--json").json["decisions"][0]["id"]
    then = cli(command, filled, "--at", first, "--json")
    assert then.code == 0
    phase = then.json["phase"]
    assert (phase["phase"] if command == "overview" else phase) is None
    unknown = cli(command, filled, "--team", "Nobody", "--json")
    assert unknown.code == 1
    assert len(unknown.err.splitlines()) == 1


def test_the_overview_holds_everything_that_is_seen_first(cli: Cli, filled: Path) -> None:
    ask = {"do": "add_ask", "title": "One engineer", "by": "2099-07-01", "wanted_from": "The VP"}
    assert cli("apply", filled, "-", stdin=json.dumps({**ask, "cost": "late"})).code == 0
    found = cli("overview", filled, "--trials", "200", "--json").json
    assert {
        *("asks", "phase", "forced_share", "balance", "breached", "dates", "changes"),
        *("checkups", "next_steps"),
    } <= found.keys()
    assert [each["title"] for each in found["asks"]] == ["One engineer"]
    assert found["phase"]["why"]
    said = cli("overview", filled, "--trials", "200")
    assert said.code == 0
    assert "One engineer" in said.out.splitlines()[0]


def test_dates_carry_a_probability_and_the_past_only_what_was_kept(cli: Cli, filled: Path) -> None:
    item = (
        '{"do": "add_item", "title": "Renew the root CA", "forcing": "forced", "horizon": '
        '"long_term", "driver": "end_of_life", "mandatory_by": "2027-06-01", "estimate": 3}'
    )
    person = '{"do": "add_person", "name": "Ines"}'
    cli("apply", filled, "-", stdin=f"{item}\n{person}")
    dates = cli("overview", filled, "--trials", "200", "--json").json["dates"]
    row = next(each for each in dates if each["title"] == "Renew the root CA")
    assert 0 <= row["probability"] <= 1
    assert (row["source"], row["promise"], row["must_do"]) == ("forecast", False, True)
    last = cli("history", filled, "--json").json["decisions"][-1]["id"]
    past = cli("overview", filled, "--at", last, "--json").json["dates"]
    row = next(each for each in past if each["title"] == "Renew the root CA")
    assert (row["probability"], row["at_risk"]) == (None, False)


def test_changes_are_told_from_the_chosen_day_with_their_reasons(cli: Cli, filled: Path) -> None:
    cli("apply", filled, "-", "--why", "asked in the hall", stdin=ANSWERED)
    found = cli("overview", filled, "--since", "2020-01-01", "--trials", "0", "--json").json
    assert found["changes"]["since"] == "2020-01-01"
    assert found["changes"]["decisions"] == len(cli("history", filled, "--json").json["decisions"])
    assert "asked in the hall" in [each["why"] for each in found["changes"]["shown"]]
    assert cli("overview", filled, "--since", "soon", "--json").code == 2
