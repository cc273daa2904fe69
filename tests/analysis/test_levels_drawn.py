"""What a page draws of levels: the trend as a path, what a percentage leaves, who set a level."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from roadmap.analysis.in_use import Part, parts_in_use
from roadmap.analysis.levels.breaches import level_history, level_shifts
from roadmap.analysis.levels.levels import below_minimum, of_team, standing, standings, trend_path
from roadmap.commands import parse_command
from roadmap.records.levels import Comparator, Measure, Measurement
from roadmap.service import Roadmap
from roadmap.values import Author

TODAY = date(2026, 11, 20)
MAYA = Author(id="maya", name="Maya Okafor")
START = datetime(2026, 9, 1, 9, tzinfo=UTC)


def measure(*values: float, level: float | None = 100.0, unit: str = "ms") -> Measure:
    first = TODAY - timedelta(weeks=len(values) - 1)
    known = tuple(Measurement(first + timedelta(weeks=n), v) for n, v in enumerate(values))
    comparator = Comparator.AT_LEAST if unit == "%" else Comparator.AT_MOST
    return Measure("m", "M", "p", comparator=comparator, unit=unit, level=level, measurements=known)


def test_the_path_of_a_trend_passes_through_a_straight_line_without_width() -> None:
    row = standing(measure(10, 20, 30, 40, 50, 60), TODAY)
    path = trend_path(row, TODAY, TODAY + timedelta(weeks=2), points=3)
    assert [point.day for point in path] == [
        TODAY - timedelta(weeks=5),
        TODAY - timedelta(days=10),
        TODAY + timedelta(weeks=2),
    ]
    assert [round(point.value, 6) for point in (path[0], path[-1])] == [10, 80]
    assert all(point.low == pytest.approx(point.high) for point in path)


def test_the_band_is_narrowest_in_the_middle_and_holds_the_line() -> None:
    row = standing(measure(10, 24, 27, 43, 48, 61), TODAY)
    path = trend_path(row, TODAY, TODAY, points=11)
    widths = [point.high - point.low for point in path]
    assert widths[5] == min(widths)
    assert all(point.low < point.value < point.high for point in path)


def test_without_a_trend_there_is_no_path() -> None:
    assert trend_path(standing(measure(10, 20), TODAY), TODAY, TODAY) == ()


@pytest.mark.parametrize(
    ("value", "level", "unit", "share"),
    [
        (99.97, 99.95, "%", 0.4),  # 0.02 of the 0.05 that may fail
        (99.9, 99.95, "%", -1.0),
        (75.0, 100.0, "ms", 0.25),
        (110.0, 100.0, "ms", -0.1),
        (50.0, 0.0, "%", None),  # nothing is left to share by
        (50.0, None, "%", None),
    ],
)
def test_room_is_what_the_level_leaves(
    value: float, level: float | None, unit: str, share: float | None
) -> None:
    found = standing(measure(value, level=level, unit=unit), TODAY).room_share
    assert found == (None if share is None else pytest.approx(share))


def levelled() -> Roadmap:
    """Return a roadmap in which a level is set, measured, broken and raised, a day each."""
    roadmap = Roadmap.in_memory({"name": "Harbour", "zone": "UTC"}, by=MAYA, at=START)
    for number, each in enumerate(
        (
            {"do": "add_component", "component": "0000000401", "name": "Edge"},
            {"do": "add_team", "team": "0000000101", "name": "Runtime"},
            {"do": "add_measure", "name": "Uptime", "principle": "Reliability", "unit": "%"},
            {"do": "set_baseline", "measure": "Uptime", "level": 99},
            {"do": "log_measurements", "measure": "Uptime", "value": 98, "day": "2026-09-02"},
            {"do": "set_baseline", "measure": "Uptime", "level": 97},
            {"do": "edit_measure", "measure": "Uptime", "component": "Edge"},
        ),
        start=1,
    ):
        roadmap.execute([parse_command(each)], by=MAYA, at=START + timedelta(days=number))
    return roadmap


def test_who_set_a_level_comes_with_the_breaches_in_one_pass() -> None:
    roadmap = levelled()
    shifts, levels = level_history(roadmap.timeline)
    assert shifts == level_shifts(roadmap.timeline)
    assert [(each.before, each.after) for each in levels] == [(None, 99), (99, 97)]
    assert [each.breached for each in shifts] == [True, False]
    assert levels[-1].index == shifts[-1].index
    half = levels[0].index
    first, rest = level_history(roadmap.timeline, half), level_history(roadmap.timeline, None, half)
    assert (first[0] + rest[0], first[1] + rest[1]) == (shifts, levels)


def test_a_team_sees_measures_of_its_components_and_of_none() -> None:
    state = levelled().state
    rows = standings(state, TODAY)
    assert of_team(rows, state, None) == rows
    seen = [each for row in of_team(rows, state, "0000000101") for each in row.measures]
    assert seen == []  # the component has another team, or none
    assert below_minimum(state, TODAY) == 0


def test_parts_are_in_use_once_something_was_recorded_about_them() -> None:
    roadmap = Roadmap.in_memory({"name": "Harbour", "zone": "UTC"}, by=MAYA, at=START)
    assert parts_in_use(roadmap.state) == frozenset()
    steps: tuple[tuple[dict[str, object], set[Part]], ...] = (
        ({"do": "add_item", "title": "Patch"}, set()),
        ({"do": "add_measure", "preset": "availability"}, {Part.LEVELS}),
        ({"do": "add_person", "name": "Ines"}, {Part.LEVELS, Part.PEOPLE, Part.DATES}),
    )
    for command, expected in steps:
        roadmap.execute([parse_command(command)], by=MAYA, at=START + timedelta(hours=1))
        assert set(parts_in_use(roadmap.state)) == expected
