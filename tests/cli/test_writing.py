"""New, apply, undo, redo and copy, as cli.md says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap.commands import COMMANDS
from roadmap.service import Roadmap
from roadmap.state import State
from tests.cli.conftest import Cli


def titles(cli: Cli, path: Path) -> list[str]:
    return [each["title"] for each in cli("items", path, "--json").json["items"]]


def add(title: str) -> str:
    return json.dumps({"do": "add_item", "title": title})


def state_in(path: Path) -> State:
    """Return what the file holds."""
    roadmap = Roadmap.open(path)
    state = roadmap.state
    roadmap.close()
    return state


def test_new_makes_a_roadmap_with_its_sprints(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "n.roadmap"
    ran = cli(
        *("new", path, "--name", "Harbour", "--sprint-days", "7", "--start", "2026-01-05"),
        *("--zone", "Europe/Berlin", "--by", "Maya Okafor"),
        *("--why", "One place", "--json"),
    )
    assert ran.code == 0
    history = cli("history", path, "--json").json["decisions"]
    created = history[0]["events"][0]
    assert ran.json["decision"] == history[0]["id"]
    assert history[0]["by"] == "Maya Okafor"
    assert history[0]["why"] == "One place"
    assert created["kind"] == "roadmap_created"
    assert created["name"] == "Harbour"
    assert created["sprint_days"] == 7
    assert created["sprint_start"] == "2026-01-05"
    assert created["zone"] == "Europe/Berlin"


def test_new_refuses_a_file_that_exists(cli: Cli, empty: Path) -> None:
    before = empty.read_bytes()
    ran = cli("new", empty, "--name", "Other")
    assert ran.code == 1
    assert "exists already" in ran.err
    assert empty.read_bytes() == before


def test_new_refuses_a_start_that_no_plan_reaches(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "late.roadmap"
    for day in ("9999-12-31", "0001-01-01", "soon"):
        refused = cli("new", path, "--name", "Z", "--start", day)
        assert refused.code == 2
        assert refused.err.startswith("--start: ")
    assert not path.exists()


def test_new_refuses_a_zone_that_there_is_not(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "z.roadmap"
    assert cli("new", path, "--name", "Z", "--zone", "Moon/Base").code == 1
    assert not path.exists()


def test_apply_says_the_ids_of_people_and_limits_too(cli: Cli, empty: Path) -> None:
    lines = [
        {"do": "add_person", "person": "AAAAAAAAA7", "name": "Ines"},
        {"do": "add_constraint", "constraint": "AAAAAAAAA8", "kind": "vendor", "text": "One"},
    ]
    ran = cli("apply", empty, "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    assert ran.json["ids"] == ["AAAAAAAAA7", "AAAAAAAAA8"]


def test_apply_is_one_decision_and_says_which_ids_it_made(cli: Cli, empty: Path) -> None:
    ran = cli("apply", empty, "-", "--json", stdin=f"{add('One')}\n\n{add('Two')}\n")
    ids = [each["id"] for each in cli("items", empty, "--json").json["items"]]
    assert ran.code == 0
    assert ran.json["events"] == 2
    assert ran.json["ids"] == ids
    assert cli("history", empty, "--json").json["decisions"][-1]["id"] == ran.json["decision"]


def test_apply_reads_a_file_too(cli: Cli, empty: Path, tmp_path: Path) -> None:
    source = tmp_path / "c.jsonl"
    source.write_text(add("From a file"), "utf-8-sig")
    assert cli("apply", empty, source).code == 0
    assert titles(cli, empty) == ["From a file"]


def test_apply_is_all_or_nothing_and_names_the_line(cli: Cli, empty: Path) -> None:
    forced = json.dumps({"do": "add_item", "title": "F", "forcing": "forced"})
    ran = cli("apply", empty, "-", stdin="\n".join([add("A"), "", add("B"), forced, add("C")]))
    assert ran.code == 1
    assert ran.err.startswith("Line 4:")
    assert "driver" in ran.err
    assert titles(cli, empty) == []


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[]",
        '{"do": "fly"}',
        '{"do": "add_item"}',
        '{"do": "add_item", "title": "x", "colour": "red"}',
        '{"do": "add_item", "title": "x", "estimate": NaN}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_command_is_refused_with_its_number(
    cli: Cli, empty: Path, line: str
) -> None:
    ran = cli("apply", empty, "-", stdin=f"{add('A')}\n{line}\n")
    assert ran.code == 1
    assert ran.err.startswith("Line 2:")
    assert ran.err.count("\n") == 1
    assert titles(cli, empty) == []


def test_applying_what_is_so_already_makes_no_decision(cli: Cli, filled: Path) -> None:
    same = json.dumps({"do": "edit_item", "item": "AAAAAAAAA1", "title": "Patch TLS"})
    ran = cli("apply", filled, "-", "--json", stdin=same)
    assert ran.code == 0
    assert ran.json["decision"] is None
    assert ran.json["ids"] == []


def test_a_conflict_with_what_was_seen_is_refused(cli: Cli, filled: Path) -> None:
    late = json.dumps(
        {"do": "edit_item", "item": "AAAAAAAAA1", "title": "New", "was": {"title": "Older"}}
    )
    ran = cli("apply", filled, "-", stdin=late)
    assert ran.code == 1
    assert "changed meanwhile" in ran.err


def test_every_command_has_a_schema_that_names_it(cli: Cli) -> None:
    listed = cli("commands", "--json").json["commands"]
    assert [each["title"] for each in listed] == list(COMMANDS)
    one = cli("commands", "reclassify_item").json
    assert one["properties"]["do"] == {"const": "reclassify_item"}
    assert "forcing" in one["properties"]
    assert cli("commands", "recalssify_item").code == 1


def test_undo_and_redo_take_back_and_forth(cli: Cli, filled: Path) -> None:
    before = state_in(filled)
    ran = cli("undo", filled, "--json", "--why", "Too soon")
    assert ran.code == 0
    assert ran.json["undone"] == cli("history", filled, "--json").json["decisions"][-2]["id"]
    assert state_in(filled) != before
    assert cli("redo", filled).code == 0
    assert state_in(filled) == before
    assert cli("redo", filled).code == 1


def test_undo_takes_a_position_and_keeps_what_changed_since(cli: Cli, filled: Path) -> None:
    edit = json.dumps({"do": "edit_item", "item": "AAAAAAAAA1", "notes": "a", "labels": ["x"]})
    position = cli("apply", filled, "-", "--json", stdin=edit).json["position"]
    later = json.dumps({"do": "edit_item", "item": "AAAAAAAAA1", "notes": "b"})
    assert cli("apply", filled, "-", stdin=later).code == 0
    ran = cli("undo", filled, str(position), "--json")
    assert ran.json["kept"] == [{"id": "AAAAAAAAA1", "name": "Patch TLS", "field": "notes"}]
    item = state_in(filled).items["AAAAAAAAA1"]
    assert (item.notes, item.labels) == ("b", ())


def test_undo_refuses_what_cannot_be_taken_back(cli: Cli, empty: Path) -> None:
    assert cli("undo", empty).code == 1
    ran = cli("undo", empty, "1")
    assert ran.code == 1
    assert "cannot be undone" in ran.err


def test_the_settings_say_who_decides(
    cli: Cli, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_PORTABLE", str(tmp_path / "own"))
    settings = tmp_path / "own" / "config" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('name = "Lena"\n', "utf-8")
    assert cli("apply", empty, "-", stdin=add("A")).code == 0
    assert cli("apply", empty, "-", "--by", "Ines", stdin=add("B")).code == 0
    by = [each["by"] for each in cli("history", empty, "--json").json["decisions"][-2:]]
    assert by == ["Lena", "Ines"]


def test_a_copy_is_the_same_byte_for_byte(cli: Cli, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.roadmap"
    ran = cli("copy", filled, target, "--json")
    assert ran.code == 0
    assert target.read_bytes() == filled.read_bytes()
    assert ran.json["position"] == cli("items", filled, "--json").json["position"]
    assert cli("copy", filled, target).code == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.roadmap", "t.roadmap"]


def test_only_a_roadmap_is_copied(cli: Cli, tmp_path: Path) -> None:
    source = tmp_path / "letter.roadmap"
    source.write_text("Dear all")
    assert cli("copy", source, tmp_path / "copy.roadmap").code == 3
    assert not (tmp_path / "copy.roadmap").exists()


def test_markup_and_control_characters_in_data_stay_plain(cli: Cli, empty: Path) -> None:
    title: Any = "[red]x[/red] <b>y</b> \x1b[31mz"
    assert cli("apply", empty, "-", stdin=json.dumps({"do": "add_item", "title": title})).code == 0
    out = cli("items", empty).out
    assert "[red]x[/red] <b>y</b> [31mz" in out
    assert "\x1b" not in out


def test_undo_does_not_reach_past_a_decision_that_stays(cli: Cli, filled: Path) -> None:
    lines = '{"do": "keep_plan"}\n'
    assert cli("apply", filled, "-", stdin=lines).code == 0
    ran = cli("undo", filled)
    assert ran.code == 1
    assert "cannot be undone" in ran.err
    assert "Name an earlier decision" in ran.err


@pytest.mark.parametrize("moment", ["0", "2020-01-01", "NOSUCHONE0", "999"])
def test_undo_of_what_is_not_there_is_refused(cli: Cli, filled: Path, moment: str) -> None:
    ran = cli("undo", filled, moment)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "did not foresee" not in ran.err
