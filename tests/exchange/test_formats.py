"""Each tracker's export becomes the same form: keys, canonical values, counts, notices."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roadmap.errors import ImportRefused
from roadmap.exchange import Counts, Export, RefusedRow, read_export, read_mapping

FILES = Path(__file__).parent / "files"


def values_of(export: Export) -> dict[str, dict[str, Any]]:
    return {row.key: dict(row.values) for row in export.rows}


def codes_of(export: Export) -> list[str]:
    return [notice.code for notice in export.notices]


def write_csv(path: Path, *rows: list[str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


# -- Jira -----------------------------------------------------------------------------------------


def test_a_jira_export_is_read_by_position_and_name_in_the_order_of_its_ranks() -> None:
    export = read_export(FILES / "jira_small.csv")

    assert (export.source, export.format, export.delimiter) == ("jira", "jira-csv", ",")
    assert [row.key for row in export.rows] == ["HAR-4", "HAR-1", "HAR-2", "HAR-3"]
    assert export.counts == Counts(
        rows=4, done=2, estimated=2, estimate_total=8.0, unit="points", links=3, sprints=2
    )
    assert export.updated_to == datetime(2026, 2, 27, 14, 16, tzinfo=UTC)
    assert values_of(export)["HAR-3"] == {
        "title": "Replace the edge load balancer",
        "basis": "parent:parent\nparent:parent_key\npoints:points\nprerequisites:inward\n"
        "prerequisites:outward\nstatus:category\nstatus:category_changed\nstatus:resolution\n"
        "status:resolved",
        "notes": 'Two zones first.\n\nThen the third; "no downtime".',
        "type": "Story",
        "source_status": "In Review",
        "status": "in_progress",
        "priority": "High",
        "estimate_days": None,
        "points": 5.0,
        "created_on": "2026-02-25",
        "due": "2026-03-01",
        "done_on": None,
        "shed_on": None,
        "labels": ("edge", "network"),
        "component": "Load balancer",
        "sprints": ("Sprint 1", "Sprint 2"),
        "parent": "HAR-1",
        "prerequisites": ("HAR-1",),
        "updated": "2026-02-27T14:16:00.000000Z",
    }
    assert codes_of(export) == ["more_components"]


def test_jira_counts_as_done_by_category_and_gives_up_by_resolution() -> None:
    values = values_of(read_export(FILES / "jira_small.csv"))

    assert (values["HAR-2"]["status"], values["HAR-2"]["done_on"]) == ("done", "2026-02-25")
    assert (values["HAR-4"]["status"], values["HAR-4"]["shed_on"]) == ("shed", "2026-02-24")


def test_a_jira_parent_is_found_by_id_and_left_open_when_it_is_not_in_the_file() -> None:
    values = values_of(read_export(FILES / "jira_small.csv"))

    assert values["HAR-2"]["parent"] == "HAR-1"
    assert "parent" not in values["HAR-4"]


def test_jira_estimates_in_seconds_become_days_of_eight_hours(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "time.csv",
        ["Summary", "Issue key", "Status", "Original Estimate"],
        ["Patch", "A-1", "Open", "14400"],
        ["Patch more", "A-2", "Open", ""],
    )
    export = read_export(path)

    assert values_of(export)["A-1"]["estimate_days"] == 0.5
    counts = export.counts
    assert (counts.estimated, counts.estimate_total, counts.unit) == (1, 14400.0, "seconds")


def test_spanish_headers_and_months_are_read() -> None:
    values = values_of(read_export(FILES / "jira_spanish.csv"))

    assert values["PUE-1"]["prerequisites"] == ("PUE-2",)
    assert values["PUE-1"]["created_on"] == "2025-11-20"
    assert values["PUE-2"]["done_on"] == "2026-01-02"
    assert values["PUE-2"]["parent"] == "PUE-1"


def test_without_a_category_the_resolution_says_what_is_done(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "old.csv",
        ["Summary", "Issue key", "Status", "Resolution", "Resolved"],
        ["One", "A-1", "Closed", "Fixed", ""],
        ["Two", "A-2", "Resolved", "Unresolved", "2026-01-02 10:00"],
        ["Three", "A-3", "In Progress", "", ""],
    )
    export = read_export(path)

    assert [row.values["status"] for row in export.rows] == ["done", "open", "in_progress"]
    assert codes_of(export) == ["done_without_date"]


def test_exactly_a_thousand_jira_rows_are_probably_not_all(tmp_path: Path) -> None:
    rows = [[f"Item {number}", f"A-{number}", "To Do"] for number in range(1000)]
    export = read_export(write_csv(tmp_path / "cap.csv", ["Summary", "Issue key", "Status"], *rows))

    assert not export.complete
    assert codes_of(export) == ["incomplete_export"]


def test_a_header_line_in_the_middle_is_no_item(tmp_path: Path) -> None:
    header = ["Summary", "Issue key", "Status"]
    path = write_csv(
        tmp_path / "pages.csv", header, ["One", "A-1", "To Do"], header, ["Two", "A-2", "To Do"]
    )

    assert [row.key for row in read_export(path).rows] == ["A-1", "A-2"]


def test_rows_that_cannot_be_items_are_refused_with_place_key_and_reason(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "odd.csv",
        ["Summary", "Issue key", "Status"],
        ["One", "A-1", "To Do"],
        ["", "A-2", "To Do"],
        ["Three", "", "To Do"],
        ["Again", "A-1", "To Do"],
        ["Wide", "A-5", "To Do", "more"],
        ["Short", "A-6"],
    )
    export = read_export(path)

    assert [row.key for row in export.rows] == ["A-1"]
    assert export.counts.rows == 6
    assert export.refused == (
        RefusedRow(3, "A-2", "It has no title."),
        RefusedRow(4, "", "It has no key; every record needs one."),
        RefusedRow(5, "A-1", "The key A-1 was already used in row 2, which was taken."),
        RefusedRow(
            6,
            "A-5",
            "It has 4 cells and the header has 3: a quote or a delimiter is probably missing in "
            "this row.",
        ),
        RefusedRow(
            7,
            "A-6",
            "It has 2 cells and the header has 3: a quote or a delimiter is probably missing in "
            "this row.",
        ),
    )
    assert codes_of(export) == ["duplicate_id"]


def test_a_title_that_is_too_long_is_cut_and_kept_whole_in_the_notes(tmp_path: Path) -> None:
    title = "long " * 200
    path = write_csv(
        tmp_path / "long.csv",
        ["Summary", "Issue key", "Status", "Description"],
        [title, "A-1", "To Do", "Why"],
    )
    export = read_export(path)

    values = values_of(export)["A-1"]
    assert len(values["title"]) <= 500
    assert values["notes"] == f"{title.strip()}\n\nWhy"
    assert codes_of(export) == ["cut_text"]


# -- Linear ---------------------------------------------------------------------------------------


def test_a_linear_export_is_read_with_both_date_styles_and_its_apostrophes() -> None:
    export = read_export(FILES / "linear_small.csv")

    assert (export.source, export.format) == ("linear", "linear-csv")
    assert export.counts == Counts(
        rows=4, done=1, estimated=2, estimate_total=5.0, unit="points", links=3, sprints=2
    )
    values = values_of(export)
    assert values["KAI-1"]["title"] == "=Quota per team"
    assert values["KAI-1"]["labels"] == ("edge", "quota")
    assert values["KAI-1"]["prerequisites"] == ("KAI-2", "KAI-3")
    assert values["KAI-2"]["notes"] == "It's 'quoted'"
    assert values["KAI-2"]["priority"] is None
    assert values["KAI-2"]["done_on"] == "2025-10-16"
    assert [row.values["status"] for row in export.rows] == [
        "in_progress",
        "done",
        "shed",
        "open",
    ]
    assert export.updated_to == datetime(2025, 10, 16, 23, 30, tzinfo=UTC)


# -- GitHub ---------------------------------------------------------------------------------------


def test_github_issues_are_read_and_pull_requests_are_not_items() -> None:
    export = read_export(FILES / "github_small.json")

    assert (export.source, export.format) == ("github", "github-rest-issues")
    assert (export.counts.rows, export.counts.done, export.counts.links) == (3, 1, 3)
    [left_out] = [each.text for each in export.notices if each.code == "pull_requests"]
    assert left_out == "1 pull request left out: they are no items."
    values = values_of(export)
    assert list(values) == ["harbour/ops#4", "harbour/ops#2", "harbour/ops#3"]
    assert values["harbour/ops#4"] == {
        "title": "Shard the queue",
        "notes": "Depends on #2 and harbour/edge#7.\nBlocked by: #3",
        "labels": ("scaling", "P1"),
        "status": "open",
        "done_on": None,
        "shed_on": None,
        "created_on": "2026-01-02",
        "due": "2026-06-30",
        "links": ("https://github.com/harbour/ops/issues/4",),
        "prerequisites": ("harbour/ops#2", "harbour/edge#7", "harbour/ops#3"),
        "updated": "2026-02-02T03:04:05.000000Z",
    }
    assert values["harbour/ops#3"]["status"] == "shed"


def test_gh_issue_list_names_the_same_issues_as_the_rest_interface(tmp_path: Path) -> None:
    path = tmp_path / "gh.json"
    issue = {
        "number": 2,
        "title": "Measure the queue",
        "state": "CLOSED",
        "stateReason": "COMPLETED",
        "closedAt": "2026-01-03T03:04:05Z",
        "updatedAt": "2026-01-03T03:04:05Z",
        "url": "https://github.com/harbour/ops/issues/2",
    }
    path.write_text(json.dumps([issue]))
    export = read_export(path)

    assert export.format == "gh-issue-list"
    assert values_of(export)["harbour/ops#2"]["done_on"] == "2026-01-03"
    assert "labels" not in values_of(export)["harbour/ops#2"]


def test_a_sub_issue_names_its_parent_and_an_issue_without_one_has_none(tmp_path: Path) -> None:
    path = tmp_path / "sub.json"
    api = "https://api.github.com/repos/harbour/ops"
    issue = {"title": "One", "state": "open", "repository_url": api, "sub_issues_summary": {}}
    path.write_text(
        json.dumps(
            [
                {**issue, "number": 1, "html_url": "https://github.com/harbour/ops/issues/1"},
                {**issue, "number": 2, "parent_issue_url": f"{api}/issues/1"},
            ]
        )
    )
    assert [row.values["parent"] for row in read_export(path).rows] == [None, "harbour/ops#1"]


@pytest.mark.parametrize(
    "text",
    [
        '{"total_count": 3, "items": [{"number": 1, "title": "One"}]}',
        '{"incomplete_results": true, "items": [{"number": 1, "title": "One"}]}',
        '{"truncated": true, "items": [{"number": 1, "title": "One"}]}',
        json.dumps([{"number": number, "title": "One"} for number in range(30)]),
    ],
)
def test_a_part_of_the_issues_is_said_to_be_incomplete(text: str, tmp_path: Path) -> None:
    path = tmp_path / "part.json"
    path.write_text(text)
    export = read_export(path)

    assert not export.complete
    assert codes_of(export) == ["incomplete_export", "no_repository"]


def test_pages_that_were_put_together_are_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "pages.json"
    path.write_text('[{"number": 1, "title": "One"}]\n[{"number": 2, "title": "Two"}]')

    assert [row.key for row in read_export(path).rows] == ["#1", "#2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[{"number": 1, "title"', "no whole JSON"),
        ('{"name": "x"}', "no list of GitHub issues"),
        ('[{"iid": 1, "title": "One"}]', "no list of GitHub issues"),
        ("[" * 100_000, "nested too deeply|no whole JSON"),
    ],
)
def test_json_that_is_no_list_of_issues_is_refused(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text)

    with pytest.raises(ImportRefused, match=said):
        read_export(path)


def test_records_that_are_no_issues_are_refused_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_text('[7, {"title": "No number"}, {"number": 3, "title": ""}, {"number": 4}]')

    reasons = [refused.reason for refused in read_export(path).refused]
    assert reasons == [
        "It is no JSON object, as an issue is.",
        "It has no number, so that it cannot be told from others.",
        "It has no title.",
        "It has no title.",
    ]


# -- any CSV through a mapping --------------------------------------------------------------------


def test_any_csv_is_read_through_a_mapping() -> None:
    export = read_export(
        FILES / "mapped_small.csv", mapping=read_mapping(FILES / "mapped_small.json")
    )

    assert (export.source, export.format, export.delimiter) == ("liste", "csv", ";")
    assert export.date_order == "dmy"
    assert export.counts == Counts(
        rows=3, done=1, estimated=2, estimate_total=20.5, unit="hours", links=3, sprints=0
    )
    assert values_of(export)["17"] == {
        "title": "Zertifikate erneuern",
        "source_status": "fertig",
        "status": "done",
        "estimate_days": 2.0,
        "due": "2025-06-07",
        "labels": ("tls", "sicherheit"),
        "prerequisites": (),
        "forcing": "forced",
        "driver": "incident",
        "team": "Plattform",
        "column x": "a",
    }
    assert codes_of(export) == ["unknown_field"]


def test_a_csv_of_no_known_tracker_asks_for_a_mapping(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", ["a", "b"], ["1", "2"])

    with pytest.raises(ImportRefused, match=r"its columns: a, b.*--mapping"):
        read_export(path)


def test_a_format_that_was_chosen_has_to_fit(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "list.csv", ["a", "b"], ["1", "2"])

    with pytest.raises(ImportRefused, match="lacks the columns of linear-csv"):
        read_export(path, format="linear-csv")
    with pytest.raises(ImportRefused, match="There is no format 'excel'"):
        read_export(path, format="excel")
    with pytest.raises(ImportRefused, match="is no JSON"):
        read_export(path, format="github-rest-issues")


def test_ids_that_a_spreadsheet_rounded_are_said(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "ids.csv",
        ["Summary", "Issue key", "Status"],
        ["One", "7.18656E+14", "To Do"],
        ["Two", "7.18656E+14", "To Do"],
    )
    assert codes_of(read_export(path)) == ["mangled_ids", "duplicate_id"]
