"""What simply had to be done, per sprint: closed sprints are never rewritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as changed
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from roadmap.analysis.items.filter import Filter
from roadmap.analysis.sprints.forced_share import Done, forced_share_now, forced_share_series
from roadmap.calendars import Sprint
from roadmap.state import Interruption, Item, State, Table
from roadmap.values import Driver, Estimate, Horizon, Status, Thresholds
from tests.analysis.roadmaps import CHOICE, FORCED, SHORT, START, state_of

SPRINT_1 = Sprint(1, date(2025, 6, 2), date(2025, 6, 16))
SPRINT_2 = Sprint(2, date(2025, 6, 16), date(2025, 6, 30))


def done(key: str, day: int, days: float, forcing: object = None, **fields: object) -> Item:
    return Item(
        key,
        forcing=forcing,  # type: ignore[arg-type]  # None, forced or discretionary
        horizon=SHORT,
        status=Status.DONE,
        done_on=START + timedelta(days=day),
        estimate=Estimate(days),
        **fields,  # type: ignore[arg-type]  # fields of an item
    )


def history(*states: tuple[date, State]) -> Callable[[datetime], State]:
    """Return `state_at` of states that were recorded at noon of a day."""

    def state_at(moment: datetime) -> State:
        known = State()
        for day, state in states:
            if datetime(day.year, day.month, day.day, 12, tzinfo=UTC) < moment:
                known = state
        return known

    return state_at


def at(day: int) -> datetime:
    return datetime(2025, 6, 2, tzinfo=UTC) + timedelta(days=day)


def test_the_share_is_must_do_effort_of_all_effort_done_in_the_sprint() -> None:
    state = state_of(done("A", 3, 6.0, FORCED), done("B", 4, 2.0, CHOICE), done("C", 14, 1.0))
    outage = Interruption("I", "Outage", Driver.INCIDENT, at(5), effort_days=4.0)
    linked = Interruption("J", "Patch", Driver.INCIDENT, at(5), effort_days=9.0, item="A")
    state = replace(state, interruptions=Table.of([("I", outage), ("J", linked)]))
    series = forced_share_series(history((START, state)), at(15))
    first = Done(12.0, 10.0, 10.0, 0.0, 3, 2, 0, 3)
    second = Done(1.0, 0.0, 0.0, 1.0, 1, 0, 1, 1)
    both = Done(13.0, 10.0, 10.0, 1.0, 4, 2, 1, 4)
    assert [(each.sprint, each.closed, each.done, each.window) for each in series] == [
        (SPRINT_1, True, first, first),
        (SPRINT_2, False, second, both),
    ]
    assert first.share == pytest.approx(10 / 12)
    assert first.share_by_count == pytest.approx(2 / 3)
    assert forced_share_now(series) == pytest.approx(10 / 13)


def test_firefighting_is_the_part_that_was_short_term() -> None:
    long = replace(done("B", 4, 2.0, FORCED), horizon=Horizon.LONG_TERM)
    state = state_of(done("A", 3, 6.0, FORCED), long)
    found = forced_share_series(history((START, state)), at(9))[0].done
    assert (found.share, found.fire_share, found.fire_effort) == (1.0, 0.75, 6.0)


def test_reclassifying_after_the_sprint_closed_rewrites_nothing() -> None:
    then = state_of(done("A", 3, 6.0, FORCED))
    later = state_of(done("A", 3, 6.0, CHOICE))
    recorded = history((date(2025, 6, 5), then), (date(2025, 6, 20), later))
    series = forced_share_series(recorded, at(20))
    assert [each.done.share for each in series] == [1.0, None]


def test_reclassifying_while_the_sprint_is_open_counts() -> None:
    then = state_of(done("A", 3, 6.0, FORCED))
    later = state_of(done("A", 3, 6.0, CHOICE))
    recorded = history((date(2025, 6, 5), then), (date(2025, 6, 10), later))
    assert forced_share_series(recorded, at(20))[0].done.share == 0.0


def test_work_recorded_late_counts_in_its_sprint_as_it_was_classified_first() -> None:
    nothing = state_of(Item("X"))
    late = state_of(done("A", 3, 6.0, FORCED))
    recorded = history((START, nothing), (date(2025, 6, 18), late))
    assert forced_share_series(recorded, at(13))[0].done == Done()
    assert forced_share_series(recorded, at(20))[0].done == Done(6.0, 6.0, 6.0, 0.0, 1, 1, 0, 1)


def test_corrected_effort_counts_and_an_item_opened_again_does_not() -> None:
    first = state_of(done("A", 3, 6.0, FORCED), done("B", 3, 1.0, FORCED))
    corrected = done("A", 3, 6.0, FORCED, actual_days=9.0)
    second = state_of(corrected, Item("B", forcing=FORCED, horizon=SHORT))
    recorded = history((START, first), (date(2025, 6, 20), second))
    assert forced_share_series(recorded, at(20))[0].done.effort == 9.0


def test_it_goes_by_count_where_nothing_is_estimated_yet() -> None:
    items = [replace(done(key, 1, 1.0, FORCED), estimate=None) for key in "ABC"]
    plain = replace(done("D", 1, 1.0, CHOICE), estimate=None)
    measured = forced_share_series(history((START, state_of(*items, plain))), at(3))[0].done
    assert measured.by_count
    assert measured.share == 0.75


def test_the_window_holds_as_many_sprints_as_the_setting_says() -> None:
    items = [done(str(number), number * 14, 2.0, FORCED) for number in range(4)]
    thresholds = changed(Thresholds(), window_sprints=2)
    state = state_of(*items, thresholds=thresholds)
    series = forced_share_series(history((START, state)), at(45))
    assert [each.window.count for each in series] == [1, 2, 2, 2]


def test_the_series_is_filtered_by_team() -> None:
    state = state_of(done("A", 3, 6.0, FORCED, team="T1"), done("B", 4, 2.0, CHOICE, team="T2"))
    outage = Interruption("I", "Outage", Driver.INCIDENT, at(5), effort_days=4.0, team="T2")
    state = replace(state, interruptions=Table.of([("I", outage)]))
    shares = [
        forced_share_series(history((START, state)), at(9), wanted)[0].done.share
        for wanted in (Filter(team="T1"), Filter(team="T2"), Filter(text="nothing"))
    ]
    assert shares == [1.0, pytest.approx(4 / 6), None]


def test_there_is_no_series_before_sprint_1_or_without_a_sprint_start() -> None:
    assert forced_share_series(history((START, state_of())), at(-1)) == ()
    assert forced_share_series(history((START, state_of(sprint_start=None))), at(5)) == ()
    assert forced_share_now(()) is None
