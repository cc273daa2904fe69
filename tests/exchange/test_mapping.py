"""Mapping files, the preview that suggests one, and the report of an import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from roadmap.commands.items import EditItem
from roadmap.decide.imports import compare_import
from roadmap.errors import ImportRefused
from roadmap.evolve import fold
from roadmap.exchange import (
    Mapping,
    parse_mapping,
    preview,
    read_export,
    read_mapping,
    report,
    suggest_mapping,
    write_mapping,
)
from roadmap.state import EMPTY
from tests.given import after, begun

FILES = Path(__file__).parent / "files"
PLAIN: dict[str, Any] = {"source": "s", "key": "id", "columns": {"title": "t"}}


def test_a_mapping_is_read_as_it_was_written(tmp_path: Path) -> None:
    mapping = parse_mapping(
        {
            **PLAIN,
            "columns": {"title": "t", "labels": ["a", "b"], "status": "state"},
            "values": {"status": {"ready": "open", "gone": "shed", "": None}},
            "date_order": "month-first",
            "delimiter": "tab",
            "encoding": "UTF8",
            "days_per_point": 0.5,
        }
    )
    write_mapping(mapping, tmp_path / "map.json")

    assert read_mapping(tmp_path / "map.json") == mapping
    assert (mapping.date_order, mapping.delimiter, mapping.encoding) == ("mdy", "\t", "utf-8")
    written = json.loads((tmp_path / "map.json").read_text())
    assert list(written) == [
        *("source", "key", "columns", "values", "date_order", "delimiter", "encoding"),
        "days_per_point",
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "source: Field required"),
        ({**PLAIN, "columns": {}}, "columns"),
        ({**PLAIN, "colums": {}}, "colums: Extra inputs"),
        ({**PLAIN, "columns": {"titel": "t"}}, "did you mean 'title'"),
        ({**PLAIN, "columns": {"description": "t"}}, "did you mean 'notes'"),
        ({**PLAIN, "values": {"status": {}}}, "columns names no such field"),
        (
            {
                **PLAIN,
                "columns": {"title": "t", "status": "s"},
                "values": {"status": {"x": "closed"}},
            },
            "cannot mean 'closed' as status: it is open, in_progress, done, shed",
        ),
        ({**PLAIN, "delimiter": "ab"}, "'ab' is no delimiter"),
        ({**PLAIN, "encoding": "klingon"}, "no encoding 'klingon'"),
        ({**PLAIN, "date_order": "ydm"}, "dmy, mdy or ymd"),
        ([], "JSON object"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_the_place(given: Any, said: str) -> None:
    with pytest.raises(ImportRefused, match="mapping cannot be used") as refused:
        parse_mapping(given)
    assert said in str(refused.value)


def test_a_mapping_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text("{")
    with pytest.raises(ImportRefused, match="no JSON"):
        read_mapping(path)
    with pytest.raises(ImportRefused, match="cannot be read"):
        read_mapping(tmp_path / "none.json")


def test_columns_that_the_file_lacks_are_said_and_a_missing_key_or_title_refuses(
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,t\n1,One\n")

    export = read_export(
        path, mapping=parse_mapping({**PLAIN, "columns": {"title": "T ", "due": "When"}})
    )
    assert [notice.code for notice in export.notices] == ["missing_columns"]
    for broken, said in (
        ({**PLAIN, "key": "nr"}, "no column 'nr'"),
        ({**PLAIN, "columns": {"title": "x"}}, "no column for the title"),
    ):
        with pytest.raises(ImportRefused, match=said):
            read_export(path, mapping=parse_mapping(broken))


def test_values_that_a_field_does_not_know_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "id,t,s,q,n,d,u\n"
        "1,One,odd,must,lots,31/31/2026,https://example.org/a\n"
        "2,Two,Done,forced,3,1/2/2026,javascript:alert(1)\n"
    )
    columns = {
        "title": "t",
        "status": "s",
        "forcing": "q",
        "points": "n",
        "due": "d",
        "links": "u",
    }
    export = read_export(path, mapping=parse_mapping({**PLAIN, "columns": columns}))

    first, second = (dict(row.values) for row in export.rows)
    assert first == {
        "title": "One",
        "source_status": "odd",
        "status": "open",
        "forcing": None,
        "points": None,
        "links": ("https://example.org/a",),
    }
    assert (second["status"], second["forcing"], second["links"]) == ("done", "forced", ())
    assert {notice.code for notice in export.notices} == {
        *("unknown_status", "unknown_values", "unread_values", "ambiguous_dates"),
    }


def test_a_mapping_says_how_many_days_a_point_is_unless_told_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,t,p\n1,One,4\n")
    given = {**PLAIN, "columns": {"title": "t", "points": "p"}, "days_per_point": 0.5}
    export = read_export(path, mapping=parse_mapping(given))

    assert compare_import(EMPTY, export.command()).factor == 0.5
    assert compare_import(EMPTY, export.command(2.0)).factor == 2.0


def test_an_unknown_status_is_named_once_however_many_rows_have_it(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"{n},Item {n},{'odd' if n % 2 else 'strange'}\n" for n in range(1, 9))
    path.write_text(f"id,t,s\n{rows}")
    given = {**PLAIN, "columns": {"title": "t", "status": "s"}}
    export = read_export(path, mapping=parse_mapping(given))

    (notice,) = (each for each in export.notices if each.code == "unknown_status")
    assert "'odd' of 1, 'strange' of 2." in notice.text


def test_several_columns_can_feed_one_field(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("id,t,a,b\n1,,x,y\n")
    columns = {"title": ["t", "a"], "labels": ["a", "b"]}

    export = read_export(path, mapping=parse_mapping({**PLAIN, "columns": columns}))

    values = dict(export.rows[0].values)
    assert (values["title"], values["labels"]) == ("x", ("x", "y"))
    state = after(begun(), export.command())
    path.write_text("id,t,a\n1,,x\n")
    narrower = read_export(path, mapping=parse_mapping({**PLAIN, "columns": columns}))
    assert compare_import(state, narrower.command()).events == ()


# -- the preview ----------------------------------------------------------------------------------


def test_a_known_format_needs_no_mapping() -> None:
    seen = preview(FILES / "jira_small.csv", rows=2)

    assert (seen.format, seen.source, seen.mapping) == ("jira-csv", "jira", None)
    assert not seen.needs_mapping
    assert (seen.encoding, seen.delimiter, seen.date_order) == ("utf-8", ",", "dmy")
    assert seen.header[:2] == ("Summary", "Issue key")
    assert [cells[1] for cells in seen.rows] == ["HAR-3", "HAR-1"]


def test_issues_are_previewed_as_a_small_table() -> None:
    seen = preview(FILES / "github_small.json")

    assert seen.format == "github-rest-issues"
    assert seen.rows[0] == ("harbour/ops#4", "Shard the queue", "open", "scaling, P1")


def test_the_names_of_columns_suggest_a_mapping(tmp_path: Path) -> None:
    path = tmp_path / "Team board 2026-11-20.csv"
    path.write_text("Nr,ID,Name,State,Due Date,Tags,Other\n1,7,One,Done,1/2/2026,a;b,z\n")
    seen = preview(path)

    assert seen.needs_mapping
    assert seen.ambiguous_dates
    assert seen.mapping == Mapping(
        source="Team board",
        key="ID",
        columns={"title": "Name", "status": "State", "labels": "Tags", "due": "Due Date"},
    )
    export = read_export(path, mapping=seen.mapping)
    assert export.rows[0].values["labels"] == ("a", "b")


def test_nothing_is_suggested_without_a_key_or_a_title() -> None:
    assert suggest_mapping("x", ["Title", "State"]) is None
    assert suggest_mapping("x", ["ID", "State"]) is None


# -- the report -----------------------------------------------------------------------------------


def test_the_report_has_the_shape_of_the_contract() -> None:
    export = read_export(FILES / "jira_small.csv")
    comparison = compare_import(EMPTY, export.command(0.5))
    told = report(export, comparison, None, comparison.factor)

    assert json.loads(json.dumps(told)) == told
    more = {"encoding", "delimiter", "date_order", "unit"}
    assert {key: value for key, value in told.items() if key not in more} == {
        "source": "jira",
        "format": "jira-csv",
        "rows": 4,
        "items": {"new": 4, "changed": 0, "unchanged": 0},
        "done": 2,
        "estimated": 2,
        "estimate_total": 8.0,
        "links": 3,
        "sprints": 2,
        "refused": [],
        "warnings": [
            {
                "code": "more_components",
                "text": "Several components are named and the first was taken: HAR-3.",
            }
        ],
        "kept_local": [],
        "absent": [],
        "factor": 0.5,
        "interruptions": {"new": 0},
        "measurements": {"new": 0},
        "baselines": {"new": 0},
        "complete": True,
        "decision": None,
    }


def test_the_report_says_what_was_kept_in_words_that_json_knows() -> None:
    export = read_export(FILES / "jira_small.csv")
    state = after(begun(), export.command())
    item = next(item for item in state.items.ordered() if item.external[0].key == "HAR-3")
    state = after(state, EditItem(item=item.id, fields={"due": None, "labels": ("mine",)}))

    again = read_export(FILES / "jira_small.csv")
    comparison = compare_import(state, again.command())
    told = report(again, comparison, None, comparison.factor)

    assert fold(comparison.events, state) == state
    assert told["items"] == {"new": 0, "changed": 0, "unchanged": 4}
    assert told["kept_local"] == [
        {"item": item.id, "field": "due", "here": None, "source": "2026-03-01"},
        {"item": item.id, "field": "labels", "here": ["mine"], "source": ["edge", "network"]},
    ]
