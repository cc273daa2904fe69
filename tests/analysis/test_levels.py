"""Levels kept and breached, when and by which decision, and where the trend leads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap.analysis.levels.breaches import Cause, Shift, effect_of, hopping, level_shifts
from roadmap.analysis.levels.levels import (
    LevelStatus,
    Standing,
    coverage,
    headroom_of,
    is_breached,
    standing,
    standings,
)
from roadmap.analysis.levels.levels_json import measures_json
from roadmap.analysis.levels.principles import (
    effects,
    effort_per_principle,
    principles_of,
    protecting,
    remedy,
)
from roadmap.commands import Command
from roadmap.decide import Now, decide
from roadmap.events import Decision, Event, Record
from roadmap.evolve import fold
from roadmap.records.levels import Comparator, Measure, Measurement
from roadmap.state import State
from roadmap.timeline import Timeline
from roadmap.values import derived_id
from tests.given import MAYA, TODAY, after, begun, command, item_id

MONDAY = date(2025, 9, 1)


def weekly(values: Sequence[float], first: date = MONDAY) -> tuple[Measurement, ...]:
    return tuple(Measurement(first + timedelta(weeks=n), value) for n, value in enumerate(values))


def measure(values: Sequence[float], level: float | None = 99.0, **fields: Any) -> Measure:
    return Measure("M" * 10, name="Uptime", level=level, measurements=weekly(values), **fields)


def last_day(found: Measure) -> date:
    return found.measurements[-1].day


def stand(values: Sequence[float], level: float | None = 99.0, **fields: Any) -> Standing:
    found = measure(values, level, **fields)
    return standing(found, last_day(found))


# -- kept and breached ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("comparator", "kept", "at", "broken"),
    [
        (Comparator.AT_LEAST, 5.1, True, 4.9),
        (Comparator.ABOVE, 5.1, False, 4.9),
        (Comparator.AT_MOST, 4.9, True, 5.1),
        (Comparator.BELOW, 4.9, False, 5.1),
    ],
)
def test_each_comparator_has_its_side(
    comparator: Comparator, kept: float, at: bool, broken: float
) -> None:
    found = measure([1.0], level=5.0, comparator=comparator)
    assert (is_breached(found, kept), is_breached(found, broken)) == (False, True)
    assert is_breached(found, 5.0) is not at


@given(st.sampled_from(Comparator), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_breach_is_headroom_below_zero(
    comparator: Comparator, level: float, value: float
) -> None:
    found = measure([1.0], level=level, comparator=comparator)
    headroom = headroom_of(found, value)
    assert headroom is not None
    if headroom:
        assert is_breached(found, value) is (headroom < 0)


def test_without_a_level_or_a_measurement_nothing_is_breached() -> None:
    assert stand([98.0], level=None).breached is None
    nothing = standing(Measure("M" * 10, level=99.0), TODAY)
    assert (nothing.latest, nothing.breached, nothing.headroom) == (None, None, None)
    assert nothing.no_trend == "not measured yet"


def test_what_was_measured_after_the_day_is_not_known_yet() -> None:
    found = measure([99.5, 98.0])
    assert standing(found, MONDAY).breached is False
    assert standing(found, MONDAY + timedelta(days=7)).breached is True


def test_a_breach_has_its_first_day_and_who_felt_it() -> None:
    entries = weekly([99.5, 98.0, 97.0])
    found = Measure("M" * 10, level=99.0, measurements=entries)
    assert standing(found, last_day(found)).since == entries[1].day
    felt = Measurement(entries[1].day, 98.0, effect="payments down")
    found = Measure("M" * 10, level=99.0, measurements=(entries[0], felt, entries[2]))
    assert standing(found, last_day(found)).effect == "payments down"


# -- trends ---------------------------------------------------------------------------------------


def test_a_falling_line_reaches_the_level_on_a_day_that_can_be_checked_by_hand() -> None:
    # 100.0, 99.9, ... 99.3: a tenth a week; 99.05 is two and a half weeks away.
    found = stand([100 - n / 10 for n in range(8)], level=99.05)
    trend = found.trend
    assert trend is not None
    assert trend.slope == pytest.approx(-0.1 / 7)
    assert trend.breach_on == trend.last + timedelta(days=18)
    assert trend.earliest == trend.latest == trend.breach_on


def test_scatter_makes_the_day_uncertain_in_both_directions() -> None:
    chance = random.Random(5)  # noqa: S311 - an example, no secret
    values = [100 - n / 10 + chance.gauss(0, 0.05) for n in range(12)]
    trend = stand(values, level=98.0).trend
    assert trend is not None
    assert trend.earliest is not None
    assert trend.breach_on is not None
    assert trend.latest is not None
    assert trend.earliest < trend.breach_on < trend.latest
    assert trend.slope_low < trend.slope < trend.slope_high < 0


def test_the_band_holds_the_true_day_about_four_times_in_five() -> None:
    chance = random.Random(11)  # noqa: S311
    inside = trials = 0
    for _ in range(400):
        values = [100 - n / 10 + chance.gauss(0, 0.05) for n in range(10)]
        trend = stand(values, level=98.0).trend
        if trend is None:
            continue
        truth = MONDAY + timedelta(days=140)
        trials += 1
        earliest, latest = trend.earliest, trend.latest
        inside += (earliest or date.max) <= truth <= (latest or date.max)
    assert trials > 350
    assert 0.72 <= inside / trials <= 0.88


def test_a_line_that_leads_away_is_not_in_sight() -> None:
    trend = stand([99.2, 99.3, 99.4, 99.5, 99.6, 99.7]).trend
    assert trend is not None
    assert (trend.breach_on, trend.earliest, trend.latest) == (None, None, None)


def test_latency_is_breached_by_a_rising_line() -> None:
    found = stand([200 + 10 * n for n in range(8)], 300.5, comparator=Comparator.AT_MOST)
    assert found.trend is not None
    assert found.trend.breach_on == found.trend.last + timedelta(days=22)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_fewer_than_six_measurements_are_too_little(count: int) -> None:
    found = stand([99.5] * count)
    assert found.trend is None
    assert found.no_trend.startswith(f"too little: {count} measurement")


def test_six_measurements_in_less_than_four_weeks_are_too_little() -> None:
    daily = tuple(Measurement(MONDAY + timedelta(days=n), 99.5) for n in range(20))
    found = standing(Measure("M" * 10, level=99.0, measurements=daily), daily[-1].day)
    assert found.no_trend == (
        "too little: 20 measurements over 19 days; a trend needs 6 over 28 days"
    )


def test_no_line_is_drawn_across_a_gap_of_months() -> None:
    early, late = weekly([99.9] * 10), weekly([99.5] * 5, MONDAY + timedelta(weeks=30))
    found = Measure("M" * 10, level=99.0, measurements=(*early, *late))
    assert standing(found, last_day(found)).no_trend.startswith("too little: 5 measurements")


def test_old_measurements_say_nothing_about_today() -> None:
    found = measure([99.5] * 10)
    later = last_day(found) + timedelta(weeks=9)
    assert standing(found, later).no_trend == "not measured since 3 November 2025"


def test_after_a_repair_the_trend_begins_anew() -> None:
    values = [99.5, 99.2, 98.5, 98.0, 99.9, 99.8, 99.7, 99.6, 99.5, 99.4]
    trend = stand(values).trend
    assert trend is not None
    assert (trend.count, trend.first) == (6, MONDAY + timedelta(weeks=4))


def test_while_breached_there_is_a_direction_and_no_day() -> None:
    trend = stand([99.5, 99.2, 98.5, 98.0, 97.5, 97.0, 96.5]).trend
    assert trend is not None
    assert trend.slope < 0
    assert trend.breach_on is None


# -- principles -----------------------------------------------------------------------------------


def levelled() -> State:
    return after(
        begun(sprint_start=date(2025, 6, 2), sprint_days=14),
        command("add_component", name="Ledger"),
        command(
            "add_measure", name="Uptime", principle="Reliability", component="Ledger", level=99
        ),
        command("add_measure", name="Wait", principle="Usability", comparator="at_most"),
    )


def log(name: str, *rows: tuple[str, float]) -> Command:
    return command(
        "log_measurements",
        measurements=[{"measure": name, "day": day, "value": value} for day, value in rows],
    )


def test_a_principle_stands_as_its_worst_measure_does() -> None:
    state = after(levelled(), command("add_measure", preset="automated_tests", level=60))
    status = {row.principle.name: row.status for row in standings(state, TODAY)}
    assert status["Reliability"] is LevelStatus.NOT_MEASURED
    assert status["Usability"] is status["Security"] is LevelStatus.NO_LEVEL
    state = after(state, log("Automated-test share", ("2026-01-02", 70)))
    assert standings(state, TODAY)[1].status is LevelStatus.KEPT
    state = after(state, log("Uptime", ("2026-01-02", 98)))
    assert standings(state, TODAY)[1].status is LevelStatus.BREACHED


def test_coverage_counts_principles_and_agreed_levels() -> None:
    state = after(levelled(), command("set_baseline", measure="Wait", level=3, provisional=True))
    found = coverage(standings(state, TODAY))
    assert (found.principles, found.with_level, found.with_agreed_level) == (5, 2, 1)
    assert len(found.without) == 3


def test_an_item_that_protects_a_measure_works_for_its_principle() -> None:
    state = after(
        levelled(),
        command("add_item", item=item_id("A"), title="A", protects=["Uptime", "Reliability"]),
    )
    reliability = standings(state, TODAY)[1].principle
    assert principles_of(state, state.items[item_id("A")]) == (reliability.id,)
    assert [item.title for item in protecting(state, reliability.id)] == ["A"]


def test_a_breach_becomes_an_item_that_leads_back_to_the_measure() -> None:
    row = {"measure": "Uptime", "day": "2026-01-02", "value": 98, "effect": "payments down"}
    state = after(levelled(), command("log_measurements", **row))
    found = standings(state, TODAY)[1].measures[0]
    added = after(state, command("add_item", item=item_id("R"), **remedy(found, state)))
    item = added.items[item_id("R")]
    assert item.title == "Restore Uptime to at least 99"
    assert (item.protects, item.problem) == ((found.measure.id,), "payments down")
    assert state.components[str(item.component)].name == "Ledger"


def finished(title: str, day: str, days: float, *protects: str) -> list[Command]:
    key = item_id(title)
    return [
        command("add_item", item=key, title=title, protects=list(protects)),
        command("finish_item", item=key, done_on=day, actual_days=days),
    ]


def test_effort_is_shared_among_the_principles_and_set_against_breaches() -> None:
    state = after(
        levelled(),
        *finished("Drill", "2025-12-30", 6, "Uptime", "Security"),
        *finished("Other", "2025-12-30", 3),
        command("log_interruption", title="Outage", driver="incident", effort_days=3),
    )
    rows = standings(state, TODAY)
    shift = Shift("D" * 10, 1, "M", rows[1].principle.id, True, Cause.MEASURED, TODAY, 98.0, 99.0)
    found = {
        state.principles[each.principle].name: each
        for each in effort_per_principle(state, rows, [shift], TODAY)
    }
    assert (found["Reliability"].days, found["Security"].days) == (3.0, 3.0)
    assert found["Reliability"].share == 3 / 12
    assert (found["Reliability"].breaches, found["Security"].breaches) == (1, 0)


def test_a_principle_in_need_that_nobody_works_on_for_three_sprints_is_flagged() -> None:
    state = after(levelled(), log("Uptime", ("2026-01-02", 98)))
    rows = standings(state, TODAY)

    def neglected(now: State) -> set[str]:
        found = effort_per_principle(now, rows, [], TODAY)
        return {now.principles[each.principle].name for each in found if each.neglected}

    assert neglected(state) == {"Security", "Reliability", "Usability", "Efficiency", "Latency"}
    done = after(state, *finished("Drill", "2025-12-10", 6, "Uptime"))
    assert "Reliability" not in neglected(done)
    old = after(state, *finished("Drill", "2025-10-15", 6, "Uptime"))
    assert "Reliability" in neglected(old)
    begun_now = after(
        state,
        command("add_item", item=item_id("B"), title="B", protects=["Uptime"]),
        command("start_item", item=item_id("B")),
    )
    assert "Reliability" not in neglected(begun_now)


def test_what_a_finished_item_did_is_the_mean_before_and_after() -> None:
    before = [(f"2025-11-{day:02}", 98.0) for day in (3, 10, 17, 24)]
    later = [(f"2025-12-{day:02}", 99.5) for day in (8, 15, 22)]
    state = after(
        levelled(),
        log("Uptime", *before, *later),
        *finished("Failover by button", "2025-12-01", 5, "Uptime"),
    )
    [found] = effects(state, TODAY)
    assert (found.before, found.after, found.better) == (98.0, 99.5, True)
    assert (found.count_before, found.count_after) == (4, 3)
    [early] = effects(state, date(2025, 12, 9))
    assert (early.better, early.note) == (None, "too little")


def test_a_difference_that_the_scatter_explains_is_no_effect() -> None:
    before = [(f"2025-11-{day:02}", value) for day, value in ((3, 98.0), (10, 99.0), (17, 98.5))]
    later = [(f"2025-12-{day:02}", value) for day, value in ((8, 98.2), (15, 99.1), (22, 98.8))]
    state = after(
        levelled(),
        log("Uptime", *before, *later),
        *finished("Failover by button", "2025-12-01", 5, "Uptime"),
    )
    [found] = effects(state, TODAY)
    assert (found.better, found.note) == (None, "no clear change")


# -- along the history ----------------------------------------------------------------------------


def history(*steps: tuple[str, list[Command]]) -> Timeline:
    """Return the timeline of decisions, each on its day; the first begins the roadmap."""
    records: list[Record] = []
    state = State()
    for number, (day, commands) in enumerate(steps):
        at = datetime.combine(date.fromisoformat(day), time(9, number % 60), UTC)
        events: tuple[Event, ...] = decide(state, commands, Now(at, at.date()))
        decision = Decision(id=derived_id("decision", str(number)), by=MAYA, at=at)
        for n, event in enumerate(events, start=1):
            records.append(Record(len(records) + 1, at, decision, n, len(events), event))
        state = fold(events, state)
    timeline = Timeline(lambda since, until: records[since:until], len(records))
    timeline.begin()
    return timeline


BEGUN = (
    "2025-06-02",
    [
        command("create_roadmap", name="Harbour", sprint_start="2025-06-02"),
        command("add_measure", name="Uptime", principle="Reliability"),
        command("add_measure", name="Delay", principle="Latency", comparator="at_most"),
    ],
)


def said(timeline: Timeline) -> list[tuple[int, bool, str, str]]:
    return [
        (each.index, each.breached, each.cause.value, str(each.day))
        for each in level_shifts(timeline)
    ]


def test_each_breach_and_restoration_stands_at_its_decision() -> None:
    timeline = history(
        BEGUN,
        ("2025-06-03", [log("Uptime", ("2025-06-03", 98.5))]),
        ("2025-06-04", [command("set_baseline", measure="Uptime", level=98)]),
        ("2025-06-10", [log("Uptime", ("2025-06-10", 97))]),
        ("2025-06-11", [command("add_item", title="Anything")]),
        ("2025-06-17", [log("Uptime", ("2025-06-17", 96))]),
        ("2025-06-18", [command("set_baseline", measure="Uptime", level=95)]),
        ("2025-06-20", [command("set_baseline", measure="Uptime", level=99)]),
        ("2025-06-24", [log("Uptime", ("2025-06-24", 99.5))]),
        ("2025-06-25", [command("set_baseline", measure="Uptime", level=99.9)]),
        ("2025-06-26", [command("set_baseline", measure="Uptime", level=None)]),
    )
    assert said(timeline) == [
        (3, True, "measured", "2025-06-10"),
        (6, False, "relaxed", "2025-06-18"),
        (7, True, "raised", "2025-06-20"),
        (8, False, "measured", "2025-06-24"),
        (9, True, "raised", "2025-06-25"),
        (10, False, "taken_away", "2025-06-26"),
    ]
    assert [each[0] for each in said(timeline) if each[0] <= 6] == [
        each.index for each in level_shifts(timeline, 6)
    ]


def test_a_series_taken_in_at_once_is_walked_day_by_day() -> None:
    rows = [("2025-06-02", 99.0), ("2025-06-09", 97.0), ("2025-06-16", 99.0)]
    timeline = history(
        BEGUN,
        ("2025-06-03", [command("set_baseline", measure="Uptime", level=98)]),
        ("2025-06-30", [log("Uptime", *rows)]),
    )
    assert said(timeline) == [
        (2, True, "measured", "2025-06-09"),
        (2, False, "measured", "2025-06-16"),
    ]


def test_what_becomes_known_of_earlier_days_changes_nothing_after_the_fact() -> None:
    timeline = history(
        BEGUN,
        ("2025-06-03", [command("set_baseline", measure="Uptime", level=98)]),
        ("2025-06-20", [log("Uptime", ("2025-06-20", 99))]),
        ("2025-06-21", [log("Uptime", ("2025-06-10", 90))]),
        ("2025-06-22", [log("Uptime", ("2025-06-20", 97))]),
        (
            "2025-06-23",
            [command("log_measurements", measure="Uptime", day="2025-06-20", value=None)],
        ),
        ("2025-06-24", [command("remove_measure", measure="Uptime")]),
    )
    assert said(timeline) == [
        (4, True, "measured", "2025-06-20"),
        (6, False, "removed", "2025-06-24"),
    ]


def test_only_stretches_with_measures_are_read_and_none_is_missed() -> None:
    def quiet() -> list[tuple[str, list[Command]]]:
        return [("2025-06-05", [command("add_item", title=f"Item {n}")]) for n in range(300)]

    timeline = history(
        BEGUN,
        ("2025-06-03", [command("set_baseline", measure="Uptime", level=98)]),
        *quiet(),
        ("2025-06-10", [log("Uptime", ("2025-06-10", 97))]),
        *quiet(),
        ("2025-06-17", [log("Uptime", ("2025-06-17", 99))]),
    )
    assert [each[:2] for each in said(timeline)] == [(302, True), (603, False)]


def test_who_felt_a_breach_may_be_said_later() -> None:
    timeline = history(
        BEGUN,
        ("2025-06-03", [command("set_baseline", measure="Uptime", level=98)]),
        ("2025-06-10", [log("Uptime", ("2025-06-10", 97))]),
        ("2025-06-12", [command("note_effect", measure="Uptime", effect="payments down")]),
    )
    [shift] = level_shifts(timeline)
    assert (shift.effect, effect_of(shift, timeline.state)) == ("", "payments down")


def test_breaches_that_hop_between_principles_are_said_to_run() -> None:
    steps = [
        ("2025-06-03", [command("set_baseline", measure="Uptime", level=98)]),
        ("2025-06-03", [command("set_baseline", measure="Delay", level=300)]),
        ("2025-06-10", [log("Uptime", ("2025-06-10", 97))]),
        ("2025-06-17", [log("Uptime", ("2025-06-17", 99))]),
    ]
    one = history(BEGUN, *steps)
    day = date(2025, 7, 1)
    assert not hopping(one.state, level_shifts(one), day).running
    two = history(BEGUN, *steps, ("2025-07-01", [log("Delay", ("2025-07-01", 400))]))
    found = hopping(two.state, level_shifts(two), day)
    assert (found.running, found.distinct, found.hops) == (True, 2, 1)
    much_later = hopping(two.state, level_shifts(two), date(2025, 11, 1))
    assert (much_later.distinct, much_later.running) == (0, False)


def test_the_difference_of_two_moments_names_levels_and_values() -> None:
    before = levelled()
    later = after(before, log("Uptime", ("2026-01-02", 98)))
    [found] = measures_json(before, later, (TODAY, TODAY)).values()
    assert found["name"] == "Uptime"
    assert (found["before"]["value"], found["after"]["value"]) == (None, 98.0)
    assert (found["before"]["breached"], found["after"]["breached"]) == (None, True)
    assert measures_json(later, later, (TODAY, TODAY)) == {}


def test_a_breach_ahead_is_told_within_half_a_year_and_not_in_one() -> None:
    values = [99.9 - 0.05 * n for n in range(12)]
    row = stand(values)
    ahead = row.breach_ahead(last_day(measure(values)))
    assert row.trend is not None
    assert ahead is not None
    assert ahead == row.trend.breach_on
    assert row.breach_ahead(ahead - timedelta(weeks=27)) is None
    broken = stand([*values, 98.0])
    assert broken.breach_ahead(last_day(measure([*values, 98.0]))) is None
