"""What changed between two moments, ready to paste: for whom, and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def named(filled: Path, cli: Cli) -> Path:
    """The roadmap with somebody on the team who is named in a title, a note and a reason."""
    commands = [
        {"do": "add_person", "name": "Zoë Quint", "role": "Engineer"},
        {"do": "add_item", "item": "AAAAAAAAA4", "title": "Ask Zoë Quint", "notes": "Secret"},
        {"do": "estimate_item", "item": "AAAAAAAAA1", "estimate": 5.0},
    ]
    lines = "\n".join(json.dumps(each) for each in commands)
    ran = cli("apply", filled, "-", "--by", "Maya", "--why", "Zoë Quint said so", stdin=lines)
    assert ran.code == 0, ran.err
    return filled


@pytest.mark.parametrize("command", ["brief", "diff"])
def test_markdown_is_for_leadership_unless_it_is_asked_for_the_team(
    cli: Cli, named: Path, command: str
) -> None:
    for since in ("2020-01-01", "0", "1"):
        page = cli(command, named, since, "2100-01-01", "--markdown")
        assert page.code == 0, page.err
        assert "Ask Engineer 1" in page.out
        assert "“Engineer 1 said so” (Maya" in page.out
        assert "Zoë" not in page.out
    team = cli(command, named, "1", "2100-01-01", "--markdown", "--audience", "team").out
    assert "Ask Zoë Quint" in team
    assert cli(command, named, "1", "2100-01-01", "--audience", "all").code == 2


@pytest.mark.parametrize("command", ["brief", "diff"])
def test_ones_own_reading_holds_everything_unless_it_is_for_leadership(
    cli: Cli, named: Path, command: str
) -> None:
    asked = (command, named, "1", "2100-01-01")
    assert "Ask Zoë Quint" in cli(*asked).out
    assert "Zoë" in json.dumps(cli(*asked, "--json").json, ensure_ascii=False) or command == "diff"
    assert "Zoë" not in cli(*asked, "--json", "--audience", "leadership").out
    assert "Zoë" not in cli(*asked, "--audience", "leadership").out


def test_a_brief_as_json_says_what_the_page_says_with_each_reason(cli: Cli, named: Path) -> None:
    *_, before, _ = cli("history", named, "--json").json["decisions"]
    found = cli("brief", named, before["id"], "2100-01-01", "--json").json
    assert {"a", "b", "summary", "changes", "promised", "slips", "forced_share"} <= found.keys()
    [grew] = [each for each in found["changes"] if each["section"] == "reestimated"]
    assert (grew["item"], grew["title"], grew["what"]) == ("AAAAAAAAA1", "Patch TLS", "3 → 5 pd")
    assert (grew["reason"]["why"], grew["reason"]["by"]) == ("Zoë Quint said so", "Maya")
    assert cli("brief", named, "1", "2100-01-01", "--json", "--markdown").code == 2
    nothing = cli("brief", named, "2100-01-01", "2100-01-01", "--json").json
    assert (nothing["changes"], nothing["summary"]) == ([], "No item changed")


def test_no_date_to_come_stands_in_a_brief_without_its_range_and_probability(
    cli: Cli, named: Path
) -> None:
    *_, before = cli("history", named, "--json").json["decisions"]
    moved = [
        {"do": "edit_item", "item": "AAAAAAAAA2", "mandatory_by": "2027-03-31"},
        {"do": "edit_item", "item": "AAAAAAAAA3", "promised_by": "2027-01-29"},
    ]
    assert cli("apply", named, "-", stdin="\n".join(map(json.dumps, moved))).code == 0
    page = cli("brief", named, before["id"], "2100-01-01", "--markdown").out
    lines = [line for line in page.splitlines() if "31 March" in line or "29 January" in line]
    assert len(lines) >= 2
    assert all(re.search(r"\d+% likely, done", line) for line in lines)
    found = cli("brief", named, before["id"], "2100-01-01", "--json").json["forecast"]
    assert found.keys() == {"AAAAAAAAA2", "AAAAAAAAA3"}
    assert all(0 <= each["probability"] <= 1 for each in found.values())
