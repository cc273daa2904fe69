"""Import through the command line: reports, dry runs, and what was edited here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

CSV = "\n".join(
    (
        "Summary,Issue key,Issue Type,Status,Status Category,Priority,Updated",
        "Patch TLS,OPS-1,Bug,To Do,To Do,High,2026-11-02 10:00",
        "Move the queue,OPS-2,Story,Done,Done,Low,2026-11-03 10:00",
    )
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "jira.csv"
    path.write_text(CSV, "utf-8")
    return path


def test_the_same_file_twice_adds_no_decision(cli: Cli, empty: Path, export: Path) -> None:
    first = cli("import", export, "--into", empty, "--json", "--why", "To begin with").json
    again = cli("import", export, "--into", empty, "--json").json
    decisions = cli("history", empty, "--json").json["decisions"]
    assert first["items"] == {"new": 2, "changed": 0, "unchanged": 0}
    assert first["decision"] == decisions[-1]["id"]
    assert decisions[-1]["because"] == {"kind": "import", "decision": None}
    assert decisions[-1]["why"] == "To begin with"
    assert again["items"] == {"new": 0, "changed": 0, "unchanged": 2}
    assert again["decision"] is None


def test_a_dry_run_says_the_same_and_writes_nothing(cli: Cli, empty: Path, export: Path) -> None:
    before = empty.read_bytes()
    dry = cli("import", export, "--into", empty, "--dry-run", "--json").json
    assert empty.read_bytes() == before
    wet = cli("import", export, "--into", empty, "--json").json
    assert dry["decision"] is None
    assert {**wet, "decision": None} == dry


def test_what_was_edited_here_is_kept_and_listed(cli: Cli, empty: Path, export: Path) -> None:
    assert cli("import", export, "--into", empty).code == 0
    edit = json.dumps({"do": "edit_item", "item": "OPS-1", "title": "Patch TLS everywhere"})
    assert cli("apply", empty, "-", stdin=edit).code == 0
    export.write_text(CSV.replace("Patch TLS", "Patch all TLS"), "utf-8")
    shown = cli("import", export, "--into", empty, "--json").json
    titles = [each["title"] for each in cli("items", empty, "--json").json["items"]]
    assert "Patch TLS everywhere" in titles
    assert [(each["field"], each["source"]) for each in shown["kept_local"]] == [
        ("title", "Patch all TLS")
    ]


def test_several_files_are_several_decisions(cli: Cli, empty: Path, export: Path) -> None:
    other = export.with_name("more.csv")
    other.write_text(CSV.replace("OPS", "WEB"), "utf-8")
    shown = cli("import", export, other, "--into", empty, "--json").json["imports"]
    assert len({each["decision"] for each in shown}) == 2
    assert len(cli("items", empty, "--json").json["items"]) == 4


def test_a_dry_run_of_several_files_sees_the_earlier_ones(
    cli: Cli, empty: Path, export: Path
) -> None:
    shown = cli("import", export, export, "--into", empty, "--dry-run", "--json").json["imports"]
    assert [each["items"]["new"] for each in shown] == [2, 0]


def test_nothing_is_written_where_one_of_the_files_cannot_be_read(
    cli: Cli, empty: Path, export: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", "utf-8")
    before = empty.read_bytes()
    ran = cli("import", export, broken, "--into", empty)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert empty.read_bytes() == before


def test_a_file_that_is_not_there_and_a_format_that_is_not(
    cli: Cli, empty: Path, export: Path
) -> None:
    assert cli("import", "none.csv", "--into", empty).code == 1
    assert cli("import", export, "--into", empty, "--format", "punchcard").code == 1


def test_people_read_what_was_taken(cli: Cli, empty: Path, export: Path) -> None:
    out = cli("import", export, "--into", empty).out
    assert "2 items" in out
    assert "2 new" in out
