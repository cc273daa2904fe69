"""Measurements come from CSV files and from what somebody pastes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.exchange.facts import Facts
from roadmap.exchange.measurements import parse_pasted, value_of
from roadmap.exchange.read_facts import read_facts


def facts(folder: Path, text: str) -> Facts:
    path = folder / "values.csv"
    path.write_text(text, "utf-8")
    found = read_facts(path)
    assert found is not None
    return found


def test_each_row_is_a_measure_a_day_and_a_value(tmp_path: Path) -> None:
    found = facts(
        tmp_path,
        "Metric;Date;Value;Unit;Who felt it\n"
        "Uptime;2026-11-02;99,95;%;\n"
        "Uptime;09.11.2026;98,1 %;;payments down\n",
    )
    assert (found.format, found.documents, found.delimiter) == ("measurements", 2, ";")
    first, second = found.measurements
    assert (first.measure, first.day, first.value, first.unit) == (
        *("Uptime", date(2026, 11, 2), 99.95),
        "%",
    )
    assert (second.value, second.unit, second.effect) == (98.1, "%", "payments down")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",2026-11-02,1", "It names no measure"),
        ("Uptime,someday,1", "'someday' is no day"),
        ("Uptime,2026-02-30,1", "is no day"),
        ("Uptime,2026-11-02,high", "'high' is no number"),
        ("Uptime,2026-11-02,", "'' is no number"),
        ("Uptime,2026-11-02,nan", "is no number"),
        ("Uptime,2026-11-02,1e999", "is no number"),
        ("Uptime,2026-11-02,9999999999999", "is no number"),
        ("Uptime,2026-11-02", "has 2 cells"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_by_its_number(
    row: str, reason: str, tmp_path: Path
) -> None:
    found = facts(tmp_path, f"measure,day,value\nUptime,2026-11-09,2\n{row}\nUptime,2026-11-16,3\n")
    assert [each.value for each in found.measurements] == [2.0, 3.0]
    [refused] = found.refused
    assert refused.row == 3
    assert reason in refused.reason


def test_days_that_could_be_months_are_said_to_be_unclear(tmp_path: Path) -> None:
    unclear = facts(tmp_path, "measure,day,value\nUptime,6/7/2025,2\n")
    assert "ambiguous_dates" in [notice.code for notice in unclear.notices]
    clear = facts(tmp_path, "measure,day,value\nUptime,6/7/2025,2\nUptime,6/25/2025,2\n")
    assert [each.day.month for each in clear.measurements] == [6, 6]
    assert not clear.notices


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("99.95", 99.95, None),
        ("99,95 %", 99.95, "%"),
        ("1,234.5 ms", 1234.5, "ms"),
        ("1.234,5", 1234.5, None),
        ("-3", -3.0, None),
        ("12 000 EUR", 12000.0, "EUR"),
        ("312ms", 312.0, "ms"),
        ("none", None, None),
        ("1.2.3", None, None),
        ("", None, None),
    ],
)
def test_a_value_may_carry_its_unit(text: str, value: float | None, unit: str | None) -> None:
    assert value_of(text) == (value, unit)


def test_pasted_lines_are_a_day_and_a_value() -> None:
    pasted = parse_pasted(
        "day\tuptime\n2026-11-09\t99.9 %\n\n2026-11-02\t99.95\n16.11.2026; 98,5\n3 Nov 2026 97"
    )
    assert [(row.day.day, row.value, row.unit) for row in pasted.rows] == [
        (2, 99.95, None),
        (3, 97.0, None),
        (9, 99.9, "%"),
        (16, 98.5, None),
    ]
    assert not pasted.refused


def test_pasted_lines_that_say_nothing_are_named() -> None:
    pasted = parse_pasted("2026-11-09 99.9\nwhat 7\n2026-11-09 98\n2026-11-10 soon")
    assert [row.value for row in pasted.rows] == [99.9]
    assert [row.row for row in pasted.refused] == [2, 3, 4]
    assert "has another value of 2026-11-09" in pasted.refused[1].reason


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_understood_or_named(text: str) -> None:
    pasted = parse_pasted(text)
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(pasted.rows) + len(pasted.refused) <= len(lines)
    assert len(pasted.rows) + len(pasted.refused) >= len(lines) - 1 - len(pasted.rows)


@given(
    st.dictionaries(
        st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.floats(-1e11, 1e11), max_size=8
    )
)
def test_what_was_written_out_reads_back(values: dict[date, float]) -> None:
    text = "\n".join(f"{day.isoformat()}\t{value:.6f}" for day, value in values.items())
    rows = {row.day: row.value for row in parse_pasted(text).rows}
    assert rows == {day: float(f"{value:.6f}") for day, value in values.items()}
