"""Items, grid, history, diff, verify, export and the lists, at any moment."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from roadmap.store import create_log
from tests.cli.conftest import Cli

CELL = {"count", "effort", "share"}


def test_items_come_in_rank_order_with_the_fields_of_the_contract(cli: Cli, filled: Path) -> None:
    shown = cli("items", filled, "--json").json
    first = shown["items"][0]
    assert [each["title"] for each in shown["items"]] == [
        "Patch TLS",
        "Leave the old site",
        "Faster builds",
    ]
    assert {
        *("id", "title", "external", "forcing", "horizon", "quadrant", "driver", "mandatory_by"),
        *("status", "option_stage", "rank", "estimate", "prerequisites", "skills", "labels"),
        *("leverage", "protects", "consumers"),
    } <= first.keys()
    assert first["quadrant"] == "forced_short_term"
    assert first["estimate"]["likely"] == 3.0


def test_the_grid_adds_up(cli: Cli, filled: Path) -> None:
    shown = cli("grid", filled, "--json").json
    cells = shown["quadrants"]
    assert list(cells) == [
        "forced_short_term",
        "forced_long_term",
        "discretionary_short_term",
        "discretionary_long_term",
        "unsorted",
    ]
    assert all(cell.keys() >= CELL for cell in cells.values())
    assert sum(cell["share"] for cell in cells.values()) == pytest.approx(1)
    assert shown["forced_share"] is None
    assert [each["item"] for each in shown["hidden_forced"]["items"]] == ["AAAAAAAAA2"]
    assert shown["one_offs"]["open"] == []


def test_at_takes_a_decision_a_position_within_it_and_a_date(cli: Cli, filled: Path) -> None:
    decisions = cli("history", filled, "--json").json["decisions"]
    first, second = decisions[1], decisions[2]
    by_id = cli("items", filled, "--at", first["id"], "--json").json
    inside = cli("items", filled, "--at", str(first["position"] - 1), "--json").json
    by_date = cli("items", filled, "--at", second["recorded_at"][:10], "--json").json
    before = cli("items", filled, "--at", "2020-01-01", "--json").json
    assert by_id == inside
    assert by_id["position"] == first["position"]
    assert by_id["items"][1]["forcing"] is None
    assert by_date["items"][1]["forcing"] == "forced"
    assert before == {"position": 0, "items": []}


@pytest.mark.parametrize("at", ["99999", "NOSUCHONE0", "2026-13-01", "yesterday", "-1"])
def test_a_moment_that_there_is_not_is_refused(cli: Cli, filled: Path, at: str) -> None:
    for command in ("items", "grid", "principles", "history"):
        ran = cli(command, filled, f"--at={at}", "--json")
        assert ran.code == 1
        assert ran.out == ""
        assert ran.err.count("\n") == 1


def test_a_team_filters_items_and_grid(cli: Cli, filled: Path) -> None:
    shown = cli("items", filled, "--team", "runtime", "--json").json["items"]
    grid = cli("grid", filled, "--team", "Runtime", "--json").json
    assert [each["title"] for each in shown] == ["Patch TLS"]
    assert sum(cell["count"] for cell in grid["quadrants"].values()) == 1
    assert cli("items", filled, "--team", "Nobody").code == 1


def test_history_tells_who_when_why_and_what(cli: Cli, filled: Path) -> None:
    decisions = cli("history", filled, "--json").json["decisions"]
    last = decisions[-1]
    assert [each["position"] for each in decisions] == sorted(e["position"] for e in decisions)
    assert last["by"] == "Tomas"
    assert last["why"] == "Rent"
    assert last["events"] == [
        {
            "kind": "item_reclassified",
            "item": "AAAAAAAAA2",
            "forcing": "forced",
            "horizon": "long_term",
            "driver": "cost_ceiling",
            "mandatory_by": "2027-02-28",
            "classified_on": last["at"][:10],
        }
    ]


def test_the_kind_of_a_record_does_not_hide_the_kind_of_its_event(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    lines = tmp_path / "kinds.jsonl"
    lines.write_text(
        '{"do": "add_item", "title": "Self-service DNS", "kind": "innovation"}\n'
        '{"do": "add_ask", "title": "One more engineer", "kind": "headcount"}\n'
    )
    cli("apply", filled, lines)
    events = cli("history", filled, "--json").json["decisions"][-1]["events"]
    assert [each["kind"] for each in events] == ["item_added", "ask_added"]
    assert [events[0]["item_kind"], events[1]["ask_kind"]] == ["innovation", "headcount"]


def test_history_filters_by_item_team_and_period(cli: Cli, filled: Path) -> None:
    every = cli("history", filled, "--json").json["decisions"]
    of_item = cli("history", filled, "--item", "AAAAAAAAA2", "--json").json["decisions"]
    of_team = cli("history", filled, "--team", "Runtime", "--json").json["decisions"]
    since = cli("history", filled, "--since", every[1]["id"], "--json").json["decisions"]
    until = cli("history", filled, "--until", every[1]["id"], "--json").json["decisions"]
    at = cli("history", filled, "--at", every[1]["id"], "--json").json["decisions"]
    assert of_item == every[1:]
    assert of_team == every[1:2]
    assert since[-1] == every[-1]
    assert until == at == every[:2]
    assert cli("history", filled, "--item", "HP-1").code == 1


def test_a_reason_given_afterwards_is_the_why_of_its_decision(cli: Cli, filled: Path) -> None:
    first = cli("history", filled, "--json").json["decisions"][0]["id"]
    given = json.dumps({"do": "give_reason", "decisions": [first], "why": "We needed one"})
    assert cli("apply", filled, "-", stdin=given).code == 0
    assert cli("history", filled, "--json").json["decisions"][0]["why"] == "We needed one"


def test_diff_has_the_keys_of_the_contract(cli: Cli, filled: Path) -> None:
    decisions = cli("history", filled, "--json").json["decisions"]
    shown = cli("diff", filled, decisions[1]["id"], decisions[2]["id"], "--json").json
    assert {
        *("a", "b", "added", "removed", "moved", "reclassified", "finished", "shed", "reranked"),
        *("reestimated", "changed", "measures", "forced_share", "promised", "slips"),
    } <= shown.keys()
    assert shown["reclassified"] == ["AAAAAAAAA2"]
    assert shown["moved"] == ["AAAAAAAAA2"]
    assert {
        "id": "AAAAAAAAA2",
        "field": "forcing",
        "before": None,
        "after": "forced",
    } in shown["changed"]
    added = cli("diff", filled, decisions[0]["id"], decisions[1]["id"], "--json").json
    assert added["added"] == ["AAAAAAAAA1", "AAAAAAAAA2", "AAAAAAAAA3"]


def test_diff_tells_what_was_finished_shed_moved_and_sized(cli: Cli, filled: Path) -> None:
    lines = [
        {"do": "finish_item", "item": "AAAAAAAAA1"},
        {"do": "shed_item", "item": "AAAAAAAAA3"},
        {"do": "estimate_item", "item": "AAAAAAAAA2", "low": 2.0, "likely": 4.0, "high": 9.0},
        {"do": "move_item", "item": "AAAAAAAAA2", "before": "AAAAAAAAA1"},
    ]
    first = cli("history", filled, "--json").json["decisions"][-1]["id"]
    text = "\n".join(json.dumps(each) for each in lines)
    second = cli("apply", filled, "-", "--json", stdin=text).json["decision"]
    shown = cli("diff", filled, first, second, "--json").json
    assert shown["finished"] == ["AAAAAAAAA1"]
    assert shown["shed"] == ["AAAAAAAAA3"]
    assert shown["reestimated"] == ["AAAAAAAAA2"]
    assert shown["reranked"] == ["AAAAAAAAA2"]
    page = cli("diff", filled, first, second, "--markdown").out
    assert "## Finished (1)" in page
    assert "- **Patch TLS**: done on " in page
    shown = cli("diff", filled, first, second)
    assert shown.code == 0
    assert "1 item changed place in the order." in shown.out
    assert cli("diff", filled, first, second, "--json", "--markdown").code == 2


def test_brief_tells_what_happened_and_why(cli: Cli, filled: Path) -> None:
    begin = cli("history", filled, "--json").json["decisions"][-1]["id"]
    line = json.dumps({"do": "shed_item", "item": "AAAAAAAAA3"})
    end = cli("apply", filled, "-", "--why", "Nobody waits", "--json", stdin=line).json["decision"]
    page = cli("brief", filled, begin, end, "--markdown").out
    assert "## Shed (1)" in page
    assert "“Nobody waits”" in page
    shown = cli("brief", filled, begin, end)
    assert shown.code == 0
    assert "Nobody waits" in shown.out


def test_a_period_is_called_by_the_days_that_were_asked_for(cli: Cli, filled: Path) -> None:
    shown = cli("diff", filled, "2090-01-01", "2090-01-05", "--json").json
    assert [shown[side]["day"] for side in ("a", "b")] == ["2090-01-01", "2090-01-05"]
    assert (
        "2090-01-01 to 2090-01-05: No item changed"
        in cli("brief", filled, "2090-01-01", "2090-01-05").out
    )


def test_diff_of_a_team_leaves_the_others_out(cli: Cli, filled: Path) -> None:
    shown = cli("diff", filled, "2020-01-01", "2100-01-01", "--team", "Runtime", "--json").json
    assert shown["added"] == ["AAAAAAAAA1"]


def test_verify_says_that_all_is_well(cli: Cli, filled: Path) -> None:
    ran = cli("verify", filled, "--json")
    assert ran.code == 0
    assert ran.json["ok"] is True
    assert ran.json["problems"] == []
    assert ran.json["decisions"] == 3
    assert len(ran.json["head"]) == 64


def test_verify_says_where_a_file_is_damaged(cli: Cli, filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    place = data.find(b"Leave the old site")
    data[place] ^= 1
    filled.write_bytes(data)
    ran = cli("verify", filled, "--json")
    assert ran.code == 3
    assert ran.json["ok"] is False
    assert ran.json["problems"]
    assert ran.err.count("\n") == 1


def test_what_is_no_roadmap_is_exit_3(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "letter.roadmap"
    path.write_text("Dear all")
    for command in ("items", "verify", "grid", "history"):
        ran = cli(command, path)
        assert ran.code == 3
        assert ran.err.count("\n") == 1


def test_the_lists_are_there(cli: Cli, filled: Path) -> None:
    principles = cli("principles", filled, "--json").json["principles"]
    assert [each["name"] for each in principles] == [
        *("Security", "Reliability", "Usability", "Efficiency", "Latency"),
    ]
    assert [each["name"] for each in cli("teams", filled, "--json").json["teams"]] == ["Runtime"]
    for name in ("principles", "teams", "components", "consumers"):
        assert cli(name, filled).code == 0


def test_a_component_names_its_team(cli: Cli, filled: Path) -> None:
    line = json.dumps({"do": "add_component", "name": "DNS", "team": "Runtime"})
    assert cli("apply", filled, "-", stdin=line).code == 0
    [runtime] = cli("teams", filled, "--json").json["teams"]
    [dns] = cli("components", filled, "--json").json["components"]
    assert (dns["team"], dns["team_id"]) == ("Runtime", runtime["id"])
    assert runtime["id"] not in cli("components", filled).out


@pytest.mark.parametrize("command", ["items", "grid", "history", "verify"])
def test_people_get_a_table(cli: Cli, filled: Path, command: str) -> None:
    ran = cli(command, filled)
    assert ran.code == 0
    assert ran.out
    assert not ran.out.startswith("{")


@pytest.mark.parametrize("view", ["backlog", "grid"])
def test_export_writes_json_csv_and_markdown(
    cli: Cli, filled: Path, tmp_path: Path, view: str
) -> None:
    for ending in ("json", "csv", "md"):
        out = tmp_path / f"{view}.{ending}"
        assert cli("export", filled, out, "--view", view).code == 0
        assert out.read_text("utf-8")
    assert json.loads((tmp_path / f"{view}.json").read_text("utf-8"))["position"]
    with (tmp_path / f"{view}.csv").open(encoding="utf-8", newline="") as file:
        assert len({len(row) for row in csv.reader(file)}) == 1
    assert "Leave the old site" in (tmp_path / f"{view}.md").read_text("utf-8")


def test_an_export_never_becomes_a_formula(cli: Cli, empty: Path, tmp_path: Path) -> None:
    line = json.dumps({"do": "add_item", "title": "=HYPERLINK(1)"})
    assert cli("apply", empty, "-", stdin=line).code == 0
    out = tmp_path / "out.csv"
    assert cli("export", empty, out).code == 0
    assert "'=HYPERLINK(1)" in out.read_text("utf-8")


def test_an_export_of_another_kind_is_wrong_usage(cli: Cli, filled: Path, tmp_path: Path) -> None:
    assert cli("export", filled, tmp_path / "out.docx").code == 2
    assert cli("export", filled, tmp_path / "out.md", "--view", "moon").code == 2


def test_doctor_says_what_a_bug_report_needs(cli: Cli) -> None:
    shown = cli("doctor", "--json").json
    assert {"versions", "libraries", "paths", "display", "parts"} <= shown.keys()
    assert cli("doctor").code == 0


def test_a_file_without_any_decision_can_be_looked_at(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bare.roadmap"
    create_log(path).close()
    for command in ("items", "grid", "history", "principles", "verify"):
        for more in ((), ("--json",)):
            ran = cli(command, path, *more)
            assert (ran.code, ran.err) == (0, "")
    assert cli("diff", path, "0", "0", "--json").code == 0
    assert cli("undo", path).code == 1


def test_a_redo_names_what_was_first_decided(cli: Cli, filled: Path) -> None:
    assert cli("undo", filled).code == 0
    assert cli("redo", filled).code == 0
    lines = cli("history", filled).out.splitlines()
    assert "Undid: Leave the old site" in lines[-2]
    assert "Redid: Leave the old site" in lines[-1]


def test_every_list_takes_a_moment_and_a_team(cli: Cli, filled: Path) -> None:
    first = cli("history", filled, "--json").json["decisions"][0]["id"]
    for name, count in (("principles", 5), ("teams", 1), ("components", 0), ("consumers", 0)):
        shown = cli(name, filled, "--team", "Runtime", "--json").json
        assert len(shown[name]) == count
        then = cli(name, filled, "--at", first, "--json").json
        assert then["position"] == 6
        assert cli(name, filled, "--team", "Nobody").code == 1
