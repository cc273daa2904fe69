"""The numbers of the reference data: every genuine export that we read, against expected.json."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from roadmap.decide.imports import compare_import
from roadmap.exchange import parse_mapping, preview, read_export
from roadmap.state import EMPTY, State
from tests.given import after, begun

KEPS = parse_mapping(
    {
        "source": "keps",
        "key": "key",
        "columns": {
            "title": "title",
            "status": "status",
            "type": "stage",
            "priority": "latest-milestone",
            "team": "owning-sig",
            "milestone.alpha": "milestone.alpha",
            "milestone.beta": "milestone.beta",
            "milestone.stable": "milestone.stable",
            "created_on": "first_seen",
        },
        "values": {
            "status": {
                **dict.fromkeys(("provisional", "deferred", "implementable"), "open"),
                **dict.fromkeys(("implementeable", "alpha"), "in_progress"),
                **dict.fromkeys(("implemented", "imlpemented"), "done"),
                **dict.fromkeys(("implemented (alpha)", "implemented (beta)"), "done"),
                **dict.fromkeys(("withdrawn", "replaced", "rejected", "removed"), "shed"),
                "superseded": "shed",
            }
        },
    }
)


@pytest.fixture(scope="session")
def expected(shared: Path) -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads((shared / "data" / "expected.json").read_text("utf-8"))
    return numbers


def imported_twice(path: Path, state: State) -> State:
    """Import `path`, check that a second time adds nothing, and return the state."""
    state = after(state, read_export(path).command())
    again = compare_import(state, read_export(path).command())
    assert again.events == ()
    assert again.kept_local == ()
    assert not again.stale
    return state


def test_the_jira_exports_agree_one_after_the_other_in_one_roadmap(
    shared: Path, expected: dict[str, Any]
) -> None:
    state = begun()
    for path in sorted((shared / "data" / "jira-csv").glob("*.csv")):
        said = expected[f"jira-csv/{path.name}"]
        export = read_export(path)
        counts = export.counts
        assert (export.format, export.encoding) == (said["format"], said["encoding"])
        assert counts.rows == said["rows"] == len(export.rows)
        assert counts.done == said["done_by_status_category"]
        assert counts.estimated == said["with_story_points"]
        assert counts.estimate_total == said["story_points_sum"]
        assert counts.links == said["distinct_links"]
        assert counts.sprints == said["distinct_sprints"]
        values = [row.values for row in export.rows]
        keys = {row.key for row in export.rows}
        parents = [each["parent"] for each in values if each.get("parent")]
        assert len(parents) == said["with_parent"]
        assert len([key for key in parents if key in keys]) == said["parents_inside_file"]
        assert sum(bool(each["due"]) for each in values) == said["with_due_date"]
        assert min(str(each["created_on"]) for each in values) == said["created_min"][:10]
        assert max(str(each["created_on"]) for each in values) == said["created_max"][:10]
        assert export.refused == ()
        assert export.notices == ()
        before = len(state.items)
        state = imported_twice(path, state)
        assert len(state.items) == before + said["rows"]


def test_a_narrower_export_changes_nothing_whichever_column_is_missing(
    shared: Path, tmp_path: Path
) -> None:
    data = shared / "data"
    for path in (*sorted((data / "jira-csv").glob("*.csv")), data / "linear/linear-export.csv"):
        linear = path.name.startswith("linear")
        needed = ("ID", "Title", "Status") if linear else ("Summary", "Issue key")
        state = after(begun(), read_export(path).command())
        with path.open(newline="", encoding="utf-8-sig") as file:
            header, *rows = csv.reader(file)
        for name in dict.fromkeys(header):
            if name in needed:
                continue
            kept = [index for index, each in enumerate(header) if each != name]
            narrow = tmp_path / "narrow.csv"
            with narrow.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([row[i] for i in kept] for row in [header, *rows])
            seen = compare_import(state, read_export(narrow).command())
            assert (name, seen.events, seen.kept_local) == (name, (), ())


def test_the_github_issues_agree(shared: Path, expected: dict[str, Any]) -> None:
    name = "github/github-rest-issues-ants.json"
    said = expected[name]
    export = read_export(shared / "data" / name)

    assert export.format == said["format"]
    assert export.counts.rows == said["issues"] == said["distinct_issue_numbers"]
    assert export.counts.done == said["closed"]
    assert export.counts.links == said["body_blocking_phrases"]
    labels = [row.values["labels"] for row in export.rows]
    assert sum(bool(each) for each in labels) == said["with_labels"]
    imported_twice(shared / "data" / name, begun())


def test_the_items_of_a_github_project_agree(shared: Path, expected: dict[str, Any]) -> None:
    name = "github/gh-project-item-list-agentarena.json"
    export = read_export(shared / "data" / name)

    assert export.counts.rows == expected[name]["items"]
    assert export.counts.done == expected[name]["done"]
    assert export.complete
    imported_twice(shared / "data" / name, begun())


def test_the_linear_export_agrees(shared: Path, expected: dict[str, Any]) -> None:
    name = "linear/linear-export.csv"
    said = expected[name]
    export = read_export(shared / "data" / name)
    counts = export.counts

    assert export.format == said["format"]
    assert (counts.rows, counts.done, counts.sprints) == (
        said["rows"],
        said["done"],
        said["cycles"],
    )
    assert (counts.estimated, counts.estimate_total) == (
        said["with_estimate"],
        said["estimate_sum"],
    )
    statuses = [row.values["status"] for row in export.rows]
    assert statuses.count("shed") == said["canceled"]
    assert sum(bool(row.values["due"]) for row in export.rows) == said["with_due"]
    assert sum(bool(row.values["parent"]) for row in export.rows) == said["with_parent"]
    imported_twice(shared / "data" / name, begun())


def test_the_seven_snapshots_of_the_keps_give_seven_decisions_with_exactly_the_changes(
    shared: Path, expected: dict[str, Any]
) -> None:
    folder = shared / "data" / "kubernetes-keps-snapshots"
    state, decisions = begun(), 0
    for said in expected["kubernetes-keps-snapshots"]["exports"]:
        export = read_export(folder / said["file"], mapping=KEPS)
        seen = compare_import(state, export.command())
        assert export.counts.rows == said["rows"]
        assert len(seen.new) == said.get("new_keys", said["rows"])
        assert len(seen.changed) == said.get("changed_items", 0)
        assert (seen.kept_local, seen.absent, seen.stale) == ((), (), False)
        decisions += bool(seen.events)
        state = after(state, export.command())
        assert compare_import(state, export.command()).events == ()
    assert decisions == 7
    assert len(state.items) == 666


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("gitlab/csv_gitlab_export.csv", "rows"),
        ("azure-devops/ado-query-export-german-dates.csv", "rows"),
        ("plane/plane-export.csv", "rows"),
        ("flow/anonymised-jira-created-finished.csv", "rows"),
    ],
)
def test_other_trackers_are_read_by_the_mapping_that_is_suggested(
    name: str, field: str, shared: Path, expected: dict[str, Any]
) -> None:
    path = shared / "data" / name
    seen = preview(path)
    assert seen.mapping is not None
    export = read_export(path, mapping=seen.mapping)

    assert len(export.rows) == export.counts.rows == expected[name][field]
    assert export.refused == ()
    assert len(compare_import(EMPTY, export.command()).new) == expected[name][field]


def test_german_dates_are_read_day_first(shared: Path, expected: dict[str, Any]) -> None:
    name = "azure-devops/ado-query-export-german-dates.csv"
    path = shared / "data" / name
    export = read_export(path, mapping=preview(path).mapping)

    closed = [str(row.values["done_on"]) for row in export.rows if row.values["done_on"]]
    assert len(closed) == expected[name]["with_closed_date"]
    assert (min(closed), max(closed)) == ("2025-06-07", "2025-08-27")
