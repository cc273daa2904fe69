"""Incidents of PagerDuty and Opsgenie become interruptions, once each."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap.errors import ImportRefused
from roadmap.exchange.facts import Facts
from roadmap.exchange.read_facts import read_facts


def facts(path: Path, **how: Any) -> Facts:
    found = read_facts(path, **how)
    assert found is not None
    return found


def pagerduty(**fields: Any) -> dict[str, Any]:
    record = {
        "id": "Q1",
        "incident_number": 4,
        "title": "Disk full",
        "status": "resolved",
        "created_at": "2026-11-03T06:00:00Z",
        "last_status_change_at": "2026-11-03T09:00:00Z",
        "service": {"summary": "Ledger"},
        "assignments": [{"assignee": {"id": "U1"}}, {"assignee": {"id": "U2"}}],
    }
    return {**record, **fields}


def written(folder: Path, document: Any, name: str = "incidents.json") -> Path:
    path = folder / name
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, "utf-8")
    return path


def test_the_shared_file_of_pagerduty_is_read(shared: Path) -> None:
    found = facts(shared / "data" / "incidents" / "pagerduty-rest-incidents.json")
    assert (found.source, found.format) == ("pagerduty", "pagerduty-incidents")
    assert len(found.incidents) == found.documents == 3
    assert not found.refused
    first = found.incidents[0]
    assert (first.key, first.title) == ("Q3YON8WNWTZMRQ", "Crash reported")
    assert first.started_at == datetime(2022, 11, 3, 6, 23, 6, tzinfo=UTC)
    assert (first.component, first.effort_days) == ("DevService", None)


def test_the_shared_file_of_opsgenie_is_read(shared: Path) -> None:
    found = facts(shared / "data" / "incidents" / "opsgenie-rest-incidents.json")
    assert (found.source, len(found.incidents)) == ("opsgenie", 2)
    still_open, closed = found.incidents
    assert (still_open.title, still_open.effort_days) == ("Incident#1", None)
    minute = (21.49 + 60 - 28.003) / 3600 / 6
    assert closed.effort_days == pytest.approx(minute, abs=1e-4)


def test_minutes_times_people_at_six_hours_a_day(tmp_path: Path) -> None:
    [row] = facts(written(tmp_path, [pagerduty()])).incidents
    assert row.effort_days == 3 * 2 / 6


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "triggered"},
        {"last_status_change_at": "2026-11-05T09:00:00Z"},
        {"last_status_change_at": "2026-11-01T09:00:00Z"},
        {"last_status_change_at": None},
    ],
)
def test_what_nobody_knows_is_left_out_and_said(fields: dict[str, Any], tmp_path: Path) -> None:
    found = facts(written(tmp_path, {"incidents": [pagerduty(**fields)], "more": False}))
    assert found.incidents[0].effort_days is None
    assert [notice.code for notice in found.notices] == ["effort_unknown"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": None, "incident_number": None}, "It has no id"),
        ({"title": " ", "summary": None}, "It has no title"),
        ({"created_at": "yesterday"}, "'yesterday' is no time"),
        ({"created_at": None}, "is no time"),
        ({"created_at": "0001-01-01T00:00:00+14:00"}, "is no time"),
    ],
)
def test_a_record_that_is_no_incident_is_refused(
    fields: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    found = facts(written(tmp_path, [pagerduty(id="Q0"), pagerduty(**fields)]))
    assert len(found.incidents) == 1
    [refused] = found.refused
    assert (refused.row, found.documents) == (2, 2)
    assert reason in refused.reason


def test_an_id_that_comes_twice_counts_once(tmp_path: Path) -> None:
    found = facts(written(tmp_path, [pagerduty(), pagerduty(title="Other"), 7]))
    assert [row.title for row in found.incidents] == ["Disk full"]
    assert ["already used" in found.refused[0].reason, found.refused[1].row] == [True, 3]


def test_a_page_of_more_is_said_to_be_one(tmp_path: Path) -> None:
    more = facts(written(tmp_path, {"incidents": [pagerduty()], "more": True}))
    full = facts(written(tmp_path, [pagerduty(id=f"Q{number}") for number in range(25)]))
    for found in (more, full):
        assert not found.complete
        assert "incomplete_export" in [notice.code for notice in found.notices]


def test_csv_files_of_both_tools_are_read(tmp_path: Path) -> None:
    one = facts(
        written(
            tmp_path,
            "id,incident_number,description,service_name,created_on,resolved_on,seconds_to_resolve\n"
            "Q1,4,Disk full,Ledger,2026-11-03T06:00:00Z,2026-11-03T09:00:00Z,10800\n"
            "Q2,5,,Ledger,2026-11-03T06:00:00Z,,\n",
            "pd.csv",
        )
    )
    [row] = one.incidents
    assert (one.source, row.component, row.effort_days) == ("pagerduty", "Ledger", 0.5)
    assert one.refused[0].reason == "It has no title."
    assert one.date_order == "ymd"
    two = facts(
        written(
            tmp_path,
            "tinyId;message;status;createdAt;closedAt\n"
            "7;Queue stuck;closed;03/11/2026 06:00:00;03/11/2026 12:00:00\n"
            "8;Other;open;25/11/2026 06:00:00;\n",
            "og.csv",
        )
    )
    assert (two.source, two.date_order) == ("opsgenie", "dmy")
    assert two.incidents[0].started_at == datetime(2026, 11, 3, 6, tzinfo=UTC)
    assert [row.effort_days for row in two.incidents] == [1.0, None]


def test_other_json_and_csv_is_none_of_ours(tmp_path: Path) -> None:
    assert read_facts(written(tmp_path, [{"number": 1, "title": "An issue"}])) is None
    assert read_facts(written(tmp_path, '[{"tinyId": broken')) is None
    assert read_facts(written(tmp_path, "Summary,Issue key\nA,B-1\n", "jira.csv")) is None
    with pytest.raises(ImportRefused, match="lacks what opsgenie-incidents has"):
        read_facts(written(tmp_path, [pagerduty()]), format="opsgenie-incidents")


_ANY = st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.lists(st.none())
_TIMES = st.sampled_from(["2026-11-03T06:00:00Z", "2026-11-03T06:00:00.49+02:00", "", "9999-99"])
_FIELDS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("id", "title", "status", "service", "incident_number", "message"), _ANY),
        **dict.fromkeys(("assignments", "acknowledgements", "responders", "summary"), _ANY),
        **dict.fromkeys(("created_at", "last_status_change_at", "createdAt"), _TIMES | _ANY),
        **dict.fromkeys(("impactStartDate", "impactEndDate", "updatedAt"), _TIMES | _ANY),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    tool=st.sampled_from([{"incident_number": 1}, {"tinyId": "1", "createdAt": "x"}]),
    records=st.lists(_FIELDS | _ANY, max_size=4),
)
def test_whatever_stands_in_a_record_it_is_taken_or_refused(
    tool: dict[str, Any], records: list[Any], tmp_path: Path
) -> None:
    found = facts(written(tmp_path, [tool, *records]))
    assert len(found.incidents) + len(found.refused) == found.documents == 1 + len(records)
