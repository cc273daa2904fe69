"""The acceptance lines of the first issue that a script can ask, through the installed command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Run the installed `roadmap` in a folder of its own and return the JSON that it prints."""
    beside = Path(sys.executable).with_name("roadmap")
    program = str(beside) if beside.exists() else shutil.which("roadmap")
    if program is None:
        pytest.skip("the command `roadmap` is not installed in this environment")
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}

    def call(*arguments: str | Path, stdin: str = "", code: int = 0) -> Any:
        ran = subprocess.run(
            [program, *map(str, arguments)],
            input=stdin,
            text=True,
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            check=False,
        )
        assert ran.returncode == code, ran.stderr
        return json.loads(ran.stdout) if ran.stdout.startswith("{") else ran.stdout

    return call


@pytest.fixture
def expected(shared: Path) -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads((shared / "data" / "expected.json").read_text("utf-8"))
    return numbers


def test_a_jira_export_agrees_and_what_was_edited_here_stays(
    ask: Ask, shared: Path, expected: dict[str, Any]
) -> None:
    name = "jira-csv/jira-cloud-tb1-bom-epics.csv"
    source, said = shared / "data" / name, expected[name]
    ask("new", "t.roadmap", "--name", "T")

    first = ask("import", source, "--into", "t.roadmap", "--json")
    assert first["format"] == said["format"]
    assert first["rows"] == first["items"]["new"] == said["rows"]
    assert first["done"] == said["done_by_status_category"]
    assert first["estimated"] == said["with_story_points"]
    assert first["estimate_total"] == said["story_points_sum"]
    assert first["links"] == said["distinct_links"]
    assert first["sprints"] == said["distinct_sprints"]
    assert first["refused"] == []
    assert first["complete"] is True

    again = ask("import", source, "--into", "t.roadmap", "--json")
    assert again["items"] == {"new": 0, "changed": 0, "unchanged": said["rows"]}
    assert again["decision"] is None

    edit = {"do": "edit_item", "item": said["first_id"], "title": "Said better here"}
    ask("apply", "t.roadmap", "-", stdin=json.dumps(edit))
    ask("import", source, "--into", "t.roadmap", "--json")
    items = ask("items", "t.roadmap", "--json")["items"]
    edited = next(each for each in items if each["external"]["key"] == said["first_id"])
    assert edited["title"] == "Said better here"
    assert len(ask("history", "t.roadmap", "--json")["decisions"]) == 3


def test_the_other_exports_agree(ask: Ask, shared: Path, expected: dict[str, Any]) -> None:
    ask("new", "t.roadmap", "--name", "T")
    for name, rows, done in (
        ("jira-csv/jira-cloud-tes.csv", "rows", "done_by_status_category"),
        ("jira-csv/jira-cloud-w2-dutch-3-sprint-columns.csv", "rows", "done_by_status_category"),
        ("github/github-rest-issues-ants.json", "issues", "closed"),
        ("linear/linear-export.csv", "rows", "done"),
    ):
        said = expected[name]
        shown = ask("import", shared / "data" / name, "--into", "t.roadmap", "--json")
        assert (shown["rows"], shown["done"]) == (said[rows], said[done])
        assert shown["decision"] is not None


def test_seven_snapshots_in_order_are_seven_decisions(
    ask: Ask, shared: Path, expected: dict[str, Any], tmp_path: Path
) -> None:
    said = expected["kubernetes-keps-snapshots"]["exports"]
    folder = shared / "data" / "kubernetes-keps-snapshots"
    header = (folder / said[0]["file"]).read_text("utf-8").splitlines()[0].split(",")
    mapping = {
        "source": "keps",
        "key": header[0],
        "columns": {"title": "title", **{name: name for name in header[1:] if name != "title"}},
        "values": {
            "status": {
                "implemented": "done",
                "withdrawn": "shed",
                "rejected": "shed",
                "replaced": "shed",
                "removed": "shed",
            }
        },
    }
    (tmp_path / "mapping.json").write_text(json.dumps(mapping), "utf-8")
    ask("new", "k.roadmap", "--name", "KEPs")
    mapped = ("--into", "k.roadmap", "--mapping", "mapping.json", "--json")
    for each in said:
        shown = ask("import", folder / each["file"], *mapped)
        assert shown["rows"] == each["rows"]
        assert shown["items"]["new"] == each.get("new_keys", each["rows"])
        assert shown["items"]["changed"] == each.get("changed_items", 0)
    assert ask("import", folder / said[-1]["file"], *mapped)["decision"] is None
    decisions = ask("history", "k.roadmap", "--json")["decisions"]
    assert len(decisions) == 1 + 7


def test_a_day_of_planning_replays(ask: Ask, tmp_path: Path) -> None:
    ask("new", "p.roadmap", "--name", "P", "--start", "2026-01-05")
    lines = [
        {"do": "add_item", "item": "AAAAAAAAA1", "title": "Restore drill", "estimate": 4.0},
        {"do": "add_item", "item": "AAAAAAAAA2", "title": "Event bus", "estimate": 22.0},
    ]
    text = "\n".join(json.dumps(each) for each in lines)
    made = ask("apply", "p.roadmap", "-", "--json", "--by", "Maya", stdin=text)
    sort = {
        "do": "reclassify_item",
        "item": "AAAAAAAAA1",
        "forcing": "forced",
        "horizon": "short_term",
        "driver": "incident",
    }
    sorted_ = ask(
        *("apply", "p.roadmap", "-", "--json", "--why", "Found in the drill"),
        stdin=json.dumps(sort),
    )
    then = ask("grid", "p.roadmap", "--at", made["decision"], "--json")
    now = ask("grid", "p.roadmap", "--json")
    assert made["ids"] == ["AAAAAAAAA1", "AAAAAAAAA2"]
    assert then["quadrants"]["unsorted"]["count"] == 2
    assert now["quadrants"]["forced_short_term"] == {
        "count": 1,
        "effort": 4.0,
        "share": pytest.approx(4 / 26),
    }
    last = ask("history", "p.roadmap", "--item", "AAAAAAAAA1", "--json")["decisions"][-1]
    assert last["id"] == sorted_["decision"]
    assert last["why"] == "Found in the drill"
    assert last["events"][0]["kind"] == "item_reclassified"
    undone = ask("undo", "p.roadmap", "--json")
    assert undone["undone"] == sorted_["decision"]
    back = ask("grid", "p.roadmap", "--json")
    assert back["quadrants"] == then["quadrants"]
    difference = ask("diff", "p.roadmap", made["decision"], undone["decision"], "--json")
    assert difference["reclassified"] == []
    assert ask("verify", "p.roadmap", "--json")["ok"] is True
    assert [each.name for each in tmp_path.iterdir()] == ["p.roadmap"]
