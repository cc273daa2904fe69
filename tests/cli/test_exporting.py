"""A roadmap as a file in every format: right in it, harmless, and never half written."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from roadmap.cli import exporting
from roadmap.redaction import Redaction
from tests.cli.conftest import Cli
from tests.store.test_places import files_no_longer_than

FORMULA = '=HYPERLINK("http://x","y")'


@pytest.fixture
def dated(filled: Path, cli: Cli) -> Path:
    """The roadmap with people, sprints, a promise, a purchase, a freeze and a hostile title."""
    commands: list[dict[str, Any]] = [
        {"do": "add_person", "name": "Ada", "role": "Engineer"},
        {
            "do": "edit_item",
            "item": "AAAAAAAAA1",
            "title": FORMULA,
            "promised_by": "2027-01-15",
            "notes": "Secret of the team",
        },
        {"do": "add_freeze", "days": {"first": "2026-12-24", "last": "2026-12-31"}},
        {"do": "add_ask", "title": "Fund it", "cost": "Late", "probability": 0.4},
    ]
    lines = "\n".join(json.dumps(each) for each in commands)
    ran = cli("apply", filled, "-", "--by", "Maya", "--why", "=1+1", stdin=lines)
    assert ran.code == 0, ran.err
    return filled


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_workbook_has_items_plan_forecast_and_decisions(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert cli("export", dated, out).code == 0
    found = sheets(out)
    names = ["Overview", "Items", "Plan", "Forecast", "Decisions", "All fields"]
    assert list(found) == names
    for name, column in (("Items", "Must be done by"), ("All fields", "mandatory_by")):
        head, *rows = found[name]
        assert len(rows) == 3
        days = [row[head.index(column)] for row in rows]
        assert datetime(2027, 2, 28) in days  # noqa: DTZ001 - a cell has no zone
    assert {row[4] for row in found["Plan"][1:]} == {FORMULA, "Leave the old site", "Faster builds"}
    forecast = found["Forecast"][1:]
    assert all(0 <= row[5] <= 1 for row in forecast if row[4] is not None)
    assert [row[1] for row in found["Decisions"][1:]][-1] == "Maya"


def test_a_workbook_begins_with_what_is_wanted_and_the_dates_with_their_probability(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert cli("export", dated, out, "--by", "Maya").code == 0
    rows = sheets(out)["Overview"]
    assert rows[0][0] == "T"
    assert rows[1][0].startswith("For leadership, from Maya, as of ")
    assert [row[5] for row in rows if row[0] == "Fund it"] == [0.4]
    kept = {row[0]: row for row in rows[rows.index(next(r for r in rows if r[0] == "Work")) + 1 :]}
    assert {title: row[2] for title, row in kept.items()} == {
        FORMULA: "a promise",
        "Leave the old site": "mandatory",
    }
    assert all(0 <= row[5] <= 1 for row in kept.values())


def test_a_plan_in_a_workbook_gives_each_row_the_days_that_its_probability_is_about(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert cli("export", dated, out).code == 0
    head, *rows = sheets(out)["Plan"]
    assert head[:4] == ("From", "To", "Sprint", "Last sprint")
    planned = [row for row in rows if row[0] is not None]
    assert planned
    for first, last, number, until, *_rest, likely in planned:
        assert (last - first).days == 14 * (until - number + 1) - 1
        assert 0 <= likely <= 1


def test_long_text_in_a_workbook_goes_on_in_a_row_that_is_high_enough(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    line = json.dumps({"do": "edit_item", "item": "AAAAAAAAA1", "title": "word " * 40})
    assert cli("apply", dated, "-", "--why", "Longer", stdin=line).code == 0
    assert cli("export", dated, out).code == 0
    sheet: Any = load_workbook(out)["Plan"]
    [long] = [row[4] for row in sheet.iter_rows() if len(str(row[4].value)) > 100]
    assert long.alignment.wrap_text
    assert long.alignment.horizontal == "left"  # else its indent does not hold
    assert sheet.row_dimensions[long.row].height == 75  # 199 characters, 48 a line
    assert all(cell.alignment.vertical == "top" for cell in sheet[long.row] if cell.value)
    assert sheet.row_dimensions[1].height is None


def test_no_text_in_a_workbook_is_a_formula_and_no_note_goes_to_leadership(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    assert cli("export", dated, out).code == 0
    cells = [cell for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert FORMULA in [cell.value for cell in cells]
    assert "=1+1" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "Secret of the team" not in [cell.value for cell in cells]
    assert cli("export", dated, out, "--audience", "team").code == 0
    assert "Secret of the team" in str(sheets(out))


@pytest.mark.parametrize("suffix", [".csv", ".md", ".json"])
def test_a_table_is_for_leadership_unless_it_is_asked_for_the_team(
    cli: Cli, dated: Path, tmp_path: Path, suffix: str
) -> None:
    named = {"do": "edit_item", "item": "AAAAAAAAA2", "title": "Leave the site, says Ada Brown"}
    person = {"do": "edit_person", "person": "Ada", "fields": {"name": "Ada Brown"}}
    lines = "\n".join(json.dumps(each) for each in (person, named))
    assert cli("apply", dated, "-", stdin=lines).code == 0
    out = tmp_path / f"out{suffix}"
    ran = cli("export", dated, out)
    assert (ran.code, "for leadership" in ran.out) == (0, True)
    text = out.read_text("utf-8")
    assert "Leave the site, says Engineer 1" in text
    assert "Ada" not in text
    assert "Secret of the team" not in text
    ran = cli("export", dated, out, "--audience", "team")
    assert (ran.code, "for the team" in ran.out) == (0, True)
    assert "says Ada Brown" in out.read_text("utf-8")
    assert ("Secret of the team" in out.read_text("utf-8")) is (suffix != ".md")
    assert cli("export", dated, out, "--view", "grid").code == 0
    assert "Ada" not in out.read_text("utf-8")
    assert cli("export", dated, out, "--audience", "all").code == 2


def test_what_must_be_done_stands_in_every_table_whoever_it_is_for(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    for name in ("a.csv", "a.md", "a.json", "a.xlsx", "a.ics"):
        out = tmp_path / name
        assert cli("export", dated, out).code == 0
        text = str(sheets(out)) if name.endswith("xlsx") else out.read_text("utf-8")
        assert "Leave the old site" in text, name
    assert cli("export", dated, tmp_path / "g.md", "--view", "grid").code == 0
    assert "Leave the old site" in (tmp_path / "g.md").read_text("utf-8")


def test_no_date_of_open_work_stands_in_a_table_without_its_range_and_probability(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    names = ("a.csv", "a.json", "a.md", "a.xlsx")
    for name in names:
        assert cli("export", dated, tmp_path / name).code == 0
    text = io.StringIO((tmp_path / "a.csv").read_text("utf-8"), newline="")
    rows = list(csv.DictReader(text))
    due = [row for row in rows if row["mandatory_by"] or row["promised_by"]]
    assert len(due) == 2
    for row in due:
        assert 0 <= float(row["in_time"]) <= 1
        assert row["done_p50"] <= row["done_p85"] or row["done_p85"] == "not in sight"
    items = json.loads((tmp_path / "a.json").read_bytes())["items"]
    for item in items:
        if item["mandatory_by"] or item["promised_by"]:
            assert {"p50", "p85", "date", "probability"} <= item["forecast"].keys()
            assert item["forecast"]["date"] in (item["mandatory_by"], item["promised_by"])
    lines = (tmp_path / "a.md").read_text("utf-8").splitlines()
    marked = [line for line in lines if "must be done by" in line or "promised by" in line]
    assert len(marked) == 2
    assert all(re.search(r"\d+% likely.*, done", line) for line in marked)
    for name, column, chance in (
        ("Items", "Must be done by", "In time"),
        ("All fields", "mandatory_by", "in_time"),
    ):
        head, *cells = sheets(tmp_path / "a.xlsx")[name]
        by, share = head.index(column), head.index(chance)
        assert all(0 <= row[share] <= 1 for row in cells if row[by] is not None)
    assert cli("export", dated, tmp_path / "g.json", "--view", "grid").code == 0
    hidden = json.loads((tmp_path / "g.json").read_bytes())["hidden_forced"]["items"]
    assert [0 <= row["forecast"]["probability"] <= 1 for row in hidden] == [True]


def test_where_nothing_was_forecast_a_table_says_so(cli: Cli, filled: Path, tmp_path: Path) -> None:
    new = tmp_path / "bare.roadmap"
    assert cli("new", new, "--name", "Bare").code == 0
    item = {"do": "add_item", "title": "Leave", "forcing": "forced", "horizon": "long_term",
            "driver": "regulation", "mandatory_by": "2027-02-28"}  # fmt: skip
    assert cli("apply", new, "-", stdin=json.dumps(item)).code == 0
    assert cli("export", new, tmp_path / "a.md").code == 0
    said = (tmp_path / "a.md").read_text("utf-8")
    assert "must be done by 28 February 2027" in said
    assert "not forecast" in said or "not in sight" in said


def test_an_audience_gets_the_dates_that_everybody_else_sees(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    off = {"do": "edit_person", "person": "Ada",
           "fields": {"time_off": [{"first": "2026-12-01", "last": "2027-03-31"}]}}  # fmt: skip
    assert cli("apply", dated, "-", stdin=json.dumps(off)).code == 0
    found = []
    for audience in ("leadership", "team"):
        out = tmp_path / f"{audience}.json"
        assert cli("export", dated, out, "--audience", audience).code == 0
        found.append([each["forecast"] for each in json.loads(out.read_bytes())["items"]])
    assert found[0] == found[1]


def unfolded(path: Path) -> list[str]:
    content = path.read_bytes()
    assert b"\r\n" in content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_every_date_in_the_calendar_has_its_probability_or_says_that_there_is_none(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.ics"
    assert cli("export", dated, out).code == 0
    lines = unfolded(out)
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    starts = [line.partition(":")[2] for line in lines if line.startswith("DTSTART")]
    assert starts == ["20261224", "20270115", "20270228"]
    summaries = [line for line in lines if line.startswith("SUMMARY")]
    assert summaries[0] == "SUMMARY:Freeze"
    assert all(re.search(r"\(\d+% likely\)$", each) for each in summaries[1:])
    assert any(each.startswith("SUMMARY:Promised: =HYPERLINK") for each in summaries)
    said = [line for line in lines if line.startswith("DESCRIPTION")]
    assert all("85%" in each or "fixed" in each for each in said)
    uids = [line for line in lines if line.startswith("UID")]
    assert len(set(uids)) == len(uids) == 3
    assert cli("export", dated, out).code == 0
    assert [line for line in unfolded(out) if line.startswith("UID")] == uids


def test_without_people_no_date_is_in_sight_and_the_calendar_says_so(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.ics"
    assert cli("export", filled, out).code == 0
    assert any("0% likely" in line and "not in sight" in line for line in unfolded(out))


@pytest.mark.parametrize("name", ["a.xlsx", "a.ics", "a.html", "a.csv", "a.md", "a.json", "a.pdf"])
def test_an_empty_roadmap_is_written_in_every_format(
    cli: Cli, empty: Path, tmp_path: Path, name: str
) -> None:
    ran = cli("export", empty, tmp_path / name)
    assert ran.code == 0, ran.err
    assert (tmp_path / name).stat().st_size > 0


def test_a_picture_and_the_paper_are_drawn_by_what_is_installed(
    cli: Cli, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Any, ...]] = []

    def draw(*given: Any) -> None:
        asked.append(given)

    monkeypatch.setattr(exporting, "view_drawer", lambda: draw)
    monkeypatch.setattr(exporting, "paper_printer", lambda: draw)
    out = tmp_path / "a.svg"
    assert cli("export", filled, out, "--view", "timeline", "--at", "1").code == 0
    assert asked[-1][2:5] == ("timeline", out, Redaction())
    assert cli("export", filled, tmp_path / "a.pdf").code == 0
    assert asked[-1][0].audience == "leadership"
    assert cli("export", filled, tmp_path / "a.pdf", "--view", "grid").code == 0
    assert asked[-1][2] == "grid"
    assert cli("export", filled, out, "--audience", "team").code == 0
    assert asked[-1][4].leaves_all
    for name in ("view_drawer", "paper_printer"):
        monkeypatch.setattr(exporting, name, lambda: None)
    for arguments in (("a.png",), ("a.pdf",)):
        ran = cli("export", filled, tmp_path / arguments[0])
        assert (ran.code, "is not installed" in ran.err) == (1, True)


def test_a_view_that_a_format_does_not_have_is_wrong_usage(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    for name, view, said in (
        ("a.xlsx", "grid", "holds all views"),
        ("a.csv", "timeline", "backlog or grid"),
        ("a.png", "moon", "timeline"),
    ):
        ran = cli("export", filled, tmp_path / name, "--view", view)
        assert (ran.code, said in ran.err) == (2, True), ran.err
    assert list(tmp_path.glob("a.*")) == []


def test_where_nothing_can_be_written_it_says_so_and_leaves_nothing(
    cli: Cli, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for place, said in (
        (tmp_path / "absent" / "a.xlsx", "There is no folder"),
        (tmp_path / "folder.xlsx", "is a folder"),
    ):
        ran = cli("export", filled, place)
        assert (ran.code, said in ran.err) == (1, True), ran.err
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every folder")
def test_a_folder_that_may_not_be_written_is_named(cli: Cli, filled: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    for name in ("a.html", "a.ics"):
        ran = cli("export", filled, closed / name)
        assert (ran.code, "nothing may be written" in ran.err) == (1, True)
    assert cli("snapshot", filled, closed / "a.roadsnap").code == 1


def test_a_full_disk_leaves_what_was_there(cli: Cli, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.html"
    out.write_text("before")
    with files_no_longer_than(1000):
        ran = cli("export", filled, out)
    assert (ran.code, "disk is full" in ran.err) == (1, True)
    assert out.read_text() == "before"
    assert [each.name for each in tmp_path.glob(".*.part")] == []


def test_the_roadmap_itself_is_never_written_over(cli: Cli, filled: Path) -> None:
    same = filled.with_suffix(".json")
    same.symlink_to(filled)
    ran = cli("export", filled, same)
    assert (ran.code, "is the roadmap itself" in ran.err) == (1, True)
    assert cli("verify", filled).code == 0


def test_the_page_is_as_of_the_moment_that_is_asked_for(
    cli: Cli, dated: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    assert cli("export", dated, out, "--at", "1").code == 0
    assert len(sheets(out)["Items"]) == 1
    assert len(sheets(out)["Decisions"]) == 2
